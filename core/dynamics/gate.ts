import PQueue from 'p-queue';
import { AppError } from '#core/contract/errors.ts';
import type { Clock, Randomness } from '#core/ports/ports.ts';
import { checkCancelled } from './cancel.ts';

/** Requests at a time to one environment (dynamics.md 3). */
export const requestsInFlight = 4;
/** Where a 429 names no time. */
const defaultPauseMs = 30_000;
/** A call waits no longer than this for the environment; then it fails and the engine's schedule takes over. */
const longestWaitMs = 120_000;
/** After a pause the calls do not start in the same instant. */
const spreadMs = 250;

export interface Gate {
  /**
   * Runs `work` when a place is free and no pause is on. Rejects without running it when aborted or asked to wait too
   * long. Work in the `background` gets a place only while nobody else wants one.
   */
  pass<T>(work: () => Promise<T>, signal?: AbortSignal, background?: boolean): Promise<T>;
  /** A 429 was met: nobody asks this environment before `waitMs` (30 s where it named no time) has passed. */
  pause(waitMs: number | undefined): void;
  /** Milliseconds that the pause still lasts. */
  remaining(): number;
}

/** One environment's gate: a limit of concurrency and one pause that all calls share, because hammering lengthens it. */
export function createGate(clock: Clock, random: Randomness): Gate {
  const queue = new PQueue({ concurrency: requestsInFlight });
  let resumeAt = 0;
  const remaining = (): number => Math.max(0, resumeAt - clock.monotonic());

  const waitTurn = async (signal: AbortSignal | undefined): Promise<void> => {
    // Another 429 may lengthen the pause while this call sleeps; without one, a finished sleep is the end of it.
    for (let until = 0; until !== resumeAt && remaining() > 0;) {
      until = resumeAt;
      if (remaining() > longestWaitMs) throw throttled(remaining());
      await clock.sleep(remaining() + Math.floor(random.fraction() * spreadMs), signal);
      checkCancelled(signal);
    }
    checkCancelled(signal);
  };
  return {
    pass: (work, signal, background = false) =>
      queue.add(
        async () => {
          await waitTurn(signal);
          return work();
        },
        { priority: background ? -1 : 0 },
      ),
    pause: (waitMs) => {
      resumeAt = Math.max(resumeAt, clock.monotonic() + (waitMs ?? defaultPauseMs));
    },
    remaining,
  };
}

/** The environment asked for more patience than a call has. Nothing was done. */
export function throttled(waitMs: number, details: Readonly<Record<string, string>> = {}): AppError {
  return new AppError({
    code: 'dynamics-throttled',
    message: `Dynamics is busy and asked to wait ${Math.ceil(waitMs / 1000)} s. Nothing was changed; the work goes on by itself after that.`,
    retry: 'after',
    retryAfterMs: Math.ceil(waitMs),
    details,
  });
}
