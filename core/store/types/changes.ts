import type { ChangeDecision } from '#core/domain/changeDecision.ts';
import type { DecimalText } from '#core/domain/decimal.ts';
import type { SalesOrderPlan, SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import type { Instant, LocalDate } from '#core/domain/time.ts';
import type { AttemptOutcome, AuditEntry, ThreadFacts } from '../rows.types.ts';

/** What one line of a sales order is to become. `cancel`: what was not shipped yet is not wanted any more, so that `quantity` is left. `added`: a line to be made; its lot is '' unless it is there. */
export interface WantedLine {
  readonly company: string;
  readonly salesOrder: string;
  readonly lotId: string;
  readonly cancel: boolean;
  readonly quantity?: DecimalText;
  readonly price?: DecimalText;
  readonly requestedShip?: LocalDate;
  readonly requestedReceipt?: LocalDate;
  readonly added?: SalesOrderPlanLine;
}

/** What a person decided about a change of the retailer. */
export interface StoredChangeDecision extends ChangeDecision {
  /** How the quantities of the change were read; absent of decisions that were made before this was kept, which are read as the sheet says. */
  readonly quantityIs?: 'total' | 'difference';
}

/** applying: to be made true in Dynamics · unknown: an answer was lost, the lines are read first · failed: a person looks · applied: done, or refused and nothing to do. */
export type OrderChangeState = 'applying' | 'unknown' | 'failed' | 'applied';

export interface OrderChangeRow {
  readonly id: number;
  readonly documentId: number;
  readonly threadId: number;
  readonly state: OrderChangeState;
  readonly decision: StoredChangeDecision;
  readonly wanted: readonly WantedLine[];
  readonly message: string;
  /** When it came to where it stands. */
  readonly changedAt: Instant;
  /** When the last answer of Dynamics to it was lost. */
  readonly unknownSince: Instant | undefined;
}

/** A sales order as a change left it: what its lines hold, and which lots stand for them. */
export interface ChangedSaga {
  readonly sagaId: number;
  readonly plan: SalesOrderPlan;
  readonly lots: readonly { readonly position: number; readonly lotId: string }[];
}

/** Changes of the retailer, from the decision to Dynamics. */
export interface ChangesStore {
  orderChange(input: { readonly documentId: number }): Promise<OrderChangeRow | undefined>;
  /** In the order in which they came to Dynamics; those that did not yet are somewhere among them. */
  changesOfThreads(input: { readonly threadIds: readonly number[] }): Promise<readonly OrderChangeRow[]>;
  /**
   * Keeps a decision; a failed one may be decided anew. Throws `conflict` where it, or another change of the order, is on its
   * way, where it is done, and where the change was moved, or settled otherwise, meanwhile.
   */
  decideChange(input: {
    readonly documentId: number;
    readonly threadId: number;
    readonly decision: StoredChangeDecision;
    readonly wanted: readonly WantedLine[];
  }): Promise<{ readonly changeId: number }>;
  /** Puts a change into another order, where it is looked at anew. Throws `conflict` where it was decided or is not as it was `seen`. */
  moveChange(input: {
    readonly documentId: number;
    readonly threadId: number;
    readonly seen: string;
    readonly at: Instant;
    readonly audit: Omit<AuditEntry, 'at' | 'threadId' | 'documentId'>;
  }): Promise<void>;
  /** Decisions that are not in Dynamics yet, oldest first. */
  dueChanges(input: { readonly limit: number; readonly afterId?: number }): Promise<readonly OrderChangeRow[]>;
  /** Committed before the request. */
  beginChangeAttempt(input: {
    readonly changeId: number;
    readonly salesOrder: string;
    readonly requestId: string;
    readonly at: Instant;
  }): Promise<{ readonly attemptId: number }>;
  endChangeAttempt(input: {
    readonly attemptId: number;
    readonly outcome: AttemptOutcome;
    readonly message?: string;
    readonly at: Instant;
  }): Promise<void>;
  /** A change that a person made in Dynamics: the decision with what of it is there, done at once. Throws as `decideChange`. */
  changedByHand(input: {
    readonly documentId: number;
    readonly threadId: number;
    readonly decision: StoredChangeDecision;
    readonly sagas: readonly ChangedSaga[];
    readonly facts?: ThreadFacts;
  }): Promise<void>;
  /** Where it stands, with the order's `facts` after it; `applied` closes the holds of its document, which is done then (filed, where it is a cancellation that was refused), and wakes its order for the 865. */
  settleChange(input: {
    readonly changeId: number;
    readonly state: OrderChangeState;
    readonly message: string;
    readonly at: Instant;
    readonly facts?: ThreadFacts;
    readonly sagas?: readonly ChangedSaga[];
    readonly audit: readonly Omit<AuditEntry, 'at' | 'threadId' | 'documentId'>[];
  }): Promise<void>;
}
