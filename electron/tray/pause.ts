import { addDays, dayIn, instant, milliseconds, type Instant } from '#core/domain/time.ts';
import { atTime } from '../notices/workTime.ts';

/** The end of a pause that the tray offers: an hour from now, or when work begins tomorrow (06:00 at the latest before it). */
export function endOfPause(act: 'pause-hour' | 'pause-tomorrow', now: Instant, timeZone: string): Instant {
  if (act === 'pause-hour') return instant(milliseconds(now) + 3_600_000);
  return atTime(timeZone, addDays(dayIn(timeZone, now), 1), '06:00');
}
