import { orderFacts, type OrderFacts } from '#core/mapping/orderFacts.ts';
import type { OrderChangeRow } from '#core/store/types/changes.ts';
import { readDocument } from '../../intake/gather.ts';
import { gatherBasis, type OutboundContext } from '../gather.ts';
import { changedOrder } from './changedOrder.ts';
import { quantityOf } from './decided.ts';

/** What lists and the order show once the change is in Dynamics; undefined where nothing of it was accepted. */
export async function factsAfter(context: OutboundContext, change: OrderChangeRow): Promise<OrderFacts | undefined> {
  const { documentId, threadId, decision } = change;
  if (decision.decision === 'refuse') return undefined;
  const document = await context.parts.store.document({ documentId });
  const basis = (await gatherBasis(context, [threadId])).orders.get(threadId);
  const read = document && (await readDocument(context, document));
  if (!basis || !read || read.kind === 'other') return undefined;
  const said = read.kind === '860' ? read.change : read.order;
  return orderFacts(
    changedOrder(basis.order, { change: said, documentId, decision }, quantityOf(change, basis.sheet.sheet.changes.quantityIs)),
    basis.partner.sheet,
  );
}
