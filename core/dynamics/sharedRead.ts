import { waitFor } from './cancel.ts';

/** One reading that several callers wait for. */
export interface SharedRead<T> {
  /** Its end, whoever waits for it. */
  readonly done: Promise<T>;
  /** True once everybody who waited for it was cancelled: whoever comes now begins another one. */
  isGivenUp(): boolean;
  /** Waits for it; a caller that is cancelled leaves alone (`cancelled`). */
  join(signal: AbortSignal | undefined): Promise<T>;
}

/** Begins a reading that does not end with one of its callers; it ends before its time only when the last of them is cancelled. */
export function shareRead<T>(read: (signal: AbortSignal) => Promise<T>): SharedRead<T> {
  const stop = new AbortController();
  let waiting = 0;
  let ended = false;
  const done = read(stop.signal).finally(() => (ended = true));
  done.catch(() => undefined);
  return {
    done,
    isGivenUp: () => stop.signal.aborted,
    async join(signal) {
      waiting += 1;
      try {
        return await waitFor(done, signal);
      } finally {
        waiting -= 1;
        if (waiting === 0 && !ended) stop.abort();
      }
    },
  };
}
