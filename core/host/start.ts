import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { toAppError, type AppError } from '#core/contract/errors.ts';
import { storeFailure } from '#core/store/failures.ts';
import { systemClock } from './adapters/clock.ts';
import { createLogger } from './adapters/logger.ts';
import { systemRandom } from './adapters/random.ts';
import { build, isStale } from './build.ts';
import { ended, exitCodeOf, type Terminal } from './commands/command.ts';
import { addressOf } from './commands/open.ts';
import { placeOf } from './commands/place.ts';
import { serveWorkspace } from './commands/serve.ts';
import { openWhere, type Where } from './commands/where.ts';
import { installElectron, electronBinary } from './electronBinary.ts';
import { startHttpHost } from './http/server.ts';
import { hasDisplay, openBrowser } from './openBrowser.ts';
import { openWorkspace } from './openWorkspace.ts';
import { packageFolder, rendererFolder } from './places.ts';
import { createReopening } from './reopening.ts';
import { processTerminal } from './terminal.ts';

/** `npm start`: the desktop app where Electron is, else the same console in the browser (DESIGN 7). */
async function start(terminal: Terminal): Promise<void> {
  const root = packageFolder();
  if (isStale(root)) await build(root, terminal.err, terminal.signal);
  if (terminal.env['QUAYSIDE_HOST'] !== 'browser') {
    const why = await startDesktop(root, terminal);
    if (why === undefined) return;
    terminal.err(`${why}; the console opens in the browser instead.\n`);
  }
  if (!terminal.signal.aborted) await startInBrowser(terminal);
}

/** Runs the desktop app to its end; where it cannot run, says why. */
async function startDesktop(root: string, terminal: Terminal): Promise<string | undefined> {
  const require = createRequire(join(root, 'package.json'));
  const { err: say, interactive, signal } = terminal;
  const binary = electronBinary(require) ?? (await installElectron(require, { say, interactive, signal }));
  if (binary === undefined) return 'Electron is not installed here';
  if (!hasDisplay(terminal.env)) return 'This machine has no display for the desktop app';
  const code = await new Promise<number | undefined>((resolve) => {
    const child = spawn(binary, [root], { stdio: 'inherit' });
    // Ctrl+C reaches it by itself, a signal to this process alone does not.
    signal.addEventListener('abort', () => child.kill('SIGTERM'), { once: true });
    child.once('error', () => resolve(undefined));
    child.once('exit', (status) => resolve(status ?? 0));
  });
  if (code === undefined) return 'Electron cannot be started here';
  process.exitCode = code;
  return undefined;
}

/** The console in the browser. Where the workspace cannot be opened, the page says why and goes on when the cause is gone. */
async function startInBrowser(terminal: Terminal): Promise<void> {
  let where: Where | undefined;
  let problem: AppError;
  try {
    where = await openWhere({}, terminal, { practiceOrders: 8 });
    return await serveWorkspace(where, terminal, { port: 0, open: true, json: false });
  } catch (thrown) {
    problem = toAppError(storeFailure(thrown));
  } finally {
    // Before anything opens it again: two worlds on one folder would write over each other.
    await where?.close();
  }
  terminal.err(`${problem.message}\n`);
  const running = problem.code === 'folder-locked' && (await addressOf(placeOf({}, terminal).folder).catch(() => undefined));
  if (running) show(terminal, running);
  else await serveProblem(terminal, problem);
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
  await start(processTerminal());
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exitCode = exitCodeOf(thrown);
}
