/** The practice world's own time: real time plus what was advanced by hand. Milliseconds since 1970. */
export interface PracticeClock {
  now(): number;
  /** What the clock on the wall of the practice company shows, as milliseconds since 1970 there: its days are those of people. */
  wall(): number;
  advance(minutes: number): void;
  /** From now on the company's days are those of this zone. Throws RangeError for one that this machine does not know. */
  keepZone(zone: string): void;
}

/** `base` gives real time; tests give one that stands still. `zone`: of the practice company. */
export function createPracticeClock(base: () => number, zone = 'UTC'): PracticeClock {
  let ahead = 0;
  let wall = wallOf(zone);
  const now = (): number => base() + ahead;
  return {
    now,
    wall: () => wall(now()),
    advance: (minutes) => {
      ahead += minutes * 60_000;
    },
    keepZone: (next) => {
      wall = wallOf(next);
    },
  };
}

/** Turns a time into what clocks show in a zone then, as a time in UTC. */
function wallOf(timeZone: string): (at: number) => number {
  const numeric = '2-digit' as const;
  const form = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
    second: numeric,
  });
  const wallAt = (at: number): number => {
    const parts = new Map(form.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (name: Intl.DateTimeFormatPartTypes): number => parts.get(name) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  };
  let quarter = Number.NaN;
  let ahead = 0;
  return (at) => {
    const of = Math.floor(at / quarterMs) * quarterMs;
    if (of !== quarter) {
      quarter = of;
      ahead = wallAt(of) - of;
    }
    return at + ahead;
  };
}

/** Clocks are put forward and back at full quarters of an hour alone; asked for each line, the zone cost more than the line. */
const quarterMs = 900_000;

/** The day of a time on the wall plus some days, `YYYY-MM-DD`. */
export function dayAfter(wall: number, days: number): string {
  return new Date(wall + days * 86_400_000).toISOString().slice(0, 10);
}
