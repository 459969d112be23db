import { dayIn, instant, type Instant } from '#core/domain/time.ts';

const hour = 3_600_000;

/** The instant at which tomorrow begins in a time zone, to the minute; days of 23 and 25 hours included. */
export function startOfTomorrow(timeZone: string, now: number): Instant {
  const today = dayIn(timeZone, instant(now));
  let low = now;
  let high = now + 26 * hour;
  while (high - low > 1000) {
    const middle = Math.floor((low + high) / 2);
    if (dayIn(timeZone, instant(middle)) > today) high = middle;
    else low = middle;
  }
  return instant(Math.ceil(low / 60_000) * 60_000);
}
