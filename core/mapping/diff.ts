import { toGtin14 } from '#core/domain/checkDigit.ts';
import type { ItemMapping, MappingChange, MappingKind, MappingTables } from '#core/domain/mapping.ts';
import type { ReadMappings } from './files/readMappings.ts';
import { mappingSheets } from './tables/sheets.ts';
import type { CellError, MappingSheet } from './tables/table.ts';

/** What a file would change. Rows that the file lacks stay: an import never removes. */
export interface MappingDiff<K extends MappingKind> {
  readonly changes: readonly MappingChange<K>[];
  readonly unchanged: number;
  readonly errors: readonly CellError[];
}

/** Compares a file with what is there. Duplicated keys and numbers that would point to two products are errors. */
export function diffMappings<K extends MappingKind>(
  kind: K,
  existing: readonly MappingTables[K][],
  read: ReadMappings<K>,
): MappingDiff<K> {
  const sheet: MappingSheet<MappingTables[K]> = mappingSheets[kind];
  const keyOf = (row: MappingTables[K]): string => sheet.keyOf(row).join('\u001f');
  const before = new Map(existing.map((row) => [keyOf(row), row]));
  const seen = new Map<string, number>();
  const errors: CellError[] = [...read.errors];
  const changes: MappingChange<K>[] = [];
  let unchanged = 0;
  for (const { row, line } of read.rows) {
    const key = keyOf(row);
    const first = seen.get(key);
    if (first !== undefined) {
      errors.push({
        row: line,
        column: sheet.columns[0]?.name ?? '',
        value: sheet.keyOf(row).filter(Boolean).join(' · '),
        sentence: `this key stands in row ${first} already`,
      });
      continue;
    }
    seen.set(key, line);
    const known = before.get(key);
    if (!known) changes.push({ change: 'add', row });
    else if (same(sheet, known, row)) unchanged += 1;
    else changes.push({ change: 'update', before: known, row });
  }
  if (kind === 'items') errors.push(...itemConflicts(existing as readonly ItemMapping[], read as ReadMappings<'items'>));
  return { changes, unchanged, errors };
}

function same<Row>(sheet: MappingSheet<Row>, a: Row, b: Row): boolean {
  return sheet.columns.every((column) => column.write(a) === column.write(b));
}

/** A GS1 code or a buyer part of one partner that would point to two products. Vendor parts may be shared (sps.md 3.4). */
function itemConflicts(existing: readonly ItemMapping[], read: ReadMappings<'items'>): readonly CellError[] {
  const owner = new Map<string, { readonly itemNumber: string; readonly where: string }>();
  const fileKeys = new Set(read.rows.map(({ row }) => mappingSheets.items.keyOf(row).join('\u001f')));
  for (const row of existing) {
    if (fileKeys.has(mappingSheets.items.keyOf(row).join('\u001f'))) continue;
    for (const { code } of codes(row)) owner.set(code, { itemNumber: row.itemNumber, where: 'the map' });
  }
  const errors: CellError[] = [];
  for (const { row, line } of read.rows) {
    for (const { code, column, value } of codes(row)) {
      const known = owner.get(code);
      if (known && known.itemNumber !== row.itemNumber) {
        errors.push({
          row: line,
          column,
          value,
          sentence: `points to ${row.itemNumber} here and to ${known.itemNumber} in ${known.where}`,
        });
      } else {
        owner.set(code, { itemNumber: row.itemNumber, where: `row ${line}` });
      }
    }
  }
  return errors;
}

function codes(row: ItemMapping): readonly { readonly code: string; readonly column: string; readonly value: string }[] {
  const gs1 = (['upc', 'gtin', 'ean'] as const).map((column) => ({
    code: `${row.partnerId}|${toGtin14(row[column])}`,
    column,
    value: row[column],
  }));
  const part = { code: `${row.partnerId}|part|${row.buyerPart}`, column: 'buyerPart', value: row.buyerPart };
  return [part, ...gs1].filter(({ value }) => value !== '');
}
