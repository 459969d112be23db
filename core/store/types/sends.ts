import type { OutboundKind, OutboundPlace } from '#core/domain/outbound.ts';
import type { LookEvidence } from '#core/domain/sendEvidence.ts';
import type { Instant } from '#core/domain/time.ts';
import type { NewHold } from '../rows.types.ts';
import type { OutboundIntent, OutboundLine, SaveDraft } from './drafts.ts';
import type { OutboundRow, WaitReason } from './outbound.ts';

/** A document as the order of documents sees it. */
export interface OrderFact {
  readonly id: number;
  readonly kind: OutboundKind;
  readonly number: string;
  readonly place: OutboundPlace;
  readonly draft: OutboundRow['draft'];
  readonly transport: OutboundRow['transport'];
  readonly business: OutboundRow['business'];
  readonly intent: OutboundRow['intent'];
  readonly counts: boolean;
  /** The document that it corrects or takes back, by its id. */
  readonly corrects?: number;
  /** Why it waits itself, where it does. */
  readonly waitText?: string;
  readonly threadIds: readonly number[];
  readonly lines: readonly OutboundLine[];
}

/** A document whose turn it may be, with everything that decides it. */
export interface SendCandidate {
  readonly row: OutboundRow;
  readonly partnerActive: boolean;
  /** As people call it; its id without a name. */
  readonly partnerName: string;
  readonly lines: readonly OutboundLine[];
  /** Its orders by the retailer's number, where it has several. */
  readonly orders: readonly { readonly threadId: number; readonly number: string }[];
  /** The other documents of its orders. */
  readonly others: readonly OrderFact[];
  /** What the other documents and earlier sends were like when this was read. */
  readonly seen: string;
  /** Earlier sends of the same number (any revision): what they said, and what became of them. */
  readonly earlier: readonly {
    readonly outboundId: number;
    readonly revision: number;
    readonly contentHash: string;
    /** False where it only takes back. */
    readonly counts: boolean;
    readonly transport: OutboundRow['transport'];
    readonly business: OutboundRow['business'];
  }[];
}

/** A send whose outcome nobody knows, or that SPS has not collected yet. */
export interface SendRow {
  readonly id: number;
  readonly outboundId: number;
  readonly kind: OutboundKind;
  readonly number: string;
  readonly partnerId: string;
  readonly purchaseOrder: string;
  readonly threadIds: readonly number[];
  readonly remotePath: string;
  readonly sha256: string;
  readonly state: 'sending' | 'sent' | 'refused' | 'unknown' | 'collected' | 'arrived';
  readonly transport: OutboundRow['transport'];
  readonly business: OutboundRow['business'];
  /** False also where the partner is none of ours any more. */
  readonly partnerActive: boolean;
  readonly rules: OutboundRow['rules'];
  /** Of the newest attempt, by our clock; and the Date of SPS that is surely not before it, where one is known. */
  readonly attemptedAt: Instant;
  readonly attemptEndedAt: Instant | undefined;
  readonly message: string;
  readonly evidence: LookEvidence;
  /** A person's word that the same bytes go once more, until it was done. */
  readonly again: { readonly who: string; readonly reason: string } | undefined;
  readonly sentAt: Instant | undefined;
  readonly collectedAt: Instant | undefined;
}

/** A correction of a document that left from this folder after the copy of the database that stands here was made. */
export interface LeftCorrection {
  /** The document that it corrects. */
  readonly of: OutboundRow;
  readonly number: string;
  readonly revision: number;
  /** Undefined where the record does not say it. */
  readonly intent: OutboundIntent | undefined;
  readonly remotePath: string;
  /** Of its bytes; '' where nobody has them. */
  readonly sha256: string;
  readonly attemptedAt: Instant;
}

