import type { ParsedInputOf } from '#core/contract/endpoints.ts';
import type { RunRow, RunSummary } from '#core/contract/views/runs.ts';
import type { StatusView } from '#core/contract/views/status.ts';
import type { PriceDecision, PriceNote } from '#core/contract/views/prices.ts';
import type { AnswerJob } from '#core/contract/views/triage.ts';
import type { ScheduleRow } from '#core/store/rows.types.ts';
import type { Store } from '#core/store/store.types.ts';
import type { SpsClient } from '#core/sps/client.types.ts';
import type { DynamicsClient } from '#core/dynamics/client.types.ts';
import type { Connection } from '#core/contract/connection.ts';
import type { AppEvent } from '#core/contract/events.ts';
import type { Ports } from '#core/ports/ports.ts';
import type { Answer } from './answers.ts';
import type { PackingSource } from './outbound/packing.types.ts';

/** A person's word on the price of one cause. */
export interface PriceAnswer {
  readonly key: string;
  readonly decision: PriceDecision;
  readonly holdIds: readonly number[];
  readonly reason: string;
}

/** What the engine is made of. All of it is given: the engine opens nothing itself. */
export interface EngineParts {
  readonly ports: Ports;
  readonly store: Store;
  readonly sps: SpsClient;
  readonly dynamics: DynamicsClient;
  readonly connection: Connection;
  /** What the workspace is connected to: whether an order is a real one. */
  readonly workspace: StatusView['workspace']['colour'];
  /** Requests made since it was last asked, by remote and operation; asking empties it. */
  readonly takeRequests: () => RunRow['requests'];
  readonly publish: (event: AppEvent) => void;
  /** How goods are packed; without it every ship notice with cartons waits for its packing. */
  readonly packing?: PackingSource;
}

export interface EngineState {
  readonly engine: StatusView['engine'];
  readonly message?: string;
  readonly standstill?: StatusView['standstill'];
  readonly progress?: StatusView['progress'];
  readonly sps: StatusView['sps'];
  readonly dynamics: StatusView['dynamics'];
}

/** The sync engine: when and in which order. One per workspace, guarded by the workspace's lock. */
export interface Engine {
  /** Recovers what a crash left open, then runs at once and by schedule. */
  start(): Promise<void>;
  /** No new work, aborts what may be aborted, waits for writes that have left (20 s at most); resolves when nothing runs. */
  stop(): Promise<void>;
  /** Starts a run now, also while paused; tells when one is running already. Throws `engine-not-running` once it was stopped. */
  runNow(trigger: RunRow['trigger']): Promise<{ readonly runId?: number; readonly alreadyRunning: boolean }>;
  /** One full cycle without the schedule, for `sync --once`. Resolves with its summary; throws only when nothing could be done. */
  runOnce(
    trigger: RunRow['trigger'],
    options?: { readonly noSend?: boolean },
  ): Promise<{ readonly summary: RunSummary; readonly outcome: RunRow['outcome']; readonly message?: string }>;
  /** What a person changed shows at once: a run now, or right after the one that is going on. Nothing while the engine is not started. */
  runSoon(): void;
  /** A time in the database changed (a ring began): the loop looks when it has to wake. */
  lookAtClock(): void;
  cancelRun(): Promise<void>;
  pause(until?: string): Promise<void>;
  resume(): Promise<void>;
  setSchedule(input: {
    readonly everyMinutes: number;
    readonly quietFrom?: string;
    readonly quietTo?: string;
  }): Promise<ScheduleRow>;
  state(): EngineState;
  /** What to tell the buyer about causes of one partner that wait for a word on their price. */
  priceNote(keys: readonly string[]): Promise<PriceNote>;
  decidePrice(input: PriceAnswer): Promise<{ readonly released: number }>;
  /** Throws `conflict` where `seen` is not what stands there any more. */
  answerHold(input: Answer): Promise<void>;
  /** One answer to many; few are answered when it resolves, more go on by themselves. */
  answerMany(input: ParsedInputOf<'triage.answerMany'>): Promise<AnswerJob>;
  answerJob(jobId: number): AnswerJob;
  cancelAnswerJob(jobId: number): AnswerJob;
  /** Takes back what nothing has acted upon; throws `conflict` where a run has. */
  undoAnswers(jobId: number): Promise<AnswerJob>;
  tryAgain(documentId: number): Promise<void>;
  /** Ends the wait of a document for another one, or for a mapping, that will not come. */
  setAside(documentId: number, reason: string): Promise<void>;
  deleteAtSps(fileId: number, reason: string): Promise<void>;
  fetchAgain(fileId: number): Promise<void>;
}
