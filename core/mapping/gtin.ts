import { toGtin14 } from '#core/domain/checkDigit.ts';
import type { ItemIdentifiers } from '#core/domain/purchaseOrder.ts';
import type { ItemMapping } from '#core/domain/mapping.ts';
import type { ItemIdentifierKind } from '#core/domain/partnerSheet.ts';

const gs1Kinds: ReadonlySet<ItemIdentifierKind> = new Set(['upc', 'gtin', 'ean']);

/** Whether a map row speaks of the value that a line gives under `kind`. GS1 codes compare as GTIN-14, whatever column they stand in. */
export function rowMatches(row: ItemMapping, kind: ItemIdentifierKind, value: string): boolean {
  if (!gs1Kinds.has(kind)) return row[kind] === value;
  const wanted = toGtin14(value);
  return [row.upc, row.gtin, row.ean].some((code) => code !== '' && toGtin14(code) === wanted);
}

/** The identifiers that a line gives, in the partner's order of trust. */
export function givenIdentifiers(
  item: ItemIdentifiers,
  trust: readonly ItemIdentifierKind[],
): readonly { readonly kind: ItemIdentifierKind; readonly value: string }[] {
  return trust.map((kind) => ({ kind, value: item[kind] })).filter(({ value }) => value !== '');
}
