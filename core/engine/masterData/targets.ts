import { masterSets, sharedSets, type MasterSet } from '#core/domain/masterData.ts';
import { milliseconds, type Instant } from '#core/domain/time.ts';
import type { MasterSetRow } from '#core/store/types/master.ts';

/** One set of one legal entity that a sync reads. `company` is '' for sets of the whole environment. */
export interface Target {
  readonly set: MasterSet;
  readonly company: string;
}

/** Everything that a sync of these legal entities reads, small sets first. */
export function targetsOf(companies: readonly string[]): readonly Target[] {
  const own = [...new Set(companies.map((company) => company.toLowerCase()))];
  return [
    ...masterSets.filter((set) => sharedSets.has(set)).map((set) => ({ set, company: '' })),
    ...own.flatMap((company) => masterSets.filter((set) => !sharedSets.has(set)).map((set) => ({ set, company }))),
  ];
}

/** What is left of a sync that began at `roundAt`: sets that came to an end since then are not read twice. */
export function leftOf(targets: readonly Target[], rows: readonly MasterSetRow[], roundAt: Instant): readonly Target[] {
  const ended = new Set(
    rows
      .filter(({ state, endedAt }) => state !== 'reading' && state !== 'cut-off' && endedAt !== undefined && endedAt >= roundAt)
      .map(({ set, company }) => `${set} ${company}`),
  );
  return targets.filter(({ set, company }) => !ended.has(`${set} ${company}`));
}

/** A sync that was cut off goes on for a day; after that what it read first is as old as what it did not reach. */
const goesOnFor = 24 * 3_600_000;

/** The beginning of the sync that this one is part of: the one that was cut off, or now. */
export function roundOf(roundAt: Instant | undefined, now: Instant): Instant {
  const age = roundAt === undefined ? -1 : milliseconds(now) - milliseconds(roundAt);
  return roundAt !== undefined && age >= 0 && age < goesOnFor ? roundAt : now;
}
