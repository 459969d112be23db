import type { DesktopSettings } from '#core/contract/hostSettings.ts';
import { milliseconds, type Instant } from '#core/domain/time.ts';
import { endOfWork } from '../notices/workTime.ts';

const before = 30 * 60_000;

/**
 * The end of work to warn of, once a day from thirty minutes before it: sleep cannot be held up, so it is told ahead.
 * Nothing where it is too early or no work day. `warnedFor` is the end that was warned of last, to be remembered.
 */
export function endToWarnOf(
  hours: Pick<DesktopSettings, 'workFrom' | 'workTo' | 'workDays'>,
  timeZone: string,
  now: Instant,
  warnedFor: Instant | undefined,
): Instant | undefined {
  const end = endOfWork(hours, timeZone, now);
  if (end === undefined || end === warnedFor) return undefined;
  return milliseconds(end) - milliseconds(now) <= before ? end : undefined;
}
