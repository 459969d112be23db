import type { MappingKind, MappingTables } from '#core/domain/mapping.ts';
import { otherSheetsInWords } from '#core/domain/otherSheets.ts';
import { mappingSheets } from '../tables/sheets.ts';
import { readRow, type CellError, type MappingSheet } from '../tables/table.ts';
import { isFormula, writeCsv } from './csv.ts';
import type { SaidEncoding } from './decodeText.ts';
import { fileProblem, type Grid } from './grid.ts';
import { readGrid } from './readGrid.ts';
import { writeXlsx } from './xlsx.ts';

export interface ReadMappings<K extends MappingKind> {
  readonly rows: readonly { readonly row: MappingTables[K]; readonly line: number }[];
  /** What cannot be taken, and what can be taken in another form only. */
  readonly errors: readonly CellError[];
  /** What is worth knowing and stops nothing. */
  readonly notes: readonly CellError[];
  /** Columns that the file has: what it does not speak of stays as it is in rows that are there. */
  readonly columns: readonly string[];
  /** Columns of the file that mean nothing here; they are left alone. */
  readonly unknownColumns: readonly string[];
  readonly readAs: string;
  /** Sheets of the workbook that have rows, too, and were not read. */
  readonly otherSheets: readonly string[];
}

export interface ReadingOptions {
  readonly encoding?: SaidEncoding;
  /** Takes what errors suggest, where they suggest something. */
  readonly takeCorrections?: boolean;
}

/** Reads a mapping file, CSV or xlsx by its content. Throws AppError for what is wrong with the file as a whole. */
export async function readMappings<K extends MappingKind>(
  kind: K,
  name: string,
  bytes: Uint8Array,
  options: ReadingOptions = {},
): Promise<ReadMappings<K>> {
  const grid = await readGrid(name, bytes, options.encoding);
  const sheet: MappingSheet<MappingTables[K]> = mappingSheets[kind];
  const header = headerOf(kind, sheet, grid);
  const rows: { row: MappingTables[K]; line: number }[] = [];
  const errors: CellError[] = [];
  const notes: CellError[] = [];
  grid.rows.forEach((cells, index) => {
    const line = grid.lines?.[index] ?? index + 2;
    const named = new Map(
      header.flatMap((column, position) => (column === undefined ? [] : [[column, cells[position] ?? ''] as const])),
    );
    const read = readRow(sheet, named, line, {
      takeSuggestions: options.takeCorrections === true,
      ...(grid.numbers === undefined ? {} : { numbers: numbersOf(grid, header, index) }),
    });
    if ('row' in read) rows.push({ row: read.row, line });
    else errors.push(...read.errors);
    for (const [column, value] of named)
      if (isFormula(value))
        notes.push({ row: line, column, value, sentence: 'looks like a formula and is taken as the text that it is' });
  });
  const unknownColumns = grid.header.filter((text, index) => header[index] === undefined && text !== '');
  const columns = header.flatMap((column) => column ?? []);
  return { rows, errors, notes, columns, unknownColumns, readAs: grid.readAs, otherSheets: grid.otherSheets ?? [] };
}

/** The column of each cell, `undefined` where it means nothing here. */
function headerOf<Row>(
  kind: MappingKind,
  sheet: MappingSheet<Row>,
  { header: names, otherSheets = [] }: Grid,
): readonly (string | undefined)[] {
  const columns = new Map(sheet.columns.map((column) => [column.name.toLowerCase(), column.name]));
  const header = names.map((text) => columns.get(text.toLowerCase()));
  const missing = sheet.columns.filter((column) => column.required && !header.includes(column.name)).map((column) => column.name);
  if (missing.length > 0)
    throw fileProblem(
      `The first row names no column ${missing.join(', ')}. For ${kind} it names: ${sheet.columns.map((column) => column.name).join(', ')}. ${otherSheetsInWords(otherSheets)}`.trimEnd(),
    );
  const twice = header.find((column, index) => column !== undefined && header.indexOf(column) !== index);
  if (twice !== undefined) throw fileProblem(`The column ${twice} is there twice. Leave one.`);
  return header;
}

function numbersOf(grid: Grid, header: readonly (string | undefined)[], row: number): ReadonlySet<string> {
  return new Set(
    header.flatMap((column, index) =>
      column !== undefined && grid.numbers?.has(row * grid.header.length + index) === true ? [column] : [],
    ),
  );
}

/** A mapping file of all rows, CSV or xlsx by the name that it will have. */
export async function writeMappings<K extends MappingKind>(
  kind: K,
  name: string,
  rows: readonly MappingTables[K][],
): Promise<Uint8Array> {
  const sheet: MappingSheet<MappingTables[K]> = mappingSheets[kind];
  const grid = {
    header: sheet.columns.map((column) => column.name),
    rows: rows.map((row) => sheet.columns.map((column) => column.write(row))),
  };
  return /\.xlsx$/i.test(name) ? writeXlsx(kind, grid) : writeCsv(grid);
}
