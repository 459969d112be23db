import { milliseconds, type Instant } from '#core/domain/time.ts';

/** No remote is left alone for longer: a header that asks for years is a mistake, and asking once an hour harms nobody. */
const longestMs = 3_600_000;
/** "At once", or a date that a clock ahead of theirs has passed: to ask on without a breath is what was just refused. */
const shortestMs = 1000;

/**
 * Milliseconds that a Retry-After header asks for, a second at least and an hour at most: whole seconds, or an HTTP date.
 * Anything else counts as no header at all, so that the caller's own pause holds and not none.
 */
export function parseRetryAfter(header: string | null | undefined, now: Instant): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+$/.test(text)) return bounded(Number(text) * 1000);
  const at = httpDate(text);
  return at === undefined ? undefined : bounded(at - milliseconds(now));
}

const bounded = (waitMs: number): number => Math.min(Math.max(shortestMs, waitMs), longestMs);

/** Only the one form that RFC 9110 lets a server write: Date.parse alone finds a date in "-1" and "soon 1" too. */
function httpDate(text: string): number | undefined {
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toUTCString() === text ? at : undefined;
}
