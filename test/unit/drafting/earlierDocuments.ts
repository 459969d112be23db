import type { EarlierDocument } from '#core/drafting/draft.types.ts';

/** A document that left. */
export function earlier(
  kind: EarlierDocument['kind'],
  lines: EarlierDocument['lines'],
  change: Partial<EarlierDocument> = {},
): EarlierDocument {
  return {
    id: 1,
    kind,
    number: `${kind}-1`,
    revision: 1,
    store: '',
    draft: 'left',
    transport: 'sent',
    business: 'none',
    contentHash: 'h',
    lines,
    postingKeys: [],
    serials: [],
    counts: true,
    ...change,
  };
}
