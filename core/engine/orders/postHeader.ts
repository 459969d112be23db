import type { CreateHeaderResult, Refusal } from '#core/dynamics/client.types.ts';
import type { SagaChange, SagaRow } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import type { RunContext } from '../runContext.ts';
import { beginAttempt, changeAndBegin, endFailed, type Attempt } from './attempt.ts';
import { differsHold, refusalText, refusedHeaderHold } from './holdTexts.ts';

/** A header that stands in Dynamics, with the attempt of its lines where that was begun with it. */
export interface PostedHeader {
  readonly salesOrderNumber: string;
  readonly lines?: Attempt;
}

/**
 * Posts the header. Returns nothing when it was refused or its answer was lost. `thenLines`: nothing has to be looked at
 * before its lines, so their attempt is written down together with its number, unless a stop or an outage is in the way.
 */
export async function postHeader(run: RunContext, saga: SagaRow, thenLines: boolean): Promise<PostedHeader | undefined> {
  const attempt = await beginAttempt(run, saga, 'header');
  let result: CreateHeaderResult;
  try {
    result = await run.ask('dynamics', () => run.parts.dynamics.createHeader(saga.plan, attempt.requestId, run.signal));
  } catch (thrown) {
    throw await endFailed(run, saga, attempt, thrown, 'header-unknown');
  }
  await run.parts.ports.checkpoint('header-answered');
  if (result.result === 'refused') {
    await refuseHeader(run, saga, attempt, result.refusal);
    return undefined;
  }
  const { salesOrderNumber, omitted, changed = [] } = result;
  const record = headerRecord(run, saga, salesOrderNumber, { attemptId: attempt.id, omitted });
  if (changed.length > 0) run.parts.publish({ topic: 'attention' });
  const holds = changed.length > 0 ? { holds: [differsHold(salesOrderNumber, changed)] } : {};
  const change = { ...record, ...holds };
  if (thenLines && !run.signal.aborted && !run.isDown('dynamics')) {
    const lines = await changeAndBegin(run, change, 'lines');
    await run.parts.ports.checkpoint('header-recorded');
    return { salesOrderNumber, lines };
  }
  await run.parts.store.changeSaga(change);
  await run.parts.ports.checkpoint('header-recorded');
  return { salesOrderNumber };
}

/** What is written down when a header stands in Dynamics. `omitted`: what it did not get, each as a sentence. */
export function headerRecord(
  run: RunContext,
  saga: SagaRow,
  salesOrderNumber: string,
  { attemptId, omitted }: { readonly attemptId: number; readonly omitted?: readonly string[] | undefined },
): SagaChange {
  return {
    sagaId: saga.id,
    at: run.parts.ports.clock.now(),
    state: 'header-done',
    salesOrderNumber,
    seenNumber: salesOrderNumber,
    unknownSince: null,
    failures: 0,
    attempt: { id: attemptId, outcome: 'done' },
    searchKeys: [{ kind: 'sales order', key: salesOrderNumber }],
    audit: [{ who: engineName, what: `Sales order ${salesOrderNumber} created in Dynamics`, tone: 'good', ...detailOf(omitted) }],
  };
}

/** What Dynamics did not get, as the detail of an audit entry. */
export function detailOf(omitted: readonly string[] | undefined): { readonly detail?: string } {
  return omitted === undefined || omitted.length === 0 ? {} : { detail: omitted.join(' ') };
}

/** Dynamics said no, or was not asked because it could only say no: nothing is there. */
export async function refuseHeader(run: RunContext, saga: SagaRow, attempt: Attempt, refusal: Refusal): Promise<void> {
  const text = refusalText(refusal);
  const asked = refusal.unasked === undefined;
  if (asked) run.figures.count('orders.failed', saga.id);
  else run.figures.count('documents.held', saga.documentId);
  run.parts.publish({ topic: 'attention' });
  await run.parts.store.changeSaga({
    sagaId: saga.id,
    at: run.parts.ports.clock.now(),
    state: 'refused',
    // A number that was only reserved is no order's.
    salesOrderNumber: null,
    message: text,
    attempt: { id: attempt.id, outcome: asked ? 'refused' : 'not-done', message: text },
    holds: [refusedHeaderHold(saga.plan, refusal)],
    audit: [
      {
        who: engineName,
        what: asked ? 'Dynamics refused the sales order' : 'Sales order not sent to Dynamics, which could not take it',
        detail: text,
        tone: 'bad',
      },
    ],
  });
}
