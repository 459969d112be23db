import { decodeText, type SaidEncoding } from './decodeText.ts';
import { fileProblem, type Grid } from './grid.ts';

/** The delimiter that the header uses most: comma, semicolon or tab. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/\r?\n|$/));
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: header.split(sign).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

/** Reads CSV text, or cells that were copied from a spreadsheet. A cell that looks like a formula is text like any other. */
export async function readCsv(bytes: Uint8Array, said?: SaidEncoding): Promise<Grid> {
  const { parse } = await import('csv-parse/sync');
  const { text, readAs } = decodeText(bytes, said);
  let records: string[][];
  try {
    records = parse(text, { delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: true });
  } catch (cause) {
    throw fileProblem(
      `The file is no readable CSV: ${cause instanceof Error ? cause.message : String(cause)}. Save it again from your spreadsheet.`,
    );
  }
  const [header, ...rows] = records;
  if (!header) throw fileProblem('The file is empty. The first line names the columns.');
  return { header: header.map((name) => name.trim()), rows: rows.map((row) => row.map(unprotected)), readAs };
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
