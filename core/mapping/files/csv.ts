import { decodeText, type SaidEncoding } from './decodeText.ts';
import { fileProblem, type Grid } from './grid.ts';

const delimiters = { ',': 'a comma', ';': 'a semicolon', '\t': 'a tab' } as const;
type Delimiter = keyof typeof delimiters;

/** The delimiter that the header uses most: comma, semicolon or tab. */
function delimiterOf(text: string): Delimiter {
  const header = text.slice(0, text.search(/\r?\n|$/));
  const counts = ([',', ';', '\t'] as const).map((sign) => ({ sign, count: header.split(sign).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

/** Reads CSV text, or cells that were copied from a spreadsheet. A cell that looks like a formula is text like any other. */
export async function readCsv(bytes: Uint8Array, said?: SaidEncoding): Promise<Grid> {
  const { parse } = await import('csv-parse/sync');
  const { text, readAs } = decodeText(bytes, said);
  const delimiter = delimiterOf(text);
  let records: string[][];
  try {
    records = parse(text, { delimiter, relax_column_count: true });
  } catch (cause) {
    throw fileProblem(
      `The file is no readable CSV: ${cause instanceof Error ? cause.message : String(cause)}. Save it again from your spreadsheet.`,
    );
  }
  return { ...gridOf(records, delimiter), readAs };
}

/** Rows without any text are no rows; the others keep the number that a spreadsheet shows beside them. */
function gridOf(records: readonly (readonly string[])[], delimiter: Delimiter): Omit<Grid, 'readAs'> {
  const filled = records.flatMap((cells, index) =>
    cells.some((cell) => cell.trim() !== '') ? [{ cells, line: index + 1 }] : [],
  );
  const [header, ...rows] = filled;
  if (!header) throw fileProblem('The file is empty. The first line names the columns.');
  const width = header.cells.length;
  const long = rows.find(({ cells }) => cells.slice(width).some((cell) => cell.trim() !== ''));
  if (long)
    throw fileProblem(
      `Row ${long.line} has ${long.cells.length} cells, the first row names ${width} columns. A text that holds ${delimiters[delimiter]} stands in double quotes.`,
    );
  return {
    header: header.cells.map((name) => name.trim()),
    rows: rows.map(({ cells }) => cells.map(unprotected)),
    lines: rows.map(({ line }) => line),
  };
}

/** A cell that a spreadsheet would compute. A leading minus or plus before a number is a number. */
export function isFormula(cell: string): boolean {
  return /^[=@\t\r]/.test(cell) || (/^[+-]/.test(cell) && !/^[+-]?\d+([.,]\d+)?$/.test(cell));
}

/** The apostrophe that keeps a spreadsheet from computing a cell, which our own export writes, is no part of the text. */
function unprotected(cell: string): string {
  return cell.startsWith("'") && isFormula(cell.slice(1)) ? cell.slice(1) : cell;
}

/** Writes a CSV file, UTF-8 with BOM so that Excel reads it right; cells that look like formulas are kept from being one. */
export async function writeCsv(grid: Pick<Grid, 'header' | 'rows'>): Promise<Uint8Array> {
  const { stringify } = await import('csv-stringify/sync');
  const safe = grid.rows.map((row) => row.map((cell) => (isFormula(cell) ? `'${cell}` : cell)));
  return Buffer.from(stringify([[...grid.header], ...safe], { bom: true }), 'utf8');
}
