import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { PurchaseOrder, PurchaseOrderLine, StoreQuantity } from '#core/domain/purchaseOrder.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';

/** True when any line is split over stores (cross-dock, multi-store). */
export function hasStoreSplit(order: PurchaseOrder): boolean {
  return order.lines.some((line) => line.stores.length > 0);
}

/**
 * The stores that get something of a line: one with a quantity of zero gets no line in Dynamics and needs no address. Where
 * none gets anything all are kept: the split then says something else than the line, and a person was asked (850-06).
 */
export function suppliedStores({ stores }: PurchaseOrderLine): readonly StoreQuantity[] {
  const supplied = stores.filter(({ quantity }) => !parseDecimal(quantity)?.isZero());
  return supplied.length > 0 ? supplied : stores;
}

/** Rule 850-06: the stores' quantities add up to the line's, in the line's unit; both figures are named where they do not. */
export function splitFindings(order: PurchaseOrder): readonly Finding[] {
  return order.lines.flatMap((line) => {
    const split = splitOf(line);
    const ordered = line.quantity === undefined ? undefined : parseDecimal(line.quantity);
    const unit = otherUnit(line);
    if (line.stores.length === 0 || !ordered || (split.equals(ordered) && unit === undefined)) return [];
    const [value, expected] =
      unit === undefined
        ? [decimalText(split), decimalText(ordered)]
        : [`${decimalText(split)} ${unit}`, `${decimalText(ordered)} ${line.unit}`];
    return [
      {
        severity: 'HOLD',
        rule: '850-06',
        path: `${line.path}/OrderLine/OrderQty`,
        message: `Line ${line.lineNumber || line.position}: the stores add up to ${value}, the line orders ${expected}.`,
        value,
        expected,
        cost: 'A store gets too little or too much: a shortage or an overage at the retailer.',
        fix: { fix: 'retailer', ask: 'quantities of the stores that add up to the line' },
      },
    ];
  });
}

/** The unit that the stores count in where it is not the line's; every store's number is taken to be in the line's. */
function otherUnit(line: PurchaseOrderLine): string | undefined {
  if (line.unit === '') return undefined;
  return line.stores.map(({ unit }) => unit).find((unit) => unit !== '' && !sameUnit(unit, line.unit));
}

function splitOf(line: PurchaseOrderLine): Decimal {
  return line.stores.reduce((sum, part) => sum.plus(parseDecimal(part.quantity) ?? 0), new Decimal(0));
}
