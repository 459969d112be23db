import { buyerPart } from '../catalogue.ts';
import { dayAfter } from '../clock.ts';
import type { PracticeOrder } from './purchaseOrder.ts';
import type { Tree } from './tree.ts';

/** An 860 for an order: the first line goes down to half, the last is deleted. */
export function changeTree(order: PracticeOrder, sequence: number, now: number): Tree {
  const { retailer } = order;
  const [first] = order.lines;
  const last = order.lines.at(-1);
  if (!first || !last) throw new Error('an order without lines cannot be changed');
  const fewer = Math.max(1, Math.floor(first.quantity / 2));
  const changes: readonly (Tree | undefined)[] = [
    lineChange(order, first, [
      ['LineChangeCode', 'QD'],
      ['OrderQty', String(fewer)],
      ['OrderQtyUOM', first.unit],
      ['PreviousOrderQty', String(first.quantity)],
      ['VarianceQty', String(fewer - first.quantity)],
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
