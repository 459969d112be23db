import { Decimal } from 'decimal.js';
import { buyerPart, type Retailer } from '../catalogue.ts';
import type { OrderLine, PracticeOrder } from './purchaseOrder.ts';
import type { Tree } from './tree.ts';

/** The `LineItem` of an order's line; `index` is its place, from 0; `changeCode` where a change names it. */
export function lineTree(order: PracticeOrder, line: OrderLine, index: number, changeCode?: string): Tree {
  const { retailer } = order;
  const { product } = line;
  const has = (kind: Retailer['identifiers'][number]): boolean => retailer.identifiers.includes(kind);
  const first = order.lines[0]?.product ?? product;
  const vendorPart = order.sharedVendorPart && index === 1 ? first.vendorPart : product.vendorPart;
  return [
    'LineItem',
    [
      [
        'OrderLine',
        [
          ['LineSequenceNumber', line.number],
          has('buyer') ? ['BuyerPartNumber', buyerPart(retailer, product)] : undefined,
          has('vendor') ? ['VendorPartNumber', vendorPart] : undefined,
          has('upc') ? ['ConsumerPackageCode', product.upc] : undefined,
          has('gtin') ? ['GTIN', line.unit === 'CA' ? product.caseGtin : `00${product.upc}`] : undefined,
          changeCode === undefined ? undefined : ['LineChangeCode', changeCode],
          ['OrderQty', String(line.quantity)],
          ['OrderQtyUOM', line.unit],
          ['PurchasePrice', line.price],
          ['PurchasePriceBasis', line.unit === 'CA' ? 'CA' : 'PE'],
        ],
      ],
      [
        'PriceInformation',
        [
          ['PriceTypeIDCode', 'RTL'],
          ['UnitPrice', new Decimal(product.price).times('2.4').toFixed(2)],
        ],
      ],
      [
        'ProductOrItemDescription',
        [
          ['ProductCharacteristicCode', '08'],
          ['ProductDescription', product.description],
        ],
      ],
      [
        'PhysicalDetails',
        [
          ['PackQualifier', 'OU'],
          ['PackValue', String(product.pack)],
        ],
      ],
      [
        'References',
        [
          ['ReferenceQual', 'CT'],
          ['ReferenceID', `L${line.number}`],
        ],
      ],
      ...(order.wrongTotals ? [line.stores] : line.stores.map((part) => [part])).flatMap((parts) => split(line, parts)),
    ],
  ];
}

/** What several stores get of a line. The total is the first one's, as in SPS's own multi-store sample (sps.md 3.4). */
function split(line: OrderLine, parts: OrderLine['stores']): readonly Tree[] {
  const [first] = parts;
  if (!first) return [];
  return [
    [
      'QuantitiesSchedulesLocations',
      [
        ['QuantityQualifier', '01'],
        ['TotalQty', String(first.quantity)],
        ['TotalQtyUOM', line.unit],
        ['LocationCodeQualifier', '92'],
        ...parts.map((part): Tree => [
          'LocationQuantity',
          [
            ['Location', part.store],
            ['Qty', String(part.quantity)],
          ],
        ]),
      ],
    ],
  ];
}
