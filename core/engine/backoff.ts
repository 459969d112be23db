/**
 * How long to wait before the next try: exponential with full jitter, 30 s doubling up to 30 min. `Retry-After` wins.
 * `fraction` is in [0, 1); the result is in milliseconds.
 */
export function backoff(failures: number, fraction: number, retryAfterMs?: number): number {
  if (retryAfterMs !== undefined) return retryAfterMs;
  const ceiling = Math.min(30_000 * 2 ** Math.min(failures, 10), 30 * 60_000);
  return Math.max(1_000, ceiling * fraction);
}
