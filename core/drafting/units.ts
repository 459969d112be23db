import { Decimal, decimalText, evened, parseDecimal, type DecimalText } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { DraftOrder, DraftOrderLine } from './draft.types.ts';

/** A Dynamics quantity in the unit of the 850's line, or why it cannot be said in it. */
export type BackConversion =
  | { readonly quantity: DecimalText; readonly factor: DecimalText; readonly finding?: Finding }
  | { readonly finding: Finding };

/** Finer than any sales unit is counted; a quantity that needs more does not divide evenly. */
const decimals = 6;

/**
 * Goes back from the unit of a posted line to that of the 850's line (ITM-05): divided by the factor, exactly. What does not
 * divide is held; what divides but breaks a case (1.5 CA where whole ones were ordered) is joined and found.
 */
export function backToOrdered(
  posted: { readonly quantity: DecimalText; readonly unit: string },
  line: PurchaseOrderLine,
  known: DraftOrderLine | undefined,
  order: DraftOrder,
): BackConversion {
  const factor = factorOf(posted.unit, line, known);
  const quantity = parseDecimal(posted.quantity);
  const name = `Line ${line.lineNumber || line.position}`;
  if (!factor || !quantity) return { finding: unknownUnit(name, posted, line, known, order) };
  const exact = quantity.dividedBy(factor);
  const result = (factor.lessThan(1) ? evened(exact) : exact).toDecimalPlaces(decimals);
  const said = `${decimalText(quantity)} ${posted.unit} at ${decimalText(factor)} ${posted.unit} per ${line.unit || 'unit'}`;
  if (!isWhole(result, factor, quantity)) {
    const rest = quantity.modulo(factor);
    return {
      finding: {
        ...remainder,
        severity: 'BLOCK',
        message: `${name}: ${said} leaves ${decimalText(rest)} ${posted.unit}; the order counts in ${line.unit}.`,
        value: decimalText(quantity),
      },
    };
  }
  const ordered = parseDecimal(line.quantity ?? '') ?? new Decimal(0);
  if (result.isInteger() || factor.equals(1) || !ordered.isInteger()) {
    return { quantity: decimalText(result), factor: decimalText(factor) };
  }
  return {
    quantity: decimalText(result),
    factor: decimalText(factor),
    finding: {
      ...remainder,
      severity: 'HOLD',
      message: `${name}: ${said} is ${decimalText(result)} ${line.unit}, a broken one.`,
      value: decimalText(result),
    },
  };
}

/**
 * True where nothing is left over. A factor below one may have no end (one each is a twelfth of a case), so that the digits
 * that were not written are no remainder; what truly does not divide is off by far more.
 */
const isWhole = (result: Decimal, factor: Decimal, quantity: Decimal): boolean => {
  const lost = factor.times('1e-9');
  const off = result.times(factor).minus(quantity).abs();
  return off.lessThanOrEqualTo(factor.lessThan(1) ? Decimal.max(lost, quantity.abs().times('1e-8')) : lost);
};

const remainder = {
  rule: 'ITM-05',
  path: '',
  expected: 'a whole number of the ordered unit',
  cost: 'The retailer counts in the unit it ordered; a part of it reads as a shortage.',
  fix: { fix: 'dynamics', act: 'post whole ones of the ordered unit' },
} as const;

/** How many of the posted unit one of the 850's line is. A line without a unit is in the product's own. */
export function factorOf(unit: string, line: PurchaseOrderLine, known: DraftOrderLine | undefined): Decimal | undefined {
  const row = unit === '' ? known?.units[0] : known?.units.find((entry) => sameUnit(entry.unit, unit));
  const factor = row && parseDecimal(row.factor);
  if (factor?.greaterThan(0)) return factor;
  return row === undefined && sameUnit(unit, line.unit) ? new Decimal(1) : undefined;
}

function unknownUnit(
  name: string,
  posted: { readonly unit: string },
  line: PurchaseOrderLine,
  known: DraftOrderLine | undefined,
  { order }: DraftOrder,
): Finding {
  return {
    severity: 'BLOCK',
    rule: 'ITM-04',
    path: '',
    message: `${name}: Dynamics posted in ${posted.unit || 'no unit'}, the order is in ${line.unit || 'no unit'}, and no conversion is known.`,
    value: posted.unit,
    expected: line.unit,
    cost: 'A quantity in the wrong unit reads as an overage or a shortage.',
    fix: {
      fix: 'unit',
      partnerId: order.partnerId,
      vendor: order.vendor,
      itemNumber: known?.itemNumber ?? '',
      ediUnit: line.unit,
      itemUnit: posted.unit,
      ...(line.pack === undefined ? {} : { pack: line.pack }),
    },
  };
}

/** A price per Dynamics unit as a price per unit of the 850's line. */
export function backToOrderedPrice(price: DecimalText, priceUnit: DecimalText | undefined, factor: DecimalText): Decimal {
  const per = parseDecimal(priceUnit ?? '1');
  return new Decimal(price).dividedBy(per?.greaterThan(0) ? per : 1).times(factor);
}

/**
 * True where a price that went to Dynamics and back is still the one of the 850: the way there divides a case price to six
 * decimals, so the way back is compared at the 850's own decimals, four at least. `factor`: how many of the posted unit the
 * ordered one is, which is how often the lost half of the sixth decimal comes back.
 */
export function samePrice(ours: Decimal, theirs: Decimal, factor: DecimalText = '1'): boolean {
  const places = Math.max(4, theirs.decimalPlaces());
  const lost = Decimal.max(roundTrip, new Decimal(factor).times(halfOfSixth));
  return ours.toDecimalPlaces(Math.min(places, 6)).equals(theirs) || ours.minus(theirs).abs().lessThanOrEqualTo(lost);
}

const halfOfSixth = new Decimal('0.0000005');

/** What dividing a price by a case pack at six decimals can lose over a pack of a hundred. */
const roundTrip = new Decimal('0.00005');
