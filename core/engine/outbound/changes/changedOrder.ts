import { decimalText } from '#core/domain/decimal.ts';
import { headerAfter } from '#core/domain/orderDifferences.ts';
import type { OrderChange, PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { adds, changedLines, partsAfter, type ChangedLine } from '#core/drafting/changeLines.ts';
import type { StoredChangeDecision } from '#core/store/types/changes.ts';
import { isReplaced } from './unwritten.ts';

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
 * An order as it stands after a change that was accepted, whole or in part: its dates, addresses, carrier, terms and
 * allowances, quantities, prices and dates of its lines, and the lines that were added, behind all others. Pure.
 */
export function changedOrder(
  order: PurchaseOrder,
  { change, documentId, decision }: DecidedLines,
  quantityIs: 'total' | 'difference',
): PurchaseOrder {
  const accepted = changedLines(order, change, quantityIs).filter((_line, index) => isAccepted(decision, index + 1));
  if (decision.decision === 'refuse') return order;
  // What an 850 in place of another leaves out is gone.
  const inPlace = change.kind === '850' && change.purpose !== '01';
  const standing = order.lines.map((line): PurchaseOrderLine => {
    const now = accepted.findLast(({ before }) => before?.position === line.position);
    return now ? standingLine(line, now, inPlace) : line;
  });
  // What is for the whole order was changed in Dynamics by whoever accepted it.
  return {
    ...order,
    ...headerAfter(order, change),
    ...(inPlace ? { terms: change.terms, allowances: change.allowances } : {}),
    lines: [...standing, ...accepted.flatMap((line) => addedLine(line, documentId))],
  };
}

/** A line that the order has, as a change leaves it. A change names what changes: what it leaves out stays. */
function standingLine(line: PurchaseOrderLine, now: ChangedLine, inPlace: boolean): PurchaseOrderLine {
  const { dates, description, item, price, allowances } = now.line;
  const parts = partsAfter(now);
  return {
    ...line,
    ...(isReplaced(now, line) ? { item, description } : {}),
    quantity: decimalText(now.quantity),
    ...(parts.length === 0 ? {} : { stores: parts }),
    ...(price === undefined ? {} : { price }),
    ...(allowances.length === 0 && !inPlace ? {} : { allowances }),
    dates: [...line.dates.filter(({ qualifier }) => !dates.some((said) => said.qualifier === qualifier)), ...dates],
  };
}

/** The line of the order that an added one becomes; none of a line that the order has, or that is not added by it. */
export function addedLine(changed: ChangedLine, documentId: number): readonly PurchaseOrderLine[] {
  const { line, position, quantity } = changed;
  if (!adds(changed)) return [];
  return [{ ...line, position, quantity: decimalText(quantity), path: changedPath(line.path, documentId) }];
}
