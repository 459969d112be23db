import { buyerPart } from '../catalogue.ts';
import { dayAfter } from '../clock.ts';
import type { PracticeOrder } from './purchaseOrder.ts';
import type { Tree } from './tree.ts';

/** An 860 for an order: the first line goes down to half (a single piece becomes two), the last is deleted. */
export function changeTree(order: PracticeOrder, sequence: number, now: number): Tree {
  const { retailer } = order;
  const [first] = order.lines;
  const last = order.lines.at(-1);
  if (!first || !last) throw new Error('an order without lines cannot be changed');
  const wanted = wantedOf(first.quantity);
  const changes: readonly (Tree | undefined)[] = [
    lineChange(order, first, [
      ['LineChangeCode', wanted < first.quantity ? 'QD' : 'QI'],
      ['OrderQty', String(wanted)],
      ['OrderQtyUOM', first.unit],
      ['PreviousOrderQty', String(first.quantity)],
      ['VarianceQty', String(wanted - first.quantity)],
      ['PurchasePrice', first.price],
    ]),
    last === first
      ? undefined
      : lineChange(order, last, [
          ['LineChangeCode', 'DI'],
          ['OrderQty', '0'],
          ['OrderQtyUOM', last.unit],
        ]),
  ];
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
      ['Summary', [['TotalLineItemNumber', String(changes.filter(Boolean).length)]]],
    ],
  ];
}

/** The order as it stands after its 860, which the next one starts from. Split lines keep their stores and quantities. */
export function afterChange(order: PracticeOrder): PracticeOrder {
  const kept = order.lines.length > 1 ? order.lines.slice(0, -1) : order.lines;
  const lines = kept.map((line, index) =>
    index === 0 && line.stores.length === 0 ? { ...line, quantity: wantedOf(line.quantity) } : line,
  );
  return { ...order, lines };
}

const wantedOf = (quantity: number): number => (quantity > 1 ? Math.floor(quantity / 2) : 2);

function lineChange(order: PracticeOrder, line: PracticeOrder['lines'][number], values: readonly Tree[]): Tree {
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
