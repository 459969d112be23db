import {
  isAsked,
  isOrderSaid,
  isPlanned,
  ordersAlike,
  touched,
  type Cancellation,
  type KnownDocument,
  type KnownThread,
} from './identify.ts';

/** What an 860 is, given the threads with its number. Pure. */
export type ChangeIdentification =
  | { readonly is: 'wait' }
  | { readonly is: 'duplicate'; readonly threadId: number; readonly ofDocumentId: number }
  /** The whole order is cancelled and nothing was tried in Dynamics yet. */
  | Cancellation
  /** `late`: a later change was applied already. */
  | {
      readonly is: 'change';
      readonly threadId: number;
      /** Changes that neither sequence nor date tells from this one. */
      readonly tiedWith: readonly number[];
      readonly late: boolean;
      readonly cancels: boolean;
    };

export interface ChangeArrival {
  readonly documentId: number;
  readonly purpose: string;
  readonly changeSequence: string;
  readonly documentDate: string;
  readonly canonicalHash: string;
  /** The order that it was placed with before, by us or by a person. */
  readonly threadId?: number | undefined;
}

/**
 * Places a change order (DESIGN 3.3: after its 850, by sequence number, then change date; ties are held; a change
 * without its 850 waits). Rule 860-01 asks for a later sequence than the last one applied.
 */
export function identifyChange(arrival: ChangeArrival, threads: readonly KnownThread[]): ChangeIdentification {
  const standing = threads.filter((known) => !known.cancelled).toSorted((a, b) => b.copy - a.copy);
  // Of several under one number it stays with the one that it stands with: a person may have said so.
  const thread = standing.find(({ id }) => id === arrival.threadId) ?? standing[0] ?? threads[0];
  const orders = thread?.documents.filter((known) => known.kind === '850' && known.processing !== 'duplicate') ?? [];
  if (!thread || orders.length === 0) return { is: 'wait' };
  const changes = thread.documents.filter(
    (known) => known.kind === '860' && known.id !== arrival.documentId && known.processing !== 'duplicate',
  );
  const cancels = arrival.purpose === '01';
  // An order that came again after it was cancelled can be cancelled again, in the same words.
  const livesAgain = (known: KnownDocument): boolean =>
    cancels && thread.documents.some((other) => isOrderSaid(other) && other.place > known.place);
  const twin = changes.find(
    (known) => known.id < arrival.documentId && known.canonicalHash === arrival.canonicalHash && !livesAgain(known),
  );
  if (twin) return { is: 'duplicate', threadId: thread.id, ofDocumentId: twin.id };
  if (cancels && !touched(thread) && !isAsked(thread) && ordersAlike(threads).length < 2) {
    const standing = orders.filter((known) => !['superseded', 'filed'].includes(known.processing));
    return {
      is: 'cancellation',
      threadId: thread.id,
      supersedes: standing.map((known) => known.id),
      lookFirst: isPlanned(thread),
    };
  }
  return {
    is: 'change',
    threadId: thread.id,
    tiedWith: changes.filter((known) => compareChanges(known, arrival) === 0).map((known) => known.id),
    late: changes.some((known) => known.processing === 'done' && compareChanges(known, arrival) > 0),
    cancels,
  };
}

/** Negative when `a` comes first: by sequence number where both have one, else by change date. */
export function compareChanges(
  a: Pick<KnownDocument, 'changeSequence' | 'documentDate'>,
  b: Pick<KnownDocument, 'changeSequence' | 'documentDate'>,
): number {
  const bySequence = Number(a.changeSequence) - Number(b.changeSequence);
  if (a.changeSequence !== '' && b.changeSequence !== '' && Number.isFinite(bySequence) && bySequence !== 0) return bySequence;
  return a.documentDate < b.documentDate ? -1 : a.documentDate > b.documentDate ? 1 : 0;
}

/** One of the changes that neither sequence nor date orders, with its upload as SPS stamped it. */
export interface UploadedChange {
  readonly applied: boolean;
  readonly uploadedAt: string | undefined;
}

/**
 * Orders a change among those it ties with by upload (DESIGN 3.3). `tie` where SPS does not say of all of them, or says
 * the same; `late` where one that was uploaded later is applied already. Pure.
 */
export function settleTie(
  own: string | undefined,
  others: readonly UploadedChange[],
): { readonly tie: true } | { readonly tie: false; readonly late: boolean; readonly last: boolean } {
  if (own === undefined) return { tie: true };
  const stamps = others.map(({ uploadedAt }) => uploadedAt);
  if (stamps.some((stamp) => stamp === undefined || stamp === own)) return { tie: true };
  const later = others.filter(({ uploadedAt = '' }) => uploadedAt > own);
  return { tie: false, late: later.some(({ applied }) => applied), last: later.length === 0 };
}

/**
 * A change that names no vendor number belongs to the one order of its partner with its number and release; where
 * several vendor numbers have such an order, nobody can tell. Pure.
 */
export function threadsOfOneVendor<T extends { readonly thread: { readonly vendor: string } }>(
  threads: readonly T[],
): readonly T[] {
  return new Set(threads.map(({ thread }) => thread.vendor)).size === 1 ? threads : [];
}

/**
 * Of orders of several stores under one number those of the store that a change names; where it names none, those of the
 * only store that there is. `stores`: of each thread. Pure.
 */
export function threadsOfStore<T extends { readonly thread: { readonly id: number } }>(
  threads: readonly T[],
  stores: ReadonlyMap<number, string>,
  store: string,
): readonly T[] {
  const of = ({ thread }: T): string => stores.get(thread.id) ?? '';
  if (store !== '') return threads.filter((entry) => of(entry) === store);
  return new Set(threads.map(of)).size === 1 ? threads : [];
}
