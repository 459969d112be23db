import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import { customerReference, longestReference } from '#core/domain/identity.ts';
import type { PurchaseOrder, StoreQuantity } from '#core/domain/purchaseOrder.ts';
import { isXmlText } from '#core/rsx/valueChecks.ts';
import type { IntakeContext } from './context.ts';
import { askFor } from './fixes.ts';
import { finding, type Found, type Rule } from './rule.ts';

type OrderRule = Rule<PurchaseOrder, IntakeContext>;

/** 850-16: an order without lines is none. */
const hasLines: OrderRule = {
  id: '850-16',
  fix: askFor('the lines of the order'),
  check: (order) =>
    order.lines.length > 0
      ? []
      : [
          finding('BLOCK', 'Order', 'The purchase order has no lines.', {
            value: '0',
            expected: 'at least one line',
            cost: 'Nothing can be shipped on it.',
          }),
        ],
};

const headerAt = (name: string): string => `Order/Header/OrderHeader/${name}`;

/** 850-19: what an order is found by, here and in Dynamics. JSON can carry characters that nothing else can. */
const named: OrderRule = {
  id: '850-19',
  fix: askFor('a purchase order that names its trading partner and its number'),
  check: (order) => {
    const cost = 'Without it nobody finds the order again in Dynamics, and no answer to it can be addressed.';
    const keys = [
      { at: headerAt('TradingPartnerId'), what: 'trading partner id', text: order.partnerId },
      { at: headerAt('PurchaseOrderNumber'), what: 'purchase order number', text: order.number },
    ];
    const optional = [
      { at: headerAt('ReleaseNumber'), what: 'release number', text: order.release },
      { at: headerAt('Vendor'), what: 'vendor number', text: order.vendor },
      ...order.addresses.map(({ code, path }) => ({ at: path, what: 'location number', text: code })),
      ...order.lines.flatMap(({ stores }) => stores.map(({ store, path }) => ({ at: path, what: 'store number', text: store }))),
    ];
    return [
      ...keys
        .filter(({ text }) => text === '')
        .map(({ at, what }) => finding('BLOCK', at, `The purchase order has no ${what}.`, { expected: `a ${what}`, cost })),
      ...[...keys, ...optional]
        .filter(({ text }) => !isXmlText(text))
        .map(({ at, what }) =>
          finding('BLOCK', at, `The ${what} holds a character that neither XML nor Dynamics can carry.`, {
            expected: 'characters that can be written',
            cost,
          }),
        ),
      ...tooLong(order),
    ];
  },
};

/** Dynamics keeps number and release in one field, by which the order is found again; a store may be added to them later. */
function tooLong({ number, release }: PurchaseOrder): readonly Found[] {
  const { length } = customerReference({ partnerId: '', vendor: '', number, release, store: '', copy: 1 });
  if (length <= longestReference) return [];
  const what = release === '' ? 'purchase order number' : 'purchase order number with its release';
  return [
    finding(
      'BLOCK',
      headerAt('PurchaseOrderNumber'),
      `The ${what} has ${length} characters; Dynamics keeps ${longestReference}.`,
      {
        value: number,
        expected: `at most ${longestReference} characters`,
        cost: 'A shortened number could not be found again in Dynamics, so no sales order is made.',
        fix: { fix: 'retailer', ask: `the order under a number of at most ${longestReference} characters` },
      },
    ),
  ];
}

/** 850-17: quantities are there and above zero. A store may get none of a line; less than none nobody can ship. */
const quantities: OrderRule = {
  id: '850-17',
  fix: askFor('a quantity above zero, or the line left out'),
  check: (_order, { lines, readerFindings }) =>
    lines.flatMap(({ line, name, quantity }) => {
      if (quantity?.greaterThan(0)) return line.stores.flatMap((part) => lessThanNone(name, part));
      const path = `${line.path}/OrderLine/OrderQty`;
      const expected = 'a quantity above zero';
      if (!quantity) return [noQuantity(name, path, expected, readerFindings)];
      return [
        finding('BLOCK', path, `${name} orders ${decimalText(quantity)}: zero or less cannot be ordered.`, {
          value: decimalText(quantity),
          expected,
          cost: 'Dynamics would book it as a return.',
        }),
      ];
    }),
};

