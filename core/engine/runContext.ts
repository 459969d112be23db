import { ConsecutiveBreaker, circuitBreaker, handleWhen, BrokenCircuitError, type IPolicy } from 'cockatiel';
import { AppError, toAppError } from '#core/contract/errors.ts';
import type { RunRow, RunSummary } from '#core/contract/views/runs.ts';
import type { StatusView } from '#core/contract/views/status.ts';
import type { EngineParts } from './engine.types.ts';
import { figuresOf, type Figures } from './figures.ts';
import type { Tasks } from './tasks.ts';

export type Remote = 'sps' | 'dynamics';
export type Phase = NonNullable<StatusView['progress']>['phase'];

/** One run while it runs: its signal, its figures, and how it talks to the remotes. */
export interface RunContext {
  readonly parts: EngineParts;
  readonly tasks: Tasks;
  readonly runId: number;
  readonly trigger: RunRow['trigger'];
  readonly signal: AbortSignal;
  /** False in a run that only decides here (while paused). */
  readonly asksRemotes: boolean;
  readonly figures: Figures;
  /** Failures that make this run's outcome `failed`, the first sentence first. */
  readonly failures: readonly AppError[];
  /** Runs a request of a remote: patient with throttling, short of patience with an outage. Only a `repeatable` one is repeated after other failures. */
  ask<T>(remote: Remote, work: () => Promise<T>, options?: { readonly repeatable?: boolean }): Promise<T>;
  /** True when the remote's breaker is open: nothing more is asked of it in this run. */
  isDown(remote: Remote): boolean;
  /** `lost`: the document whose upload nobody knows the outcome of; found at SPS before the run ends, it is no failure. */
  fail(error: unknown, lost?: number): void;
  arrived(outboundId: number): void;
  progress(phase: Phase, done: number, total: number): void;
}

/** The summary that `sync --once --json` prints and the run journal keeps. */
export function summarise(figures: Figures, requests: RunRow['requests'], durationMs: number): RunSummary {
  const of = (remote: Remote): number => requests.filter((row) => row.remote === remote).reduce((sum, row) => sum + row.count, 0);
  return { ...figuresOf(figures), requests: { sps: of('sps'), dynamics: of('dynamics') }, durationMs: Math.round(durationMs) };
}

/** An outage, not an answer: what a breaker counts. */
function isOutage(error: unknown): boolean {
  return error instanceof AppError && error.retry === 'later';
}

const openAfter = 4;
const throttleTries = 5;
const repeatTries = 2;
const longestPause = 120_000;

/** How requests of one run reach a remote. New for every run, so that the first request after an outage is always made. */
export function createAsk(parts: EngineParts, signal: AbortSignal): Pick<RunContext, 'ask' | 'isDown'> {
  const breakers: Readonly<Record<Remote, IPolicy>> = { sps: breaker(), dynamics: breaker() };
  const down = new Set<Remote>();
  const last = new Map<Remote, AppError>();
  return {
    isDown: (remote) => down.has(remote),
    async ask(remote, work, options) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await breakers[remote].execute(work);
        } catch (thrown) {
          if (thrown instanceof BrokenCircuitError) {
            down.add(remote);
            throw outage(remote, last.get(remote));
          }
          const error = toAppError(thrown);
          if (isOutage(error)) last.set(remote, error);
          const pause = pauseBefore(error, attempt, options?.repeatable === true, parts.ports.random.fraction());
          if (pause === undefined || signal.aborted) throw error;
          await parts.ports.clock.sleep(pause, signal);
        }
      }
    },
  };
}

/** How long to wait before asking again within this run, in milliseconds; `undefined` leaves it to the next run. */
function pauseBefore(error: AppError, attempt: number, repeatable: boolean, fraction: number): number | undefined {
  if (error.retry === 'after' && error.outcome === 'not-done') {
    const pause = error.retryAfterMs ?? 30_000;
    return pause <= longestPause && attempt < throttleTries ? pause : undefined;
  }
  if (error.retry === 'later' && repeatable && attempt < repeatTries) return 200 + 800 * fraction;
  return undefined;
}

function breaker(): IPolicy {
  return circuitBreaker(handleWhen(isOutage), { halfOpenAfter: 24 * 3600_000, breaker: new ConsecutiveBreaker(openAfter) });
}

/** Follows from failures that were told: of their code, so that it is no second cause. */
function outage(remote: Remote, last: AppError | undefined): AppError {
  return new AppError({
    code: last?.code ?? (remote === 'sps' ? 'sps-unreachable' : 'dynamics-unreachable'),
    message: `${remote === 'sps' ? 'SPS' : 'Dynamics'} did not answer several times in a row; the rest of this run leaves it alone and the next run tries again.`,
    retry: 'later',
    details: { follows: 'outages' },
  });
}

/**
 * Works through items with bounded concurrency, ending early when the run is cancelled. One item's failure does not
 * end the others: `work` handles its own. One that it does not handle begins nothing more, and is thrown once what was begun has
 * ended: nothing goes on behind the step.
 */
export async function forEach<T>(
  items: readonly T[],
  concurrency: number,
  signal: AbortSignal,
  work: (item: T) => Promise<void>,
): Promise<void> {
  // Every lane takes the next one from the same iterator: thousands of items need no place in a queue each.
  const rest = items.values();
  const failures: unknown[] = [];
  const lane = async (): Promise<void> => {
    for (const item of rest) {
      if (signal.aborted || failures.length > 0) return;
      try {
        await work(item);
      } catch (thrown) {
        failures.push(thrown);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, lane));
  if (failures.length > 0) throw failures[0];
}
