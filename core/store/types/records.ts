import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';
import type { RunRow, RunSummary } from '#core/contract/views/runs.ts';
import type { AuditRow, RunFailure } from '#core/contract/views/records.ts';
import type { RunFigure, RunSubjects } from '#core/domain/runFigures.ts';
import type { Instant } from '#core/domain/time.ts';

/** How far a walk over the audit chain came. */
export interface ChainPlace {
  /** 0 before the first row. */
  readonly id: number;
  /** '' before the first row. */
  readonly hash: string;
}

/** Runs, the audit and what is kept. */
export interface RecordsStore {
  /** Where its time is before that of the run before it, the clock was set back: what waits for a later time waits no more. */
  startRun(input: { readonly trigger: RunRow['trigger']; readonly at: Instant }): Promise<{ readonly runId: number }>;
  finishRun(input: {
    readonly runId: number;
    readonly at: Instant;
    readonly outcome: Exclude<RunRow['outcome'], 'running'>;
    readonly message?: string;
    readonly summary: RunSummary;
    readonly requests: RunRow['requests'];
    readonly failures: readonly RunFailure[];
    /** What each number of the summary counts. */
    readonly subjects: RunSubjects;
  }): Promise<void>;
  /** Runs that a crash left open become `interrupted`. */
  closeOrphanedRuns(input: { readonly at: Instant }): Promise<{ readonly closed: number }>;
  lastRun(input: Record<string, never>): Promise<RunRow | undefined>;
  runsList(input: ParsedInputOf<'runs.list'>): Promise<OutputOf<'runs.list'>>;
  run(input: { readonly runId: number }): Promise<
    | {
        readonly run: RunRow;
        readonly failures: readonly RunFailure[];
        readonly figures: readonly { readonly figure: RunFigure; readonly count: number }[];
      }
    | undefined
  >;
  runRows(input: ParsedInputOf<'runs.rows'>): Promise<OutputOf<'runs.rows'>>;

  /** Newest first. Words find only what `indexAudit` has been over. */
  auditList(input: ParsedInputOf<'audit.list'>): Promise<OutputOf<'audit.list'>>;
  /** Adds the words of so many rows that have none yet. */
  indexAudit(input: { readonly limit: number }): Promise<{ readonly left: number }>;
  auditFacts(input: Record<string, never>): Promise<{ readonly rows: number; readonly people: readonly string[] }>;
  /** Rows after `afterId`, oldest first, of a span of time. */
  auditSpan(input: {
    readonly afterId: number;
    readonly limit: number;
    readonly from?: Instant;
    readonly to?: Instant;
  }): Promise<readonly AuditRow[]>;
  /** The hash that a row carries; undefined where there is no such row. */
  auditHash(input: { readonly id: number }): Promise<string | undefined>;
  /** Walks so many rows of the chain after a place; `brokenAt` is the first that does not follow. */
  checkAuditPart(input: {
    readonly after: ChainPlace;
    readonly limit: number;
  }): Promise<{ readonly rows: number; readonly last: ChainPlace; readonly brokenAt?: number }>;
  /** Walks the whole chain at once. */
  checkAudit(input: Record<string, never>): Promise<{ readonly rows: number; readonly brokenAt?: number }>;

  /** How many texts are kept, and since when. */
  payloadFacts(input: Record<string, never>): Promise<{ readonly count: number; readonly oldestAt: Instant | undefined }>;
}
