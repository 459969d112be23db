import type { DesktopSettings } from '#core/contract/hostSettings.ts';
import { addDays, dayIn, instant, milliseconds, startOfDayIn, timeIn, type Instant, type LocalDate } from '#core/domain/time.ts';

type Hours = Pick<DesktopSettings, 'workFrom' | 'workTo' | 'workDays'>;

/** The instant of a time of day, `HH:MM`, on a day; on a day whose clock is set it is the one that the wall shows. */
export function atTime(timeZone: string, day: LocalDate, time: string): Instant {
  const midnight = milliseconds(startOfDayIn(timeZone, day));
  const wanted = minutesOf(time);
  const guess = midnight + wanted * 60_000;
  const shown = minutesOf(timeIn(timeZone, instant(guess)));
  // Where the clock was set since midnight the wall differs by that much.
  const off = ((wanted - shown + 2_160) % 1_440) - 720;
  return instant(guess + off * 60_000);
}

/** 1 = Monday … 7 = Sunday. */
function weekday(day: LocalDate): number {
  return ((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7) + 1;
}

/** When work usually ends today (a shift over midnight: the end of the one that goes on); nothing outside of work. */
export function endOfWork(hours: Hours, timeZone: string, now: Instant): Instant | undefined {
  const today = dayIn(timeZone, now);
  for (const day of [addDays(today, -1), today]) {
    const shift = shiftOf(hours, timeZone, day);
    if (shift && shift.from <= milliseconds(now) && milliseconds(now) < shift.to) return instant(shift.to);
  }
  return undefined;
}

/** When somebody is usually back: the next beginning of work, after the shift that goes on. */
export function usualReturn(hours: Hours, timeZone: string, now: Instant): Instant {
  const today = dayIn(timeZone, now);
  for (let ahead = 0; ahead <= 8; ahead += 1) {
    const shift = shiftOf(hours, timeZone, addDays(today, ahead));
    if (shift && shift.from > milliseconds(now)) return instant(shift.from);
  }
  // Settings without a work day are refused; a day from now is a safe guess all the same.
  return instant(milliseconds(now) + 86_400_000);
}

function shiftOf(hours: Hours, timeZone: string, day: LocalDate): { readonly from: number; readonly to: number } | undefined {
  if (!hours.workDays.includes(weekday(day))) return undefined;
  const overnight = minutesOf(hours.workTo) <= minutesOf(hours.workFrom);
  return {
    from: milliseconds(atTime(timeZone, day, hours.workFrom)),
    to: milliseconds(atTime(timeZone, overnight ? addDays(day, 1) : day, hours.workTo)),
  };
}

function minutesOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
}

/** True between two local times; a span over midnight is allowed, one of no length is none. */
export function isBetween(from: string, to: string, timeZone: string, now: Instant): boolean {
  const length = (minutesOf(to) - minutesOf(from) + 1_440) % 1_440;
  const into = (minutesOf(timeIn(timeZone, now)) - minutesOf(from) + 1_440) % 1_440;
  return into < length;
}
