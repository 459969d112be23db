import type { OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';
import type { OutboundRow, OutboundVersion } from '#core/store/types/outbound.ts';
import { numberOf } from './content.ts';
import type { OrderBasis, OutboundContext } from './gather.ts';
import type { PlannedDocument } from './plan.types.ts';

/** What has the number already: the document itself, and those of other orders, which leave it another revision. */
export interface OfNumber {
  readonly known: Known | undefined;
  readonly revision: number;
  readonly elsewhere: readonly OutboundRow[];
}

/** A document as it is, with its newest version. */
export interface Known {
  readonly row: OutboundRow;
  readonly version: OutboundVersion | undefined;
}

/** By orders: two companies may give two invoices one number, and one must not be taken for the other. */
export async function knownOf(
  { parts: { store } }: OutboundContext,
  { partner }: OrderBasis,
  { threadIds }: PlannedDocument,
  document: OutboundDocument,
  wanted: number,
): Promise<OfNumber> {
  const { partnerId, vendor } = partner;
  const rows = await store.outboundOfNumber({ partnerId, kind: document.kind, number: numberOf(document) });
  const elsewhere = rows.filter((row) => !row.threadIds.some((id) => threadIds.includes(id)));
  const taken = new Set(elsewhere.filter((row) => row.vendor === vendor).map((row) => row.revision));
  let revision = wanted;
  while (taken.has(revision)) revision += 1;
  const row = rows.find((entry) => entry.vendor === vendor && entry.revision === revision);
  const known = row && { row, version: await store.outboundVersion({ outboundId: row.id }) };
  return { known, revision, elsewhere };
}
