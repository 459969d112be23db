import { addDays, milliseconds, startOfDayIn, type Instant } from '#core/domain/time.ts';

/** Something that is late after a moment. */
export interface Clock {
  /** Never the same for another document or another time. */
  readonly key: string;
  /** `855 4711 for Northwind`. */
  readonly what: string;
  /** From this instant on it is late. */
  readonly due: Instant;
  /** Where it is shown. */
  readonly path: string;
  /** The document, where it only waits for the end of its time to undo and can leave at once. */
  readonly sendable?: number;
}

/** The instant from which something is late: an instant as it is, a day at its end in the zone. */
export function lateFrom(due: string, timeZone: string): Instant {
  return due.length === 10 ? startOfDayIn(timeZone, addDays(due, 1)) : due;
}

/** Those that are late already, the oldest first. */
export function late(clocks: readonly Clock[], now: Instant): readonly Clock[] {
  return ordered(clocks).filter(({ due }) => milliseconds(due) <= milliseconds(now));
}

/** Those that become late after `from` and not after `to`, the first first. */
export function dueBetween(clocks: readonly Clock[], from: Instant, to: Instant): readonly Clock[] {
  return ordered(clocks).filter(({ due }) => milliseconds(due) > milliseconds(from) && milliseconds(due) <= milliseconds(to));
}

export function ordered(clocks: readonly Clock[]): readonly Clock[] {
  return [...clocks].sort((a, b) => milliseconds(a.due) - milliseconds(b.due) || (a.key < b.key ? -1 : 1));
}
