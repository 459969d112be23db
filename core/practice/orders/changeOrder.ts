import { Decimal } from 'decimal.js';
import { buyerPart, products } from '../catalogue.ts';
import { dayAfter } from '../clock.ts';
import { lineTree } from './lineTree.ts';
import type { OrderLine, PracticeOrder } from './purchaseOrder.ts';
import type { Tree } from './tree.ts';

/** An 860 for an order: the first line goes down to half (a single piece becomes two), the last is deleted. */
export function changeTree(order: PracticeOrder, sequence: number, now: number): Tree {
  const [first] = order.lines;
  const last = order.lines.at(-1);
  if (!first || !last) throw new Error('an order without lines cannot be changed');
  return changeOf(order, sequence, now, [quantityChange(order, first), ...(last === first ? [] : [deletion(order, last)])]);
}

/** An 860 that changes the first line as the other does, and adds one behind the last: a product that the order has not. */
export function additionTree(order: PracticeOrder, sequence: number, now: number): Tree {
  const [first] = order.lines;
  if (!first) throw new Error('an order without lines cannot be changed');
  const added = lineTree(order, additionOf(order), order.lines.length, 'AI');
  return changeOf(order, sequence, now, [...(first.stores.length === 0 ? [quantityChange(order, first)] : []), added]);
}

function changeOf(order: PracticeOrder, sequence: number, now: number, changes: readonly Tree[]): Tree {
  const { retailer } = order;
  return [
    'OrderChange',
    [
      [
        'Header',
        [
          [
            'OrderHeader',
            [
              ['TradingPartnerId', retailer.partnerId],
              ['PurchaseOrderNumber', order.number],
              ['TsetPurposeCode', '04'],
              ['PrimaryPOTypeCode', 'SA'],
              ['ChangeOrderSeqNumber', String(sequence)],
              ['PurchaseOrderDate', dayAfter(order.placedAt, 0)],
              ['POChangeDate', dayAfter(now, 0)],
              retailer.vendor === '' ? undefined : ['Vendor', retailer.vendor],
            ],
          ],
        ],
      ],
      ...changes,
      ['Summary', [['TotalLineItemNumber', String(changes.length)]]],
    ],
  ];
}

/** The order as it stands after its 860, which the next one starts from. Split lines keep their stores and quantities. */
export function afterChange(order: PracticeOrder): PracticeOrder {
  const kept = order.lines.length > 1 ? order.lines.slice(0, -1) : order.lines;
  return { ...order, lines: withFirstChanged(kept), highest: highestOf(order) };
}

/** The same after one that adds a line. */
export function afterAddition(order: PracticeOrder): PracticeOrder {
  const added = additionOf(order);
  return { ...order, lines: [...withFirstChanged(order.lines), added], highest: Number(added.number) };
}

const highestOf = ({ lines, highest = 0 }: PracticeOrder): number =>
  Math.max(highest, ...lines.map((line) => Number(line.number)));

function withFirstChanged(lines: readonly OrderLine[]): readonly OrderLine[] {
  return lines.map((line, index) =>
    index === 0 && line.stores.length === 0 ? { ...line, quantity: wantedOf(line.quantity) } : line,
  );
}

/** The line that an 860 adds: the next product of the catalogue, as much of it and for the same stores as the last line. */
function additionOf(order: PracticeOrder): OrderLine {
  const last = order.lines.at(-1);
  const product = products.find((one) => !order.lines.some((line) => line.product.upc === one.upc)) ?? products[0];
  if (!last || !product) throw new Error('an order without lines cannot be changed');
  const number = String(highestOf(order) + 1).padStart(last.number.length, '0');
  const price = last.unit === 'CA' ? new Decimal(product.price).times(product.pack).toFixed(2) : product.price;
  return { ...last, number, product, price };
}

const wantedOf = (quantity: number): number => (quantity > 1 ? Math.floor(quantity / 2) : 2);

function quantityChange(order: PracticeOrder, line: OrderLine): Tree {
  const wanted = wantedOf(line.quantity);
  return lineChange(order, line, [
    ['LineChangeCode', wanted < line.quantity ? 'QD' : 'QI'],
    ['OrderQty', String(wanted)],
    ['OrderQtyUOM', line.unit],
    ['PreviousOrderQty', String(line.quantity)],
    ['VarianceQty', String(wanted - line.quantity)],
    ['PurchasePrice', line.price],
  ]);
}

function deletion(order: PracticeOrder, line: OrderLine): Tree {
  return lineChange(order, line, [
    ['LineChangeCode', 'DI'],
    ['OrderQty', '0'],
    ['OrderQtyUOM', line.unit],
  ]);
}

function lineChange(order: PracticeOrder, line: OrderLine, values: readonly Tree[]): Tree {
  return [
    'LineItem',
    [
      [
        'OrderLine',
        [['LineSequenceNumber', line.number], ['BuyerPartNumber', buyerPart(order.retailer, line.product)], ...values],
      ],
    ],
  ];
}
