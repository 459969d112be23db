/**
 * What is to begin right after the run that is going on, the weakest first: what an event announced is read, the schedule's
 * run, what a person changed shows, a person asked for a run.
 */
const wishes = ['event', 'schedule', 'change', 'run'] as const;
export type Wish = (typeof wishes)[number];

/** Of two wishes the one whose run does what the other asks for too. */
export function stronger(one: Wish | undefined, other: Wish): Wish {
  return one !== undefined && wishes.indexOf(one) > wishes.indexOf(other) ? one : other;
}
