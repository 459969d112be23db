import type { ItemMapping, MappingChange, MappingKind, MappingTables } from '#core/domain/mapping.ts';
import { asCompared, spelledAs } from '#core/domain/mappingKey.ts';
import type { ReadMappings } from './files/readMappings.ts';
import { createItemConflicts } from './itemConflicts.ts';
import { mappingSheets } from './tables/sheets.ts';
import { readRow, type CellError, type Column, type MappingSheet } from './tables/table.ts';

/** One change with the row of the file that it comes from. */
export type FileChange<K extends MappingKind> = MappingChange<K> & { readonly line: number };

/** What a file would change. Rows that the file lacks stay: an import never removes. */
export interface MappingDiff<K extends MappingKind> {
  readonly changes: readonly FileChange<K>[];
  readonly unchanged: number;
  readonly errors: readonly CellError[];
}

/** A comparison that is shown what is there part by part and keeps only what concerns the file. */
export interface MappingComparison<K extends MappingKind> {
  see(rows: readonly MappingTables[K][]): void;
  finish(): MappingDiff<K>;
}

/** The row's key with its day, as it is compared: what tells one row from all others. */
function rowKey<K extends MappingKind>(kind: K, row: MappingTables[K]): string {
  return writtenKey(mappingSheets[kind], asCompared(kind, row));
}

function writtenKey<Row>(sheet: MappingSheet<Row>, row: Row): string {
  const day = (row as { readonly validFrom?: string }).validFrom ?? '';
  return [...sheet.keyOf(row), day].join('\u001f');
}

/** What a comparison needs of a file. Without `columns` its rows are whole. */
export type ComparedFile<K extends MappingKind> = Pick<ReadMappings<K>, 'rows' | 'errors'> &
  Partial<Pick<ReadMappings<K>, 'columns'>>;

export function compareMappings<K extends MappingKind>(kind: K, read: ComparedFile<K>): MappingComparison<K> {
  const sheet: MappingSheet<MappingTables[K]> = mappingSheets[kind];
  const absent = sheet.columns.filter(({ name }) => read.columns?.includes(name) === false);
  const inFile = new Map<string, (typeof once)[number]>();
  const errors: CellError[] = [...read.errors];
  const once: ReadMappings<K>['rows'][number][] = [];
  for (const entry of read.rows) {
    const key = rowKey(kind, entry.row);
    const first = inFile.get(key);
    if (first === undefined) {
      inFile.set(key, entry);
      once.push(entry);
    } else errors.push(twice(sheet, entry, first.line));
  }
  const before = new Map<string, MappingTables[K]>();
  const conflicts = kind === 'items' ? createItemConflicts(once as ReadMappings<'items'>['rows']) : undefined;
  return {
    see(rows) {
      for (const row of rows) {
        const key = rowKey(kind, row);
        const entry = inFile.get(key);
        if (!entry) conflicts?.see(row as ItemMapping);
        // A map of before may have a key in several letters: as the file writes it, else the first.
        else if (!before.has(key) || writtenKey(sheet, row) === writtenKey(sheet, entry.row)) before.set(key, row);
      }
    },
    finish() {
      const changes: FileChange<K>[] = [];
      let unchanged = 0;
      for (const { row, line } of once) {
        const known = before.get(rowKey(kind, row));
        if (!known) changes.push({ change: 'add', row, line });
        else {
          const next = spelledAs(kind, filled(sheet, absent, row, known), known);
          if (same(sheet, known, next)) unchanged += 1;
          else changes.push({ change: 'update', before: known, row: next, line });
        }
      }
      return { changes, unchanged, errors: [...errors, ...(conflicts?.found() ?? [])] };
    },
  };
}

/** A row of the file with what the file does not speak of as it stands in the map. */
function filled<Row>(sheet: MappingSheet<Row>, absent: readonly Column<Row>[], row: Row, known: Row): Row {
  if (absent.every((column) => column.write(row) === column.write(known))) return row;
  const cells = new Map(sheet.columns.map((column) => [column.name, column.write(absent.includes(column) ? known : row)]));
  const read = readRow(sheet, cells, 1);
  return 'row' in read ? read.row : row;
}

function twice<Row>(
  sheet: MappingSheet<Row>,
  { row, line }: { readonly row: Row; readonly line: number },
  first: number,
): CellError {
  return {
    row: line,
    column: sheet.columns[0]?.name ?? '',
    value: sheet.keyOf(row).filter(Boolean).join(' · '),
    sentence: `this key stands in row ${first} already`,
  };
}

function same<Row>(sheet: MappingSheet<Row>, a: Row, b: Row): boolean {
  return sheet.columns.every((column) => column.write(a) === column.write(b));
}

/** Compares a file with what is there. Duplicated keys and numbers that would point to two products are errors. */
export function diffMappings<K extends MappingKind>(
  kind: K,
  existing: readonly MappingTables[K][],
  read: ComparedFile<K>,
): MappingDiff<K> {
  const comparison = compareMappings(kind, read);
  comparison.see(existing);
  return comparison.finish();
}
