import { assertNever } from '#core/domain/assertNever.ts';
import { dayIn } from '#core/domain/time.ts';
import type { CreateLinesResult, FoundOrder, OrderLine } from '#core/dynamics/client.types.ts';
import type { SagaChange, SagaRow } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import type { RunContext } from '../runContext.ts';
import { beginAttempt, endFailed, endUnsent, type Attempt } from './attempt.ts';
import { decideLines, lineDifferences } from './decide.ts';
import { differsHold, linesChangedHold, refusalText, refusedLinesHold } from './holdTexts.ts';
import { askToAdopt } from './holdSaga.ts';
import { detailOf } from './postHeader.ts';
import { factsOf, notInFuture, settleMs } from './sagaFacts.ts';

/** A saga whose sales order number is known. */
export type NumberedSaga = SagaRow & { readonly salesOrderNumber: string };

/** How lines are made. */
interface LinesOptions {
  /** Wherever they might be there already. */
  readonly readFirst: boolean;
  /** Counts as an order that was finished, not begun, in this run. */
  readonly resumed: boolean;
  /** The look-up before did not show the order: it may be gone. */
  readonly unseen?: boolean;
  /** Open orders that somebody made by hand for the same number. */
  readonly strangers?: readonly FoundOrder[];
}

/** Makes the lines of a sales order true. */
export async function makeLines(run: RunContext, saga: NumberedSaga, options: LinesOptions): Promise<void> {
  if (!options.readFirst) return postLines(run, saga, options);
  const askedAt = run.parts.ports.clock.now();
  const existing = await run.ask(
    'dynamics',
    () => run.parts.dynamics.readLines(saga.plan.company, saga.salesOrderNumber, run.signal),
    { repeatable: true },
  );
  const facts = factsOf(saga);
  if (!facts) return undefined;
  const decision = decideLines(facts, existing, askedAt, settleMs(run));
  const { strangers = [] } = options;
  const asked =
    strangers.length > 0 && ({ candidates: strangers, why: 'other-reference', beside: saga.salesOrderNumber } as const);
  const at = run.parts.ports.clock.now();
  switch (decision.do) {
    case 'create-lines':
      return asked ? askToAdopt(run, saga, asked) : postLines(run, saga, options);
    case 'complete':
      return finishLines(run, saga, { lines: existing }, { resumed: options.resumed });
    case 'wait-to-settle':
      run.figures.count('orders.failed', saga.id);
      return run.parts.store.changeSaga({
        sagaId: saga.id,
        at,
        state: facts.state,
        nextAttemptAt: decision.until,
        ...notInFuture(facts.unknownSince, at),
        message: `The answer to the lines was lost. They may still commit until ${decision.until}, so nothing is sent before.`,
        audit: [],
      });
    case 'ask-about-lines':
      run.figures.count('documents.held', saga.documentId);
      run.parts.publish({ topic: 'attention' });
      return run.parts.store.changeSaga({
        sagaId: saga.id,
        at,
        state: 'held',
        addHolds: [linesChangedHold(saga.salesOrderNumber, decision.differences)],
        audit: [
          {
            who: engineName,
            what: `Sales order ${saga.salesOrderNumber} has other lines than the purchase order; held`,
            tone: 'warn',
          },
        ],
      });
    default:
      return assertNever(decision, 'decision');
  }
}

/** Posts all lines in one changeset; `begun` where their attempt is written down already. */
export async function postLines(
  run: RunContext,
  saga: NumberedSaga,
  { resumed, begun, unseen = false }: Omit<LinesOptions, 'readFirst'> & { readonly begun?: Attempt },
): Promise<void> {
  if (run.signal.aborted || run.isDown('dynamics')) return begun && endUnsent(run, saga, begun);
  const attempt = begun ?? (await beginAttempt(run, saga, 'lines'));
  let result: CreateLinesResult;
  try {
    result = await run.ask('dynamics', () =>
      run.parts.dynamics.createLines(saga.plan, saga.salesOrderNumber, saga.plan.lines, attempt.requestId, run.signal),
    );
  } catch (thrown) {
    throw await endFailed(run, saga, attempt, thrown, 'lines-unknown');
  }
  await run.parts.ports.checkpoint('lines-answered');
  if (result.result === 'created') return finishLines(run, saga, result, { resumed, attemptId: attempt.id });
  const text = refusalText(result.refusal);
  run.figures.count('orders.failed', saga.id);
  run.parts.publish({ topic: 'attention' });
  return run.parts.store.changeSaga({
    sagaId: saga.id,
    at: run.parts.ports.clock.now(),
    state: 'refused',
    message: text,
    attempt: { id: attempt.id, outcome: 'refused', message: text },
    addHolds: [refusedLinesHold(saga.plan, saga.salesOrderNumber, { refusal: result.refusal, unseen })],
    audit: [
      { who: engineName, what: `Dynamics refused the lines of sales order ${saga.salesOrderNumber}`, detail: text, tone: 'bad' },
    ],
  });
}

/** Which lot stands for which line of the plan, where the customer's line number says it. */
function lotsOf({ lines: planned }: SagaRow['plan'], lines: readonly OrderLine[]): NonNullable<SagaChange['lots']> {
  return planned.flatMap(({ position, customersLineNumber }) => {
    const found = lines.filter((line) => line.customersLineNumber === customersLineNumber && line.inventoryLotId !== '');
    return found.map(({ inventoryLotId }) => ({ position, lotId: inventoryLotId }));
  });
}

/** What is known of an order's lines when they are all there. */
interface MadeLines {
  readonly lines: readonly OrderLine[];
  readonly omitted?: readonly string[];
  readonly changed?: readonly string[];
}

/** The order is complete: what Dynamics answered is compared with what was sent, and the order is looked up once more next time. */
export async function finishLines(
  run: RunContext,
  saga: NumberedSaga,
  made: MadeLines,
  { resumed, attemptId }: { readonly resumed: boolean; readonly attemptId?: number },
): Promise<void> {
  const { lines, omitted, changed = [] } = made;
  const differences = [...lineDifferences(saga.plan.lines, lines), ...changed];
  run.figures.count(resumed ? 'orders.resumed' : 'orders.created', saga.id);
  if (differences.length > 0) run.parts.publish({ topic: 'attention' });
  const what = `Sales order ${saga.salesOrderNumber} is complete with ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}`;
  const { clock, timeZone } = run.parts.ports;
  const at = clock.now();
  await run.parts.store.changeSaga({
    sagaId: saga.id,
    at,
    state: 'fresh',
    day: dayIn(timeZone, at),
    // Lines whose answer was lost may still come late: kept, so that they are read once more (confirmFresh.ts).
    unknownSince: saga.state === 'lines-unknown' ? (saga.unknownSince ?? null) : null,
    failures: 0,
    lots: lotsOf(saga.plan, lines),
    ...(differences.length > 0 ? { addHolds: [differsHold(saga.salesOrderNumber, differences)] } : {}),
    ...(attemptId === undefined ? {} : { attempt: { id: attemptId, outcome: 'done' as const } }),
    audit: [{ who: engineName, what, tone: 'good', ...detailOf(omitted) }],
  });
  await run.parts.ports.checkpoint('lines-recorded');
}
