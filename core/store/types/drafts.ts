import type { DecimalText } from '#core/domain/decimal.ts';
import type { Due } from '#core/domain/due.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { Invoice } from '#core/domain/invoice.ts';
import type { OrderAck } from '#core/domain/orderAck.ts';
import type { OrderChangeAck } from '#core/domain/orderChangeAck.ts';
import type { MissingData, Origins, OutboundKind } from '#core/domain/outbound.ts';
import type { SendingRules } from '#core/domain/sendingRules.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import type { Instant } from '#core/domain/time.ts';
import type { AuditEntry, NewHold, SearchKey } from '../rows.types.ts';

/** original · cancel: takes back what was sent · replace: in place of what was sent. By the correction policy. */
export type OutboundIntent = 'original' | 'cancel' | 'replace';

/** What makes two outbound documents the same one: unique in the database. */
export interface OutboundKey {
  readonly partnerId: string;
  readonly vendor: string;
  readonly kind: OutboundKind;
  /** Acknowledgement, shipment or invoice number, as it is sent. */
  readonly number: string;
  /** 1 for the first of its number. */
  readonly revision: number;
}

/** A document that leaves, as drafting made it. */
export type DraftedDocument = OrderAck | Shipment | Invoice | OrderChangeAck;

/** What a document says about one line of an order, in the unit of the 850's line; negative on credits. */
export interface OutboundLine {
  readonly threadId: number;
  readonly position: number;
  /** '' where the line goes where the order goes. */
  readonly store: string;
  readonly quantity: DecimalText;
  readonly amount?: DecimalText;
  /** What an 855 answered in place of the 850's price; absent otherwise. */
  readonly price?: DecimalText;
}

/** A value that a person corrected; `value` '' leaves the element out. */
export interface Overlay {
  readonly path: string;
  readonly value: string;
  readonly reason: string;
  readonly who: string;
  readonly at: Instant;
}

/**
 * A draft as it is to be kept. The same key again is a new version of the same document, as long as it has not left:
 * - `waiting` data is missing (`missing` says what) · `held` one of `holds` needs a person · `review` a person looks at it
 * - `ready` nothing stands in its way: it leaves with this run, when its turn has come
 * `bytes` are exactly what would be sent (overlay applied); absent only while it waits or is held.
 */
export interface SaveDraft extends OutboundKey {
  readonly at: Instant;
  readonly state: 'waiting' | 'held' | 'review' | 'ready';
  /** The orders that it is about, the first one's number names it in lists. */
  readonly threadIds: readonly number[];
  /** The one store that it is for, '' otherwise. */
  readonly store: string;
  readonly intent: OutboundIntent;
  readonly company: string;
  readonly amount?: DecimalText;
  readonly currency: string;
  /** When it should have left, for lists by urgency. */
  readonly due?: Due;
  readonly document: DraftedDocument;
  readonly origins: Origins;
  readonly overlay: readonly Overlay[];
  readonly missing: readonly MissingData[];
  readonly findings: readonly Finding[];
  /** Questions to a person, as drafting asks them (JSON). */
  readonly choices: readonly unknown[];
  readonly lines: readonly OutboundLine[];
  /** False where its quantities do not count (a rejection that takes nothing, a cancelling notice). */
  readonly counts: boolean;
  readonly postingKeys: readonly string[];
  /** Serials of its packs. */
  readonly serials: readonly string[];
  /** Hash of what it says, whatever its date and time: two that say the same have the same. */
  readonly contentHash: string;
  readonly bytes?: Uint8Array;
  readonly sheetVersion: number;
  readonly rules: SendingRules;
  /** Replace the open holds of drafting (causes `draft-…` and `corrected`); those of sending stay. */
  readonly holds: readonly NewHold[];
  /** SSCC, bill of lading, tracking, invoice number…: each leads to its orders. */
  readonly searchKeys: readonly SearchKey[];
  /** The request for a correction that it answers. */
  readonly redraftId?: number;
  /** It left already, and only the guard journal knew of it: the document that it corrects, by its id. */
  readonly leftBefore?: { readonly corrects: number; readonly newNumber: boolean };
  /** Drafts of other keys that this one takes the place of, before they left. */
  readonly supersedes?: readonly number[];
  /** What it rests on of the version before it (`draftSeen`); without it nothing is compared. */
  readonly seen?: string;
  readonly audit: readonly Omit<AuditEntry, 'at' | 'threadId' | 'documentId'>[];
}

/**
 * - new, changed: written · same: says what it said, so what a person released stays released
 * - left: it is on its way or gone; a correction needs its policy and a revision of its own
 * - set-aside: a person decided that it never leaves
 * - taken: a document of other orders took the number meanwhile; nothing was written, and it is to be drafted beside that one
 * - overtaken: somebody corrected, answered or sent back the version before meanwhile; nothing was written
 */
export interface SavedDraft {
  readonly outboundId: number;
  readonly versionId: number;
  readonly result: 'new' | 'changed' | 'same' | 'left' | 'set-aside' | 'taken' | 'overtaken';
}
