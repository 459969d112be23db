import { createHash } from 'node:crypto';
import type { CreateOrderResult, FoundOrder } from '#core/dynamics/client.types.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import { beginAttempt, endFailed } from './attempt.ts';
import { finishLines, makeLines, type NumberedSaga } from './makeLines.ts';
import { headerRecord, refuseHeader } from './postHeader.ts';

/**
 * Manual-number mode: header and lines in one changeset under a number reserved beforehand; "already exists" means
 * done. `found`: what the look-up saw; numbers of cancelled orders of this identity are used up.
 */
export async function postChangeset(run: RunContext, saga: SagaRow, found: readonly FoundOrder[]): Promise<void> {
  const salesOrderNumber = reservedNumber(saga, new Set(found.map((order) => order.salesOrderNumber)));
  const attempt = await beginAttempt(run, saga, 'changeset', salesOrderNumber);
  let result: CreateOrderResult;
  try {
    result = await run.ask('dynamics', () =>
      run.parts.dynamics.createOrder(saga.plan, salesOrderNumber, attempt.requestId, run.signal),
    );
  } catch (thrown) {
    throw await endFailed(run, saga, attempt, thrown, 'header-unknown');
  }
  await run.parts.ports.checkpoint('changeset-answered');
  if (result.result === 'refused') return refuseHeader(run, saga, attempt, result.refusal);
  const named: NumberedSaga = { ...saga, state: 'header-done', salesOrderNumber };
  await run.parts.store.changeSaga(headerRecord(run, saga, salesOrderNumber, { attemptId: attempt.id }));
  await run.parts.ports.checkpoint('header-recorded');
  if (result.result === 'already-exists') return makeLines(run, named, { readFirst: true, resumed: true });
  return finishLines(run, named, result, { resumed: saga.failures > 0 });
}

/**
 * The number a sales order is made under where the environment takes ours. It follows from the identity, so that a
 * restored backup cannot give it to another order and "already exists" always means this one. A number that an order
 * has which is not to be used (a cancelled one, "create a new one anyway") is passed over.
 */
function reservedNumber(saga: SagaRow, taken: ReadonlySet<string>): string {
  for (let copy = saga.seenNumbers.length; ; copy += 1) {
    const number = numberOf(saga, copy);
    if (!taken.has(number)) return number;
  }
}

function numberOf({ plan }: SagaRow, copy: number): string {
  const identity = [plan.company, plan.customer, plan.reference, copy].join('\u001f');
  return `Q${createHash('sha256').update(identity).digest('hex').slice(0, 15).toUpperCase()}`;
}
