import { toAppError, type AppError } from '#core/contract/errors.ts';
import type { RunRow, RunSummary } from '#core/contract/views.ts';
import type { RunFailure } from '#core/contract/views/records.ts';
import type { EngineParts } from './engine.types.ts';
import { collectFiles } from './intake/collect.ts';
import { processDocuments } from './intake/documents.ts';
import { watchOverwrites } from './intake/overwritten.ts';
import { makeOrders } from './orders/makeOrders.ts';
import { stillPosted } from './outbound/beforeSending.ts';
import { applyChanges } from './outbound/changes/applyChanges.ts';
import { draftDocuments } from './outbound/draftDocuments.ts';
import { readPostings } from './outbound/read.ts';
import { reconcileStep } from './outbound/reconcile.ts';
import { sendDocuments } from './outbound/send.ts';
import { sweepPostings } from './outbound/sweep.ts';
import { watchDocuments } from './outbound/watch.ts';
import { createFigures } from './figures.ts';
import { remoteOf } from './health.ts';
import { createAsk, summarise, type Phase, type RunContext } from './runContext.ts';
import type { Tasks } from './tasks.ts';

export interface RunResult {
  readonly runId: number;
  readonly outcome: Exclude<RunRow['outcome'], 'running'>;
  readonly message: string | undefined;
  readonly summary: RunSummary;
  readonly failures: readonly AppError[];
  readonly requests: RunRow['requests'];
}

/**
 * `no-send`: what is to leave is drafted and stays. `answers`: what Dynamics posted is read and answered, nothing is fetched.
 * `here`: documents are decided and nothing is asked of SPS or Dynamics.
 */
export type RunScope = 'everything' | 'no-send' | 'answers' | 'here';

const intake = [collectFiles, processDocuments, makeOrders, watchOverwrites];
const drafting = [applyChanges, readPostings, sweepPostings, draftDocuments];
const sending = (run: RunContext): Promise<void> => sendDocuments(run, stillPosted);

const steps: Readonly<Record<RunScope, readonly ((run: RunContext) => Promise<void>)[]>> = {
  everything: [...intake, ...drafting, reconcileStep, sending, watchDocuments],
  'no-send': [...intake, ...drafting],
  answers: [...drafting, reconcileStep, sending, watchDocuments],
  here: [processDocuments],
};

const onlyHere = 'Decided while paused: nothing was asked of SPS or Dynamics. What follows from it is done when the pause ends.';

export interface RunInput {
  readonly parts: EngineParts;
  readonly tasks: Tasks;
  readonly trigger: RunRow['trigger'];
  readonly scope?: RunScope;
  readonly signal: AbortSignal;
  readonly onProgress: (runId: number, phase: Phase, done: number, total: number) => void;
}

/**
 * One cycle: fetch, decide, make; then read what Dynamics posted, draft the answers and send them. Each part goes as far
 * as it can: SPS being down does not keep orders from Dynamics, and Dynamics being down does not keep files at SPS. Never
 * throws for what goes wrong inside; the store failing does.
 */
export async function runCycle(input: RunInput): Promise<RunResult> {
  const { parts, signal, trigger } = input;
  const { clock } = parts.ports;
  const started = clock.monotonic();
  parts.takeRequests();
  const { runId } = await parts.store.startRun({ trigger, at: clock.now() });
  const failures: AppError[] = [];
  const run: RunContext = {
    parts,
    tasks: input.tasks,
    runId,
    trigger,
    signal,
    asksRemotes: input.scope !== 'here',
    figures: createFigures(),
    failures,
    ...createAsk(parts, signal),
    fail: (thrown) => {
      const error = toAppError(thrown);
      failures.push(error);
      parts.ports.log.warn('part of a run failed', { runId, code: error.code, message: error.message });
    },
    progress: (phase, done, total) => input.onProgress(runId, phase, done, total),
  };
  const scope = input.scope ?? 'everything';
  for (const step of steps[scope]) {
    if (signal.aborted) break;
    try {
      await step(run);
    } catch (thrown) {
      if (!signal.aborted) run.fail(thrown);
    }
  }
  run.progress('finishing', 0, 0);
  const requests = parts.takeRequests();
  const summary = summarise(run.figures, requests, clock.monotonic() - started);
  const outcome = signal.aborted ? 'cancelled' : failures.length > 0 ? 'failed' : 'good';
  const message = failures[0]?.message ?? (scope === 'here' ? onlyHere : undefined);
  await parts.store.finishRun({
    runId,
    at: clock.now(),
    outcome,
    summary,
    requests,
    failures: causesOf(failures),
    subjects: run.figures.subjects(),
    ...(message === undefined ? {} : { message }),
  });
  return { runId, outcome, message, summary, failures, requests };
}

/** What went wrong, one entry a sentence, with how often: a dead service is one cause, not two hundred. */
export function causesOf(failures: readonly AppError[]): readonly RunFailure[] {
  const causes = new Map<string, RunFailure>();
  for (const error of failures) {
    const { code, message } = error;
    const key = `${code} ${message}`;
    const before = causes.get(key);
    if (before === undefined && causes.size === mostCauses) continue;
    causes.set(key, { remote: remoteOf(error) ?? 'here', code, message, count: (before?.count ?? 0) + 1 });
  }
  return [...causes.values()];
}

/** A run that fails in more ways says the first of them; each order that failed says its own. */
const mostCauses = 100;
