import { AppError, toAppError } from '#core/contract/errors.ts';
import type { EngineParts } from '../engine.types.ts';
import type { SagaRow } from '#core/store/rows.types.ts';

const patienceMs = 120_000;

const endings = {
  done: 'deleted in Dynamics',
  'not-done': 'was not deleted in Dynamics',
  unknown: 'asked to be deleted; the answer was lost',
} as const;

/** Deletes a header without lines in Dynamics, on a person's word. Refuses (`conflict`) when it has lines by now. */
export async function deleteEmptyHeader(parts: EngineParts, saga: SagaRow): Promise<void> {
  const { salesOrderNumber, plan } = saga;
  if (salesOrderNumber === undefined) return;
  const { store, dynamics, ports } = parts;
  const signal = AbortSignal.timeout(patienceMs);
  const lines = await dynamics.readLines(plan.company, salesOrderNumber, signal);
  if (lines.length > 0) {
    throw new AppError({
      code: 'conflict',
      message: `Sales order ${salesOrderNumber} has ${lines.length} lines by now. Look at it in Dynamics; Quayside deletes only an empty one.`,
    });
  }
  const requestId = ports.random.id();
  const { attemptId } = await store.beginAttempt({ sagaId: saga.id, step: 'delete', at: ports.clock.now(), requestId });
  const end = async (outcome: 'done' | 'not-done' | 'unknown', message?: string): Promise<void> =>
    store.changeSaga({
      sagaId: saga.id,
      at: ports.clock.now(),
      state: saga.state,
      attempt: { id: attemptId, outcome, ...(message === undefined ? {} : { message }) },
      audit: [
        {
          who: ports.identity.user,
          what: `Header ${salesOrderNumber} ${endings[outcome]}`,
          ...(message === undefined ? {} : { detail: message }),
          tone: 'warn',
        },
      ],
    });
  try {
    await dynamics.deleteHeader(plan.company, salesOrderNumber, requestId, signal);
  } catch (thrown) {
    const error = toAppError(thrown);
    await end(error.outcome, error.message);
    throw error;
  }
  await end('done');
}
