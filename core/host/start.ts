import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { toAppError } from '#core/contract/errors.ts';
import { storeFailure } from '#core/store/failures.ts';
import { systemClock } from './adapters/clock.ts';
import { shareMemory } from './adapters/memory.ts';
import { build, isStale } from './build.ts';
import { exitCodeOf, type Terminal } from './commands/command.ts';
import { addressOf } from './commands/open.ts';
import { serveConsole } from './commands/serve.ts';
import { createConsole } from './console/console.ts';
import { installElectron, electronBinary } from './electronBinary.ts';
import { hasDisplay, openBrowser } from './openBrowser.ts';
import { packageFolder } from './places.ts';
import { startOptions } from './startOptions.ts';
import { processTerminal } from './terminal.ts';

/** `npm start`: the desktop app where Electron is, else the same console in the browser (DESIGN 7). */
async function start(terminal: Terminal, args: readonly string[]): Promise<void> {
  const { browser } = startOptions(args, terminal.env);
  const root = packageFolder();
  if (isStale(root)) await build(root, terminal.err, terminal.signal);
  if (!browser) {
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
  const binary = electronBinary(require) ?? (await installElectron(require, { say, interactive, signal, clock: systemClock }));
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

/** The console in the browser. Where its workspace cannot be opened, the page says why and goes on when the cause is gone. */
async function startInBrowser(terminal: Terminal): Promise<void> {
  const console = createConsole({ terminal });
  try {
    const problem = await console.start().then(
      () => undefined,
      (thrown: unknown) => toAppError(storeFailure(thrown)),
    );
    if (problem) terminal.err(`${problem.message}\n`);
    const running = problem?.code === 'folder-locked' && (await addressOf(console.first.folder).catch(() => undefined));
    if (running) return show(terminal, console.first.word, running);
    await serveConsole(console, terminal, { port: 0, open: true, json: false });
    if (problem && console.current() === undefined) process.exitCode = exitCodeOf(problem);
  } finally {
    await console.stop();
  }
}

function show(terminal: Terminal, word: string, url: string): void {
  terminal.out(`Quayside, ${word} workspace: ${url}\n`);
  if (!openBrowser(url)) terminal.err('No browser was found; open the address above yourself.\n');
}

try {
  shareMemory();
  await start(processTerminal(), process.argv.slice(2));
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? thrown.message : String(thrown)}\n`);
  process.exitCode = exitCodeOf(thrown);
}
