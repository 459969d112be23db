import type { Cell, CellRichTextValue, Row, Worksheet } from 'exceljs';
import { fileProblem, type Grid } from './grid.ts';

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte);

/** True for a ZIP, which is what an .xlsx is, whatever it is called. */
export const isWorkbook = (bytes: Uint8Array): boolean => startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]);

/** True for the workbook of old Excels (.xls), which nothing here reads. */
export const isOldWorkbook = (bytes: Uint8Array): boolean => startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);

/** Reads the first sheet that has rows and names the others. Macros, merged header cells and formulas are refused; cells that are numbers are told, because they have lost their zeros. */
export async function readXlsx(bytes: Uint8Array): Promise<Grid> {
  if (Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes('vbaProject.bin'))
    throw fileProblem('The workbook carries macros. Save it as .xlsx without macros and import that.');
  const { Workbook } = (await import('exceljs')).default;
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(Buffer.from(bytes) as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  } catch (cause) {
    // The library's own words for it are a programmer's.
    throw fileProblem(
      'The file is no readable Excel workbook, or only a part of one. Open it in Excel and save it as .xlsx again.',
      cause,
    );
  }
  const [sheet, ...others] = workbook.worksheets.filter((candidate) => candidate.actualRowCount > 0);
  if (!sheet) throw fileProblem('The workbook is empty. The first row of the first sheet names the columns.');
  return { ...gridOf(sheet), otherSheets: others.map(({ name }) => name) };
}

function gridOf(sheet: Worksheet): Grid {
  const first = sheet.getRow(1);
  const width = first.cellCount;
  const header = cellsOf(first, width).map((cell) => {
    if (cell.isMerged) throw fileProblem('The header row has merged cells. Give each column a cell of its own.');
    return textOf(cell, 1).trim();
  });
  const rows: string[][] = [];
  const lines: number[] = [];
  const numbers = new Set<number>();
  sheet.eachRow({ includeEmpty: false }, (row, line) => {
    if (line === 1) return;
    const cells = cellsOf(row, width);
    const texts = cells.map((cell) => textOf(cell, line));
    if (texts.every((text) => text === '')) return;
    cells.forEach((cell, column) => {
      if (typeof cell.value === 'number' || cell.value instanceof Date) numbers.add(rows.length * width + column);
    });
    rows.push(texts);
    lines.push(line);
  });
  return { header, rows, lines, numbers, readAs: 'Excel workbook' };
}

const cellsOf = (row: Row, width: number): readonly Cell[] =>
  Array.from({ length: width }, (_, column) => row.getCell(column + 1));

function textOf(cell: Cell, row: number): string {
  const { value } = cell;
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if ('richText' in value) return plain(value);
  // A link, whose text may be formatted: the library's types say nothing of that.
  if ('text' in value) return plain(value.text);
  if ('formula' in value || 'sharedFormula' in value)
    throw fileProblem(`Row ${row}, cell ${cell.address} is a formula. Copy the column and paste it as values.`);
  throw fileProblem(`Row ${row}, cell ${cell.address} holds an error. Correct it in the workbook.`);
}

/** A text, formatted or not. */
function plain(text: string | CellRichTextValue): string {
  return typeof text === 'string' ? text : text.richText.map((part) => part.text).join('');
}

/** Writes a workbook with one sheet; every cell is text, so that no number loses its zeros and nothing is computed. */
export async function writeXlsx(name: string, grid: Pick<Grid, 'header' | 'rows'>): Promise<Uint8Array> {
  const { Workbook } = (await import('exceljs')).default;
  const workbook = new Workbook();
  const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
  sheet.addRow([...grid.header]).font = { bold: true };
  for (const row of grid.rows) sheet.addRow([...row]);
  sheet.columns.forEach((column) => {
    column.numFmt = '@';
    column.width = 18;
  });
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
