import { Decimal, decimalText, type DecimalText } from '#core/domain/decimal.ts';
import type { RefusedLine } from '#core/domain/changeDecision.ts';
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

/** What stays of a line that is taken back for the rest. */
const keptOf = ({ refusedLines }: StoredChangeDecision, position: number): RefusedLine['kept'] =>
  refusedLines.find((line) => line.position === position)?.kept;

/** True for a line, by its place in the change, that is another one since: accepted, or taken back but for what had left. */
export const isChanged = (decision: StoredChangeDecision, position: number): boolean =>
  isAccepted(decision, position) || keptOf(decision, position) !== undefined;

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
  if (decision.decision === 'refuse') return order;
  const lines = changedLines(order, change, quantityIs);
  const accepted = lines.filter((_line, index) => isAccepted(decision, index + 1));
  const kept = lines.flatMap((line, index) => keptLine(line, keptOf(decision, index + 1)));
  // What an 850 in place of another leaves out is gone.
  const inPlace = change.kind === '850' && change.purpose !== '01';
  const standing = order.lines.map((line): PurchaseOrderLine => {
    const now = accepted.findLast(({ before }) => before?.position === line.position);
    return now ? standingLine(line, now, inPlace) : (kept.find(({ position }) => position === line.position) ?? line);
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

/** The line of the order of which only what had left stays, each store with what it got. */
function keptLine({ before }: ChangedLine, kept: RefusedLine['kept']): readonly PurchaseOrderLine[] {
  if (!before || !kept) return [];
  const sum = (parts: NonNullable<typeof kept>): DecimalText =>
    decimalText(parts.reduce((total, { quantity }) => total.plus(quantity), new Decimal(0)));
  const stores = kept.every(({ store }) => store !== '')
    ? before.stores.map((part, index, all) => {
        const isFirst = all.findIndex(({ store }) => store === part.store) === index;
        return { ...part, quantity: isFirst ? sum(kept.filter(({ store }) => store === part.store)) : '0' };
      })
    : before.stores;
  return [{ ...before, quantity: sum(kept), stores }];
}

/** The line of the order that an added one becomes; none of a line that the order has, or that is not added by it. */
export function addedLine(changed: ChangedLine, documentId: number): readonly PurchaseOrderLine[] {
  const { line, position, quantity } = changed;
  if (!adds(changed)) return [];
  return [{ ...line, position, quantity: decimalText(quantity), path: changedPath(line.path, documentId) }];
}
