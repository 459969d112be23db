import { Decimal } from 'decimal.js';
import { products, type Family, type Product, type Retailer } from '../catalogue.ts';
import { dayAfter } from '../clock.ts';
import type { Random } from '../random.ts';
import { lineTree } from './lineTree.ts';
import type { Tree } from './tree.ts';

/** One line of a practice order before it is written. */
export interface OrderLine {
  readonly number: string;
  readonly product: Product;
  readonly quantity: number;
  readonly unit: 'EA' | 'CA';
  readonly price: string;
  /** Store and quantity, where the family splits. */
  readonly stores: readonly { readonly store: string; readonly quantity: number }[];
}

/** A practice order, kept so that changes, replacements and duplicates can refer to it. */
export interface PracticeOrder {
  readonly retailer: Retailer;
  readonly family: Family;
  readonly number: string;
  readonly purpose: string;
  readonly placedAt: number;
  readonly lines: readonly OrderLine[];
  /** The highest line number that it ever had, where a change took that line away: no number is given twice. */
  readonly highest?: number;
  readonly wrongTotals: boolean;
  /** Two lines that carry one vendor part, as SPS's own samples do. */
  readonly sharedVendorPart: boolean;
  /** A special instruction beside the note that every order of the practice world carries. */
  readonly note?: string;
}

/** A new order of a retailer in one of its families. */
export function newOrder(
  random: Random,
  retailer: Retailer,
  family: Family,
  number: string,
  now: number,
  lineCount: number,
): PracticeOrder {
  const start = random.between(0, products.length - 1);
  const lines = Array.from({ length: Math.min(lineCount, products.length) }, (_, index) => {
    const product = products[(start + index) % products.length];
    if (!product) throw new Error('the catalogue is empty');
    return newLine(random, retailer, family, product, index + 1);
  });
  return { retailer, family, number, purpose: '00', placedAt: now, lines, wrongTotals: false, sharedVendorPart: false };
}

function newLine(random: Random, retailer: Retailer, family: Family, product: Product, position: number): OrderLine {
  const split = family === 'crossdock' || family === 'multistore';
  const stores = split
    ? retailer.stores.map((store) => ({ store, quantity: random.between(1, 6) * (retailer.inCases ? 1 : 6) }))
    : [];
  const quantity = split
    ? stores.reduce((sum, part) => sum + part.quantity, 0)
    : family === 'dropship'
      ? random.between(1, 3)
      : random.between(1, 12) * (retailer.inCases ? 1 : 12);
  return {
    number: String(position).padStart(retailer.lineDigits, '0'),
    product,
    quantity,
    unit: retailer.inCases ? 'CA' : 'EA',
    price: retailer.inCases ? new Decimal(product.price).times(product.pack).toFixed(2) : product.price,
    stores,
  };
}

/** The 850 of an order in RSX 7.7, as rich as real ones. */
export function orderTree(order: PracticeOrder): Tree {
  const total = order.lines.reduce((sum, line) => sum.plus(new Decimal(line.price).times(line.quantity)), new Decimal(0));
  const quantity = order.lines.reduce((sum, line) => sum + line.quantity, 0);
  return [
    'Order',
    [
      ['Header', header(order, quantity)],
      ...order.lines.map((line, index) => lineTree(order, line, index)),
      [
        'Summary',
        [
          ['TotalAmount', (order.wrongTotals ? total.times('0.95') : total).toFixed(2)],
          ['TotalLineItemNumber', String(order.lines.length + (order.wrongTotals ? 2 : 0))],
        ],
      ],
    ],
  ];
}

