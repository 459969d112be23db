import { AppError } from '#core/contract/errors.ts';
import type { EngineParts } from '../engine.types.ts';
import type { SagaRow } from '#core/store/rows.types.ts';

const patienceMs = 120_000;

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
  const end = async (outcome: 'done' | 'unknown', message?: string): Promise<void> =>
    store.changeSaga({
      sagaId: saga.id,
      at: ports.clock.now(),
      state: saga.state,
      attempt: { id: attemptId, outcome, ...(message === undefined ? {} : { message }) },
      audit: [
        {
          who: ports.identity.user,
          what: `Header ${salesOrderNumber} ${outcome === 'done' ? 'deleted in Dynamics' : 'asked to be deleted; the answer was lost'}`,
          tone: 'warn',
        },
      ],
    });
  try {
    await dynamics.deleteHeader(plan.company, salesOrderNumber, requestId, signal);
  } catch (thrown) {
    await end('unknown', thrown instanceof Error ? thrown.message : String(thrown));
    throw thrown;
  }
  await end('done');
}
