import type { AppError } from '#core/contract/errors.ts';
import { toAppError } from '#core/contract/errors.ts';
import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import type { AttemptStep, SagaChange, SagaRow } from '#core/store/rows.types.ts';
import { backoff } from '../backoff.ts';
import { followsOutages } from '../health.ts';
import { engineName } from '../engineName.ts';
import type { RunContext } from '../runContext.ts';

/** A write in Dynamics that has been written down before it is made. */
export interface Attempt {
  readonly id: number;
  readonly startedAt: Instant;
  readonly requestId: string;
}

/** Commits the attempt row; only then may its POST leave. */
export async function beginAttempt(
  run: RunContext,
  saga: SagaRow,
  step: AttemptStep,
  salesOrderNumber?: string,
): Promise<Attempt> {
  const startedAt = run.parts.ports.clock.now();
  const requestId = run.parts.ports.random.id();
  const { attemptId } = await run.parts.store.beginAttempt({
    sagaId: saga.id,
    step,
    at: startedAt,
    requestId,
    ...(salesOrderNumber === undefined ? {} : { salesOrderNumber }),
  });
  await run.parts.ports.checkpoint(`${step}-begun`);
  return { id: attemptId, startedAt, requestId };
}

/** Commits what came of a step together with the attempt row of the next: one write in place of two. */
export async function changeAndBegin(run: RunContext, change: SagaChange, step: AttemptStep): Promise<Attempt> {
  const requestId = run.parts.ports.random.id();
  const { attemptId } = await run.parts.store.changeSagaAndBegin({ change, step, requestId });
  await run.parts.ports.checkpoint(`${step}-begun`);
  return { id: attemptId, startedAt: change.at, requestId };
}

/** Ends an attempt whose request was never sent, because a stop or an outage came first. */
export async function endUnsent(run: RunContext, saga: SagaRow, attempt: Attempt): Promise<void> {
  const at = run.parts.ports.clock.now();
  const ended = { id: attempt.id, outcome: 'not-done' as const };
  await run.parts.store.changeSaga({ sagaId: saga.id, at, state: saga.state, attempt: ended, audit: [] });
}

/**
 * Ends an attempt whose request failed: "unknown" settles and is looked for, "not done" is simply tried again later.
 * `unknownState` is where the saga waits when nobody can know.
 */
export async function endFailed(
  run: RunContext,
  saga: SagaRow,
  attempt: Attempt,
  thrown: unknown,
  unknownState: 'header-unknown' | 'lines-unknown',
): Promise<AppError> {
  const error = toAppError(thrown);
  const at = run.parts.ports.clock.now();
  const unknown = error.outcome !== 'not-done';
  const stopped = error.code === 'cancelled' && !unknown;
  // What a stop or an outage of others kept back did not fail itself: the next run goes on with it at once.
  const kept = stopped || followsOutages(error);
  const failures = kept ? saga.failures : saga.failures + 1;
  const pause = kept ? 0 : backoff(failures, run.parts.ports.random.fraction(), error.retryAfterMs);
  if (!stopped) run.figures.count('orders.failed', saga.id);
  const change: SagaChange = {
    sagaId: saga.id,
    at,
    state: unknown ? unknownState : saga.state,
    failures,
    nextAttemptAt: unknown ? at : instant(milliseconds(at) + pause),
    message: error.message,
    // Not since the attempt began: a shared pause may have kept the request back for many minutes after its row.
    ...(unknown ? { unknownSince: at } : { salesOrderNumber: saga.salesOrderNumber ?? null }),
    attempt: { id: attempt.id, outcome: unknown ? 'unknown' : 'not-done', message: error.message },
    audit: unknown
      ? [
          {
            who: engineName,
            what: 'The answer of Dynamics was lost: not known whether it was done',
            detail: error.message,
            tone: 'warn',
          },
        ]
      : [],
  };
  await run.parts.store.changeSaga(change);
  return error;
}
