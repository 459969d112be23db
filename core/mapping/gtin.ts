import { toGtin14 } from '#core/domain/checkDigit.ts';
import type { ItemIdentifiers } from '#core/domain/purchaseOrder.ts';
import type { ItemMapping } from '#core/domain/mapping.ts';
import type { ItemIdentifierKind } from '#core/domain/partnerSheet.ts';

const gs1Kinds: ReadonlySet<ItemIdentifierKind> = new Set(['upc', 'gtin', 'ean']);
const partKinds = ['buyerPart', 'vendorPart'] as const satisfies readonly ItemIdentifierKind[];

/**
 * The map rows that speak of the value that a line gives under `kind`, in their own order. GS1 codes compare as GTIN-14,
 * whatever column they stand in.
 */
export type ItemIndex<Row extends ItemMapping> = (kind: ItemIdentifierKind, value: string) => readonly Row[];

/** Made once for all lines of an order: comparing each with each is a quarter of a million times for 500. */
export function itemIndex<Row extends ItemMapping>(rows: readonly Row[]): ItemIndex<Row> {
  const byValue = new Map<string, Row[]>();
  const put = (key: string, row: Row): void => {
    const same = byValue.get(key);
    if (!same) byValue.set(key, [row]);
    // One row may say one code in two columns.
    else if (same.at(-1) !== row) same.push(row);
  };
  for (const row of rows) {
    for (const kind of partKinds) if (row[kind] !== '') put(`${kind} ${row[kind]}`, row);
    for (const code of [row.upc, row.gtin, row.ean]) if (code !== '') put(`code ${toGtin14(code)}`, row);
  }
  return (kind, value) => byValue.get(gs1Kinds.has(kind) ? `code ${toGtin14(value)}` : `${kind} ${value}`) ?? [];
}

/** The identifiers that a line gives, in the partner's order of trust. */
export function givenIdentifiers(
  item: ItemIdentifiers,
  trust: readonly ItemIdentifierKind[],
): readonly { readonly kind: ItemIdentifierKind; readonly value: string }[] {
  return trust.map((kind) => ({ kind, value: item[kind] })).filter(({ value }) => value !== '');
}
