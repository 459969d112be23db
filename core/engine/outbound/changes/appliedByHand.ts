import { AppError } from '#core/contract/errors.ts';
import type { ChangedSaga, StoredChangeDecision } from '#core/store/types/changes.ts';
import type { ProcessingState } from '#core/domain/states.ts';
import { orderFacts } from '#core/mapping/orderFacts.ts';
import { liveSagas } from '../draftOrder.ts';
import type { OutboundContext } from '../gather.ts';
import { changedOrder } from './changedOrder.ts';
import { heldByHand, type HeldLine } from './heldByHand.ts';
import { openChange, type OpenChange } from './openChange.ts';
import { notComplete, notMade } from './planAdded.ts';
import { sagaAfter } from './sagaAfter.ts';

/**
 * Takes a person's word that a change is in Dynamics, and keeps what of it is there: what Dynamics does not hold was
 * refused, for the reason that the person gave. False where no sales order stands for the order, so that there is nothing to
 * keep. Throws `conflict` where Dynamics holds nothing of the change, and while the order is still to be made: as it was first.
 */
export async function appliedByHand(context: OutboundContext, documentId: number, reason: string): Promise<boolean> {
  const open = await openChange(context, documentId);
  if (open.states.length === 0) {
    if (isToCome.has(open.basis.document.processing)) throw new AppError({ code: 'conflict', message: notMade });
    return false;
  }
  const { changed, basis, states, additions, change, threadId, earlierOpen } = open;
  const empty = states.find(({ lines, stage }) => lines.length === 0 && stage !== 'canceled');
  if (empty) throw new AppError({ code: 'conflict', message: notComplete(empty.salesOrder) });
  const held = heldByHand(changed, { order: basis.draftOrder, states, additions, documentId, earlierOpen });
  const wrong = held.flatMap((line) => line.wrong ?? []);
  if (wrong.length > 0) throw new AppError({ code: 'conflict', message: wrong.join(' ') });
  const decision = decisionOf(open, held, {
    reason,
    who: context.parts.ports.identity.user,
    at: context.parts.ports.clock.now(),
    quantityIs: basis.sheet.sheet.changes.quantityIs,
  });
  const after = changedOrder(basis.order, { change, documentId, decision }, basis.sheet.sheet.changes.quantityIs);
  await context.parts.store.changedByHand({
    documentId,
    threadId,
    decision,
    sagas: sagasAfter(open, held),
    facts: orderFacts(after, basis.partner.sheet),
  });
  return true;
}

/** States of an order whose sales order is to come. */
const isToCome: ReadonlySet<ProcessingState> = new Set(['new', 'waiting', 'parked', 'held', 'ready']);

function decisionOf(
  { changed }: OpenChange,
  held: readonly HeldLine[],
  said: Pick<StoredChangeDecision, 'reason' | 'who' | 'at' | 'quantityIs'>,
): StoredChangeDecision {
  const absent = held.filter((line) => line.held === 'no');
  if (absent.length === 0) return { decision: 'accept', refusedLines: [], ...said };
  if (absent.length < changed.length)
    return {
      decision: 'accept-in-part',
      refusedLines: absent.map(({ position }) => ({ position, reason: said.reason })),
      ...said,
    };
  throw new AppError({
    code: 'conflict',
    message:
      'Dynamics holds nothing of this change: every line is as it was before. Make the change in Dynamics first, or accept or refuse it where the order shows it.',
  });
}

function sagasAfter({ basis, states }: OpenChange, held: readonly HeldLine[]): readonly ChangedSaga[] {
  return liveSagas(basis.answered).flatMap((saga) => {
    const state = states.find(({ salesOrder }) => salesOrder === saga.salesOrderNumber);
    if (!state) return [];
    const entered = held.flatMap((line) => line.entered).filter(({ salesOrder }) => salesOrder === saga.salesOrderNumber);
    return [sagaAfter(saga, state.lines, entered)];
  });
}
