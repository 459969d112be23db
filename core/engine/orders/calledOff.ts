import type { ProcessingState } from '#core/domain/states.ts';
import type { FoundOrder } from '#core/dynamics/client.types.ts';
import type { DocumentRow, SagaRow } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import { cancelledBefore } from '../intake/decided.ts';
import type { RunContext } from '../runContext.ts';
import { isCancelled, ordersOfPlan, type HeaderDecision } from './decide.ts';
import { holdSaga } from './holdSaga.ts';
import { calledOffHold } from './holdTexts.ts';
import { reportMissing } from './reportMissing.ts';

/** The retailer's cancellation of an order of which something is still to be sent. */
export interface Cancellation {
  readonly documentId: number;
  /** A person has acted upon it; else it is still to be decided. */
  readonly applied: boolean;
}

/** Documents that say nothing (more). */
const silent: ReadonlySet<ProcessingState> = new Set(['duplicate', 'superseded', 'filed']);

/** The last cancellation that came after an order's own document; undefined where none did. Pure. */
export function cancellationOf(
  documents: readonly Pick<DocumentRow, 'id' | 'purpose' | 'processing' | 'place'>[],
  documentId: number,
): Cancellation | undefined {
  const placeOf = ({ id, place }: (typeof documents)[number]): number => place ?? id;
  const own = documents.find(({ id }) => id === documentId);
  const later = documents
    .filter((known) => known.purpose === '01' && !silent.has(known.processing) && own && placeOf(known) > placeOf(own))
    .toSorted((a, b) => placeOf(a) - placeOf(b));
  const last = later.findLast(({ processing }) => processing === 'done') ?? later.at(-1);
  return last && { documentId: last.id, applied: last.processing === 'done' };
}

/** Decisions that send something to Dynamics, or ask whether to. An order made by hand is asked about in either case. */
const sends = (decision: HeaderDecision, { applied }: Cancellation): boolean =>
  decision.do === 'create-header' ||
  decision.do === 'use-header' ||
  (decision.do === 'ask-to-adopt' && (applied || decision.why === 'cancelled'));

/**
 * Keeps back what would be made of an order that the retailer cancelled meanwhile: until a person has decided it waits, and
 * after that nothing is made any more. False where nothing stands against the decision.
 */
export async function isCalledBack(
  run: RunContext,
  saga: SagaRow,
  { decision, found }: { readonly decision: HeaderDecision; readonly found: readonly FoundOrder[] },
): Promise<boolean> {
  if (!saga.cancels) return false;
  const [thread] = await run.parts.store.answeredThreads({ threadIds: [saga.threadId] });
  const cancellation = cancellationOf(thread?.documents ?? [], saga.documentId);
  if (!cancellation || !sends(decision, cancellation)) return false;
  if (!cancellation.applied) await wait(run, saga);
  else {
    const others = thread?.sagas.some(({ id, state }) => id !== saga.id && state !== 'abandoned') ?? false;
    const byHand = decision.do === 'ask-to-adopt' && decision.why === 'other-reference' ? decision.candidates : [];
    await end(run, saga, { found, byHand, cancellation, others });
  }
  return true;
}

function wait({ parts: { store, ports } }: RunContext, saga: SagaRow): Promise<void> {
  const at = ports.clock.now();
  const message = 'The retailer cancelled the order: nothing more is sent to Dynamics for it until that is decided.';
  return store.changeSaga({ sagaId: saga.id, at, state: saga.state, nextAttemptAt: at, message, audit: [] });
}

interface Ending {
  readonly found: readonly FoundOrder[];
  /** Orders that somebody made by hand for the number. */
  readonly byHand: readonly FoundOrder[];
  readonly cancellation: Cancellation;
  /** Other sales orders were made of the same purchase order. */
  readonly others: boolean;
}

async function end(run: RunContext, saga: SagaRow, { found, byHand, cancellation, others }: Ending): Promise<void> {
  const ours = ordersOfPlan(saga.plan, found);
  const open = [...ours, ...byHand].filter((order) => !isCancelled(order));
  if (open.length > 0) return ask(run, saga, open);
  const number = ours[0]?.salesOrderNumber ?? (saga.state === 'header-unknown' ? undefined : saga.salesOrderNumber);
  if (number !== undefined)
    return reportMissing(run, { ...saga, salesOrderNumber: number }, ours.length > 0 ? 'cancelled' : 'gone');
  const { store, ports, publish } = run.parts;
  const at = ports.clock.now();
  const audit = [{ who: engineName, what: cancelledBefore, tone: 'warn' as const }];
  await store.changeDocument({
    documentId: cancellation.documentId,
    at,
    processing: 'done',
    thread: { attach: saga.threadId, ...(others ? {} : { cancelled: true }) },
    supersedes: others ? [] : [saga.documentId],
    audit,
  });
  // Last: where the program ends in between, the next run finds it open and does both again.
  await store.changeSaga({ sagaId: saga.id, at, state: 'abandoned', salesOrderNumber: null, unknownSince: null, audit: [] });
  publish({ topic: 'orders', threadId: saga.threadId });
}

/** It came after all, or nobody cancelled it: a person is told, and nothing is added to it. */
function ask(run: RunContext, saga: SagaRow, open: readonly FoundOrder[]): Promise<void> {
  const what = 'Found a sales order of a purchase order that the retailer cancelled; held';
  return holdSaga(run, saga, { hold: calledOffHold(saga.plan, open), what, tone: 'warn' });
}
