import type { DraftState, OutboundKind, TransportState } from '#core/domain/outbound.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { PostingKind } from '#core/domain/posting.ts';
import type { PostingState } from '#core/store/types/postings.ts';

/** An order as planning sees it. */
export interface PlanThread {
  readonly threadId: number;
  readonly partnerId: string;
  readonly vendor: string;
  readonly sheet: OutboundSheet;
  /** Kinds that the partner's sheet for the way in agrees, too. */
  readonly agreed: ReadonlySet<string>;
  readonly salesOrders: readonly { readonly salesOrder: string; readonly store: string }[];
  /** Stores of the 850, in their order; empty where it is not split. */
  readonly stores: readonly string[];
  readonly standing: 'open' | 'refused' | 'cancelled';
  /** Changes of the retailer that were decided, by what their 865 is drafted from. */
  readonly changes: readonly string[];
}

/** A posting as planning sees it. */
export interface PlanPosting {
  readonly id: number;
  readonly key: string;
  readonly kind: PostingKind;
  readonly company: string;
  readonly number: string;
  readonly date: string;
  readonly state: PostingState;
  /** Sales orders of its lines. */
  readonly salesOrders: readonly string[];
  /** Lines that belong to orders of ours. */
  readonly lines: readonly { readonly threadId: number; readonly position: number; readonly store: string }[];
  /** True where some line could not be joined: it belongs to the document, which says so. */
  readonly unjoined: boolean;
  readonly threadIds: readonly number[];
  /** Set where Dynamics took it back, or does not have it any more. */
  readonly takenBack: string | undefined;
}

/** A document that is there already. */
export interface PlanKnown {
  readonly outboundId: number;
  readonly kind: OutboundKind;
  readonly store: string;
  readonly threadIds: readonly number[];
  readonly postingKeys: readonly string[];
  readonly draft: DraftState;
  readonly transport: TransportState;
  /** False for what corrects or takes back another one. */
  readonly original: boolean;
}

/** One document to be drafted. What it is drafted from names it: postings, orders and store. */
export interface PlannedDocument {
  readonly kind: OutboundKind;
  readonly threadIds: readonly number[];
  readonly store: string;
  /** Empty where no confirmation will ever come. */
  readonly postingKeys: readonly string[];
  /** The one document of an invoice that carries what belongs to no order and no store. */
  readonly carriesCharges: boolean;
  /** One of several notices of its slip: its number adds the order. */
  readonly part: boolean;
  /** Sales orders of the 850 that are not confirmed yet. */
  readonly unconfirmed: readonly string[];
  /** Documents that have not left and whose place this one takes, unless it is one of them. */
  readonly supersedes: readonly number[];
  /** Documents of the same goods that a person set aside, unless it is one of them. */
  readonly setAside: readonly number[];
}

export interface Settled {
  readonly key: string;
  readonly state: 'drafted' | 'ignored';
  readonly message: string;
}

export interface Plan {
  readonly documents: readonly PlannedDocument[];
  /** What becomes of each posting. */
  readonly settled: readonly Settled[];
  /** Documents whose posting Dynamics took back. */
  readonly withdrawn: readonly { readonly outboundId: number; readonly postingKey: string; readonly why: string }[];
}

export interface PlanFacts {
  readonly threads: readonly PlanThread[];
  readonly postings: readonly PlanPosting[];
  readonly known: readonly PlanKnown[];
}

/** What one rule of planning asks for, and what it says needs no document. */
export interface PlanPart {
  readonly documents: readonly PlannedDocument[];
  readonly ignored: readonly { readonly key: string; readonly message: string }[];
}
