/** The one signal that ends a request: its time is over, or whoever asked wants it stopped. */
export interface RequestLimit {
  readonly signal: AbortSignal;
  /** What ended it; undefined while it goes on. */
  why(): 'stopped' | 'timeout' | undefined;
  /** The answer is there to its end: nothing has to be watched any more. */
  end(): void;
}

/**
 * Limits a request to `timeoutMs` and, where it has one, by the asker's signal; `graceMs` is how long it may still take once
 * that one aborts. One signal and one timer a request: `AbortSignal.any` and `AbortSignal.timeout` build four objects that
 * are followed by the garbage collector until their time is over, long after most answers.
 */
export function limitRequest(timeoutMs: number, stop: AbortSignal | undefined, graceMs = 0): RequestLimit {
  const limit = new AbortController();
  let ended: 'stopped' | 'timeout' | undefined;
  const finish = (why: 'stopped' | 'timeout', reason: unknown): void => {
    ended ??= why;
    limit.abort(reason);
  };
  const timer = setTimeout(
    () => finish('timeout', new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
    timeoutMs,
  );
  // An answer that nobody reads keeps no process from ending.
  timer.unref();
  let grace: NodeJS.Timeout | undefined;
  const follow = (): void => {
    if (graceMs === 0) finish('stopped', stop?.reason);
    else grace = setTimeout(() => finish('stopped', stop?.reason), graceMs);
  };
  if (stop?.aborted) follow();
  else stop?.addEventListener('abort', follow, { once: true });
  return {
    signal: limit.signal,
    why: () => ended,
    end: () => {
      clearTimeout(timer);
      clearTimeout(grace);
      stop?.removeEventListener('abort', follow);
    },
  };
}
