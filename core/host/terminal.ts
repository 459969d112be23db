import type { Terminal } from './commands/command.ts';

/** This process as a terminal; its signal aborts on Ctrl+C, SIGTERM and when the terminal goes away. */
export function processTerminal(): Terminal {
  const abort = new AbortController();
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
