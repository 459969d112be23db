import type { DesktopSettings } from '#core/contract/hostSettings.ts';
import { milliseconds, type Instant } from '#core/domain/time.ts';
import { endOfWork } from '../notices/workTime.ts';

const before = 30 * 60_000;

/**
 * True once a day, from thirty minutes before the usual end of work on: sleep cannot be held up, so it is told ahead.
 * `warnedFor` is the end that was warned of last; the result's is to be remembered.
 */
export function isTimeToWarn(
  hours: Pick<DesktopSettings, 'workFrom' | 'workTo' | 'workDays'>,
  timeZone: string,
  now: Instant,
  warnedFor: Instant | undefined,
): Instant | undefined {
  const end = endOfWork(hours, timeZone, now);
  if (end === undefined || end === warnedFor) return undefined;
  return milliseconds(end) - milliseconds(now) <= before ? end : undefined;
}
