import type { KindRow } from '#core/contract/views/mappingRows.ts';
import type { MappingKind } from '#core/domain/mapping.ts';
import { partnerFields } from '../partners/partnerFields.ts';
import { rowFields } from './fields.ts';

const names: ReadonlyMap<string, string> = new Map(
  [...Object.values(rowFields).flat(), ...partnerFields].map(({ id, label }) => [id, label]),
);

/** The words of a field of any kind of row. */
export function nameOfField(field: string): string {
  return names.get(field) ?? field;
}

/** The columns of a kind, as its files have them. */
export function columnsOf(kind: MappingKind): readonly { readonly id: string; readonly label: string }[] {
  return kind === 'partners' ? partnerFields : rowFields[kind];
}

/** A row in one line: the fields that say something. */
export function rowInWords({ row }: KindRow): string {
  return Object.entries(row)
    .flatMap(([field, value]) => (typeof value === 'string' && value !== '' ? [`${nameOfField(field)} ${value}`] : []))
    .join(' · ');
}
