import { Decimal, decimalText, parseDecimal, sameDecimal } from '#core/domain/decimal.ts';
import { leftOver, type OurUnit } from '#core/domain/leftOver.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { OrderLineState } from '#core/dynamics/journals.types.ts';
import type { ChangedLine } from '#core/drafting/changeLines.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';

/** Places of a quantity in Dynamics' unit, finer than any sales unit is counted: a factor without an end (a twelfth) comes back even. */
export const decimals = 6;

/** Dynamics units that one unit of an 850 line is; undefined where nobody knows. */
export function factorOf(order: DraftOrder, position: number, unit: string): Decimal | undefined {
  const units = order.lines.find((line) => line.position === position)?.units ?? [];
  return parseDecimal(units.find((known) => known.unit.toLowerCase() === unit.toLowerCase())?.factor ?? '');
}

/** True where a change says another price than the order. */
export const isRepriced = ({ line }: Pick<ChangedLine, 'line'>, before: PurchaseOrderLine): boolean =>
  parseDecimal(line.price ?? '') !== undefined && !sameDecimal(line.price ?? '', before.price ?? '');

/** What a line's price is in Dynamics where it is the one of the change. */
export function priceThere(
  { line }: Pick<ChangedLine, 'line'>,
  factor: Decimal,
  { priceUnit }: Pick<OrderLineState, 'priceUnit'>,
): Decimal {
  const per = parseDecimal(priceUnit ?? '');
  return new Decimal(line.price ?? '0')
    .times(per?.greaterThan(0) ? per : 1)
    .dividedBy(factor)
    .toDecimalPlaces(6);
}

/** A person decides about every change, so a broken case (ITM-05) is said to them and does not hold it; '' where all is whole. */
export function brokenUnits(quantity: Decimal, ediUnit: string, to: OurUnit): string {
  const rest = leftOver(quantity, ediUnit, to);
  return rest === undefined ? '' : `${decimalText(quantity)} ${ediUnit} are ${rest}: a part of a unit that nobody can pick.`;
}
