import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron as electron } from '@playwright/test';
import { electronBinary } from '#core/host/electronBinary.ts';
import { hostFlags, importMaps } from './memory.ts';
import { median, row, startWorld, type BenchRow } from './support.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const host = join(root, 'dist', 'host', 'main.js');
const times = 5;
const idleMs = 10 * 60_000;

/**
 * How long a start takes: of the headless host until its engine is ready, and where Electron's program is installed of the
 * desktop until its first paint, with the processor time that it takes in the tray over ten minutes.
 */
export async function startBench(): Promise<readonly BenchRow[]> {
  if (!existsSync(host)) throw new Error('Build first: npm run build');
  const folder = await mkdtemp(join(tmpdir(), 'quayside-bench-start-'));
  try {
    const ready = await engineReady(folder);
    const rows = [
      row('start of the headless host until its engine is ready', `${(ready / 1000).toFixed(2)} s`, 'under 2 s', ready < 2_000),
    ];
    const program = electronBinary(createRequire(join(root, 'package.json')));
    if (program !== undefined) return [...rows, await firstPaint(program, folder), await idleInTray(program, folder)];
    process.stderr.write("Electron's program is not installed here: first paint and idle time in the tray are left out.\n");
    return rows;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Milliseconds from the start of the process until it prints its address: the store is open, the engine waits for its time. */
async function engineReady(folder: string): Promise<number> {
  const world = await startWorld();
  try {
    const file = join(folder, 'connection.json');
    await writeFile(file, JSON.stringify(world.connection));
    const where = ['--connection', file, '--data', join(folder, 'data')];
    await importMaps(folder, where);
    const taken: number[] = [];
    for (let time = 0; time < times; time += 1) taken.push(await once(where));
    return median(taken);
  } finally {
    world.stop();
  }
}

async function once(where: readonly string[]): Promise<number> {
  const began = performance.now();
  const child = spawn(process.execPath, [...hostFlags, host, 'serve', '--json', ...where], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  const taken = performance.now() - began;
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('exit', resolve));
  return taken;
}

const launch = (program: string, folder: string, ...words: readonly string[]) =>
  electron.launch({
    executablePath: program,
    args: [root, ...words],
    env: { ...(process.env as Record<string, string>), QUAYSIDE_DATA: join(folder, 'desktop') },
  });

/** The second start: the first makes the practice workspace. */
async function firstPaint(program: string, folder: string): Promise<BenchRow> {
  const taken: number[] = [];
  for (let time = 0; time <= times; time += 1) {
    const began = Date.now();
    const app = await launch(program, folder);
    const page = await app.firstWindow();
    await page.getByRole('heading', { level: 1 }).waitFor();
    const painted = await page.evaluate(
      () => performance.timeOrigin + (performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN),
    );
    await app.close();
    if (time > 0) taken.push(painted - began);
  }
  const middle = median(taken);
  return row('start of the desktop until its first paint', `${(middle / 1000).toFixed(2)} s`, 'under 3 s', middle < 3_000);
}

/** Processor time of all its processes, without a window, the schedule as it is usually. */
async function idleInTray(program: string, folder: string): Promise<BenchRow> {
  const app = await launch(program, folder, '--hidden');
  const seconds = (): Promise<number> =>
    app.evaluate(({ app: main }) => main.getAppMetrics().reduce((sum, { cpu }) => sum + (cpu.cumulativeCPUUsage ?? 0), 0));
  // The start itself is no idling.
  await new Promise((resolve) => setTimeout(resolve, 30_000));
  const before = await seconds();
  await new Promise((resolve) => setTimeout(resolve, idleMs));
  const share = ((await seconds()) - before) / (idleMs / 1000);
  await app.close();
  return row('ten minutes in the tray', `${(share * 100).toFixed(2)} % of one core`, 'under 1 %', share < 0.01);
}
