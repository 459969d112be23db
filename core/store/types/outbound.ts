import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';
import type { OutboundView } from '#core/contract/views/outbound.ts';
import type { Finding } from '#core/domain/finding.ts';
import type {
  BusinessState,
  DraftState,
  MissingData,
  Origins,
  OutboundKind,
  OutboundPlace,
  TransportState,
} from '#core/domain/outbound.ts';
import type { SendingRules } from '#core/domain/sendingRules.ts';
import type { Instant } from '#core/domain/time.ts';
import type { AuditEntry, NewHold } from '../rows.types.ts';
import type { DraftedDocument, OutboundIntent, OutboundKey, OutboundLine, Overlay, SavedDraft, SaveDraft } from './drafts.ts';
import type { SendsStore } from './sends.ts';

/**
 * Why a document does not go now. data: something is missing · order: another document goes first · partner: not active
 * · repeat: the partner has this number or content already, or may have it
 */
export type WaitReason = 'data' | 'order' | 'partner' | 'repeat';

export interface OutboundRow extends OutboundKey {
  readonly id: number;
  readonly versionId: number;
  readonly contentHash: string;
  /** Hash of the bytes that go, where the draft has some. */
  readonly sha256: string | undefined;
  readonly store: string;
  readonly intent: OutboundIntent;
  readonly company: string;
  /** Of the first order. */
  readonly purchaseOrder: string;
  readonly threadIds: readonly number[];
  readonly postingKeys: readonly string[];
  readonly serials: readonly string[];
  readonly counts: boolean;
  /** The document that it corrects or takes back; `newNumber` where the partner wanted a number of its own for it. */
  readonly corrects: { readonly id: number; readonly number: string; readonly newNumber: boolean } | undefined;
  readonly draft: DraftState;
  readonly transport: TransportState;
  readonly business: BusinessState;
  readonly place: OutboundPlace;
  readonly waitReason: WaitReason | undefined;
  readonly waitText: string | undefined;
  /** The document that goes first, where it is known. */
  readonly blockedBy: number | undefined;
  /** A person said that it goes without waiting for others. */
  readonly anyway: boolean;
  /** End of the undo ring. */
  readonly dueAt: Instant | undefined;
  readonly releasedBy: string | undefined;
  readonly sheetVersion: number;
  readonly rules: SendingRules;
  /** Of the newest send. */
  readonly remotePath: string | undefined;
  /** By the clock of SPS where it said one. */
  readonly sentAt: Instant | undefined;
  readonly collectedAt: Instant | undefined;
  readonly createdAt: Instant;
  readonly changedAt: Instant;
}

/** A correction of a document that has left, to be drafted. */
export interface RedraftRow {
  readonly id: number;
  readonly outboundId: number;
  readonly intent: OutboundIntent;
  /** True where the partner wants it under a number of its own. */
  readonly newNumber: boolean;
  readonly revision: number;
  readonly who: string;
  readonly reason: string;
  readonly at: Instant;
}

/** A version as it was built; never changed. */
export interface OutboundVersion {
  readonly id: number;
  readonly outboundId: number;
  readonly builtAt: Instant;
  readonly document: DraftedDocument;
  readonly origins: Origins;
  readonly overlay: readonly Overlay[];
  readonly missing: readonly MissingData[];
  readonly findings: readonly Finding[];
  readonly choices: readonly unknown[];
  readonly sha256: string | undefined;
}

/** Who did it and when; every act of a person carries it. */
export interface ByPerson {
  readonly who: string;
  readonly at: Instant;
}

