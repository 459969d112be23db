import { AppError } from '#core/contract/errors.ts';
import { changedLines } from '#core/drafting/changeLines.ts';
import type { StoredChangeDecision } from '#core/store/types/changes.ts';
import type { AnsweredThread } from '#core/store/types/postings.ts';
import { readDocument } from '../../intake/gather.ts';
import { liveSagas } from '../draftOrder.ts';
import { gatherBasis, type OutboundContext } from '../gather.ts';
import { answerTo, deliveredUnread, leftOf, stillOpen, unreadSlips } from './goodsLeft.ts';

/**
 * A person's word that the retailer's cancellation is carried out in Dynamics. An 865 takes back what did not leave, and refuses
 * what did: a cancellation after goods were shipped must be refused. Lines that were deleted or set to 0 are cancelled, too. False
 * where nothing may be said by itself: there is no sales order to take back, or one whose lines are still to come. Throws
 * `conflict` where Dynamics still has something to deliver, which would leave although the retailer does not want it, or nobody
 * can tell what left.
 */
export async function cancelledByHand(context: OutboundContext, documentId: number, reason: string): Promise<boolean> {
  const { store, ports, dynamics } = context.parts;
  const document = await store.document({ documentId });
  if (document?.threadId === undefined) return false;
  const { threadId } = document;
  const gathered = await gatherBasis(context, [threadId]);
  const basis = gathered.orders.get(threadId);
  if (!basis || basis.document.id === documentId || basis.draftOrder.salesOrders.length === 0) return false;
  const { company, salesOrders } = basis.draftOrder;
  const states = await dynamics.journals.orderState(salesOrders.map(({ salesOrder }) => ({ company, salesOrder })));
  const said = { reason, who: ports.identity.user, at: ports.clock.now() };
  const left = leftOf(gathered, threadId);
  refuseUnclear(unreadSlips(gathered, basis.draftOrder, states, left));
  if (left.size === 0) {
    refuseUnclear(stillOpen(states, 'nothing left') ?? deliveredUnread(states));
    const isCancelled = states.every(({ stage }) => stage === 'canceled');
    if (!isCancelled && !isComplete(basis.answered)) return false;
    await store.changedByHand({ documentId, threadId, decision: { decision: 'accept', refusedLines: [], ...said }, sagas: [] });
    return true;
  }
  refuseUnclear(stillOpen(states, 'goods left'));
  const read = await readDocument(context, document);
  if (read.kind === 'other') return false;
  const change = read.kind === '860' ? read.change : read.order;
  const { quantityIs } = basis.sheet.sheet.changes;
  const decision: StoredChangeDecision = {
    ...answerTo(changedLines(basis.order, change, quantityIs), left),
    ...said,
    quantityIs,
  };
  await store.changedByHand({ documentId, threadId, decision, sagas: [] });
  return true;
}

/** Nothing of it is still to be made by us: lines that are not there were taken away. */
const isComplete = (answered: AnsweredThread): boolean =>
  liveSagas(answered).every(({ state }) => state === 'fresh' || state === 'done');

/** What left must be certain, and all that is to leave must have: else the answer would be another one tomorrow. */
function refuseUnclear(problem: string | undefined): void {
  if (problem !== undefined) throw new AppError({ code: 'conflict', message: problem });
}
