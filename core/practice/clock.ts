/** The practice world's own time: real time plus what was advanced by hand. Milliseconds since 1970. */
export interface PracticeClock {
  now(): number;
  advance(minutes: number): void;
}

/** `base` gives real time; tests give one that stands still. */
export function createPracticeClock(base: () => number): PracticeClock {
  let ahead = 0;
  return {
    now: () => base() + ahead,
    advance: (minutes) => {
      ahead += minutes * 60_000;
    },
  };
}

/** The UTC day of a time plus some days, `YYYY-MM-DD`. */
export function dayAfter(now: number, days: number): string {
  return new Date(now + days * 86_400_000).toISOString().slice(0, 10);
}
