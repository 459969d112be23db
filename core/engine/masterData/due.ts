import type { AppError } from '#core/contract/errors.ts';
import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import { backoff } from '../backoff.ts';

const hour = 3_600_000;
/** Syncs of several workspaces do not begin in the same minute. */
const spread = hour / 4;
/** After a failure it waits at least so long: the copy of yesterday serves meanwhile. */
const shortestWait = 5 * 60_000;

/**
 * Whether a sync is due. One that never was is; a clock that was set back (the next one further away than an interval
 * allows) makes one due.
 */
export function isMasterDue(
  schedule: { readonly nextAt: Instant | undefined; readonly everyHours: number },
  now: Instant,
): boolean {
  if (schedule.nextAt === undefined) return true;
  const left = milliseconds(schedule.nextAt) - milliseconds(now);
  return left <= 0 || left > schedule.everyHours * hour + spread + hour;
}

/** When the next sync begins: an interval after one that ended or was stopped, sooner after one that failed. `fraction` is in [0, 1). */
export function nextMasterSync(input: {
  readonly at: Instant;
  readonly everyHours: number;
  readonly fraction: number;
  readonly failure?: AppError;
}): Instant {
  const { at, everyHours, fraction, failure } = input;
  const interval = everyHours * hour + fraction * spread;
  const wait = failure ? Math.min(interval, Math.max(shortestWait, backoff(10, fraction, failure.retryAfterMs))) : interval;
  return instant(milliseconds(at) + wait);
}
