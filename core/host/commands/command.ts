import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { AppError } from '#core/contract/errors.ts';
import type { Place } from '#core/store/networkPlace.ts';

/** Exit codes that scripts can trust (DESIGN 7). Parked, held, waiting and quarantined are no failure. */
export const exitCodes = { good: 0, failed: 1, usage: 2, locked: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Where a command writes and what it may use of its process; given, so that tests run commands in-process. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** True when standard error is a terminal: progress lines are drawn there and nowhere else. */
  readonly interactive: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  /** Where a folder lies, as something else than this machine tells it (tests of a network share). */
  readonly placeOf?: (path: string) => Place;
  /** Aborts on Ctrl+C and SIGTERM. */
  readonly signal: AbortSignal;
}

export interface Command {
  readonly name: string;
  /** The line after `quayside` in the usage. */
  readonly usage: string;
  /** What it does, in a sentence or two, and what the options mean. */
  readonly help: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** A mistake in how a command was called: exit 2 with the usage. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/**
 * `parseArgs` with its errors as sentences. Every command also knows --json and --help. A word more than `most` is refused:
 * a forgotten "--connection" must not lead to another workspace.
 */
export function readArgs<O extends ParseArgsOptionsConfig>(args: readonly string[], options: O, most = 0) {
  const parsed = parse(args, options);
  const extra = parsed.positionals[most];
  if (extra !== undefined) throw new UsageError(`"${extra}" is not expected here.`);
  return parsed;
}

function parse<O extends ParseArgsOptionsConfig>(args: readonly string[], options: O) {
  try {
    return parseArgs({
      args: [...args],
      options: { ...options, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
      strict: true,
    });
  } catch (thrown) {
    throw new UsageError(thrown instanceof Error ? thrown.message : String(thrown));
  }
}

/** A whole number of an option within bounds. */
export function wholeNumber(
  text: string | undefined,
  name: string,
  bounds: { readonly min: number; readonly max: number },
): number | undefined {
  if (text === undefined) return undefined;
  const value = /^\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (Number.isNaN(value) || value < bounds.min || value > bounds.max) {
    throw new UsageError(`--${name} takes a whole number from ${bounds.min} to ${bounds.max}, not "${text}".`);
  }
  return value;
}

/** Errors that mean "usage or configuration": nothing was tried. */
const configurationCodes = new Set<string>([
  'configuration',
  'invalid-input',
  'secret-missing',
  'workspace-of-another-account',
  'folder-on-network-share',
  'folder-of-another-account',
  'folder-not-writable',
  'database-newer',
  'not-found',
]);

/** The exit code of an error. */
export function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof UsageError) return exitCodes.usage;
  if (error instanceof AppError) {
    if (error.code === 'folder-locked') return exitCodes.locked;
    if (configurationCodes.has(error.code)) return exitCodes.usage;
  }
  return exitCodes.failed;
}

/** The one line of JSON for a command that failed before it had any other answer. */
export function failureLine(error: unknown): string {
  const code = error instanceof AppError ? error.code : error instanceof UsageError ? 'invalid-input' : 'internal';
  return `${JSON.stringify({ error: { code, message: error instanceof Error ? error.message : String(error) } })}\n`;
}

/** Resolves when a signal aborts. */
export function ended(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** One line of progress on a terminal, redrawn in place; nothing elsewhere. */
export function createProgress(terminal: Terminal, quiet: boolean): { show(text: string): void; end(): void } {
  let shown = false;
  const active = terminal.interactive && !quiet;
  return {
    show(text) {
      if (!active) return;
      shown = true;
      terminal.err(`\r\u001b[2K${text}`);
    },
    end() {
      if (shown) terminal.err('\r\u001b[2K');
      shown = false;
    },
  };
}
