import type { AppError } from '#core/contract/errors.ts';
import type { RunRow, RunSummary } from '#core/contract/views/runs.ts';
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
import { readPackingsBack } from './packing/readBack.ts';
import { createFigures } from './figures.ts';
import { createAsk, summarise, type Phase, type RunContext } from './runContext.ts';
import { causesOf, createRunFailures, type RunFailures } from './runFailures.ts';
import { endsEverything, type RunEnding } from './standstill.ts';
import type { Tasks } from './tasks.ts';

export interface RunResult {
  readonly runId: number;
  readonly outcome: Exclude<RunRow['outcome'], 'running'>;
  readonly message: string | undefined;
  readonly summary: RunSummary;
  readonly failures: readonly AppError[];
  readonly requests: RunRow['requests'];
  /** The end of the run, where there was no room to write it down. */
  readonly unwritten?: RunEnding;
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
  everything: [...intake, ...drafting, reconcileStep, readPackingsBack, sending, watchDocuments],
  'no-send': [...intake, ...drafting],
  answers: [...drafting, reconcileStep, readPackingsBack, sending, watchDocuments],
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
 * as it can: SPS being down does not keep orders from Dynamics, and Dynamics being down does not keep files at SPS. A data
 * folder that cannot be written ends it at once. Throws where not even its beginning could be written down.
 */
export async function runCycle(input: RunInput): Promise<RunResult> {
  const { parts, trigger, scope = 'everything' } = input;
  const { clock, log } = parts.ports;
  const started = clock.monotonic();
  parts.takeRequests();
  const { runId } = await parts.store.startRun({ trigger, at: clock.now() });
  const failed = createRunFailures(input.signal, { log, runId });
  const run: RunContext = {
    parts,
    tasks: input.tasks,
    runId,
    trigger,
    signal: failed.signal,
    asksRemotes: scope !== 'here',
    figures: createFigures(),
    failures: failed.failures,
    ...createAsk(parts, failed.signal),
    fail: (thrown, lost) => failed.fail(thrown, lost),
    arrived: (outboundId) => failed.arrived(outboundId),
    progress: (phase, done, total) => input.onProgress(runId, phase, done, total),
  };
  for (const step of steps[scope]) {
    if (run.signal.aborted) break;
    try {
      await step(run);
    } catch (thrown) {
      if (!run.signal.aborted) run.fail(thrown);
    }
  }
  run.progress('finishing', 0, 0);
  const requests = parts.takeRequests();
  const summary = summarise(run.figures, requests, clock.monotonic() - started);
  return end(run, failed, { requests, summary, otherwise: scope === 'here' ? onlyHere : undefined });
}

/** Writes down how the run ended; where there is no room for that either, whoever began it keeps it until there is. */
async function end(
  { parts, runId, figures }: RunContext,
  failed: RunFailures,
  { otherwise, ...facts }: Pick<RunResult, 'requests' | 'summary'> & { readonly otherwise: string | undefined },
): Promise<RunResult> {
  const { failures } = failed;
  const ending = (): RunEnding => {
    const message = failures[0]?.message ?? failed.arrivedAfterAll() ?? otherwise;
    const at = parts.ports.clock.now();
    const told = { failures: causesOf(failures), subjects: figures.subjects(), ...(message === undefined ? {} : { message }) };
    return { runId, at, outcome: failed.outcome(), ...facts, ...told };
  };
  const result = ({ outcome, message }: RunEnding): RunResult => ({ runId, outcome, message, failures, ...facts });
  const written = ending();
  try {
    await parts.store.finishRun(written);
    return result(written);
  } catch (thrown) {
    if (!endsEverything(thrown)) throw thrown;
    failed.fail(thrown);
    return { ...result(ending()), unwritten: ending() };
  }
}
