import { assertNever } from '#core/domain/assertNever.ts';
import type { FoundOrder } from '#core/dynamics/client.types.ts';
import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import type { RunContext } from '../runContext.ts';
import { isCalledBack } from './calledOff.ts';
import { lookupOf, withoutOwn } from './candidates.ts';
import { confirmFresh } from './confirmFresh.ts';
import { decideHeader, type HeaderDecision, type SagaFacts } from './decide.ts';
import { doubleOrderHold, foundOtherwiseHold } from './holdTexts.ts';
import { askToAdopt } from './holdSaga.ts';
import { postChangeset } from './postChangeset.ts';
import { postHeader } from './postHeader.ts';
import { makeLines, postLines, type NumberedSaga } from './makeLines.ts';
import { reportGone, reportMissing } from './reportMissing.ts';
import { factsOf, notInFuture, settleMs } from './sagaFacts.ts';

/** What a look-up found and when it was asked: of what committed later it knows nothing. */
export interface LookedUp {
  readonly found: readonly FoundOrder[];
  readonly at: Instant;
}

/** Takes one sales order as far as it goes now, from what the look-up found. */
export async function advance(run: RunContext, saga: SagaRow, looked: LookedUp): Promise<void> {
  const facts = factsOf(saga);
  if (!facts) return;
  const decision = await decide(run, facts, looked);
  if (await isCalledBack(run, saga, { decision, found: looked.found })) return;
  await act(run, saga, looked, { facts, decision });
}

/** Orders that only our own other purchase orders carry are nobody else's: the store knows them, the decision does not. */
async function decide(run: RunContext, facts: SagaFacts, { found, at }: LookedUp): Promise<HeaderDecision> {
  const decision = decideHeader(facts, found, at, settleMs(run));
  const asked = strangersOf(decision);
  if (asked.length === 0) return decision;
  const strangers = new Set(await withoutOwn(run.parts.store, asked));
  const own = new Set(asked.filter((order) => !strangers.has(order)));
  return own.size === 0
    ? decision
    : decideHeader(
        facts,
        found.filter((order) => !own.has(order)),
        at,
        settleMs(run),
      );
}

function strangersOf(decision: HeaderDecision): readonly FoundOrder[] {
  if (decision.do === 'use-header') return decision.strangers;
  return decision.do === 'ask-to-adopt' && decision.why === 'other-reference' ? decision.candidates : [];
}

interface Step {
  readonly facts: SagaFacts;
  readonly decision: HeaderDecision;
}

async function act(run: RunContext, saga: SagaRow, looked: LookedUp, { facts, decision }: Step): Promise<void> {
  const at = run.parts.ports.clock.now();
  const { store } = run.parts;
  switch (decision.do) {
    case 'create-header':
      return create(run, saga, looked, decision.again);
    case 'use-header':
      return use(run, saga, { facts, decision, looked });
    case 'wait-to-settle':
      run.figures.count('orders.failed', saga.id);
      return store.changeSaga({
        sagaId: saga.id,
        at,
        state: facts.state,
        nextAttemptAt: later(at, decision.until),
        ...notInFuture(facts.unknownSince, at),
        message: `The answer to the last request was lost. Looked for and not found; it may still commit until ${decision.until}, so nothing is sent before.`,
        audit: [],
      });
    case 'ask-to-adopt':
      return askToAdopt(run, saga, decision);
    case 'report-double':
      run.figures.count('orders.failed', saga.id);
      run.parts.publish({ topic: 'attention' });
      return store.changeSaga({
        sagaId: saga.id,
        at,
        state: 'incident',
        addHolds: [doubleOrderHold(saga.plan, decision.numbers)],
        audit: [
          { who: engineName, what: `Two sales orders for one purchase order: ${decision.numbers.join(', ')}`, tone: 'bad' },
        ],
      });
    case 'confirm':
      return confirmFresh(run, saga, facts);
    case 'report-missing':
      return decision.why === 'gone' ? reportGone(run, saga) : reportMissing(run, saga, decision.why);
    default:
      return assertNever(decision, 'decision');
  }
}

/** Looked at again when the settle time is over, and at every run until then. */
function later(at: string, until: string): string {
  return instant(Math.min(milliseconds(until), milliseconds(at) + 60_000));
}

async function create(run: RunContext, saga: SagaRow, looked: LookedUp, again: boolean): Promise<void> {
  if (run.parts.connection.dynamics.manualNumbers === true) {
    await postChangeset(run, saga, looked.found);
    return;
  }
  const posted = await postHeader(run, saga, !again);
  if (posted === undefined) return;
  const named: NumberedSaga = { ...saga, state: 'header-done', salesOrderNumber: posted.salesOrderNumber };
  if (posted.lines) return postLines(run, named, { resumed: again, begun: posted.lines });
  // A stop lets a write end and begins none: the lines are the next run's.
  if (run.signal.aborted || (again && (await isDoubled(run, named)))) return;
  await makeLines(run, named, { readFirst: false, resumed: again });
}

/** After a second POST the first one may have committed late: looked up once more before the newer order gets lines. */
async function isDoubled(run: RunContext, saga: NumberedSaga): Promise<boolean> {
  const facts = factsOf({ ...saga, unknownSince: undefined });
  if (!facts) return false;
  const at = run.parts.ports.clock.now();
  const lookup = lookupOf(saga);
  const found = await run.ask('dynamics', () => run.parts.dynamics.findOrders([lookup], run.signal), { repeatable: true });
  const decision = decideHeader(facts, found, at, 0);
  if (decision.do !== 'report-double') return false;
  await act(run, saga, { found, at }, { facts, decision });
  return true;
}

async function use(
  run: RunContext,
  saga: SagaRow,
  {
    facts,
    decision,
    looked,
  }: {
    readonly facts: SagaFacts;
    readonly decision: Extract<HeaderDecision, { do: 'use-header' }>;
    readonly looked: LookedUp;
  },
): Promise<void> {
  const state = facts.state === 'lines-unknown' ? 'lines-unknown' : 'header-done';
  if (decision.found) {
    const { plan } = saga;
    const compare = () => run.parts.dynamics.compareHeader(plan, decision.salesOrderNumber, run.signal);
    // Whoever made it may have meant another address or day: a restored copy does not know what came of it since.
    const differences = (await run.ask('dynamics', compare, { repeatable: true })) ?? [];
    if (differences.length > 0) run.parts.publish({ topic: 'attention' });
    await run.parts.store.changeSaga({
      sagaId: saga.id,
      at: run.parts.ports.clock.now(),
      state,
      salesOrderNumber: decision.salesOrderNumber,
      seenNumber: decision.salesOrderNumber,
      unknownSince: facts.state === 'lines-unknown' ? (facts.unknownSince ?? null) : null,
      searchKeys: [{ kind: 'sales order', key: decision.salesOrderNumber }],
      ...(differences.length > 0 ? { addHolds: [foundOtherwiseHold(decision.salesOrderNumber, differences)] } : {}),
      audit: [
        { who: engineName, what: `Found sales order ${decision.salesOrderNumber} in Dynamics by its reference`, tone: 'good' },
      ],
    });
    await run.parts.ports.checkpoint('header-found');
  }
  const unseen = looked.found.every((order) => order.salesOrderNumber !== decision.salesOrderNumber);
  const named: NumberedSaga = { ...saga, state, salesOrderNumber: decision.salesOrderNumber };
  await makeLines(run, named, { readFirst: true, resumed: true, unseen, strangers: decision.strangers });
}
