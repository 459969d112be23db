import { type Decimal, decimalText, evened } from './decimal.ts';

/** Our unit of a line, and how many of it one of the retailer's is. */
export interface OurUnit {
  readonly unit: string;
  readonly factor: Decimal;
}

/** As the plan converts: a factor below one may have no end, and the digits that it lacks are no remainder. */
export const converted = (quantity: Decimal, factor: Decimal): Decimal =>
  factor.lessThan(1) ? evened(quantity.times(factor)) : quantity.times(factor);

/**
 * ITM-05: what whole units of the retailer come to where that is no whole number of ours ("0 ca and 10 EA left over");
 * undefined where it is one. A quantity that is itself a fraction (1.5 LB) was meant so. What is left over is told in the
 * smaller of the two units, which is the one that people count on.
 */
export function leftOver(quantity: Decimal, ediUnit: string, { unit, factor }: OurUnit): string | undefined {
  const comesTo = converted(quantity, factor);
  if (!quantity.isInteger() || !quantity.greaterThan(0) || comesTo.isInteger()) return undefined;
  const whole = comesTo.floor();
  const [rest, restUnit] = factor.lessThan(1)
    ? [quantity.minus(evened(whole.dividedBy(factor))), ediUnit]
    : [comesTo.minus(whole), unit];
  return `${decimalText(whole)} ${unit} and ${decimalText(rest.toDecimalPlaces(unitDecimals))} ${restUnit} left over`;
}

/** More than any unit is counted in; behind them stand the digits of a factor without an end. */
export const unitDecimals = 6;
