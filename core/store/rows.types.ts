import type { Finding } from '#core/domain/finding.ts';
import type { Fix } from '#core/domain/fix.ts';
import type { ReleasedRule } from '#core/domain/releasedRule.ts';
import type { MappingUse } from '#core/domain/mapping.ts';
import type { FileState, HoldCause, HoldChoice, ProcessingState, SagaState } from '#core/domain/states.ts';
import type { SalesOrderPlan } from '#core/domain/salesOrder.ts';
import type { ItemIdentifiers } from '#core/domain/purchaseOrder.ts';
import type { Instant, LocalDate } from '#core/domain/time.ts';

/** One line of the tamper-evident record; with a thread it is also a line of that thread's timeline. */
export interface AuditEntry {
  readonly at: Instant;
  readonly who: string;
  /** What happened in words: `Sales order SO-000123 created`. */
  readonly what: string;
  readonly detail?: string;
  readonly tone: 'neutral' | 'good' | 'warn' | 'bad';
  readonly threadId?: number;
  readonly documentId?: number;
}

/** Any number a person may type: `purchase order`, `sales order`, `item`, `UPC`, `store`, `file name`, `reference`, `customer order`. */
export interface SearchKey {
  readonly kind: string;
  readonly key: string;
}

// ── Files ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface FileRow {
  readonly id: number;
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly state: FileState;
  readonly reason: string;
  readonly receivedAt: Instant;
  /** The run that stored it: a DELETE not confirmed in that run is preceded by a new GET. */
  readonly runId: number;
}

/** What a file holds, told from its content; keys of one document as read, before anything is decided. */
export interface NewDocument {
  readonly positionInFile: number;
  readonly kind: string;
  readonly partnerId: string;
  readonly vendor: string;
  readonly number: string;
  readonly release: string;
  readonly purpose: string;
  /** Order of changes to one purchase order: sequence, change date; '' where absent. */
  readonly changeSequence: string;
  readonly documentDate: string;
  /** Hash of the canonical tree: two documents that say the same have the same. */
  readonly canonicalHash: string;
  /** Anything the reader had to say; shown with the document. */
  readonly findings: number;
}

export interface NewFile {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly contentLength: number | undefined;
  readonly format: 'rsx-xml' | 'rsx-json' | 'rsx-7.6' | 'x12' | 'reply' | 'unknown';
  readonly state: 'stored' | 'kept' | 'quarantined' | 'incomplete';
  readonly reason: string;
  readonly receivedAt: Instant;
  readonly runId: number;
  readonly documents: readonly NewDocument[];
}

// ── Documents and threads ────────────────────────────────────────────────────────────────────────────────────────

export interface DocumentRow {
  readonly id: number;
  readonly fileId: number;
  readonly fileSha256: string;
  readonly filePath: string;
  readonly positionInFile: number;
  readonly kind: string;
  readonly threadId: number | undefined;
  /** In which order the documents of its thread were first decided; with the thread. */
  readonly place: number | undefined;
  readonly partnerId: string;
  readonly vendor: string;
  readonly number: string;
  readonly release: string;
  readonly purpose: string;
  readonly changeSequence: string;
  readonly documentDate: string;
  readonly canonicalHash: string;
  readonly processing: ProcessingState;
  /** What an answer of a person changes of it, as it was read: see `DocumentChange.seen`. */
  readonly seen: string;
  readonly receivedAt: Instant;
  /** Set when a person decided how a document of a known identity is meant. */
  readonly decidedAs: HoldChoice | undefined;
  /** What a person released on exactly this document, each bound to what it rested on. */
  readonly releasedRules: readonly ReleasedRule[];
  /** What the rules wanted to show when it was last decided: WARN and INFO. */
  readonly ruleFindings: readonly Finding[];
}

export interface ThreadRow {
  readonly id: number;
  readonly partnerId: string;
  readonly vendor: string;
  readonly number: string;
  readonly release: string;
  readonly store: string;
  readonly copy: number;
  readonly cancelled: boolean;
}

/** Facts of a thread that lists show and sort by; rewritten when a replacement takes over. */
export interface ThreadFacts {
  readonly currency: string;
  readonly amount: string | undefined;
  readonly shipBy: LocalDate | undefined;
  readonly cancelAfter: LocalDate | undefined;
  readonly lines: readonly {
    readonly position: number;
    readonly lineNumber: string;
    readonly buyerPart: string;
    readonly vendorPart: string;
    readonly description: string;
    readonly ordered: string;
    readonly unit: string;
    readonly price: string | undefined;
    readonly path: string;
  }[];
}

export interface NewHold {
  readonly cause: HoldCause;
  readonly rule?: string;
  readonly path?: string;
  readonly message: string;
  /** Holds with one key are freed by one fix (`item:buyerPart=NW-1001@PARTNER`). */
  readonly groupKey: string;
  readonly groupTitle: string;
  readonly consequence: string;
  readonly nextStep: string;
  readonly differences?: readonly string[];
  readonly fix?: Fix;
  /** What it rests on (`basisOf`), where a person may release it. */
  readonly basis?: string;
  /** How many lines wait for it; 0 where it is not about lines. */
  readonly lines?: number;
}

