import type { ItemIdentifiers, PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';
import { lineName } from './common.ts';

/** By what a document tells which line of the order it means. */
export interface NamedLine {
  readonly lineNumber: string;
  readonly item: ItemIdentifiers;
  readonly unit: string;
}

const identifiers = ['buyerPart', 'vendorPart', 'upc', 'gtin', 'ean'] as const satisfies readonly (keyof ItemIdentifiers)[];

/**
 * The lines of the 850 that a line of a document may be of: by its number; where that names none or several, by its item,
 * then by its unit. Several only where the order itself says the same twice (one item for two days, without numbers): the
 * retailer cannot tell them apart either, so what is said of them counts together. None where nobody can tell.
 */
export function namedLines({ lines }: PurchaseOrder, { lineNumber, item, unit }: NamedLine): readonly PurchaseOrderLine[] {
  const numbered = lineNumber === '' ? [] : lines.filter((line) => line.lineNumber === lineNumber);
  if (numbered.length === 1) return numbered;
  const key = identifiers.find((name) => item[name] !== '');
  const ofItem = (numbered.length > 0 ? numbered : lines).filter((line) => key !== undefined && line.item[key] === item[key]);
  const found = ofItem.length > 0 ? ofItem : numbered;
  const inUnit = found.filter((line) => sameUnit(line.unit, unit));
  return inUnit.length > 0 ? inUnit : found;
}

/** `Line 001`, or of lines that are alike `Lines 1 and 2 of the order`. */
export function linesName(lines: readonly PurchaseOrderLine[]): string {
  const [only, ...more] = lines;
  if (only && more.length === 0) return lineName(only);
  const places = lines.map(({ position }) => String(position));
  return `Lines ${places.slice(0, -1).join(', ')} and ${places.at(-1) ?? ''} of the order`;
}
