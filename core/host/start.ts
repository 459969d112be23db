import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { AppError } from '#core/contract/errors.ts';
import { systemClock } from './adapters/clock.ts';
import { createLogger } from './adapters/logger.ts';
import { systemRandom } from './adapters/random.ts';
import { exitCodeOf, type Terminal } from './commands/command.ts';
import { addressOf, ended, serveWorkspace } from './commands/serve.ts';
import { openWhere, practiceFolder, type Where } from './commands/where.ts';
import { installElectron, electronBinary } from './electronBinary.ts';
import { startHttpHost } from './http/server.ts';
import { openBrowser } from './openBrowser.ts';
import { openWorkspace } from './openWorkspace.ts';
import { packageFolder, rendererFolder } from './places.ts';
import { createReopening } from './reopening.ts';
import { processTerminal } from './terminal.ts';

/** Newest modification below some folders, in milliseconds since 1970. */
function newest(root: string, names: readonly string[]): number {
  let latest = 0;
  for (const name of names) {
    const path = join(root, name);
    if (!existsSync(path)) continue;
    const stat = statSync(path);
    if (!stat.isDirectory()) {
      latest = Math.max(latest, stat.mtimeMs);
      continue;
    }
    const below = readdirSync(path, { recursive: true, withFileTypes: true });
    for (const entry of below)
      if (entry.isFile()) latest = Math.max(latest, statSync(join(entry.parentPath, entry.name)).mtimeMs);
  }
  return latest;
}

/** True when a source is newer than what was built from it. */
function isStale(root: string): boolean {
  const built = join(root, 'dist', 'renderer', 'index.html');
  return (
    !existsSync(built) ||
    newest(root, ['core', 'electron', 'renderer', 'vite.config.ts', 'package.json']) > statSync(built).mtimeMs
  );
}

/** Runs a program of ours to its end; its output goes to standard error. */
function run(file: string, args: readonly string[], cwd: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [file, ...args], { cwd, stdio: ['ignore', 2, 2] });
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function build(root: string): Promise<void> {
  process.stderr.write('Building Quayside, once…\n');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const code = await run(vite, ['build', '--app', '--logLevel', 'warn'], root);
  if (code !== 0) throw new Error('The build failed; its messages are above.');
}

/** `npm start`: the desktop app where Electron is, else the same console in the browser (DESIGN 7). */
async function start(): Promise<void> {
  const terminal = processTerminal();
  const root = packageFolder();
  if (isStale(root)) await build(root);
  if (terminal.env['QUAYSIDE_HOST'] !== 'browser') {
    const require = createRequire(join(root, 'package.json'));
    const binary = electronBinary(require) ?? (await installElectron(require, (text) => terminal.err(text)));
    if (binary !== undefined) {
      spawn(binary, [root], { stdio: 'inherit' }).once('exit', (code) => process.exit(code ?? 0));
      return;
    }
    terminal.err('Electron is not installed here; the console opens in the browser instead.\n');
  }
  await startInBrowser(terminal);
}

/** The console in the browser. Where the workspace cannot be opened, the page says why and goes on when the cause is gone. */
async function startInBrowser(terminal: Terminal): Promise<void> {
  let where: Where | undefined;
  try {
    where = await openWhere({}, terminal, { practiceOrders: 8 });
    await serveWorkspace(where, terminal, { port: 0, open: true, json: false });
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    terminal.err(`${thrown.message}\n`);
    const running = thrown.code === 'folder-locked' && (await addressOf(practiceFolder(terminal)).catch(() => undefined));
    if (running) show(terminal, running);
    else await serveProblem(terminal, thrown);
  } finally {
    await where?.close();
  }
}

async function serveProblem(terminal: Terminal, problem: AppError): Promise<void> {
  const clock = systemClock;
  const log = createLogger(terminal.err, () => clock.now(), 'warn');
  const app = createReopening(
    () => openWorkspace(terminal),
    problem,
    () => clock.monotonic(),
  );
  const host = await startHttpHost({ app, pages: rendererFolder(), port: 0, clock, random: systemRandom, log });
  try {
    show(terminal, host.url());
    await ended(terminal.signal);
  } finally {
    await host.close();
    await app.stop();
  }
  process.exitCode = exitCodeOf(problem);
}

function show(terminal: Terminal, url: string): void {
  terminal.out(`Quayside, Practice workspace: ${url}\n`);
  if (!openBrowser(url)) terminal.err('No browser was found; open the address above yourself.\n');
}

try {
  await start();
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exitCode = exitCodeOf(thrown);
}
