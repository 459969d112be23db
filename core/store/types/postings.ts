import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';
import type { OutboundKind } from '#core/domain/outbound.ts';
import type { SalesOrderPlan } from '#core/domain/salesOrder.ts';
import type { HoldCause, SagaState } from '#core/domain/states.ts';
import type { Posting, PostingKind } from '#core/domain/posting.ts';
import type { Instant, LocalDate } from '#core/domain/time.ts';
import type { DocumentRow, ThreadRow } from '../rows.types.ts';

/**
 * Where a posting stands in our work.
 * - new: ours, not drafted from yet · drafted: documents were planned from it · not-ours: no order of ours, a person may
 *   adopt it · adopted: a person tied it to an order · corrected: Dynamics took it back or changed it · ignored: it asks
 *   for no document (`message` says why)
 */
export const postingStates = ['new', 'drafted', 'not-ours', 'adopted', 'corrected', 'ignored'] as const;
export type PostingState = (typeof postingStates)[number];

export interface PostingRow {
  readonly id: number;
  readonly key: string;
  readonly posting: Posting;
  readonly contentHash: string;
  readonly state: PostingState;
  readonly message: string;
  /** True while Dynamics does not have it. */
  readonly gone: boolean;
  readonly threadIds: readonly number[];
  readonly firstSeenAt: Instant;
  /** When what it says, or what became of it, changed last. */
  readonly changedAt: Instant;
}

/** What the rows of a posting's header said, by row. */
export type PostingTags = Readonly<Record<string, string>>;

export interface NewPosting {
  readonly posting: Posting;
  readonly tags: PostingTags;
  readonly contentHash: string;
  readonly threadIds: readonly number[];
  /** In words, where Dynamics says something else than before. Its documents are held. */
  readonly corrected?: string;
  /** Read from another set than before, which tells more of it. */
  readonly fuller?: boolean;
}

/** An order that went its way beside named ones of the same customer, and has no posting of a kind. */
export interface UntoldOrder {
  readonly kind: PostingKind;
  readonly company: string;
  readonly salesOrder: string;
  readonly purchaseOrder: string;
  /** The named orders that it stands beside. */
  readonly besides: readonly string[];
}

/** A sales order of ours as the way back needs it. */
export interface OrderedSaga {
  readonly id: number;
  readonly threadId: number;
  readonly documentId: number;
  readonly state: SagaState;
  readonly plan: SalesOrderPlan;
  readonly salesOrderNumber: string | undefined;
  readonly createdAt: Instant;
  /** False where it was found in Dynamics: this database never asked for it to be made. */
  readonly asked: boolean;
  readonly lots: readonly { readonly position: number; readonly lotId: string }[];
}

/** An order with what its answers rest on. */
export interface AnsweredThread {
  readonly thread: ThreadRow;
  readonly documents: readonly DocumentRow[];
  readonly sagas: readonly OrderedSaga[];
  /** Its sales orders were cancelled in Dynamics before they were confirmed. */
  readonly canceledThere: boolean;
  /** Why a person set its order aside; '' where nobody did. */
  readonly refusal: string;
}

export interface Wake {
  readonly threadId: number;
  readonly turn: number;
  readonly why: string;
}

/** Postings, watermarks, lots, and which orders' answers are to be looked at. */
export interface PostingsStore {
  watermarks(input: Record<string, never>): Promise<Readonly<Record<string, string>>>;
  saveWatermark(input: { readonly name: string; readonly value: string; readonly at: Instant }): Promise<void>;
  /** When the first order was made that an answer may come for; undefined where there is none. */
  firstOrderedAt(input: Record<string, never>): Promise<Instant | undefined>;
  /** Of these postings what their headers said, for those that are known. */
  postingTags(input: { readonly keys: readonly string[] }): Promise<Readonly<Record<string, PostingTags>>>;
  /** Whose these are: threads by order number, and which customers are those of partners, how many of each are listed as not ours. */
  postingOwners(input: {
    readonly orders: readonly { readonly company: string; readonly salesOrder: string }[];
    readonly customers: readonly { readonly company: string; readonly customer: string }[];
  }): Promise<{
    readonly orders: readonly { readonly company: string; readonly salesOrder: string; readonly threadId: number }[];
    readonly customers: readonly { readonly company: string; readonly customer: string }[];
    readonly notOurs: readonly { readonly company: string; readonly customer: string; readonly count: number }[];
  }>;
  /** Orders that are watched, of the customers of these orders, without any posting of the kind. */
  ordersUntold(input: {
    readonly kind: PostingKind;
    readonly orders: readonly { readonly company: string; readonly salesOrder: string }[];
  }): Promise<readonly UntoldOrder[]>;
  postingsByKey(input: { readonly keys: readonly string[] }): Promise<readonly PostingRow[]>;
  /** All postings of these threads, with the other threads that they concern. */
  postingsOfThreads(input: { readonly threadIds: readonly number[] }): Promise<readonly PostingRow[]>;
  /** Other postings of the same document: a slip or invoice over several orders that was posted order by order. */
  postingsNumbered(input: {
    readonly kind: PostingKind;
    readonly company: string;
    readonly number: string;
  }): Promise<readonly PostingRow[]>;
  /**
   * Keeps what was read. One without a thread is `not-ours`; one that says the same as before changes nothing but its
   * tags; the orders of all others are woken. What was gone and is there again is as it was; holds that said so are closed.
   */
  savePostings(input: {
    readonly at: Instant;
    readonly postings: readonly NewPosting[];
  }): Promise<{ readonly added: number; readonly changed: number }>;
  /** Postings that Dynamics does not have any more: corrected, in words. */
  postingsGone(input: { readonly keys: readonly string[]; readonly message: string; readonly at: Instant }): Promise<void>;
  settlePosting(input: {
    readonly key: string;
    readonly state: Extract<PostingState, 'drafted' | 'ignored' | 'corrected'>;
    readonly message: string;
    readonly at: Instant;
  }): Promise<void>;
  /** Ties a posting that nobody could match to an order, on a person's word. Throws `conflict` where it is not `not-ours`. */
  adoptPosting(input: {
    readonly postingId: number;
    readonly threadId: number;
    readonly who: string;
    readonly reason: string;
    readonly at: Instant;
  }): Promise<void>;
  postingsNotOurs(input: ParsedInputOf<'postings.notOurs'>): Promise<OutputOf<'postings.notOurs'>>;

