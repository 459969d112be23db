import { cancelAfterQualifiers } from '#core/domain/partnerSheet.ts';
import { dayInWords, type LocalDate } from '#core/domain/time.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import { dayOf } from '#core/drafting/orderWindow.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt } from './common.ts';
import type { ShipmentFacts } from './facts.ts';
import { linesName } from './namedLines.ts';
import { answeredOrders, isOverOrder, linesOf, type AnsweredOrder } from './shipNoticeOrder.ts';

const cost = 'Goods for an order that is not open are refused at the dock.';

/** 856-05: the order is there, open, of this vendor, and not past its cancel date. */
export const openOrders: Rule<Shipment, ShipmentFacts> = {
  id: '856-05',
  fix: ({ severity }) =>
    severity === 'HOLD'
      ? { fix: 'retailer', ask: 'a later cancel date' }
      : { fix: 'dynamics', act: 'cancel the packing slip of an order that is closed' },
  check: (document, facts) => {
    const all = answeredOrders(document, facts);
    const byOrder = Map.groupBy(all, ({ order }) => order);
    return [
      ...all.flatMap((answered) => notOpen(answered, facts)),
      ...[...byOrder].flatMap((of) => [...leftAfter(of, document), ...ended(of, document, facts)]),
    ];
  },
};

function notOpen({ level, path, order }: AnsweredOrder, { orders }: ShipmentFacts): readonly Found[] {
  const at = `${path}/OrderHeader/PurchaseOrderNumber`;
  const known = orders.map((entry) => entry.order.number).join(', ');
  if (!order)
    return [findingAt('BLOCK', at, `Purchase order ${level.number} is none of this shipment.`, level.number, known, cost)];
  return order.standing === 'cancelled'
    ? [findingAt('BLOCK', at, `Purchase order ${level.number} was cancelled.`, 'cancelled', 'an open order', cost)]
    : [];
}

/**
 * Goods that left after the retailer had cancelled their order. Where that was answered its lines have what had left before; where
 * it was not, nothing had.
 */
function leftAfter(
  [order, levels]: readonly [DraftOrder | undefined, readonly AnsweredOrder[]],
  { number, shipDate }: Shipment,
): readonly Found[] {
  const [first] = levels;
  if (!order?.calledOff || !first || shipDate === undefined) return [];
  const { since, answered } = order.calledOff;
  if (shipDate < since || (answered && !isOverOrder(order, levels, number))) return [];
  const at = `${first.path}/OrderHeader/PurchaseOrderNumber`;
  const message = `The retailer cancelled purchase order ${order.order.number} on ${dayInWords(since)}, and these goods left after that.`;
  return [findingAt('BLOCK', at, message, 'cancelled', 'an open order', cost)];
}

/** What is shipped after its day: a line's own cancel date before that of the order, as an 855 promises by it (855-05). */
function ended(
  [order, levels]: readonly [DraftOrder | undefined, readonly AnsweredOrder[]],
  { shipDate }: Shipment,
  { orders }: ShipmentFacts,
): readonly Found[] {
  if (!order || order.standing === 'cancelled' || shipDate === undefined) return [];
  const { number } = order.order;
  const late = new Map<string, LocalDate>();
  for (const { lines } of levels.flatMap(linesOf)) {
    const { last, name } = lastDay(order, lines);
    if (last !== undefined && shipDate > last) late.set(name, last);
  }
  return [...late].map(([name, last]) => ({
    ...findingAt(
      'HOLD',
      'Shipment/Header/ShipmentHeader/ShipDate',
      `Shipped on ${dayInWords(shipDate)}, ${name}purchase order ${number} ended on ${dayInWords(last)}.`,
      shipDate,
      `by ${last}, or an extension`,
      cost,
    ),
    // All stand at one ship date: an extension of one order, or line, lets no other pass.
    ...(name === '' && orders.length === 1 ? {} : { basis: `${order.threadId}/${name}${shipDate}/${last}` }),
  }));
}

/** Of lines that nobody can tell apart the latest: which of them was shipped is not said. */
function lastDay(
  { order }: DraftOrder,
  lines: readonly PurchaseOrderLine[],
): { readonly last: LocalDate | undefined; readonly name: string } {
  const ofOrder = dayOf([], order.dates, cancelAfterQualifiers, 'first');
  const days = lines.flatMap(({ dates }) => dayOf(dates, order.dates, cancelAfterQualifiers, 'first') ?? []);
  if (days.length < lines.length) return { last: undefined, name: '' };
  const last = days.toSorted().at(-1) ?? ofOrder;
  return {
    last,
    name:
      last === ofOrder
        ? ''
        : `${linesName(lines)
            .replace(/^L/, 'l')
            .replace(/ of the order$/, '')} of `,
  };
}
