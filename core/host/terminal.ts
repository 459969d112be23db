import { exitCodes, type Terminal } from './commands/command.ts';

/**
 * Ends nothing: a reader that went away (`| head`) has what it wanted, and an engine goes on when nobody looks any more.
 * What could not be written for another reason (a full disk) fails the command.
 */
function takeLostOutput(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    process.exitCode = exitCodes.failed;
    if (stream !== process.stderr) process.stderr.write(`The output could not be written (${error.code ?? error.message}).\n`);
  });
}

/** This process as a terminal; its signal aborts on Ctrl+C, SIGTERM and when the terminal goes away. */
export function processTerminal(): Terminal {
  const abort = new AbortController();
  for (const stream of [process.stdout, process.stderr]) takeLostOutput(stream);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => abort.abort());
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    interactive: process.stderr.isTTY,
    env: process.env,
    cwd: process.env['INIT_CWD'] ?? process.cwd(),
    signal: abort.signal,
  };
}
