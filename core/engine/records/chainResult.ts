import type { ChainPlace } from '#core/store/types/records.ts';

/** How a walk over the audit chain ended. */
export type ChainResult =
  | { readonly state: 'good'; readonly rows: number; readonly last: ChainPlace }
  | { readonly state: 'cancelled'; readonly rows: number }
  | { readonly state: 'broken'; readonly brokenAt: number; readonly why: 'does-not-follow' }
  | {
      readonly state: 'broken';
      readonly brokenAt: number;
      readonly why: 'not-what-was-checked';
      readonly checkedAt: string;
    };

const whatNow = 'Export the audit, keep this database as it is, and compare it with the last good backup.';

/** The result in words; undefined while it goes on. */
export function sentenceOf(result: ChainResult | undefined): string {
  if (result === undefined) return 'Each entry is held against the one before it.';
  if (result.state === 'good') return `${count(result.rows)} checked; each follows from the one before it.`;
  if (result.state === 'cancelled') return `Stopped after ${count(result.rows)}; none of those is broken.`;
  return result.why === 'does-not-follow'
    ? `Entry ${result.brokenAt} does not follow from the one before it: it, or one before it, was changed or taken out outside Quayside. ${whatNow}`
    : `Entry ${result.brokenAt} is not the one that was checked on ${result.checkedAt}: the audit was cut off or written anew since then. Where a backup was restored this is what it looks like; else: ${whatNow}`;
}

const count = (rows: number): string => (rows === 1 ? '1 entry' : `${rows} entries`);
