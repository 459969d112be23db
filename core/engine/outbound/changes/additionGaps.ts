import type { OrderChange, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import { changedLines } from '#core/drafting/changeLines.ts';
import type { DocumentRow, NewHold } from '#core/store/rows.types.ts';
import { gatherBasis, type OutboundContext } from '../gather.ts';
import { resolveAdditions } from './additions.ts';

/** What is missing in the mappings for lines that a change adds, as holds of the change: one a gap, as an order has them. */
export async function additionGaps(
  context: OutboundContext,
  document: DocumentRow,
  { threadId, change }: { readonly threadId: number; readonly change: OrderChange | PurchaseOrder },
): Promise<readonly NewHold[]> {
  const basis = (await gatherBasis(context, [threadId])).orders.get(threadId);
  if (!basis || basis.document.id === document.id) return [];
  const changed = changedLines(basis.order, change, basis.sheet.sheet.changes.quantityIs);
  const additions = await resolveAdditions(context, basis, changed, document.id);
  const gaps = new Map(additions.flatMap((addition) => addition.gaps.map((gap) => [gap.groupKey, gap] as const)));
  const consequence = 'The lines that the change adds cannot be entered in Dynamics; the rest of the order goes on.';
  return [...gaps.values()].map((gap): NewHold => ({ cause: 'gap', ...gap, consequence }));
}