/** Documents that leave for SPS: drafts, their versions and lines, and what a person says about them. */
export interface OutboundStore extends SendsStore {
  saveDraft(input: SaveDraft): Promise<SavedDraft>;
  outbound(input: { readonly outboundId: number }): Promise<OutboundRow | undefined>;
  outboundVersion(input: { readonly outboundId: number; readonly versionId?: number }): Promise<OutboundVersion | undefined>;
  /** Newest first, without what they say. */
  outboundVersions(input: ParsedInputOf<'outbound.versions'>): Promise<OutputOf<'outbound.versions'>>;
  /** Holds of a document that are closed, newest first. */
  pastHolds(input: ParsedInputOf<'outbound.pastHolds'>): Promise<OutputOf<'outbound.pastHolds'>>;
  /** All documents of an order, oldest first, with what they say of its lines. */
  outboundOfThread(input: {
    readonly threadId: number;
  }): Promise<readonly { readonly row: OutboundRow; readonly lines: readonly OutboundLine[] }[]>;
  /** Documents that were drafted from this posting. */
  outboundOfPosting(input: { readonly postingKey: string }): Promise<readonly OutboundRow[]>;
  /** True where the guard journal knows of a ship notice of this packing slip that this copy of the database has not drafted. */
  guardedNotice(input: { readonly partnerId: string; readonly vendor: string; readonly slip: string }): Promise<boolean>;
  /** Documents of a partner with a number, of every vendor number and order. */
  outboundOfNumber(input: Pick<OutboundKey, 'partnerId' | 'kind' | 'number'>): Promise<readonly OutboundRow[]>;
  /** Ship notices of the workspace that left, and count, with one of these serials (18 digits). */
  noticesOfSerials(input: {
    readonly serials: readonly string[];
  }): Promise<readonly { readonly serial: string; readonly outboundId: number; readonly number: string; readonly at: Instant }[]>;
  /** A document that left says what Dynamics says again: nothing of it is to be corrected. Holds that said so are closed. */
  correctionsOver(input: { readonly outboundId: number; readonly at: Instant }): Promise<{ readonly closed: number }>;
  /** Nothing that was promised of these orders is cancelled in Dynamics now. Holds that said so are closed. */
  promisesStand(input: { readonly threadIds: readonly number[]; readonly at: Instant }): Promise<{ readonly closed: number }>;
  /**
   * Opens holds beside those that are open; `hold` takes a document that has not left out of its way. `orNothing`: where it
   * has left meanwhile nothing is written.
   */
  holdOutbound(
    input: { readonly outboundId: number; readonly at: Instant; readonly hold: boolean; readonly holds: readonly NewHold[] } & {
      readonly audit: readonly Omit<AuditEntry, 'at' | 'threadId' | 'documentId'>[];
      readonly orNothing?: boolean;
    },
  ): Promise<{ readonly done: boolean }>;
  /** Renews what sending knows of a partner's sheet in all documents that are open; they are looked at again. */
  applySendingRules(input: {
    readonly partnerId: string;
    readonly vendor: string;
    readonly at: Instant;
    readonly rules: Readonly<Record<OutboundKind, SendingRules>>;
  }): Promise<{ readonly changed: number }>;

  /** A person's release: into the ring of the sheet, or ready where it has none. Only the version that was seen. */
  releaseOutbound(
    input: ByPerson & { readonly documents: readonly { readonly outboundId: number; readonly versionId: number }[] },
  ): Promise<{
    readonly released: readonly number[];
    readonly refused: readonly { readonly outboundId: number; readonly why: string }[];
  }>;
  /** Out of the ring, back to review; those that have left meanwhile are `tooLate`. */
  takeBackOutbound(
    input: ByPerson & { readonly outboundIds: readonly number[] },
  ): Promise<{ readonly takenBack: readonly number[]; readonly tooLate: readonly number[] }>;
  /** Out of the ring, to leave with the next run. */
  endRingNow(input: ByPerson & { readonly outboundIds: readonly number[] }): Promise<{ readonly done: readonly number[] }>;
  /** A person decides that these never leave; not those that are on their way. */
  setAsideOutbound(
    input: ByPerson & { readonly outboundIds: readonly number[]; readonly reason: string },
  ): Promise<{ readonly done: readonly number[] }>;
  /** Those that wait or are held only because of another document go without it. */
  sendOutboundAnyway(
    input: ByPerson & { readonly outboundIds: readonly number[]; readonly reason: string },
  ): Promise<{ readonly done: readonly number[] }>;
  /** What SPS refused goes once more, with the same bytes. */
  tryOutboundAgain(input: ByPerson & { readonly outboundIds: readonly number[] }): Promise<{ readonly done: readonly number[] }>;
  /** Asks for a correction of a document that has left; one at a time. Throws `conflict` where one is open. */
  askRedraft(
    input: ByPerson & {
      readonly outboundId: number;
      readonly reason: string;
      readonly redrafts: readonly { readonly intent: OutboundIntent; readonly newNumber: boolean }[];
    },
  ): Promise<{ readonly redraftIds: readonly number[] }>;
  openRedrafts(input: { readonly limit: number; readonly afterId?: number }): Promise<readonly RedraftRow[]>;
  /** What the partner said, typed in or from a file: the business status, never the transport status. */
  noteReply(
    input: ByPerson & {
      readonly outboundId: number;
      readonly kind: '997' | '824' | 'portal';
      readonly outcome: 'accepted' | 'accepted-with-errors' | 'rejected';
      readonly text: string;
      /** The file that said it. */
      readonly fileId?: number;
    },
  ): Promise<{
    readonly replyId: number;
    /** The partner said later what was taken before: this one is kept and changes nothing. */
    readonly overtaken: boolean;
  }>;

  // what screens ask (shapes of the contract)
  outboundList(input: ParsedInputOf<'outbound.list'>): Promise<OutputOf<'outbound.list'>>;
  outboundCounts(input: Record<string, never>): Promise<OutputOf<'outbound.counts'>>;
  outboundView(input: { readonly outboundId: number }): Promise<OutboundView | undefined>;
}
