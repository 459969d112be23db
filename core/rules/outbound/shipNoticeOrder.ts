import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import { storesOf } from '#core/domain/orderStores.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { ItemLevel, OrderLevel, Shipment } from '#core/domain/shipment.ts';
import { forbidsBackorder, takesBackorders } from '#core/drafting/backorders.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import { answeredBefore } from '#core/drafting/earlier.ts';
import { scopeOf } from '#core/drafting/scope.ts';
import { inDraft, inDynamics, inPacking } from '../fixes.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt, lineName, maybeOthers } from './common.ts';
import type { ShipmentFacts } from './facts.ts';
import { itemsOf, orderLevels, type Placed } from './levels.ts';
import { linesName, namedLines } from './namedLines.ts';

type NoticeRule = Rule<Shipment, ShipmentFacts>;

/** An order level with the order that it is for and the store that its goods are for, '' for none. */
export interface AnsweredOrder extends Placed<OrderLevel> {
  readonly order: DraftOrder | undefined;
  readonly store: string;
}

export function answeredOrders(document: Shipment, facts: Pick<ShipmentFacts, 'orders' | 'store'>): readonly AnsweredOrder[] {
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

/** Items of an order with the line of the 850 that they are of; with all that it may be where several are alike. */
export function linesOf({ level, path, order }: AnsweredOrder) {
  return itemsOf(level.levels, path).map(({ item, path: at }) => {
    const lines = order ? namedLines(order.order, { ...item, unit: item.shipUnit }) : [];
    return { item, path: at, lines, line: lines.length === 1 ? lines[0] : undefined };
  });
}

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
  const scope = scopeOf(order, store, true);
  return shippedByLine(answered).flatMap(({ lines, quantity, path }): readonly Found[] => {
    const scoped = scope.filter(({ line }) => lines.includes(line));
    const ordered = scoped.reduce((sum, entry) => sum.plus(entry.ordered), new Decimal(0));
    const all = quantity.plus(beforeOf(order, lines, store, number));
    if (scoped.length === 0 || all.lessThanOrEqualTo(ordered)) return [];
    return [
      findingAt(
        'BLOCK',
        path,
        `${linesName(lines)}: store ${store} gets ${decimalText(all)}, it ordered ${decimalText(ordered)}.`,
        decimalText(all),
        decimalText(ordered),
        cost,
      ),
    ];
  });
}

interface Shipped {
  readonly lines: readonly PurchaseOrderLine[];
  readonly quantity: Decimal;
  readonly path: string;
}

/** What a notice says of each line of an order, or of those that nobody can tell apart. */
function shippedByLine(...all: readonly AnsweredOrder[]): readonly Shipped[] {
  const sums = new Map<PurchaseOrderLine, Shipped>();
  for (const { item, path, lines } of all.flatMap(linesOf)) {
    const [first] = lines;
    if (!first) continue;
    const before = sums.get(first);
    const quantity = (parseDecimal(item.shipQuantity ?? '') ?? new Decimal(0)).plus(before?.quantity ?? 0);
    sums.set(first, { lines, quantity, path: before?.path ?? `${path}/ShipmentLine/ShipQty` });
  }
  return [...sums.values()];
}

/** What notices before the one of that number said of some lines. */
const beforeOf = (order: DraftOrder, lines: readonly PurchaseOrderLine[], store: string, number: string): Decimal =>
  lines.reduce((sum, line) => sum.plus(answeredBefore(order, '856', line.position, store, number)), new Decimal(0));

/** True where with everything that left before more of a line left than its order has. */
export const isOverOrder = (order: DraftOrder, levels: readonly AnsweredOrder[], number: string): boolean =>
  shippedByLine(...levels).some(({ lines, quantity }) => {
    const ordered = lines.reduce((sum, line) => sum.plus(parseDecimal(line.quantity ?? '') ?? 0), new Decimal(0));
    return quantity.plus(beforeOf(order, lines, '', number)).greaterThan(ordered);
  });

/** 856-07: with everything shipped before no more than ordered, and what the partner lets go over it. */
export const quantitiesWithinOrder: NoticeRule = {
  id: '856-07',
  fix: inDynamics('correct the packing slip to what the order takes'),
  check: (document, facts) => {
    const allowed = new Decimal(100).plus(facts.sheet.shipNotice.overagePercent || 0).dividedBy(100);
    const byOrder = Map.groupBy(answeredOrders(document, facts), ({ order }) => order);
    return [...byOrder].flatMap(([order, levels]) =>
      shippedByLine(...levels).flatMap(({ lines, quantity, path }): readonly Found[] => {
        const ordered = lines.reduce((sum, line) => sum.plus(parseDecimal(line.quantity ?? '') ?? 0), new Decimal(0));
        if (!order || lines.some((line) => !parseDecimal(line.quantity ?? ''))) return [];
        const all = quantity.plus(beforeOf(order, lines, '', document.number));
        if (all.lessThanOrEqualTo(ordered.times(allowed))) return [];
        return [
          findingAt(
            'BLOCK',
            path,
            `${linesName(lines)}: ${decimalText(all)} ${lines[0]?.unit ?? ''} shipped in all, ordered are ${decimalText(ordered)}.${maybeOthers(facts)}`,
            decimalText(all),
            decimalText(ordered.times(allowed)),
            'An overage is refused, sent back at our cost, or fined by the case.',
          ),
        ];
      }),
    );
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
      const { question, expected } = restQuestion(answered.order, facts);
      return linesOf(answered).flatMap(({ item, path, lines }): readonly Found[] => {
        const [line] = lines;
        if (!line || item.status !== '' || said.has(line)) return [];
        said.add(line);
        return [
          findingAt(
            'HOLD',
            `${path}/ShipmentLine/ItemStatusCode`,
            `${linesName(lines)} ${lines.length === 1 ? 'is' : 'are'} shipped short, ${question}`,
            '',
            expected,
            'A silent shortage is found at the dock and charged.',
          ),
        ];
      });
    }),
};

/** What is asked about a rest. Where no backorder is allowed the buyer must have agreed to one before it is said. */
function restQuestion(
  order: DraftOrder | undefined,
  { sheet }: ShipmentFacts,
): { readonly question: string; readonly expected: string } {
  if (!order || takesBackorders(order.order, sheet))
    return { question: 'and nobody has said whether the rest follows (BP) or is closed (IQ).', expected: 'BP or IQ' };
  const why = forbidsBackorder(order.order)
    ? 'the order allows no backorder (ShipCompleteCode N)'
    : 'the partner takes no backorder (its sheet has neither IB nor BP)';
  return {
    question: `and ${why}: close the rest (IQ), or say that it follows (BP) where the buyer agreed to that.`,
    expected: 'IQ, or BP with the word of the buyer',
  };
}