/** Sends and their attempts: what was tried, what came of it, and what was seen at SPS. */
export interface SendsStore {
  /** Rings that are over: their documents are ready. */
  endRings(input: { readonly at: Instant }): Promise<{ readonly ended: number }>;
  /** Documents that are ready, oldest first; `afterId` goes on behind one. */
  sendCandidates(input: {
    readonly at: Instant;
    readonly limit: number;
    readonly afterId?: number;
  }): Promise<readonly SendCandidate[]>;
  /** The next end of a ring; undefined where none runs. */
  nextRingEnd(input: Record<string, never>): Promise<Instant | undefined>;
  /** After a restart every ring begins again: nobody could take back while nothing ran. */
  restartRings(input: { readonly at: Instant }): Promise<{ readonly restarted: number }>;
  /** Documents of partners that are active again go on. */
  wakeInactive(input: { readonly at: Instant }): Promise<{ readonly woken: number }>;
  /**
   * It is not its turn: it waits, or is held until a person says "send anyway". Goes on by itself when its orders change;
   * where they did since `seen`, nothing is written and it is decided anew.
   */
  deferSend(input: {
    readonly outboundId: number;
    readonly at: Instant;
    readonly state: 'waiting' | 'held';
    readonly reason: WaitReason;
    readonly text: string;
    readonly seen: string;
    readonly blockedBy?: number;
    readonly holds: readonly NewHold[];
  }): Promise<void>;
  /**
   * Fixes remote name, hash and version and writes them to the guard journal; durable when it resolves, and only then may
   * the POST leave. `gone`: it is not to be sent any more (taken back, changed, sent by another).
   */
  beginSend(input: {
    readonly outboundId: number;
    readonly versionId: number;
    readonly at: Instant;
    readonly remotePath: string;
    readonly requestId: string;
    /** "Send the same bytes": the name stays while nothing shows that the first copy was collected. */
    readonly again?: { readonly sendId: number; readonly who: string; readonly reason: string };
  }): Promise<
    | {
        readonly begun: true;
        readonly sendId: number;
        readonly attemptId: number;
        readonly remotePath: string;
        readonly sha256: string;
      }
    | { readonly begun: false }
  >;
  endSend(input: {
    readonly attemptId: number;
    readonly at: Instant;
    /** Not before this; with `retry`. */
    readonly nextAt?: Instant;
    /** retry: certainly not sent, and worth another try by itself (throttled, no connection). */
    readonly outcome: 'sent' | 'refused' | 'unknown' | 'retry';
    readonly message?: string;
    readonly status?: number;
    /** The Date header of SPS. */
    readonly spsDate?: Instant;
    readonly holds?: readonly NewHold[];
  }): Promise<void>;
  /** Attempts that were begun and never ended: nobody knows. Returns how many. */
  recoverSends(input: { readonly at: Instant }): Promise<{ readonly recovered: number }>;

