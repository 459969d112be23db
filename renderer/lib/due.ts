import { daysInWords, type Format } from './format.ts';

/** A time that something is due, in words. */
export interface DueWords {
  readonly said: string;
  readonly distance: string;
  readonly late: boolean;
  /** Late already, or due before the day is over. */
  readonly pressing: boolean;
}

/** A day lasts until its end; an instant is over when it has passed. */
export function dueWords(due: string, format: Format, now: number): DueWords {
  if (/^\d{4}-\d{2}-\d{2}$/.test(due)) {
    const days = format.daysTo(due, now);
    return { said: format.day(due, now), distance: daysInWords(days), late: days < 0, pressing: days < 1 };
  }
  const left = Date.parse(due) - now;
  const late = left < 0;
  const said = format.moment(due, now);
  return { said, distance: late ? format.age(due, now) : format.ahead(due, now), late, pressing: left < 24 * 3600_000 };
}
