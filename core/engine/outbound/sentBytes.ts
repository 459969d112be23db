import type { Origin, OutboundKind } from '#core/domain/outbound.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import { eachLeaf } from '#core/rsx/leaves.ts';
import { fromOutbound, toOutbound, type OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';
import { readRsx } from '#core/rsx/readRsx.ts';
import type { OutboundIntent, SaveDraft } from '#core/store/types/drafts.ts';

/** What a document of ours said when it left. */
export interface SentDocument {
  readonly document: OutboundDocument;
  /** Numbers of the purchase orders that it names. */
  readonly purchaseOrders: ReadonlySet<string>;
}

/** Reads the very bytes that left; undefined where they hold no document of this kind. Pure. */
export function readSent(kind: OutboundKind, bytes: Uint8Array): SentDocument | undefined {
  const reading = readRsx(bytes);
  const read = reading.outcome === 'documents' ? reading.documents.find((one) => one.kind === kind) : undefined;
  if (!read) return undefined;
  return { document: toOutbound(kind, read.root), purchaseOrders: new Set(textsOf(read.root, 'PurchaseOrderNumber')) };
}

const textsOf = ({ name, text, children }: RsxNode, wanted: string): readonly string[] => [
  ...(name === wanted && text !== undefined ? [text.trim()] : []),
  ...children.flatMap((child) => textsOf(child, wanted)),
];

/** What a document was for the partner, by its purpose: 01 takes back, 05 stands in place of another one (sps.md 3.5). Pure. */
export function intentOf({ purpose }: OutboundDocument): OutboundIntent {
  if (purpose === '01') return 'cancel';
  return purpose === '05' ? 'replace' : 'original';
}

const readBack: Origin = { from: 'computed', how: 'read back from the bytes that left' };

/** Where its values come from: from what left, all of them. Pure. */
export function originsOfSent(document: OutboundDocument): SaveDraft['origins'] {
  const origins: Record<string, Origin> = {};
  eachLeaf(document.kind, fromOutbound(document), (_leaf, path) => (origins[path] = readBack));
  return origins;
}
