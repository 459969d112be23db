import { fileProblem, type Grid } from './grid.ts';

const utf16 = new TextDecoder('utf-16le');

/** Bytes of a text file as text. UTF-8 (with or without BOM) and UTF-16 with BOM are read; anything else is refused, never guessed. */
export function decodeText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16.decode(bytes).replace(/^\uFEFF/, '');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).replace(/^\uFEFF/, '');
  } catch {
    throw fileProblem(
      'The file is not UTF-8 (Excel calls it "CSV UTF-8"). Save it in that form; guessing could turn letters into others.',
    );
  }
}

/** The delimiter that the header uses most: comma, semicolon or tab. */
function delimiterOf(text: string): string {
  const header = text.slice(0, text.search(/\r?\n|$/));
  const counts = [',', ';', '\t'].map((sign) => ({ sign, count: header.split(sign).length }));
  return counts.sort((a, b) => b.count - a.count)[0]?.sign ?? ',';
}

/** Reads a CSV file. Cells that are formulas are refused: what they would say depends on who opens them. */
export async function readCsv(bytes: Uint8Array): Promise<Grid> {
  const { parse } = await import('csv-parse/sync');
  const text = decodeText(bytes);
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
  refuseFormulas(rows, header);
  return { header: header.map((name) => name.trim()), rows };
}

/** A cell that a spreadsheet would compute. A leading minus or plus before a number is a number. */
export function isFormula(cell: string): boolean {
  return /^[=@\t\r]/.test(cell) || (/^[+-]/.test(cell) && !/^[+-]?\d+([.,]\d+)?$/.test(cell));
}

function refuseFormulas(rows: readonly (readonly string[])[], header: readonly string[]): void {
  rows.forEach((row, index) => {
    const column = row.findIndex(isFormula);
    if (column < 0) return;
    throw fileProblem(
      `Row ${index + 2}, column ${header[column] ?? column + 1}: "${row[column] ?? ''}" is a formula. Write the value itself.`,
    );
  });
}

/** Writes a CSV file, UTF-8 with BOM so that Excel reads it right; cells that look like formulas are kept from being one. */
export async function writeCsv(grid: Grid): Promise<Uint8Array> {
  const { stringify } = await import('csv-stringify/sync');
  const safe = grid.rows.map((row) => row.map((cell) => (isFormula(cell) ? `'${cell}` : cell)));
  return Buffer.from(stringify([[...grid.header], ...safe], { bom: true }), 'utf8');
}
