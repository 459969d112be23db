import type { OrderChange, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import type { OrderChangeRow } from '#core/store/types/changes.ts';
import { readDocument } from '../../intake/gather.ts';
import { withLinesOf, type DraftOrderParts } from '../draftOrder.ts';
import type { OutboundContext } from '../gather.ts';
import { changedOrder } from './changedOrder.ts';

/** A change of the retailer that is decided and in Dynamics, with the order as it stood before it. */
export interface DecidedChange {
  readonly row: OrderChangeRow;
  readonly change: OrderChange | PurchaseOrder;
  readonly before: DraftOrder;
}

/** What the changes of an order say, as far as they are in Dynamics, in the order in which they were decided. */
export async function readChanges(
  context: OutboundContext,
  rows: readonly OrderChangeRow[],
  documents: readonly DocumentRow[],
): Promise<readonly Pick<DecidedChange, 'row' | 'change'>[]> {
  const changes: Pick<DecidedChange, 'row' | 'change'>[] = [];
  for (const row of rows.filter(({ state }) => state === 'applied')) {
    const document = documents.find(({ id }) => id === row.documentId);
    const read = document && (await readDocument(context, document));
    if (read && read.kind !== 'other') changes.push({ row, change: read.kind === '860' ? read.change : read.order });
  }
  return changes;
}

/** The order as it stands after its changes, each with the order as it was before it. Pure. */
export function decidedChanges(
  parts: Pick<DraftOrderParts, 'answered' | 'units'>,
  original: DraftOrder,
  changes: readonly Pick<DecidedChange, 'row' | 'change'>[],
  quantityIs: 'total' | 'difference',
): { readonly order: DraftOrder; readonly changes: readonly DecidedChange[] } {
  let order = original;
  const decided = changes.map(({ row, change }): DecidedChange => {
    const before = order;
    order = withLinesOf(order, changedOrder(order.order, { change, ...row }, quantityOf(row, quantityIs)), parts);
    return { row, change, before };
  });
  return { order, changes: decided };
}

/** How the quantities of a change were read when it was decided; `sheet`: as the partner's sheet says today. */
export const quantityOf = (
  { decision }: Pick<OrderChangeRow, 'decision'>,
  sheet: 'total' | 'difference',
): 'total' | 'difference' => decision.quantityIs ?? sheet;

/** What an 865 is drafted from, where postings have their key. */
export const changeKey = (documentId: number): string => `change\u001f${documentId}`;
