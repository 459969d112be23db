import type { PartnerRow } from '#core/contract/views/mappingRows.ts';
import type { CoverageRow } from '#core/contract/views/mappings.ts';
import type { Word } from '../../lib/words/tone.ts';

/** How a partner stands: switched off, with gaps, covered, or not seen yet. */
export function healthOf({ active }: PartnerRow, coverage: CoverageRow | undefined): Word {
  if (!active) return { word: 'Switched off', tone: 'wait', meaning: 'Its orders wait; nothing is made.' };
  if (coverage === undefined || coverage.documents.value === 0)
    return { word: 'No orders yet', tone: 'quiet', meaning: 'Nothing arrived from it in the last 90 days.' };
  const missing = coverage.items.missing + coverage.locations.missing + coverage.units.missing;
  return missing === 0
    ? { word: 'Covered', tone: 'good', meaning: 'Everything that it ordered in the last 90 days is mapped.' }
    : { word: 'Has gaps', tone: 'warn', meaning: 'Orders wait because something is not mapped.' };
}
