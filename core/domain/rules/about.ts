import type { RuleEntry } from './entry.ts';

type Words = Pick<RuleEntry, 'id' | 'title' | 'severity' | 'cost'> & Partial<RuleEntry>;

export const outboundDocuments: RuleEntry['documents'] = ['855', '856', '810', '865'];

/** Rules of what leaves are checks of the draft; what nobody may send at all holds for every partner. */
export const about =
  (documents: RuleEntry['documents']) =>
  (words: Words): RuleEntry => ({ documents, sources: [], noOverride: false, place: 'draft', ...words });
