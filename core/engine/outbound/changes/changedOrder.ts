import { decimalText } from '#core/domain/decimal.ts';
import type { OrderChange, PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { changedLines } from '#core/drafting/changeLines.ts';
import type { StoredChangeDecision } from '#core/store/types/changes.ts';

/** True for a line of a change, by its place in it, that a person accepted. */
export function isAccepted({ decision, refusedLines }: StoredChangeDecision, position: number): boolean {
  if (decision === 'refuse') return false;
  return decision === 'accept' || !refusedLines.some((line) => line.position === position);
}

/**
 * An order as it stands after a change that was accepted, whole or in part: quantities, prices and dates of its lines. Added
 * lines are not in it: they are made by a person, and answered once Dynamics posts them. Pure.
 */
export function changedOrder(
  order: PurchaseOrder,
  change: OrderChange | PurchaseOrder,
  decision: StoredChangeDecision,
  quantityIs: 'total' | 'difference',
): PurchaseOrder {
  const accepted = changedLines(order, change, quantityIs).filter((_line, index) => isAccepted(decision, index + 1));
  if (accepted.length === 0) return order;
  return {
    ...order,
    lines: order.lines.map((line): PurchaseOrderLine => {
      const now = accepted.find(({ before }) => before?.position === line.position);
      if (!now) return line;
      return {
        ...line,
        quantity: decimalText(now.quantity),
        ...(now.line.price === undefined ? {} : { price: now.line.price }),
        dates: now.line.dates.length > 0 ? now.line.dates : line.dates,
      };
    }),
  };
}
