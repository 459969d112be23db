import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import { storesOf } from '#core/domain/orderStores.ts';
import { cancelAfterQualifiers } from '#core/domain/partnerSheet.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';
import { dayInWords } from '#core/domain/time.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { ItemLevel, OrderLevel, Shipment } from '#core/domain/shipment.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import { answeredBefore } from '#core/drafting/earlier.ts';
import { scopeOf } from '#core/drafting/scope.ts';
import { inDraft, inDynamics, inPacking } from '../fixes.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt, lineName, maybeOthers } from './common.ts';
import type { ShipmentFacts } from './facts.ts';
import { itemsOf, orderLevels, type Placed } from './levels.ts';

type NoticeRule = Rule<Shipment, ShipmentFacts>;

/** An order level with the order that it is for and the store that its goods are for, '' for none. */
export interface AnsweredOrder extends Placed<OrderLevel> {
  readonly order: DraftOrder | undefined;
  readonly store: string;
}

export function answeredOrders(document: Shipment, facts: ShipmentFacts): readonly AnsweredOrder[] {
  return orderLevels(document).map((placed) => {
    const order = orderOf(placed.level, facts.orders);
    const stores = order ? storesOf(order.order) : [];
    const marked = placed.level.addresses.find(({ type, code }) => type === 'Z7' || (type === 'ST' && stores.includes(code)));
    return { ...placed, order, store: facts.store || (marked?.code ?? '') };
  });
}

/** By our sales order, because one purchase order number may be several orders (a number for all stores); else by its number. */
function orderOf({ number, internalOrderNumber }: OrderLevel, orders: readonly DraftOrder[]): DraftOrder | undefined {
  const named = orders.filter((entry) => entry.order.number === number);
  return named.find(({ salesOrders }) => salesOrders.some(({ salesOrder }) => salesOrder === internalOrderNumber)) ?? named[0];
}

/** Items of an order with the line of the 850 that they are of. */
export function linesOf({ level, path, order }: AnsweredOrder) {
  return itemsOf(level.levels, path).map(({ item, path: at }) => ({ item, path: at, line: order && lineOf(order, item) }));
}

function lineOf({ order }: DraftOrder, item: ItemLevel): PurchaseOrderLine | undefined {
  const same = order.lines.filter(({ lineNumber }) => item.lineNumber !== '' && lineNumber === item.lineNumber);
  if (same.length > 0) return same.length === 1 ? same[0] : undefined;
  const parts = order.lines.filter((line) => item.item.buyerPart !== '' && line.item.buyerPart === item.item.buyerPart);
  return parts.length === 1 ? parts[0] : undefined;
}

/** 856-05: the order is there, open, of this vendor, and not past its cancel date. */
export const openOrders: NoticeRule = {
  id: '856-05',
  fix: ({ severity }) =>
    severity === 'HOLD'
      ? { fix: 'retailer', ask: 'a later cancel date' }
      : { fix: 'dynamics', act: 'cancel the packing slip of an order that is closed' },
  check: (document, facts) =>
    answeredOrders(document, facts).flatMap(({ level, path, order }): readonly Found[] => {
      const at = `${path}/OrderHeader/PurchaseOrderNumber`;
      const cost = 'Goods for an order that is not open are refused at the dock.';
      if (!order)
        return [
          findingAt(
            'BLOCK',
            at,
            `Purchase order ${level.number} is none of this shipment.`,
            level.number,
            facts.orders.map((entry) => entry.order.number).join(', '),
            cost,
          ),
        ];
      if (order.standing === 'cancelled')
        return [findingAt('BLOCK', at, `Purchase order ${level.number} was cancelled.`, 'cancelled', 'an open order', cost)];
      const days = order.order.dates.flatMap(({ qualifier, date }) => (cancelAfterQualifiers.includes(qualifier) ? [date] : []));
      const last = days.toSorted()[0];
      if (last === undefined || document.shipDate === undefined || document.shipDate <= last) return [];
      return [
        findingAt(
          'HOLD',
          'Shipment/Header/ShipmentHeader/ShipDate',
          `Shipped on ${dayInWords(document.shipDate)}, purchase order ${level.number} ended on ${dayInWords(last)}.`,
          document.shipDate,
          `by ${last}, or an extension`,
          cost,
        ),
      ];
    }),
};

/** 856-06: stores of the order, and no more than each gets. */
export const storesOfOrder: NoticeRule = {
  id: '856-06',
  fix: inPacking,
  check: (document, facts) =>
    answeredOrders(document, facts).flatMap((answered): readonly Found[] => {
      const { order, store, path, level } = answered;
      const stores = order ? storesOf(order.order) : [];
      if (!order || stores.length === 0 || store === '') return [];
      const cost = 'A store that the order does not name, or more than it ordered, is a listed reason to reject.';
      if (!stores.includes(store))
        return [
          findingAt('BLOCK', path, `Order ${level.number} has nothing for store ${store}.`, store, stores.join(', '), cost),
        ];
      return overStore(answered, document.number, cost);
    }),
};