function header(order: PracticeOrder, quantity: number): readonly (Tree | undefined)[] {
  const { retailer, family, placedAt } = order;
  const dropShip = family === 'dropship';
  return [
    [
      'OrderHeader',
      [
        ['TradingPartnerId', retailer.partnerId],
        ['PurchaseOrderNumber', order.number],
        ['TsetPurposeCode', order.purpose],
        ['PrimaryPOTypeCode', dropShip ? 'DS' : 'SA'],
        ['PurchaseOrderDate', dayAfter(placedAt, 0)],
        ['ShipCompleteCode', 'Y'],
        ['BuyersCurrency', 'USD'],
        ['Department', '040'],
        retailer.vendor === '' ? undefined : ['Vendor', retailer.vendor],
        dropShip ? ['CustomerOrderNumber', `W${order.number}`] : undefined,
      ],
    ],
    [
      'PaymentTerms',
      [
        ['TermsType', '01'],
        ['TermsBasisDateCode', '3'],
        ['TermsDiscountPercentage', '2'],
        ['TermsDiscountDueDays', '10'],
        ['TermsNetDueDays', '30'],
        ['TermsDescription', '2% 10 Net 30'],
      ],
    ],
    [
      'Dates',
      [
        ['DateTimeQualifier', '010'],
        ['Date', dayAfter(placedAt, dropShip ? 2 : 8)],
      ],
    ],
    [
      'Dates',
      [
        ['DateTimeQualifier', '002'],
        ['Date', dayAfter(placedAt, dropShip ? 6 : 12)],
      ],
    ],
    [
      'Dates',
      [
        ['DateTimeQualifier', '001'],
        ['Date', dayAfter(placedAt, dropShip ? 9 : 18)],
      ],
    ],
    dropShip
      ? [
          'Contacts',
          [
            ['ContactTypeCode', 'RE'],
            ['ContactName', 'Jordan Ellis'],
            ['PrimaryEmail', 'jordan.ellis@example.com'],
          ],
        ]
      : [
          'Contacts',
          [
            ['ContactTypeCode', 'IC'],
            ['ContactName', 'Replenishment Desk'],
            ['PrimaryPhone', '555-0100'],
          ],
        ],
    address('BT', retailer.name, 'HQ01', '1 Market Way', 'Columbus', 'OH', '43004'),
    shipTo(order),
    [
      'FOBRelatedInstruction',
      [
        ['FOBPayCode', 'CC'],
        ['FOBLocationQualifier', 'OR'],
      ],
    ],
    [
      'CarrierInformation',
      [
        ['CarrierTransMethodCode', 'M'],
        ['CarrierAlphaCode', retailer.carrier],
        ['CarrierRouting', `${retailer.carrier} routing guide`],
      ],
    ],
    [
      'References',
      [
        ['ReferenceQual', 'CT'],
        ['ReferenceID', `AGR-${retailer.prefix}-77`],
      ],
    ],
    [
      'Notes',
      [
        ['NoteCode', 'SHP'],
        ['Note', 'Call for a dock appointment 24h ahead'],
      ],
    ],
    order.note === undefined
      ? undefined
      : [
          'Notes',
          [
            ['NoteCode', 'SPE'],
            ['Note', order.note],
          ],
        ],
    [
      'QuantityTotals',
      [
        ['QuantityTotalsQualifier', 'SQT'],
        ['Quantity', String(order.wrongTotals ? quantity + 10 : quantity)],
        ['QuantityUOM', retailer.inCases ? 'CA' : 'EA'],
      ],
    ],
  ];
}

function address(type: string, name: string, code: string, street: string, city: string, state: string, postal: string): Tree {
  return [
    'Address',
    [
      ['AddressTypeCode', type],
      code === '' ? undefined : ['LocationCodeQualifier', '92'],
      code === '' ? undefined : ['AddressLocationNumber', code],
      ['AddressName', name],
      ['Address1', street],
      ['City', city],
      ['State', state],
      ['PostalCode', postal],
      ['Country', 'USA'],
    ],
  ];
}

function shipTo({ retailer, family }: PracticeOrder): Tree | undefined {
  switch (family) {
    case 'dropship':
      return address('ST', 'Jordan Ellis', '', '12 Elm Street', 'Tulsa', 'OK', '74103');
    case 'multistore':
      return undefined;
    case 'bulk':
    case 'crossdock':
      return address(
        'ST',
        `${retailer.name} DC ${retailer.distributionCentre}`,
        retailer.distributionCentre,
        '900 Freight Road',
        'Joliet',
        'IL',
        '60433',
      );
  }
}
