import { Decimal, decimalText, evened, parseDecimal, type DecimalText } from '#core/domain/decimal.ts';
import type { ItemMapping, Kept, MappingGap, UnitMapping } from '#core/domain/mapping.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';
import type { OrderOwner } from './resolveItem.ts';

/** An EDI unit of a line in Dynamics units: quantities times `factor`, prices divided by it. */
export interface UnitConversion {
  readonly unit: string;
  readonly factor: Decimal;
  /** The row that said so, where one did. */
  readonly used?: number;
}

export type UnitResolution = { readonly found: UnitConversion } | { readonly gap: MappingGap };

/**
 * The unit of a line (ITM-04): the row of this item first, then the partner's row for all items; without one only a unit
 * that equals the product's own (EA and ea) needs none. A line without a unit is in the product's own.
 */
export function resolveUnit(
  line: PurchaseOrderLine,
  { partnerId, vendor }: OrderOwner,
  item: ItemMapping,
  rows: readonly Kept<UnitMapping>[],
): UnitResolution {
  const one = new Decimal(1);
  if (line.unit === '' && item.unit !== '') return { found: { unit: item.unit, factor: one } };
  const row = unitOf(line.unit, item.itemNumber, rows);
  const factor = row && parseDecimal(row.factor);
  if (row && factor && factor.greaterThan(0)) return { found: { unit: row.unit, factor, used: row.id } };
  if (item.unit !== '' && sameUnit(item.unit, line.unit)) return { found: { unit: item.unit, factor: one } };
  return {
    gap: {
      key: `unit:${partnerId}:${item.itemNumber}:${line.unit.toUpperCase()}`,
      path: `${line.path}/OrderLine/OrderQtyUOM`,
      lines: 1,
      fix: {
        fix: 'unit',
        partnerId,
        vendor,
        itemNumber: item.itemNumber,
        ediUnit: line.unit,
        itemUnit: item.unit,
        ...(line.pack === undefined ? {} : { pack: line.pack }),
      },
    },
  };
}

/** The row that speaks of an EDI unit: the one of this item first, then the partner's for all items. */
export function unitOf<Row extends UnitMapping>(ediUnit: string, itemNumber: string, rows: readonly Row[]): Row | undefined {
  const candidates = rows.filter((row) => sameUnit(row.ediUnit, ediUnit));
  return (
    candidates.find((candidate) => candidate.itemNumber === itemNumber) ??
    candidates.find((candidate) => candidate.itemNumber === '')
  );
}

/** A quantity in Dynamics units, exact; twenty-four eaches at a twelfth are two cases, however many digits the twelfth has. */
export function convertQuantity(quantity: string, { factor }: UnitConversion): DecimalText {
  const converted = new Decimal(quantity).times(factor);
  return decimalText(factor.lessThan(1) ? evened(converted) : converted);
}

/** Enough decimals that a case price divided to each loses no money over any real quantity (ITM-09). */
const priceDecimals = 6;

/** A price per EDI unit as a price per Dynamics unit; unchanged when the units are the same. */
export function convertPrice(price: string, { factor }: UnitConversion): DecimalText {
  return factor.equals(1) ? decimalText(price) : decimalText(new Decimal(price).dividedBy(factor).toDecimalPlaces(priceDecimals));
}