/** Everything one decision about one document changes, in one transaction. */
export interface DocumentChange {
  readonly documentId: number;
  readonly at: Instant;
  /** `DocumentRow.seen` of what the decision rests on: where a person answered meanwhile nothing is written (`conflict`). */
  readonly seen?: string;
  readonly processing: ProcessingState;
  readonly thread?:
    | { readonly create: Omit<ThreadRow, 'id' | 'cancelled'>; readonly facts: ThreadFacts }
    | {
        readonly attach: number;
        /** Which of several orders under one number it is; it changes where a separate order's reference was taken. */
        readonly copy?: number;
        /** The store that takes part in its identity; it changes where the partner's sheet tells stores apart only later. */
        readonly store?: string;
        readonly facts?: ThreadFacts;
        /** False when an order that was cancelled lives again. */ readonly cancelled?: boolean;
      };
  /** Replaces this document's open holds. */
  readonly holds?: readonly NewHold[];
  /** Replaces what the rules wanted to show with it. */
  readonly ruleFindings?: readonly Finding[];
  /** Why it waits, in words. */
  readonly waitingFor?: string;
  /** Decided anew in the next run whatever it is now: more may be known then. */
  readonly lookAgain?: boolean;
  /** A person wants nothing made of it: its order is answered, too, with the reason. */
  readonly setAside?: { readonly who: string; readonly reason: string };
  /**
   * The newest change of the map that the decision knew. Where the map was changed meanwhile, a document that is parked
   * or held is looked at again: the change found nothing to wake, because the document was still under way.
   */
  readonly mapAsOf?: number;
  /** Earlier documents of the thread that this one takes the place of (their open holds close, their sagas that are not begun are abandoned). */
  readonly supersedes?: readonly number[];
  /** Sales orders to make; replaces this document's sagas that are not begun. */
  readonly sagas?: readonly SalesOrderPlan[];
  /** The rows of the mappings that this decision rests on; replaces what the one before rested on. */
  readonly uses?: readonly MappingUse[];
  readonly searchKeys?: readonly SearchKey[];
  readonly audit: readonly Omit<AuditEntry, 'at' | 'threadId' | 'documentId'>[];
}

// ── Order sagas ──────────────────────────────────────────────────────────────────────────────────────────────────

export interface SagaRow {
  readonly id: number;
  readonly threadId: number;
  readonly documentId: number;
  readonly state: SagaState;
  readonly plan: SalesOrderPlan;
  /** Known once the header's answer arrived or a look-up found it; in manual-number mode reserved beforehand. */
  readonly salesOrderNumber: string | undefined;
  /** Every sales order number that ever answered for this identity: more than one is an incident. */
  readonly seenNumbers: readonly string[];
  /** When the answer to the newest POST whose outcome is unknown was given up; the settle time counts from here. */
  readonly unknownSince: Instant | undefined;
  readonly nextAttemptAt: Instant;
  /** Attempts that failed in a row, for back-off. */
  readonly failures: number;
  /** A person said: create although an order without our reference was found. */
  readonly ignoreForeign: boolean;
  /** A cancellation stands among the documents of its order, answered or not. */
  readonly cancels: boolean;
  /** Its purchase order was here before a copy was restored: what became of it since, this copy does not know. */
  readonly restored: boolean;
}

export type AttemptStep = 'header' | 'lines' | 'changeset' | 'delete';
export type AttemptOutcome = 'done' | 'refused' | 'unknown' | 'not-done';

/** Everything one step of a saga changes, in one transaction. */
export interface SagaChange {
  readonly sagaId: number;
  readonly at: Instant;
  readonly state: SagaState;
  /** The workspace's day at that moment, with a state that stands in Dynamics: the daily sweep begins on the day after it. */
  readonly day?: LocalDate;
  /** Its order is asked about in this very run, not with the next day's sweep: something was noticed of it. */
  readonly sweepNow?: true;
  /** A plan resolved anew for a sales order that is there already ("fix and resume"). */
  readonly plan?: SalesOrderPlan;
  readonly salesOrderNumber?: string | null;
  readonly seenNumber?: string;
  readonly unknownSince?: Instant | null;
  readonly nextAttemptAt?: Instant;
  readonly failures?: number;
  readonly message?: string;
  /** Ends the attempt that was begun before the request. */
  readonly attempt?: { readonly id: number; readonly outcome: AttemptOutcome; readonly message?: string };
  /** Which lot of Dynamics stands for which line of the plan, where an answer told it. */
  readonly lots?: readonly { readonly position: number; readonly lotId: string }[];
  /** Replaces this saga's open holds. */
  readonly holds?: readonly NewHold[];
  /** Opened beside those that are open. */
  readonly addHolds?: readonly NewHold[];
  readonly searchKeys?: readonly SearchKey[];
  readonly audit: readonly Omit<AuditEntry, 'at' | 'threadId' | 'documentId'>[];
}

// ── Runs, schedule, mappings ─────────────────────────────────────────────────────────────────────────────────────

export interface ScheduleRow {
  readonly everyMinutes: number;
  readonly quietFrom: string | undefined;
  readonly quietTo: string | undefined;
  readonly paused: boolean;
  readonly pausedUntil: Instant | undefined;
  /** Start of the last run that was due by schedule or asked for; undefined before the first. */
  readonly lastRunAt: Instant | undefined;
  readonly nextRunAt: Instant | undefined;
}

export interface MappingQuery {
  readonly partnerId: string;
  readonly vendor: string;
  readonly locationCodes: readonly string[];
  readonly items: readonly ItemIdentifiers[];
}
