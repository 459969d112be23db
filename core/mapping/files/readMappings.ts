import type { MappingKind, MappingTables } from '#core/domain/mapping.ts';
import { mappingSheets } from '../tables/sheets.ts';
import { readRow, type CellError, type MappingSheet } from '../tables/table.ts';
import { readCsv, writeCsv } from './csv.ts';
import { fileProblem, type Grid } from './grid.ts';
import { readXlsx, writeXlsx } from './xlsx.ts';

export interface ReadMappings<K extends MappingKind> {
  readonly rows: readonly { readonly row: MappingTables[K]; readonly line: number }[];
  readonly errors: readonly CellError[];
  /** Columns of the file that mean nothing here; they are left alone. */
  readonly unknownColumns: readonly string[];
}

const isWorkbook = (name: string): boolean => /\.xls[xm]$/i.test(name);

/** Reads a mapping file, CSV or xlsx by its name. Throws AppError for what is wrong with the file as a whole. */
export async function readMappings<K extends MappingKind>(kind: K, name: string, bytes: Uint8Array): Promise<ReadMappings<K>> {
  const grid = isWorkbook(name) ? await readXlsx(bytes) : await readCsv(bytes);
  const sheet: MappingSheet<MappingTables[K]> = mappingSheets[kind];
  const columns = new Map(sheet.columns.map((column) => [column.name.toLowerCase(), column.name]));
  const header = grid.header.map((text) => columns.get(text.toLowerCase()));
  const missing = sheet.columns.filter((column) => column.required && !header.includes(column.name)).map((column) => column.name);
  if (missing.length > 0)
    throw fileProblem(
      `The file has no column ${missing.join(', ')}. A ${kind} file has: ${sheet.columns.map((column) => column.name).join(', ')}.`,
    );
  const twice = header.find((column, index) => column !== undefined && header.indexOf(column) !== index);
  if (twice !== undefined) throw fileProblem(`The column ${twice} is there twice. Leave one.`);
  const rows: { row: MappingTables[K]; line: number }[] = [];
  const errors: CellError[] = [];
  grid.rows.forEach((cells, index) => {
    const named = new Map(
      header.flatMap((column, position) => (column === undefined ? [] : [[column, cells[position] ?? ''] as const])),
    );
    const read = readRow(sheet, named, index + 2);
    if ('row' in read) rows.push({ row: read.row, line: index + 2 });
    else errors.push(...read.errors);
  });
  return { rows, errors, unknownColumns: grid.header.filter((_, index) => header[index] === undefined) };
}

/** A mapping file of all rows, CSV or xlsx by the name that it will have. */
export async function writeMappings<K extends MappingKind>(
  kind: K,
  name: string,
  rows: readonly MappingTables[K][],
): Promise<Uint8Array> {
  const sheet: MappingSheet<MappingTables[K]> = mappingSheets[kind];
  const grid: Grid = {
    header: sheet.columns.map((column) => column.name),
    rows: rows.map((row) => sheet.columns.map((column) => column.write(row))),
  };
  return isWorkbook(name) ? writeXlsx(kind, grid) : writeCsv(grid);
}
