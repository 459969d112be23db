import type { OrderIdentity } from '#core/domain/identity.ts';
import type { HoldChoice, ProcessingState, SagaState } from '#core/domain/states.ts';
import { calledOffAt } from './lastWord.ts';

/** What a purpose code (X12 353) makes of an 850. */
export type PurposeClass = 'order' | 'replacement' | 'cancellation' | 'unknown';

/** 00, none, 06 and 07 are the order itself; 05 replaces it; 01 cancels it; anything else is asked about (DESIGN 3.4). */
export function purposeClass(purpose: string): PurposeClass {
  if (['', '00', '06', '07'].includes(purpose)) return 'order';
  if (purpose === '05') return 'replacement';
  return purpose === '01' ? 'cancellation' : 'unknown';
}

export interface KnownDocument {
  readonly id: number;
  readonly kind: string;
  readonly purpose: string;
  readonly processing: ProcessingState;
  /** The arrival's own where both say the same in other spellings of their numbers (`sameContent.ts`). */
  readonly canonicalHash: string;
  readonly changeSequence: string;
  readonly documentDate: string;
  /** In which order the documents of a thread were first decided. Ids do not tell it: files are stored side by side. */
  readonly place: number;
}

export interface KnownThread {
  readonly id: number;
  /** Of its first order, where the sheet says by now that one number covers several stores. */
  readonly store: string;
  readonly copy: number;
  readonly cancelled: boolean;
  readonly documents: readonly KnownDocument[];
  /** Its sales orders; `attempts`: those that may have made something in Dynamics. */
  readonly sagas: readonly {
    readonly state: SagaState;
    readonly attempts: number;
    readonly salesOrderNumber: string | undefined;
  }[];
}

export interface Arrival {
  readonly documentId: number;
  readonly threadId: number | undefined;
  /** Its place in its thread, once it has one. */
  readonly place: number | undefined;
  readonly identity: Omit<OrderIdentity, 'copy'>;
  readonly purpose: string;
  readonly canonicalHash: string;
  readonly decidedAs: HoldChoice | undefined;
  /** False while no sheet says whether one number covers several stores, so that two of them may be two orders. */
  readonly partnerKnown: boolean;
}

/** Nothing that we know of was begun in Dynamics when the retailer cancelled. */
export interface Cancellation {
  readonly is: 'cancellation';
  readonly threadId: number;
  readonly supersedes: readonly number[];
  /**
   * A sales order was about to be made: Dynamics is asked first whether it holds one all the same, by hand or from before a
   * restored copy (orders/calledOff.ts). Else it ends at once.
   */
  readonly lookFirst: boolean;
}

/** What an 850 is, given everything known under its number. Pure: the caller gathers and writes. */
export type Identification =
  | { readonly is: 'new-order'; readonly copy: number }
  /** Its own thread already has it (parked or held before): go on. */
  | { readonly is: 'this-order'; readonly threadId: number; readonly copy: number }
  | { readonly is: 'duplicate'; readonly threadId: number; readonly ofDocumentId: number }
  | { readonly is: 'replacement'; readonly threadId: number; readonly copy: number; readonly supersedes: readonly number[] }
  | Cancellation
  | {
      readonly is: 'hold';
      readonly cause: 'conflict' | 'replacement' | 'cancellation' | 'change' | 'purpose';
      readonly threadId: number | undefined;
      /** The document it is compared with. */
      readonly against: number | undefined;
    }
  /** Its number is there already, and only the partner's sheet will say whether that is the same order. */
  | { readonly is: 'unsure'; readonly threadId: number }
  | { readonly is: 'wait' };

