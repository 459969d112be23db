import type { FileState, HoldChoice, ProcessingState, SagaState } from '#core/domain/states.ts';
import type { Instant, LocalDate } from '#core/domain/time.ts';
import type { InputOf, OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';
import type { Count } from '#core/contract/views/count.ts';

import type { MasterStore } from './types/master.ts';
import type {
  AuditEntry,
  FileRow,
  NewFile,
  DocumentRow,
  ThreadRow,
  DocumentChange,
  SagaRow,
  AttemptStep,
  SagaChange,
  ScheduleRow,
} from './rows.types.ts';
import type { BusinessEventsStore } from './types/businessEvents.ts';
import type { ChangesStore } from './types/changes.ts';
import type { MappingsStore } from './types/mappings.ts';

import type { MorningStore } from './types/morning.ts';
import type { OutboundStore } from './types/outbound.ts';
import type { PackingStore } from './types/packing.ts';
import type { PricesStore } from './types/prices.ts';
import type { PostingsStore } from './types/postings.ts';
import type { RecordsStore } from './types/records.ts';
import type { SheetsStore } from './types/sheets.ts';
import type { HoldState, TriageStore } from './types/triage.ts';

/** The named operations of the store: each is one transaction, none waits for a network. */
export interface Store
  extends
    PricesStore,
    MappingsStore,
    MasterStore,
    TriageStore,
    RecordsStore,
    PostingsStore,
    ChangesStore,
    SheetsStore,
    OutboundStore,
    MorningStore,
    BusinessEventsStore,
    PackingStore {
  // files
  /** The newest row of each of these paths. */
  filesByPath(input: { readonly paths: readonly string[] }): Promise<readonly FileRow[]>;
  /** Guard journal, payload, file row and document rows; durable when it resolves. */
  storeFile(input: NewFile): Promise<{ readonly fileId: number; readonly documentIds: readonly number[] }>;
  /** Records a file that was not stored because it is over the cut (once per path). */
  noteTooLarge(input: {
    readonly path: string;
    readonly bytes: number;
    readonly at: Instant;
    readonly runId: number;
  }): Promise<{ readonly fileId: number }>;
  changeFile(input: {
    readonly fileId: number;
    readonly state: FileState;
    readonly reason?: string;
    readonly at: Instant;
    readonly audit?: Omit<AuditEntry, 'at'>;
  }): Promise<void>;
  file(input: { readonly fileId: number }): Promise<FileRow | undefined>;
  /** Files that stay at SPS on purpose (kept, quarantined, too large): the ones history is asked about. */
  retainedFiles(input: { readonly paths: readonly string[] }): Promise<readonly FileRow[]>;
  /** Files whose DELETE nobody confirmed: looked at before every intake. */
  unconfirmedFiles(input: Record<string, never>): Promise<readonly FileRow[]>;
  payload(input: { readonly sha256: string }): Promise<Uint8Array>;

  // documents
  /** Documents to look at, in the order of DESIGN 3.3 (per purchase order: 850 before changes), `new` ones and those whose wait or park is over. */
  pendingDocuments(input: {
    readonly at: Instant;
    readonly limit: number;
    readonly afterId?: number;
  }): Promise<readonly DocumentRow[]>;
  document(input: { readonly documentId: number }): Promise<DocumentRow | undefined>;
  /** Threads with this partner, vendor, number and release (any store, any copy), each with its documents, oldest first. */
  threadsOf(input: {
    readonly partnerId: string;
    readonly vendor: string;
    readonly number: string;
    readonly release: string;
  }): Promise<
    readonly {
      readonly thread: ThreadRow;
      readonly documents: readonly DocumentRow[];
      readonly sagas: readonly {
        readonly id: number;
        readonly documentId: number;
        readonly state: SagaState;
        readonly salesOrderNumber: string | undefined;
        /** Those that may have made something in Dynamics. */
        readonly attempts: number;
      }[];
    }[]
  >;
  /** The same for any vendor number and release: a change may name neither. */
  threadsOfNumber(input: { readonly partnerId: string; readonly number: string }): ReturnType<Store['threadsOf']>;
  changeDocument(input: DocumentChange): Promise<{ readonly threadId: number | undefined; readonly sagaIds: readonly number[] }>;

  // holds
  hold(input: { readonly holdId: number }): Promise<HoldState | undefined>;
  /**
   * Closes the hold (and others of its document and cause) with name and reason, records the choice on the document
   * (`decidedAs`, or `releasedRules` with what each released hold rested on) and sets it to `new`, or the saga to
   * `sagaState`. Throws `conflict` where it is closed by then.
   */
  answerHold(input: {
    readonly holdId: number;
    readonly choice: HoldChoice;
    readonly reason: string;
    readonly who: string;
    readonly at: Instant;
    readonly documentProcessing?: ProcessingState;
    readonly saga?: { readonly state: SagaState; readonly salesOrderNumber?: string | null; readonly ignoreForeign?: boolean };
  }): Promise<void>;

  /**
   * Threads (not abandoned) whose sales orders use this reference at this customer: two such could not be told apart in Dynamics.
   * Nor could those `inOtherLetters`, beside which none is made; but an order that is found there is theirs who wrote it so.
   */
  threadsWithReference(input: { readonly company: string; readonly customer: string; readonly reference: string }): Promise<{
    readonly threadIds: readonly number[];
    readonly inOtherLetters: readonly { readonly threadId: number; readonly reference: string }[];
  }>;

  // sagas
  /** Sagas with something to do: state ready, header-unknown, header-done, lines-unknown or fresh, and nextAttemptAt passed. Oldest first. */
  dueSagas(input: { readonly at: Instant; readonly limit: number; readonly afterId?: number }): Promise<readonly SagaRow[]>;
  saga(input: { readonly sagaId: number }): Promise<SagaRow | undefined>;
  /**
   * Commits the attempt row before its POST; with `salesOrderNumber` also the number it will use. Throws `conflict` where nothing
   * of the order is begun and its document is to be decided anew, or where it stands elsewhere by then (`isOvertaken`).
   */
  beginAttempt(input: {
    readonly sagaId: number;
    readonly step: AttemptStep;
    readonly at: Instant;
    readonly requestId: string;
    readonly salesOrderNumber?: string;
  }): Promise<{ readonly attemptId: number }>;
  changeSaga(input: SagaChange): Promise<void>;
  /** Writes down a step and begins the next one in one commit: what is known of the first is on disk before the second leaves. */
  changeSagaAndBegin(input: {
    readonly change: SagaChange;
    readonly step: AttemptStep;
    readonly requestId: string;
  }): Promise<{ readonly attemptId: number }>;
  /** At start: attempts that were begun and never ended become unknown, their sagas header-unknown or lines-unknown. Returns how many. */
  recoverAttempts(input: { readonly at: Instant }): Promise<{ readonly recovered: number }>;

  // schedule
  schedule(input: Record<string, never>): Promise<ScheduleRow>;
  changeSchedule(
    input: Partial<{
      readonly everyMinutes: number;
      readonly quietFrom: string | null;
      readonly quietTo: string | null;
      readonly paused: boolean;
      readonly pausedUntil: Instant | null;
      readonly nextRunAt: Instant | null;
    }>,
  ): Promise<ScheduleRow>;
  /**
   * Ends the pause until this moment, which is over, and no other: one that a person gave meanwhile stands. Returns the
   * schedule as it is then.
   */
  endPause(input: { readonly pausedUntil: Instant }): Promise<ScheduleRow>;
  /** Takes the due run for this engine by a conditional update; false when another took it or it is paused. Sets lastRunAt and nextRunAt. */
  claimRun(input: {
    readonly dueAt: Instant;
    readonly at: Instant;
    readonly nextRunAt: Instant;
  }): Promise<{ readonly claimed: boolean }>;

  // incidents: one a cause, with a counter
  noteIncident(input: {
    readonly key: string;
    readonly remote: 'sps' | 'dynamics' | 'here';
    readonly code: string;
    readonly message: string;
    readonly details: Readonly<Record<string, string>>;
    readonly at: Instant;
  }): Promise<void>;
  resolveIncidents(input: {
    readonly remote: 'sps' | 'dynamics' | 'here';
    readonly at: Instant;
    readonly keyPrefix?: string;
  }): Promise<void>;
  closeIncident(input: {
    readonly incidentId: number;
    readonly who: string;
    readonly reason: string;
    readonly at: Instant;
  }): Promise<{ readonly closed: 'now' | 'before' | 'missing' }>;
  openIncidents(input: Record<string, never>): Promise<
    readonly {
      readonly key: string;
      readonly remote: 'sps' | 'dynamics' | 'here';
      readonly code: string;
      readonly message: string;
      readonly details: Readonly<Record<string, string>>;
      readonly firstAt: Instant;
      readonly lastAt: Instant;
      readonly count: number;
    }[]
  >;

  // what screens ask (shapes of the contract)
  ordersList(input: ParsedInputOf<'orders.list'>): Promise<OutputOf<'orders.list'>>;
  ordersCount(input: ParsedInputOf<'orders.count'>): Promise<Count>;
  /** Without what its answers say: `DraftDesk.ofThread`. */
  ordersThread(
    input: InputOf<'orders.thread'>,
  ): Promise<Omit<OutputOf<'orders.thread'>, 'balance' | 'answers' | 'postings'> | undefined>;
  /** Late is what was due before `now`. */
  unconfirmedOrders(
    input: ParsedInputOf<'orders.unconfirmed'> & { readonly now: Instant },
  ): Promise<OutputOf<'orders.unconfirmed'>>;
  ordersPartners(input: Record<string, never>): Promise<OutputOf<'orders.partners'>>;
  attentionList(input: ParsedInputOf<'attention.list'>): Promise<OutputOf<'attention.list'>>;
  attentionCounts(input: Record<string, never>): Promise<{
    readonly parked: number;
    readonly held: number;
    readonly quarantined: number;
    readonly waiting: number;
    readonly incident: number;
  }>;
  searchFind(input: InputOf<'search.find'>): Promise<OutputOf<'search.find'>>;
  /** Counts since `since`, groups that need a hand, recent runs. */
  /** `day` is today in the workspace's zone, `now` this moment: what should have left before is late. */
  today(input: { readonly since: Instant; readonly day: LocalDate; readonly now: Instant }): Promise<OutputOf<'today.get'>>;
  /** Days last until their end in the zone. */
  nextDeadline(input: { readonly today: LocalDate; readonly timeZone: string }): Promise<
    | {
        readonly threadId: number;
        readonly purchaseOrder: string;
        readonly partner: string;
        readonly what: string;
        readonly of: 'order' | 'confirmation' | 'document';
        /** An 855 is due at an instant. */
        readonly date: LocalDate | Instant;
      }
    | undefined
  >;

  // settings and upkeep
  meta(input: { readonly key: string }): Promise<string | undefined>;
  setMeta(input: { readonly key: string; readonly value: string }): Promise<void>;
  integrity(input: Record<string, never>): Promise<{ readonly ok: boolean; readonly message: string }>;
}
