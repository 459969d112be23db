import { addDays, instant, milliseconds, startOfDayIn, type Instant, type LocalDate } from './time.ts';

/** When something is due: by that day or instant, and until which moment that lasts. */
export interface Due {
  readonly by: LocalDate | Instant;
  readonly until: Instant;
}

/** Until when something that is due is in time: an instant is itself, a day lasts until its end in the zone. Sorts as text. */
export function dueUntil(by: LocalDate | Instant, timeZone: string): Instant {
  if (by.length > dayLength) return by;
  const key = `${timeZone} ${by}`;
  const known = ends.get(key);
  if (known !== undefined) return known;
  const end = instant(milliseconds(startOfDayIn(timeZone, addDays(by, 1))) - 1);
  if (ends.size >= mostDays) ends.clear();
  ends.set(key, end);
  return end;
}

const dayLength = 'YYYY-MM-DD'.length;

/** Documents of one time share few days, and finding midnight costs more than all else of them. */
const ends = new Map<string, Instant>();
const mostDays = 500;
