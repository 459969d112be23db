import type { OrderChange, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import type { OrderChangeRow } from '#core/store/types/changes.ts';
import { readDocument } from '../../intake/gather.ts';
import type { OutboundContext } from '../gather.ts';
import { changedOrder } from './changedOrder.ts';

/** A change of the retailer that is decided and in Dynamics, with the order as it stood before it. */
export interface DecidedChange {
  readonly row: OrderChangeRow;
  readonly change: OrderChange | PurchaseOrder;
  readonly before: DraftOrder;
}

/** The changes of an order in the order in which they were decided, and the order as it stands after them. */
export async function decidedChanges(
  context: OutboundContext,
  input: {
    readonly order: DraftOrder;
    readonly rows: readonly OrderChangeRow[];
    readonly documents: readonly DocumentRow[];
    readonly quantityIs: 'total' | 'difference';
  },
): Promise<{ readonly order: DraftOrder; readonly changes: readonly DecidedChange[] }> {
  let { order } = input;
  const changes: DecidedChange[] = [];
  for (const row of input.rows.filter(({ state }) => state === 'applied')) {
    const document = input.documents.find(({ id }) => id === row.documentId);
    const read = document && (await readDocument(context, document));
    if (!read || read.kind === 'other') continue;
    const change = read.kind === '860' ? read.change : read.order;
    changes.push({ row, change, before: order });
    order = { ...order, order: changedOrder(order.order, change, row.decision, input.quantityIs) };
  }
  return { order, changes };
}

/** What an 865 is drafted from, where postings have their key. */
export const changeKey = (documentId: number): string => `change\u001f${documentId}`;