/** Decides what an 850 is (DESIGN 3.4). `threads`: every thread with its partner, vendor, number and release. */
export function identify(arrival: Arrival, threads: readonly KnownThread[]): Identification {
  const twin = findTwin(arrival, threads);
  if (twin) return twin;
  const own = ownThread(arrival, threads);
  const meant = threadsMeant(arrival, threads);
  const latest = newest(meant);
  const several = ordersAlike(meant).length > 1;
  // Orders that came without a number have nothing in common: rule 850-19 stops each.
  if (arrival.decidedAs === 'separate-order' || arrival.identity.number === '') return separateOrder(arrival, own, latest);
  const purpose = saysInPlace(arrival) ? 'replacement' : purposeClass(arrival.purpose);
  const thread = own ?? latest;
  if (!arrival.partnerKnown && arrival.decidedAs === undefined && thread && carrying(thread, arrival).length > 0)
    return { is: 'unsure', threadId: thread.id };
  if (arrival.decidedAs === 'as-change' && (!thread || touched(thread))) return held('change', thread, arrival);
  switch (purpose) {
    case 'unknown':
      return held('purpose', thread, arrival);
    case 'cancellation':
      return cancellation(arrival, thread, several);
    case 'replacement':
      return replacement(arrival, thread, several);
    case 'order':
      return order(arrival, thread);
  }
}

/**
 * Same content under the same number in any thread of it: filed, whatever became of the first. A replacement or a
 * cancellation is old news only while nothing else came in between: replaced by B, by C and by B again means B.
 */
function findTwin(arrival: Arrival, threads: readonly KnownThread[]): Identification | undefined {
  if (arrival.decidedAs === 'separate-order') return undefined;
  const purpose = purposeClass(arrival.purpose);
  for (const thread of threads) {
    // After a cancellation only the cancellation itself is old news; an order that comes again is asked about.
    if (thread.cancelled && purpose !== 'cancellation') continue;
    const since = purpose === 'cancellation' ? undefined : calledOffAt(thread.documents);
    const twin = thread.documents.find(
      (known) =>
        (since === undefined || known.place > since) &&
        known.id !== arrival.documentId &&
        (arrival.threadId === undefined || known.id < arrival.documentId) &&
        known.kind === '850' &&
        known.processing !== 'duplicate' &&
        known.canonicalHash === arrival.canonicalHash &&
        purposeClass(known.purpose) === purpose &&
        (purpose === 'order' || purpose === 'unknown' || !saidOtherwise(known, thread, arrival)),
    );
    if (twin) return { is: 'duplicate', threadId: thread.id, ofDocumentId: twin.id };
  }
  return undefined;
}

/** Whether an order, a replacement or a cancellation came between a document and one that says the same. */
function saidOtherwise(twin: KnownDocument, thread: KnownThread, arrival: Arrival): boolean {
  const place = placeIn(thread, arrival) ?? Infinity;
  return thread.documents.some(
    (known) => isOrderSaid(known) && known.id !== arrival.documentId && known.place > twin.place && known.place < place,
  );
}

/** An 850 that says something of its own, even where a later one took its place. */
export function isOrderSaid({ kind, processing }: KnownDocument): boolean {
  return kind === '850' && processing !== 'duplicate' && processing !== 'filed';
}

/** The thread that it stands in; not one of another store's order, in which it waited until the sheet told them apart. */
function ownThread(arrival: Arrival, threads: readonly KnownThread[]): KnownThread | undefined {
  const own = threads.find((thread) => thread.id === arrival.threadId);
  return own && own.store !== arrival.identity.store && carrying(own, arrival).length > 0 ? undefined : own;
}

/**
 * Those of its store. A cancellation that names no store where one number covers several is about the only one that there
 * is; of several nobody can tell which.
 */
function threadsMeant(arrival: Arrival, threads: readonly KnownThread[]): readonly KnownThread[] {
  const { store } = arrival.identity;
  const ofStore = threads.filter((thread) => thread.store === store);
  if (ofStore.length > 0 || store !== '' || purposeClass(arrival.purpose) !== 'cancellation') return ofStore;
  return new Set(threads.map((thread) => thread.store)).size === 1 ? threads : [];
}

/**
 * Orders that stand side by side under one number because a person called the second one a separate order. What the
 * retailer says of the number afterwards may be about either.
 */
export function ordersAlike(threads: readonly KnownThread[]): readonly KnownThread[] {
  return threads.filter(
    ({ cancelled, documents }) =>
      !cancelled && documents.some(({ kind, processing }) => kind === '850' && !silent.includes(processing)),
  );
}

function newest(threads: readonly KnownThread[]): KnownThread | undefined {
  return [...threads].sort((a, b) => b.copy - a.copy)[0];
}

