import { milliseconds, type Instant } from '#core/domain/time.ts';

/** Milliseconds that a Retry-After header asks for, in seconds or as an HTTP date; undefined where it says neither. */
export function parseRetryAfter(header: string | null | undefined, now: Instant): number | undefined {
  const text = header?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text) * 1000;
  const at = text === '' ? Number.NaN : Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - milliseconds(now));
}
