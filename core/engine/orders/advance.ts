import { assertNever } from '#core/domain/assertNever.ts';
import type { FoundOrder } from '#core/dynamics/client.types.ts';
import { instant, milliseconds } from '#core/domain/time.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import { engineName } from '../intake/process.ts';
import type { RunContext } from '../runContext.ts';
import { decideHeader, type HeaderDecision, type SagaFacts } from './decide.ts';
import { adoptHold, doubleOrderHold } from './holdTexts.ts';
import { postChangeset, postHeader } from './postHeader.ts';
import { makeLines } from './makeLines.ts';
import { factsOf, settleMs } from './sagaFacts.ts';

/** Takes one sales order as far as it goes now, from what the look-up found. */
export async function advance(run: RunContext, saga: SagaRow, found: readonly FoundOrder[]): Promise<void> {
  const facts = factsOf(saga);
  if (!facts) return;
  const decision = decideHeader(facts, found, run.parts.ports.clock.now(), settleMs(run));
  await act(run, saga, facts, decision);
}

async function act(run: RunContext, saga: SagaRow, facts: SagaFacts, decision: HeaderDecision): Promise<void> {
  const at = run.parts.ports.clock.now();
  const { store } = run.parts;
  switch (decision.do) {
    case 'create-header':
      return create(run, saga, decision.again);
    case 'use-header':
      return use(run, saga, facts, decision);
    case 'wait-to-settle':
      run.figures.orders.failed += 1;
      return store.changeSaga({
        sagaId: saga.id,
        at,
        state: facts.state,
        nextAttemptAt: later(at, decision.until),
        message: `The answer to the last request was lost. Looked for and not found; it may still commit until ${decision.until}, so nothing is sent before.`,
        audit: [],
      });
    case 'ask-to-adopt':
      run.figures.documents.held += 1;
      run.parts.publish({ topic: 'attention' });
      return store.changeSaga({
        sagaId: saga.id,
        at,
        state: 'held',
        holds: [adoptHold(saga.plan, decision.candidates, decision.why)],
        audit: [{ who: engineName, what: 'Found an order in Dynamics that may be this one; held', tone: 'warn' }],
      });
    case 'report-double':
      run.figures.orders.failed += 1;
      run.parts.publish({ topic: 'attention' });
      return store.changeSaga({
        sagaId: saga.id,
        at,
        state: 'incident',
        holds: [doubleOrderHold(saga.plan, decision.numbers)],
        audit: [
          { who: engineName, what: `Two sales orders for one purchase order: ${decision.numbers.join(', ')}`, tone: 'bad' },
        ],
      });
    case 'confirm':
      return store.changeSaga({ sagaId: saga.id, at, state: 'done', audit: [] });
    case 'report-missing':
      return store.changeSaga({
        sagaId: saga.id,
        at,
        state: 'done',
        message: 'The sales order was not found again by its reference: somebody deleted or changed it in Dynamics.',
        audit: [
          {
            who: engineName,
            what: `Sales order ${saga.salesOrderNumber ?? ''} was not found again by its reference`,
            tone: 'warn',
          },
        ],
      });
    default:
      return assertNever(decision, 'decision');
  }
}

/** Looked at again when the settle time is over, and at every run until then. */
function later(at: string, until: string): string {
  return instant(Math.min(milliseconds(until), milliseconds(at) + 60_000));
}

async function create(run: RunContext, saga: SagaRow, again: boolean): Promise<void> {
  if (run.parts.connection.dynamics.manualNumbers === true) {
    await postChangeset(run, saga);
    return;
  }
  const salesOrderNumber = await postHeader(run, saga);
  if (salesOrderNumber === undefined) return;
  if (again && (await isDoubled(run, saga, salesOrderNumber))) return;
  await makeLines(run, { ...saga, state: 'header-done', salesOrderNumber }, { readFirst: false, resumed: again });
}

/** After a second POST the first one may have committed late: looked up once more before the newer order gets lines. */
async function isDoubled(run: RunContext, saga: SagaRow, salesOrderNumber: string): Promise<boolean> {
  const { plan } = saga;
  const lookup = { company: plan.company, customer: plan.customer, reference: plan.reference, requisition: plan.requisition };
  const found = await run.ask('dynamics', () => run.parts.dynamics.findOrders([lookup], run.signal), { repeatable: true });
  const facts: SagaFacts = {
    state: 'header-done',
    plan,
    salesOrderNumber,
    unknownSince: undefined,
    ignoreForeign: saga.ignoreForeign,
  };
  const decision = decideHeader(facts, found, run.parts.ports.clock.now(), 0);
  if (decision.do !== 'report-double') return false;
  await act(run, { ...saga, salesOrderNumber }, facts, decision);
  return true;
}

async function use(
  run: RunContext,
  saga: SagaRow,
  facts: SagaFacts,
  decision: { readonly salesOrderNumber: string; readonly found: boolean },
): Promise<void> {
  const state = facts.state === 'lines-unknown' ? 'lines-unknown' : 'header-done';
  if (decision.found) {
    await run.parts.store.changeSaga({
      sagaId: saga.id,
      at: run.parts.ports.clock.now(),
      state,
      salesOrderNumber: decision.salesOrderNumber,
      seenNumber: decision.salesOrderNumber,
      unknownSince: facts.state === 'lines-unknown' ? (facts.unknownSince ?? null) : null,
      searchKeys: [{ kind: 'sales order', key: decision.salesOrderNumber }],
      audit: [
        { who: engineName, what: `Found sales order ${decision.salesOrderNumber} in Dynamics by its reference`, tone: 'good' },
      ],
    });
    await run.parts.ports.checkpoint('header-found');
  }
  await makeLines(run, { ...saga, state, salesOrderNumber: decision.salesOrderNumber }, { readFirst: true, resumed: true });
}
