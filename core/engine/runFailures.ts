import { toAppError, type AppError } from '#core/contract/errors.ts';
import type { RunRow } from '#core/contract/views/runs.ts';
import type { RunFailure } from '#core/contract/views/records.ts';
import type { Logger } from '#core/ports/ports.ts';
import { remoteOf } from './health.ts';
import { endsEverything } from './standstill.ts';

/** What goes wrong in a run, and when that ends it. */
export interface RunFailures {
  /** The first of them is what the run says. */
  readonly failures: readonly AppError[];
  /** Ends the run: the one who started it, or a data folder that cannot be written. */
  readonly signal: AbortSignal;
  fail(thrown: unknown): void;
  outcome(): Exclude<RunRow['outcome'], 'running'>;
}

/** @see RunFailures */
export function createRunFailures(
  stop: AbortSignal,
  { log, runId }: { readonly log: Logger; readonly runId: number },
): RunFailures {
  const failures: AppError[] = [];
  const standstill = new AbortController();
  return {
    failures,
    signal: AbortSignal.any([stop, standstill.signal]),
    fail(thrown) {
      // What follows from a standstill says nothing new.
      if (standstill.signal.aborted) return;
      const error = toAppError(thrown);
      log.warn('part of a run failed', { runId, code: error.code, message: error.message });
      if (!endsEverything(error)) {
        failures.push(error);
        return;
      }
      failures.unshift(error);
      standstill.abort();
    },
    outcome: () => (stop.aborted && !standstill.signal.aborted ? 'cancelled' : failures.length > 0 ? 'failed' : 'good'),
  };
}

/** A run that fails in more ways says the first of them; each order that failed says its own. */
const mostCauses = 100;

/** What went wrong, one entry a sentence, with how often: a dead service is one cause, not two hundred. */
export function causesOf(failures: readonly AppError[]): readonly RunFailure[] {
  const causes = new Map<string, RunFailure>();
  for (const error of failures) {
    const { code, message } = error;
    const key = `${code} ${message}`;
    const before = causes.get(key);
    if (before === undefined && causes.size === mostCauses) continue;
    causes.set(key, { remote: remoteOf(error) ?? 'here', code, message, count: (before?.count ?? 0) + 1 });
  }
  return [...causes.values()];
}