/** What stands there but is no number the reader has told; a buyer who is told that nothing stands there looks in vain. */
function noQuantity(name: string, path: string, expected: string, readerFindings: IntakeContext['readerFindings']): Found {
  const written = readerFindings.find((found) => found.rule === 'RSX-NUMBER' && found.path === path)?.value;
  const cost = 'Nobody knows what to ship.';
  return written === undefined
    ? finding('BLOCK', path, `${name} has no quantity.`, { expected, cost })
    : finding('BLOCK', path, `${name} orders '${written}', which is no number.`, { value: written, expected, cost });
}

function lessThanNone(name: string, { store, quantity, path }: StoreQuantity): readonly Found[] {
  if (!parseDecimal(quantity)?.lessThan(0)) return [];
  return [
    finding('BLOCK', path, `${name} orders ${quantity} for store ${store}: less than none cannot be shipped.`, {
      value: quantity,
      expected: 'a quantity of zero or more',
      cost: 'Dynamics would book it as a return.',
    }),
  ];
}

/** 850-05: the trailer's counts (number of lines, total quantity). Real documents do not add up, so this only warns. */
const trailer: OrderRule = {
  id: '850-05',
  fix: askFor('a word on whether lines or pieces are missing'),
  check: (order, { lines }) => [...lineCount(order), ...quantityTotal(order, lines)],
};

function lineCount(order: PurchaseOrder): readonly Found[] {
  if (order.totalLines === undefined || Number(order.totalLines) === order.lines.length) return [];
  return [
    finding(
      'WARN',
      'Order/Summary/TotalLineItemNumber',
      `The summary counts ${order.totalLines} lines, the order has ${order.lines.length}.`,
      { value: order.totalLines, expected: String(order.lines.length) },
    ),
  ];
}

/** Only where all lines are in one unit: what a total over eaches and cases counts, every partner says otherwise. */
function quantityTotal(order: PurchaseOrder, lines: IntakeContext['lines']): readonly Found[] {
  const total = order.totalQuantity === undefined ? undefined : parseDecimal(order.totalQuantity);
  const unit = order.lines[0]?.unit;
  if (!total || lines.some(({ line, quantity }) => !quantity || line.unit !== unit)) return [];
  const sum = lines.reduce((value, { quantity }) => (quantity ? value.plus(quantity) : value), new Decimal(0));
  if (sum.equals(total)) return [];
  return [
    finding(
      'WARN',
      'Order/Header/QuantityTotals',
      `The totals say ${decimalText(total)} pieces, the lines order ${decimalText(sum)}.`,
      { value: decimalText(total), expected: decimalText(sum) },
    ),
  ];
}

const cent = new Decimal('0.01');

/** 850-15: the total's meaning is the partner's own (net or gross of allowances), so this only warns. */
const totalAmount: OrderRule = {
  id: '850-15',
  fix: askFor('a word on what the total covers'),
  check: (order, { lines }) => {
    const total = order.totalAmount === undefined ? undefined : parseDecimal(order.totalAmount);
    if (!total) return [];
    const sum = lines.reduce(
      (value, { quantity, price }) => (quantity && price ? value.plus(quantity.times(price)) : value),
      new Decimal(0),
    );
    if (total.minus(sum).abs().lessThanOrEqualTo(cent)) return [];
    return [
      finding(
        'WARN',
        'Order/Summary/TotalAmount',
        `The summary says ${decimalText(total)}, the lines add up to ${decimalText(sum)}.`,
        { value: decimalText(total), expected: decimalText(sum) },
      ),
    ];
  },
};

/** What an order must have to be one, and whether its own totals agree. */
export const structureRules = { named, hasLines, quantities, trailer, totalAmount } as const;
