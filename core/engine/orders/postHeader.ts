import { createHash } from 'node:crypto';
import type { CreateHeaderResult, CreateOrderResult } from '#core/dynamics/client.types.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import { engineName } from '../intake/process.ts';
import type { RunContext } from '../runContext.ts';
import { beginAttempt, endFailed, type Attempt } from './attempt.ts';
import { refusalText, refusedHeaderHold } from './holdTexts.ts';
import { finishLines, makeLines } from './makeLines.ts';

/** Posts the header. Returns the sales order number, or nothing when it was refused or its answer was lost. */
export async function postHeader(run: RunContext, saga: SagaRow): Promise<string | undefined> {
  const attempt = await beginAttempt(run, saga, 'header');
  let result: CreateHeaderResult;
  try {
    result = await run.ask('dynamics', () => run.parts.dynamics.createHeader(saga.plan, attempt.requestId, run.signal));
  } catch (thrown) {
    throw await endFailed(run, saga, attempt, thrown, 'header-unknown');
  }
  await run.parts.ports.checkpoint('header-answered');
  if (result.result === 'refused') {
    await refuse(run, saga, attempt, result);
    return undefined;
  }
  const { salesOrderNumber } = result;
  await run.parts.store.changeSaga({
    sagaId: saga.id,
    at: run.parts.ports.clock.now(),
    state: 'header-done',
    salesOrderNumber,
    seenNumber: salesOrderNumber,
    unknownSince: null,
    failures: 0,
    attempt: { id: attempt.id, outcome: 'done' },
    searchKeys: [{ kind: 'sales order', key: salesOrderNumber }],
    audit: [{ who: engineName, what: `Sales order ${salesOrderNumber} created in Dynamics`, tone: 'good' }],
  });
  await run.parts.ports.checkpoint('header-recorded');
  return salesOrderNumber;
}

async function refuse(
  run: RunContext,
  saga: SagaRow,
  attempt: Attempt,
  result: Extract<CreateHeaderResult | CreateOrderResult, { result: 'refused' }>,
): Promise<void> {
  const text = refusalText(result.refusal);
  run.figures.orders.failed += 1;
  run.parts.publish({ topic: 'attention' });
  await run.parts.store.changeSaga({
    sagaId: saga.id,
    at: run.parts.ports.clock.now(),
    state: 'refused',
    message: text,
    attempt: { id: attempt.id, outcome: 'refused', message: text },
    holds: [refusedHeaderHold(saga.plan, result.refusal)],
    audit: [{ who: engineName, what: 'Dynamics refused the sales order', detail: text, tone: 'bad' }],
  });
}

/** Manual-number mode: header and lines in one changeset under a number reserved beforehand; "already exists" means done. */
export async function postChangeset(run: RunContext, saga: SagaRow): Promise<void> {
  const salesOrderNumber = saga.salesOrderNumber ?? reservedNumber(saga);
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
  if (result.result === 'refused') {
    await refuse(run, saga, attempt, result);
    return;
  }
  const named = { ...saga, state: 'header-done' as const, salesOrderNumber };
  await run.parts.store.changeSaga({
    sagaId: saga.id,
    at: run.parts.ports.clock.now(),
    state: 'header-done',
    salesOrderNumber,
    seenNumber: salesOrderNumber,
    unknownSince: null,
    failures: 0,
    attempt: { id: attempt.id, outcome: 'done' },
    searchKeys: [{ kind: 'sales order', key: salesOrderNumber }],
    audit: [{ who: engineName, what: `Sales order ${salesOrderNumber} created in Dynamics`, tone: 'good' }],
  });
  await run.parts.ports.checkpoint('header-recorded');
  if (result.result === 'already-exists') await makeLines(run, named, { readFirst: true, resumed: true });
  else await finishLines(run, named, result.lines, saga.failures > 0);
}

/**
 * The number a sales order is made under where the environment takes ours. It follows from the identity, so that a
 * restored backup cannot give it to another order and "already exists" always means this one.
 */
function reservedNumber(saga: SagaRow): string {
  const { company, customer, reference } = saga.plan;
  const identity = [company, customer, reference, saga.seenNumbers.length].join('\u001f');
  return `Q${createHash('sha256').update(identity).digest('hex').slice(0, 15).toUpperCase()}`;
}
