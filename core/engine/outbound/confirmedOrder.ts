import { Decimal, parseDecimal, sameDecimal } from '#core/domain/decimal.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { JoinedLine } from '#core/drafting/draft.types.ts';
import { backToOrderedPrice, samePrice } from '#core/drafting/units.ts';
import type { Basis, OrderBasis } from './gather.ts';
import type { PlannedDocument } from './plan.types.ts';

/**
 * The basis that an 855 is drafted on: its order as the confirmation knew it. A change may have come to Dynamics between the
 * confirmation and its drafting; the 855 then answers the order as it was before, and leaves what the change is about to
 * the 865. Pure.
 */
export function asConfirmed(basis: Basis, planned: PlannedDocument): Basis {
  if (planned.kind !== '855') return basis;
  if (planned.postingKeys.length === 0)
    return { ...basis, orders: new Map([...basis.orders].map(([id, order]) => [id, asOrdered(order)])) };
  const lines = planned.postingKeys.flatMap((key) => basis.joined.get(key)?.lines ?? []);
  const orders = new Map(basis.orders);
  for (const id of planned.threadIds) {
    const order = basis.orders.get(id);
    if (order)
      orders.set(
        id,
        orderAsConfirmed(
          order,
          lines.filter(({ threadId }) => threadId === id),
        ),
      );
  }
  return { ...basis, orders };
}

/** A rejection without a confirmation answers what was ordered; that nothing is left of it is what the cancellation said after. */
function asOrdered(order: OrderBasis): OrderBasis {
  const cancellation = order.changes.find(({ row, change }) => change.purpose === '01' && row.decision.decision !== 'refuse');
  return cancellation ? { ...order, draftOrder: cancellation.before, order: cancellation.before.order } : order;
}

/** The oldest state of the order that a confirmation says exactly, in all that was changed after it; as it is now where none is. */
function orderAsConfirmed(basis: OrderBasis, confirmed: readonly JoinedLine[]): OrderBasis {
  const now = basis.draftOrder.order;
  const states = [...basis.changes.map(({ before }) => before), basis.draftOrder];
  const later = new Set<number>();
  let found: Pick<OrderBasis, 'draftOrder' | 'answeredLater'> | undefined;
  for (let at = states.length - 2; at >= 0; at -= 1) {
    const [before, after] = [states[at], states[at + 1]];
    if (!before || !after) continue;
    for (const position of touchedBy(before.order, after.order)) later.add(position);
    if (confirms(before.order, [...later], confirmed)) found = { draftOrder: before, answeredLater: new Set(later) };
  }
  return !found || confirms(now, [...later], confirmed) ? basis : { ...basis, ...found, order: found.draftOrder.order };
}

/** Positions whose quantity or price a change made another one, and those that it added. */
function touchedBy(before: PurchaseOrder, after: PurchaseOrder): readonly number[] {
  return after.lines.flatMap((line) => {
    const old = lineAt(before, line.position);
    const same = old && sameDecimal(old.quantity ?? '', line.quantity ?? '') && sameDecimal(old.price ?? '', line.price ?? '');
    return same ? [] : [line.position];
  });
}

const lineAt = ({ lines }: PurchaseOrder, position: number): PurchaseOrderLine | undefined =>
  lines.find((line) => line.position === position);

/** True where a confirmation says of these lines exactly what the order says, quantity and price. */
function confirms(order: PurchaseOrder, positions: readonly number[], confirmed: readonly JoinedLine[]): boolean {
  return positions.every((position) => {
    const line = lineAt(order, position);
    const parts = confirmed.filter((part) => part.position === position);
    const sum = parts.reduce((total, { quantity }) => total.plus(quantity), new Decimal(0));
    if (!sum.equals(parseDecimal(line?.quantity ?? '') ?? 0)) return false;
    const price = parseDecimal(line?.price ?? '');
    return parts.every(
      ({ source, factor }) =>
        !price ||
        source.price === undefined ||
        samePrice(backToOrderedPrice(source.price, source.priceUnit, factor), price, factor),
    );
  });
}