  saveLots(input: {
    readonly sagaId: number;
    readonly lots: readonly { readonly position: number; readonly lotId: string }[];
  }): Promise<void>;

  /** Threads that were not swept on this day yet and are not closed, with their sales orders; `asked`: what `swept` is to be told. */
  sweepDue(input: { readonly day: LocalDate; readonly limit: number }): Promise<
    readonly {
      readonly threadId: number;
      readonly asked: number;
      readonly orders: readonly { readonly company: string; readonly salesOrder: string }[];
    }[]
  >;
  /**
   * `wakes`: its sales orders are cancelled by now, or are so no more: its answers are looked at again. `asked`: as `sweepDue`
   * gave it; one that somebody asked to be swept again since then stays due. Without it nothing was swept, only looked at.
   */
  swept(input: {
    readonly day: LocalDate;
    readonly threads: readonly {
      readonly threadId: number;
      readonly closed: boolean;
      readonly canceled: boolean;
      readonly asked?: number;
      readonly wakes?: { readonly why: string; readonly at: Instant };
    }[];
  }): Promise<void>;

  /** Those of these threads of which an 855 is drafted that has not left. */
  acksWaiting(input: { readonly threadIds: readonly number[] }): Promise<readonly number[]>;
  /** The orders of these threads, each with its documents and the sales orders that were made for it. */
  answeredThreads(input: { readonly threadIds: readonly number[] }): Promise<readonly AnsweredThread[]>;
  outboundWakes(input: { readonly limit: number; readonly afterThreadId?: number }): Promise<readonly Wake[]>;
  /** The look at these orders is over; one that was woken meanwhile stays awake. */
  wakesDone(input: { readonly wakes: readonly Pick<Wake, 'threadId' | 'turn'>[] }): Promise<void>;
  wakeOutbound(input: { readonly threadIds: readonly number[]; readonly why: string; readonly at: Instant }): Promise<void>;

  /** A person's answers to what only a person can know of an 855. */
  ackAnswers(input: { readonly threadIds: readonly number[] }): Promise<readonly StoredAckAnswer[]>;
  /** The document that a reply is about, with its first order. */
  replyTarget(input: {
    readonly fileName: string;
    readonly partnerId: string;
    readonly kind: OutboundKind;
    readonly number: string;
  }): Promise<{ readonly outboundId: number; readonly threadId?: number } | undefined>;
  /** Holds of a document that are open, and those that a person let pass. */
  draftHolds(input: { readonly outboundId: number }): Promise<readonly DraftHold[]>;
  /** A person lets findings pass, all or none; the document is drafted anew without each as long as it rests on the same. */
  acceptDraftHolds(input: {
    readonly holdIds: readonly number[];
    readonly who: string;
    readonly reason: string;
    readonly at: Instant;
  }): Promise<void>;
  /** All of them or none. `said`: the answer in words, for the record. */
  saveAckAnswers(input: {
    readonly answers: readonly (StoredAckAnswer & { readonly said: string })[];
    readonly at: Instant;
    readonly who: string;
  }): Promise<void>;
}

export interface DraftHold {
  readonly id: number;
  readonly cause: HoldCause;
  readonly rule: string;
  readonly path: string;
  readonly basis: string;
  readonly message: string;
  readonly groupKey: string;
  readonly open: boolean;
  readonly accepted: boolean;
  readonly closedBy: string;
  readonly closedAt: Instant | '';
  readonly reason: string;
}

export interface StoredAckAnswer {
  readonly threadId: number;
  /** '' where no confirmation comes. */
  readonly postingKey: string;
  readonly position: number;
  readonly store: string;
  readonly about: string;
  /** An `AckAnswer` of core/drafting as JSON: the store keeps it and does not read it. */
  readonly answer: string;
}
