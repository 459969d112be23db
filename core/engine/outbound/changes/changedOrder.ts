import { decimalText } from '#core/domain/decimal.ts';
import { headerAfter } from '#core/domain/orderDifferences.ts';
import type { OrderChange, PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { changedLines, neverThere, type ChangedLine } from '#core/drafting/changeLines.ts';
import type { StoredChangeDecision } from '#core/store/types/changes.ts';

/** True for a line of a change, by its place in it, that a person accepted. */
export function isAccepted({ decision, refusedLines }: StoredChangeDecision, position: number): boolean {
  if (decision === 'refuse') return false;
  return decision === 'accept' || !refusedLines.some((line) => line.position === position);
}

/** Where an added line stands for the order: its place in the change, which no line of another document shares. */
export const changedPath = (path: string, documentId: number): string => path.replace(/^[^/[]+/, `$&(${documentId})`);

/** A change of the retailer with what a person decided about it. */
export interface DecidedLines {
  readonly change: OrderChange | PurchaseOrder;
  readonly documentId: number;
  readonly decision: StoredChangeDecision;
}

/**
 * An order as it stands after a change that was accepted, whole or in part: its dates and addresses, quantities, prices and
 * dates of its lines, and the lines that were added, behind all others. Pure.
 */
export function changedOrder(
  order: PurchaseOrder,
  { change, documentId, decision }: DecidedLines,
  quantityIs: 'total' | 'difference',
): PurchaseOrder {
  const accepted = changedLines(order, change, quantityIs).filter((_line, index) => isAccepted(decision, index + 1));
  if (decision.decision === 'refuse') return order;
  const standing = order.lines.map((line): PurchaseOrderLine => {
    const now = accepted.find(({ before }) => before?.position === line.position);
    if (!now) return line;
    return {
      ...line,
      quantity: decimalText(now.quantity),
      ...(now.quantity.isZero() ? { stores: line.stores.map((part) => ({ ...part, quantity: '0' })) } : {}),
      ...(now.line.price === undefined ? {} : { price: now.line.price }),
      dates: now.line.dates.length > 0 ? now.line.dates : line.dates,
    };
  });
  // What is for the whole order was changed in Dynamics by whoever accepted it.
  return {
    ...order,
    ...headerAfter(order, change),
    lines: [...standing, ...accepted.flatMap((line) => addedLine(line, documentId))],
  };
}

/** The line of the order that an added one becomes; none of a line that the order has, or that is taken out and never was in it. */
export function addedLine(changed: ChangedLine, documentId: number): readonly PurchaseOrderLine[] {
  const { before, line, position, quantity } = changed;
  if (before || neverThere(changed)) return [];
  return [{ ...line, position, quantity: decimalText(quantity), path: changedPath(line.path, documentId) }];
}
