import { daysInWords, type Format } from './format.ts';

/** A time that something is due, in words. */
export interface DueWords {
  readonly said: string;
  readonly distance: string;
  readonly late: boolean;
  /** Late already, or due before the day is over. */
  readonly pressing: boolean;
}

const minute = 60_000;
const hour = 60 * minute;

/** `in 40 min`, `in 5 h`, `in 3 days`: what counts of a moment that is due is how long it is until then. */
function timeLeft(left: number): string {
  if (left < hour) return `in ${Math.ceil(left / minute)} min`;
  return left < 48 * hour ? `in ${Math.floor(left / hour)} h` : `in ${Math.floor(left / (24 * hour))} days`;
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
  return { said, distance: late ? format.age(due, now) : timeLeft(left), late, pressing: left < 24 * hour };
}