function overStore(answered: AnsweredOrder, number: string, cost: string): readonly Found[] {
  const { order, store } = answered;
  if (!order) return [];
  const shipped = shippedByLine(answered);
  return scopeOf(order, store, true).flatMap(({ line, ordered }) => {
    const here = shipped.get(line);
    const all = here?.quantity.plus(answeredBefore(order, '856', line.position, store, number));
    if (!here || !all?.greaterThan(ordered)) return [];
    return [
      findingAt(
        'BLOCK',
        here.path,
        `${lineName(line)}: store ${store} gets ${decimalText(all)}, it ordered ${decimalText(ordered)}.`,
        decimalText(all),
        decimalText(ordered),
        cost,
      ),
    ];
  });
}

function shippedByLine(
  answered: AnsweredOrder,
): ReadonlyMap<PurchaseOrderLine, { readonly quantity: Decimal; readonly path: string }> {
  const sums = new Map<PurchaseOrderLine, { readonly quantity: Decimal; readonly path: string }>();
  for (const { item, path, line } of linesOf(answered)) {
    if (!line) continue;
    const before = sums.get(line);
    const quantity = parseDecimal(item.shipQuantity ?? '') ?? new Decimal(0);
    sums.set(line, { quantity: quantity.plus(before?.quantity ?? 0), path: before?.path ?? `${path}/ShipmentLine/ShipQty` });
  }
  return sums;
}

/** 856-07: with everything shipped before no more than ordered, and what the partner lets go over it. */
export const quantitiesWithinOrder: NoticeRule = {
  id: '856-07',
  fix: inDynamics('correct the packing slip to what the order takes'),
  check: (document, facts) => {
    const allowed = new Decimal(100).plus(facts.sheet.shipNotice.overagePercent || 0).dividedBy(100);
    const sums = new Map<PurchaseOrderLine, { quantity: Decimal; readonly path: string; readonly order: DraftOrder }>();
    for (const answered of answeredOrders(document, facts)) {
      for (const [line, { quantity, path }] of shippedByLine(answered)) {
        if (!answered.order) continue;
        const before = sums.get(line);
        sums.set(line, { quantity: quantity.plus(before?.quantity ?? 0), path: before?.path ?? path, order: answered.order });
      }
    }
    return [...sums].flatMap(([line, { quantity, path, order }]): readonly Found[] => {
      const ordered = parseDecimal(line.quantity ?? '');
      const all = quantity.plus(answeredBefore(order, '856', line.position, '', document.number));
      if (!ordered || all.lessThanOrEqualTo(ordered.times(allowed))) return [];
      return [
        findingAt(
          'BLOCK',
          path,
          `${lineName(line)}: ${decimalText(all)} ${line.unit} shipped in all, ordered are ${decimalText(ordered)}.${maybeOthers(facts)}`,
          decimalText(all),
          decimalText(ordered.times(allowed)),
          'An overage is refused, sent back at our cost, or fined by the case.',
        ),
      ];
    });
  },
};

/** 856-08: unit, pack and barcode as the order has them. */
export const unitsOfOrder: NoticeRule = {
  id: '856-08',
  fix: inDraft,
  check: (document, facts) =>
    answeredOrders(document, facts).flatMap((answered) =>
      linesOf(answered).flatMap(({ item, path, line }) => (line ? unlikeOrder(item, line, path) : [])),
    ),
};

function unlikeOrder(item: ItemLevel, line: PurchaseOrderLine, path: string): readonly Found[] {
  const at = `${path}/ShipmentLine`;
  const pack = item.physicalDetails.find(({ packs }) => packs !== undefined)?.packs ?? '';
  const compared: readonly (readonly [string, string, string, string])[] = [
    ['unit', `${at}/ShipQtyUOM`, item.shipUnit, line.unit],
    ['UPC', `${at}/ConsumerPackageCode`, item.item.upc, line.item.upc],
    ['GTIN', `${at}/GTIN`, item.item.gtin, line.item.gtin],
    ['EAN', `${at}/EAN`, item.item.ean, line.item.ean],
    ['pack', `${path}/PhysicalDetails[1]/PackValue`, pack, line.pack === undefined ? '' : decimalText(line.pack)],
  ];
  return compared.flatMap(([word, where, value, expected]) =>
    expected === '' || value === expected || (word === 'unit' && sameUnit(value, expected))
      ? []
      : [
          findingAt(
            'BLOCK',
            where,
            `${lineName(line)}: the ${word} is ${value || 'missing'}, the order has ${expected}.`,
            value,
            expected,
            'The retailer compares pack, quantity and barcode with the order and charges every carton that differs.',
          ),
        ],
  );
}

/** 856-20: what is short is backordered or closed, said by somebody. */
export const shortDecided: NoticeRule = {
  id: '856-20',
  fix: inDraft,
  check: (document, facts) =>
    answeredOrders(document, facts).flatMap((answered) => {
      const said = new Set<PurchaseOrderLine>();
      return linesOf(answered).flatMap(({ item, path, line }): readonly Found[] => {
        if (!line || item.status !== '' || said.has(line)) return [];
        said.add(line);
        return [
          findingAt(
            'HOLD',
            `${path}/ShipmentLine/ItemStatusCode`,
            `${lineName(line)} is shipped short, and nobody has said whether the rest follows (BP) or is closed (IQ).`,
            '',
            'BP or IQ',
            'A silent shortage is found at the dock and charged.',
          ),
        ];
      });
    }),
};
