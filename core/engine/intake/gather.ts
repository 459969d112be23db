import type { OrderIdentity } from '#core/domain/identity.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { MappingRows } from '#core/domain/mapping.ts';
import { defaultPartnerSheet, type PartnerSheet } from '#core/domain/partnerSheet.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import type { Store } from '#core/store/store.types.ts';
import type { RunContext } from '../runContext.ts';
import { purposeClass, touched, type Arrival, type KnownThread } from './identify.ts';
import type { InboundDocument } from './inspect.ts';
import { hasSeveralReleases, ofNumber } from './ordersOfNumber.ts';
import { sameByValue } from './sameContent.ts';

export type Threads = Awaited<ReturnType<Store['threadsOf']>>;

/** What is known about one 850 before anything is decided. */
export interface Gathered {
  readonly document: DocumentRow;
  readonly order: PurchaseOrder;
  readonly findings: readonly Finding[];
  readonly rows: MappingRows;
  readonly threads: Threads;
  /** A cancellation that names no release, while its number is there in several. */
  readonly severalReleases: boolean;
  /** The store of each thread as the sheet sees it now. */
  readonly stores: ReadonlyMap<number, string>;
  /** Documents of its number that say the same in other spellings of their numbers. */
  readonly same: ReadonlySet<number>;
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
  const codes = order.lines.flatMap((line) => line.stores.map((part) => part.store));
  const rows = await store.mappingRows({
    partnerId: order.partnerId,
    vendor: order.vendor,
    locationCodes: [...new Set([...order.addresses.map((address) => address.code), ...codes].filter((code) => code !== ''))],
    items: order.lines.map((line) => line.item),
  });
  const found = await threadsFor(run, order);
  const severalReleases = hasSeveralReleases(found);
  const threads = severalReleases ? [] : found;
  const stores = await storesOf(run, { sheet: sheetOf(rows), threads, own: { documentId: document.id, order } });
  const same = await sameByValue(run, document, threads);
  return { document, order, findings: read.findings, rows, threads, severalReleases, stores, same };
}

/** Those that the 850 says; a cancellation without a release takes those of its number, whatever their release. */
async function threadsFor(
  run: Pick<RunContext, 'parts'>,
  { partnerId, vendor, number, release, purpose }: PurchaseOrder,
): Promise<Threads> {
  const key = { partnerId, vendor, number, release };
  if (purposeClass(purpose) !== 'cancellation' || release !== '') return run.parts.store.threadsOf(key);
  return (await ofNumber(run, key)).filter(({ thread }) => thread.vendor === vendor);
}

/**
 * The store of each thread as the sheet sees it now. One that was begun before the sheet told stores apart is that of its
 * first order's store. `own`: an order that was read already.
 */
export async function storesOf(
  run: Pick<RunContext, 'parts' | 'tasks'>,
  input: {
    readonly sheet: PartnerSheet;
    readonly threads: Threads;
    readonly own?: { readonly documentId: number; readonly order: PurchaseOrder };
  },
): Promise<ReadonlyMap<number, string>> {
  const { sheet, threads, own } = input;
  const stores = new Map<number, string>();
  for (const { thread, documents } of threads) {
    stores.set(thread.id, thread.store);
    const [first] = documents.filter(({ kind }) => kind === '850').sort((a, b) => (a.place ?? a.id) - (b.place ?? b.id));
    if (thread.store !== '' || first === undefined || !sheet.numberPerStore) continue;
    if (first.id === own?.documentId) stores.set(thread.id, shipToStore(own.order));
    else {
      const read = await readDocument(run, first);
      if (read.kind === '850') stores.set(thread.id, shipToStore(read.order));
    }
  }
  return stores;
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
  return sheetOf(rows).numberPerStore ? shipToStore(order) : '';
}

/** The store that the goods of an order or a change go to, '' where it names none. */
export function shipToStore({ addresses }: Pick<PurchaseOrder, 'addresses'>): string {
  return addresses.find((address) => address.type === 'ST')?.code ?? '';
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
    partnerKnown: rows.partner !== undefined,
  };
}

/** What is known of threads beside their rows. */
export interface ThreadsSeen {
  readonly stores?: ReadonlyMap<number, string>;
  /** Documents that say the same as the arrival, which has `canonicalHash`. */
  readonly same?: ReadonlySet<number>;
  readonly canonicalHash?: string;
}

/** A thread with its documents and sales orders as `identify` wants it. */
export function knownThread(entry: Threads[number], { stores, same, canonicalHash }: ThreadsSeen = {}): KnownThread {
  const documents = entry.documents.map((document) => ({
    ...document,
    place: document.place ?? document.id,
    canonicalHash: canonicalHash !== undefined && same?.has(document.id) ? canonicalHash : document.canonicalHash,
  }));
  return { ...entry.thread, store: stores?.get(entry.thread.id) ?? entry.thread.store, documents, sagas: entry.sagas };
}

/**
 * The identity of a gathered order as its n-th copy. What was begun in Dynamics keeps the store it was begun with: its
 * reference there says it.
 */
export function identityOf(
  gathered: Gathered,
  { copy, threadId }: { readonly copy: number; readonly threadId?: number | undefined },
): OrderIdentity {
  const begun = gathered.threads.map((entry) => knownThread(entry)).find(({ id }) => id === threadId);
  const store = begun && touched(begun) ? begun.store : storeOf(gathered.order, gathered.rows);
  return { ...arrivalOf(gathered).identity, store, copy };
}
