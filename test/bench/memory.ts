import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mappingFiles } from '#core/practice/maps.ts';
import { row, startWorld, type BenchRow } from './support.ts';

const orders = 5_000;
const host = fileURLToPath(new URL('../../dist/host/main.js', import.meta.url));

/** The flags that package.json starts the host with: measured as it is shipped. */
export const hostFlags = ((): readonly string[] => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    readonly scripts: Readonly<Record<string, string>>;
  };
  return (scripts['quayside'] ?? '').split(' ').filter((word) => word.startsWith('--'));
})();

/** The most memory that a process has held, in MiB (Linux: VmHWM). */
function peak(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

/** What it holds now. */
function resident(child: ChildProcess): number {
  const status = readFileSync(`/proc/${child.pid}/status`, 'utf8');
  return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1024;
}

/** Memory of the built host beside a practice world in its own process: idle, and over a backlog of 5,000 orders. */
export async function memoryBench(): Promise<readonly BenchRow[]> {
  if (!existsSync('/proc/self/status')) return [];
  if (!existsSync(host)) throw new Error('Build first: npm run build');
  const world = await startWorld();
  const folder = await mkdtemp(join(tmpdir(), 'quayside-bench-memory-'));
  const file = join(folder, 'connection.json');
  await writeFile(file, JSON.stringify(world.connection));
  const where = ['--connection', file, '--data', join(folder, 'data')];
  try {
    await importMaps(folder, where);
    const idle = await idleMemory(where);
    await world.post('orders', { count: orders, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 12 });
    const most = await backlogMemory(where);
    return [
      row('memory, headless, idle', `${idle.toFixed(0)} MB`, 'under 150 MB', idle < 150),
      row(
        `memory, headless, a backlog of ${orders.toLocaleString('en')} orders`,
        `${most.toFixed(0)} MB at most`,
        'under 400 MB',
        most < 400,
      ),
    ];
  } finally {
    world.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [...hostFlags, host, ...args], { stdio: ['ignore', 'pipe', 'ignore'] });
}

/** The practice maps by the command line, into the workspace of `where`. */
export async function importMaps(folder: string, where: readonly string[]): Promise<void> {
  for (const [name, text] of Object.entries(mappingFiles())) {
    const path = join(folder, name);
    await writeFile(path, text);
    await ended(start(['import', name.replace('.csv', ''), path, '--apply', ...where]));
  }
}

function ended(child: ChildProcess): Promise<void> {
  child.stdout?.resume();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`the host ended with ${code}`))));
  });
}

async function idleMemory(where: readonly string[]): Promise<number> {
  const child = start(['serve', ...where]);
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const held = resident(child);
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  return held;
}

/** The most memory that one `sync --once` of the built host holds. */
export async function backlogMemory(where: readonly string[]): Promise<number> {
  const child = start(['sync', '--once', '--json', ...where]);
  let most = 0;
  const watch = setInterval(() => {
    if (child.exitCode === null) most = Math.max(most, peak(child));
  }, 50);
  try {
    await ended(child);
  } finally {
    clearInterval(watch);
  }
  return most;
}
