import type { Dated, DatedKind, MappingRows, MappingTables } from '#core/domain/mapping.ts';
import { asCompared } from '#core/domain/mappingKey.ts';
import type { LocalDate } from '#core/domain/time.ts';
import { mappingSheets } from './tables/sheets.ts';

const separator = '\u001f';

/** What tells the rows of one key from those of another, without the day: `pk` from a day on follows `PK`. */
function keyText<K extends DatedKind>(kind: K, row: MappingTables[K]): string {
  const sheet: { readonly keyOf: (row: MappingTables[K]) => readonly string[] } = mappingSheets[kind];
  return sheet.keyOf(asCompared(kind, row)).join(separator);
}

const targets: { readonly [K in DatedKind]: (row: MappingTables[K]) => string } = {
  locations: (row) => row.addressLocationId,
  items: (row) => row.itemNumber,
  units: (row) => row.unit,
};

/** What a row points to; '' where it ends its key. */
export function targetOf<K extends DatedKind>(kind: K, row: MappingTables[K]): string {
  return targets[kind](row);
}

/**
 * The rows that hold on a day: of every key the newest whose day has come, unless it ends the key. A row without a day
 * has always held.
 */
export function validOn<K extends DatedKind, Row extends MappingTables[K]>(
  kind: K,
  rows: readonly Row[],
  today: LocalDate,
): readonly Row[] {
  const newest = new Map<string, Row>();
  for (const row of rows) {
    if (!hasCome(row, today)) continue;
    const key = keyText(kind, row);
    const known = newest.get(key);
    if (!known || known.validFrom < row.validFrom) newest.set(key, row);
  }
  return [...newest.values()].filter((row) => targetOf(kind, row) !== '');
}

const hasCome = ({ validFrom }: Dated, today: LocalDate): boolean => validFrom <= today;

/** The same for everything that was gathered for one document. */
export function validRows(rows: MappingRows, today: LocalDate): MappingRows {
  return {
    partner: rows.partner,
    locations: validOn('locations', rows.locations, today),
    items: validOn('items', rows.items, today),
    units: validOn('units', rows.units, today),
  };
}
