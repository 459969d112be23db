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
  /** `lost`: the document whose upload nobody knows the outcome of. */
  fail(thrown: unknown, lost?: number): void;
  /** SPS shows that this document arrived: what was told of its lost answer is no failure any more. */
  arrived(outboundId: number): void;
  /** What a run without failures says of answers that were lost and known before it ended. */
  arrivedAfterAll(): string | undefined;
  outcome(): Exclude<RunRow['outcome'], 'running'>;
}

/** @see RunFailures */
export function createRunFailures(
  stop: AbortSignal,
  { log, runId }: { readonly log: Logger; readonly runId: number },
): RunFailures {
  const failures: AppError[] = [];
  const lostAnswers = new Map<number, AppError>();
  let arrivals = 0;
  const standstill = new AbortController();
  return {
    failures,
    signal: AbortSignal.any([stop, standstill.signal]),
    fail(thrown, lost) {
      // What follows from a standstill says nothing new.
      if (standstill.signal.aborted) return;
      const error = toAppError(thrown);
      log.warn('part of a run failed', { runId, code: error.code, message: error.message });
      if (!endsEverything(error)) {
        failures.push(error);
        if (lost !== undefined) lostAnswers.set(lost, error);
        return;
      }
      failures.unshift(error);
      standstill.abort();
    },
    arrived(outboundId) {
      const error = lostAnswers.get(outboundId);
      if (error === undefined) return;
      lostAnswers.delete(outboundId);
      failures.splice(failures.indexOf(error), 1);
      arrivals += 1;
    },
    arrivedAfterAll: () => (arrivals === 0 ? undefined : arrivalText(arrivals)),
    outcome: () => (stop.aborted && !standstill.signal.aborted ? 'cancelled' : failures.length > 0 ? 'failed' : 'good'),
  };
}

const arrivalText = (count: number): string =>
  count === 1
    ? 'The answer of SPS to one upload was lost, but the document arrived: SPS showed it in the same run. Nothing has to be done.'
    : `The answers of SPS to ${count} uploads were lost, but the documents arrived: SPS showed them in the same run. Nothing has to be done.`;

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
