import { decimalText } from '#core/domain/decimal.ts';
import { priceInWords, type PriceFix } from '#core/domain/prices.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { IntakeContext, LineFacts } from './context.ts';
import type { PriceDifference } from './priceDifference.ts';
import { askForRight } from './fixes.ts';
import { finding, type Found, type Rule } from './rule.ts';

type OrderRule = Rule<PurchaseOrder, IntakeContext>;

const sources = { 'accepted-before': 'accepted before', 'released-product': 'of the released product' } as const;

function words(facts: LineFacts, difference: PriceDifference): string {
  const { line, name, price } = facts;
  const percent = difference.percent.toDecimalPlaces(2);
  const sign = percent.isNegative() ? '−' : '+';
  const per = line.unit === '' ? 'unit' : line.unit;
  const amount = [priceInWords(price ?? difference.expected), difference.currency].filter(Boolean).join(' ');
  return `${name}: ${amount} per ${per}, ours ${sources[difference.expectedFrom]} is ${priceInWords(difference.expected)} (${sign}${percent.abs().toFixed()} %)`;
}

function fixOf(order: PurchaseOrder, { line, price, resolved }: LineFacts, difference: PriceDifference): PriceFix | undefined {
  if (!price || !resolved) return undefined;
  return {
    fix: 'price',
    partnerId: order.partnerId,
    vendor: order.vendor,
    itemNumber: resolved.itemNumber,
    unit: line.unit,
    currency: difference.currency,
    price: decimalText(price),
    quantity: line.quantity ?? '0',
    expected: decimalText(difference.expected.toDecimalPlaces(6)),
    expectedFrom: difference.expectedFrom,
    ...(difference.pack === undefined ? {} : { packFactor: decimalText(difference.pack.toDecimalPlaces(6)) }),
  };
}

function differing(
  order: PurchaseOrder,
  facts: LineFacts,
  tell: (difference: PriceDifference) => [string, string],
): readonly Found[] {
  const { difference, line } = facts;
  const fix = difference && fixOf(order, facts, difference);
  if (!difference || !fix) return [];
  const [message, cost] = tell(difference);
  const path = `${line.path}/OrderLine/PurchasePrice`;
  return [finding('HOLD', path, message, { value: fix.price, expected: fix.expected, cost, fix })];
}

/** 850-08: a price that is not ours. */
export const priceWithinTolerance: OrderRule = {
  id: '850-08',
  fix: askForRight('our price'),
  check: (order, { lines }) =>
    lines.flatMap((facts) =>
      facts.difference?.pack === undefined
        ? differing(order, facts, (difference) => [
            `${words(facts, difference)}.`,
            'The invoice will not match the order, and the retailer deducts the difference.',
          ])
        : [],
    ),
};

/** 850-09: a price that is off by the pack: first ask for the unit. */
export const priceOffByPack: OrderRule = {
  id: '850-09',
  fix: askForRight('our price'),
  check: (order, { lines }) =>
    lines.flatMap((facts) =>
      facts.difference?.pack === undefined
        ? []
        : differing(order, facts, (difference) => [
            `${words(facts, difference)}. They differ by about ${decimalText((difference.pack ?? difference.expected).toDecimalPlaces(2))}, a pack: probably the unit is wrong, not the price.`,
            'Accepted as a price, the quantity stays wrong: the pack too many or too few goods ship.',
          ]),
    ),
};