/** A thread whose 850s are all this very document is its own; one that it was only held against is not. */
function separateOrder(arrival: Arrival, own: KnownThread | undefined, latest: KnownThread | undefined): Identification {
  const others = own?.documents.filter((known) => known.id !== arrival.documentId && known.kind === '850') ?? [];
  if (own && others.length === 0) return { is: 'this-order', threadId: own.id, copy: own.copy };
  return { is: 'new-order', copy: (latest?.copy ?? 0) + 1 };
}

/** Documents that say nothing (more) about what the order is. */
const silent: readonly ProcessingState[] = ['duplicate', 'superseded', 'filed'];

/**
 * The 850s of a thread that were decided before this one and still count. For a document that is new to the thread
 * those are all of them, whatever their ids: of two files of one poll either may have been stored first.
 */
function carrying(thread: KnownThread | undefined, arrival: Arrival): readonly KnownDocument[] {
  const place = thread && placeIn(thread, arrival);
  return (thread?.documents ?? [])
    .filter((known) => known.kind === '850' && known.id !== arrival.documentId && !silent.includes(known.processing))
    .filter((known) => place === undefined || known.place < place)
    .sort((a, b) => a.place - b.place);
}

/** When it was decided in this thread; undefined where it is new to it. */
const placeIn = (thread: KnownThread, arrival: Arrival): number | undefined =>
  thread.id === arrival.threadId ? arrival.place : undefined;

/** True once anything is in Dynamics for it, or may be: from then on a person applies what the retailer says. */
export function touched(thread: KnownThread): boolean {
  return thread.sagas.some((saga) => saga.attempts > 0 || saga.salesOrderNumber !== undefined);
}

function held(
  cause: 'conflict' | 'replacement' | 'cancellation' | 'change' | 'purpose',
  thread: KnownThread | undefined,
  arrival: Arrival,
): Identification {
  return { is: 'hold', cause, threadId: thread?.id, against: carrying(thread, arrival).at(-1)?.id };
}

function order(arrival: Arrival, thread: KnownThread | undefined): Identification {
  if (!thread) return { is: 'new-order', copy: 1 };
  if (!thread.cancelled && carrying(thread, arrival).length === 0)
    return { is: 'this-order', threadId: thread.id, copy: thread.copy };
  return held('conflict', thread, arrival);
}

/** A person said that it takes the place of the first. A change does where nothing was begun: there are no lines to change yet. */
const saysInPlace = ({ decidedAs }: Arrival): boolean => decidedAs === 'as-replacement' || decidedAs === 'as-change';

function replacement(arrival: Arrival, thread: KnownThread | undefined, several: boolean): Identification {
  if (!thread) return { is: 'new-order', copy: 1 };
  const earlier = carrying(thread, arrival).map((known) => known.id);
  // Of a cancelled order that was to be made Dynamics is still asked; one that was begun is a person's.
  const cancelled = thread.cancelled || (!touched(thread) && calledOffAt(thread.documents) !== undefined);
  if (cancelled && !saysInPlace(arrival)) return held('conflict', thread, arrival);
  if (touched(thread)) {
    return earlier.length === 0
      ? { is: 'this-order', threadId: thread.id, copy: thread.copy }
      : held('replacement', thread, arrival);
  }
  if (several && !saysInPlace(arrival)) return held('conflict', thread, arrival);
  return { is: 'replacement', threadId: thread.id, copy: thread.copy, supersedes: earlier };
}

function cancellation(arrival: Arrival, thread: KnownThread | undefined, several: boolean): Identification {
  if (!thread) return { is: 'wait' };
  if (touched(thread) || isAsked(thread) || several) return held('cancellation', thread, arrival);
  const supersedes = carrying(thread, arrival).map((known) => known.id);
  return { is: 'cancellation', threadId: thread.id, supersedes, lookFirst: isPlanned(thread) };
}

/** A person was asked about an order that Dynamics holds for it: that question does not go away with the order. */
export const isAsked = (thread: KnownThread): boolean => thread.sagas.some(({ state }) => state === 'held');

/** A sales order is to be made of it. */
export const isPlanned = (thread: KnownThread): boolean => thread.sagas.some(({ state }) => state === 'ready');