  /** Sends whose outcome is not known, oldest first. */
  unknownSends(input: {
    readonly limit: number;
    readonly afterId?: number;
    /** Of this partner only. */
    readonly partnerId?: string;
  }): Promise<readonly SendRow[]>;
  /** Those of these documents. */
  unknownSendsOf(input: { readonly outboundIds: readonly number[] }): Promise<readonly SendRow[]>;
  /** Sends that SPS has not collected, oldest first. */
  uncollectedSends(input: { readonly limit: number; readonly afterId?: number }): Promise<readonly SendRow[]>;
  send(input: { readonly sendId: number }): Promise<SendRow | undefined>;
  /**
   * What a look at SPS showed. `found` settles an unknown one; `collected` also a sent one. What was not found says nothing of an
   * attempt that began after the one that was looked for (`attemptedAt`).
   */
  noteLook(input: {
    readonly sendId: number;
    readonly attemptedAt: Instant;
    readonly at: Instant;
    readonly evidence: LookEvidence;
    readonly found?: { readonly as: 'sent' | 'collected'; readonly spsAt: Instant; readonly how: string };
  }): Promise<void>;
  /** Sends that go once more on a person's word, oldest first. */
  sendsAgain(input: { readonly limit: number; readonly afterId?: number }): Promise<readonly SendRow[]>;
  /** "Send the same bytes": only where it was looked for and found nowhere. */
  askSendAgain(input: {
    readonly sendIds: readonly number[];
    readonly who: string;
    readonly reason: string;
    readonly at: Instant;
  }): Promise<{ readonly asked: readonly number[] }>;
  /** Documents that have not left, for a comparison with what SPS shows. */
  unsentDocuments(input: { readonly limit: number; readonly afterId?: number }): Promise<readonly OutboundRow[]>;
  /** True where a send under this name is known here. */
  isSendKnown(input: { readonly remotePath: string }): Promise<boolean>;
  /** SPS shows it although nothing here says that it was sent: it was, before this copy of the database. */
  adoptSend(input: {
    readonly outboundId: number;
    readonly remotePath: string;
    readonly sentAt: Instant;
    readonly at: Instant;
    /** What lies there, where it could still be read; `at` by the Date of SPS. */
    readonly read?: { readonly bytes: Uint8Array; readonly at: Instant };
  }): Promise<{ readonly adopted: boolean }>;
  /** The notice that a file of this name stands beside, by what its name begins with; undefined where the file is known here. */
  noticeBeside(input: {
    readonly remotePath: string;
    readonly starts: readonly string[];
  }): Promise<{ readonly outboundId: number; readonly start: string } | undefined>;
  /**
   * SPS shows another file of a notice that left: a later revision, or (`anew`) the new one after its cancellation. Nothing
   * is made of it but that its slip is read back; the next drafting takes it for what it was (`leftCorrection`).
   */
  noteLaterNotice(input: {
    readonly outboundId: number;
    readonly anew?: number;
    /** As its bytes, or its name, say it. */
    readonly intent?: OutboundIntent;
    readonly remotePath: string;
    readonly sentAt: Instant;
    readonly read?: { readonly bytes: Uint8Array; readonly at: Instant };
  }): Promise<void>;
  /**
   * The next correction, by the time of its sending, that left and that no document here says, of a document that left;
   * `after` goes on behind one. What nobody could tell a person was told about once is none any more.
   */
  leftCorrection(input: {
    readonly after?: Pick<LeftCorrection, 'attemptedAt' | 'remotePath'>;
  }): Promise<LeftCorrection | undefined>;
  /**
   * It is settled what can be: either it is of another order, or a person was told that nobody knows whether the partner has
   * the document `unknownOf` still as it left.
   */
  leftCorrectionTold(input: { readonly remotePath: string; readonly at: Instant; readonly unknownOf?: number }): Promise<void>;
  /** Sends that were taken over and say something else than their documents as they were drafted here. */
  unreadSends(input: {
    readonly limit: number;
    readonly afterId?: number;
  }): Promise<readonly { readonly id: number; readonly outboundId: number; readonly sha256: string }[]>;
  /** What such a send says, as a version of its document; without `said` it says what stands there, or nobody can read it. */
  sendRead(input: {
    readonly sendId: number;
    readonly outboundId: number;
    readonly at: Instant;
    readonly said?: Pick<SaveDraft, 'document' | 'origins' | 'lines' | 'amount' | 'contentHash' | 'serials' | 'searchKeys'> & {
      readonly sha256: string;
    };
  }): Promise<void>;
  /** A person's act on sending as a whole, for the record. */
  noteAct(input: { readonly who: string; readonly what: string; readonly reason: string; readonly at: Instant }): Promise<void>;
  /** A person knows that it arrived. */
  settleArrived(input: {
    readonly sendIds: readonly number[];
    readonly who: string;
    readonly reason: string;
    readonly at: Instant;
  }): Promise<{ readonly settled: readonly number[] }>;
  /** One hold a document: not collected in time, or silent for too long. Opens it once. */
  noteLate(input: {
    readonly outboundId: number;
    readonly at: Instant;
    readonly what: 'not-collected' | 'silent';
    readonly hold: NewHold;
  }): Promise<{ readonly opened: boolean }>;
  /** One hold a document that may go and has no folder at SPS. Opens it once. */
  noteNoFolder(input: {
    readonly outboundId: number;
    readonly at: Instant;
    readonly hold: NewHold;
  }): Promise<{ readonly opened: boolean }>;
  /** The connection names a folder for these groups of `no-folder`: their holds are closed. */
  foldersSet(input: { readonly groupKeys: readonly string[]; readonly at: Instant }): Promise<{ readonly freed: number }>;
  /** Sent documents whose partner should have answered before `at`, oldest first. */
  silentSends(input: { readonly at: Instant; readonly limit: number }): Promise<readonly OutboundRow[]>;
}
