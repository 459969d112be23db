import type { OrderIdentity } from '#core/domain/identity.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { MappingRows } from '#core/domain/mapping.ts';
import { defaultPartnerSheet, type PartnerSheet } from '#core/domain/partnerSheet.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import type { Store } from '#core/store/store.types.ts';
import type { RunContext } from '../runContext.ts';
import type { Arrival, KnownThread } from './identify.ts';
import type { InboundDocument } from './inspect.ts';

export type Threads = Awaited<ReturnType<Store['threadsOf']>>;

/** What is known about one 850 before anything is decided. */
export interface Gathered {
  readonly document: DocumentRow;
  readonly order: PurchaseOrder;
  readonly findings: readonly Finding[];
  readonly rows: MappingRows;
  readonly threads: Threads;
}

/** Reads a document's 850 and everything that deciding about it needs. `undefined` when it is no 850. */
export async function gatherOrder(
  run: Pick<RunContext, 'parts' | 'tasks'>,
  document: DocumentRow,
): Promise<Gathered | undefined> {
  const { store } = run.parts;
  const read = await readDocument(run, document);
  if (read.kind !== '850') return undefined;
  const { order } = read;
  const stores = order.lines.flatMap((line) => line.stores.map((part) => part.store));
  const rows = await store.mappingRows({
    partnerId: order.partnerId,
    vendor: order.vendor,
    locationCodes: [...new Set([...order.addresses.map((address) => address.code), ...stores].filter((code) => code !== ''))],
    items: order.lines.map((line) => line.item),
  });
  const threads = await store.threadsOf({
    partnerId: order.partnerId,
    vendor: order.vendor,
    number: order.number,
    release: order.release,
  });
  return { document, order, findings: read.findings, rows, threads };
}

/** A stored document as the domain knows it. */
export function readDocument(run: Pick<RunContext, 'parts' | 'tasks'>, document: DocumentRow): Promise<InboundDocument> {
  const place = { sha256: document.fileSha256, path: document.filePath, position: document.positionInFile };
  return run.tasks.read(place, () => run.parts.store.payload({ sha256: place.sha256 }));
}

/** The partner's sheet, or the defaults while nobody knows the partner. */
export function sheetOf(rows: MappingRows): PartnerSheet {
  return rows.partner?.sheet ?? defaultPartnerSheet;
}

/** The store that takes part in the identity: only where the sheet says that one number covers several stores. */
export function storeOf(order: PurchaseOrder, rows: MappingRows): string {
  if (!sheetOf(rows).numberPerStore) return '';
  return order.addresses.find((address) => address.type === 'ST')?.code ?? '';
}

/** The document as `identify` wants it. */
export function arrivalOf({ document, order, rows }: Gathered): Arrival {
  return {
    documentId: document.id,
    threadId: document.threadId,
    place: document.place,
    identity: {
      partnerId: order.partnerId,
      vendor: order.vendor,
      number: order.number,
      release: order.release,
      store: storeOf(order, rows),
    },
    purpose: order.purpose,
    canonicalHash: document.canonicalHash,
    decidedAs: document.decidedAs,
  };
}

/** A thread with its documents and sales orders as `identify` wants it. */
export function knownThread(entry: Threads[number]): KnownThread {
  const documents = entry.documents.map((document) => ({ ...document, place: document.place ?? document.id }));
  return { ...entry.thread, documents, sagas: entry.sagas };
}

/** The identity of a gathered order as its n-th copy. */
export function identityOf(gathered: Gathered, copy: number): OrderIdentity {
  return { ...arrivalOf(gathered).identity, copy };
}
