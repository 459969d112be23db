import type { Cell, Worksheet } from 'exceljs';
import { fileProblem, type Grid } from './grid.ts';

/** Macros, merged header cells and formulas are refused; numbers that may have lost leading zeros show in the checks that follow. */
export async function readXlsx(bytes: Uint8Array): Promise<Grid> {
  const { Workbook } = (await import('exceljs')).default;
  if (Buffer.from(bytes).includes('vbaProject.bin'))
    throw fileProblem('The workbook carries macros. Save it as .xlsx without macros.');
  const workbook = new Workbook();
  try {
    await workbook.xlsx.load(Buffer.from(bytes) as unknown as Parameters<typeof workbook.xlsx.load>[0]);
  } catch (cause) {
    throw fileProblem(`The file is no readable Excel workbook: ${cause instanceof Error ? cause.message : String(cause)}.`);
  }
  const sheet = workbook.worksheets.find((candidate) => candidate.actualRowCount > 0);
  if (!sheet) throw fileProblem('The workbook is empty. The first row of the first sheet names the columns.');
  return gridOf(sheet);
}

function gridOf(sheet: Worksheet): Grid {
  const width = sheet.actualColumnCount;
  const cells = (row: number): readonly Cell[] =>
    Array.from({ length: width }, (_, column) => sheet.getRow(row).getCell(column + 1));
  const header = cells(1).map((cell) => {
    if (cell.isMerged) throw fileProblem('The header row has merged cells. Give each column a cell of its own.');
    return textOf(cell, 1).trim();
  });
  const rows: string[][] = [];
  for (let row = 2; row <= sheet.rowCount; row += 1) {
    const texts = cells(row).map((cell) => textOf(cell, row));
    if (texts.some((text) => text !== '')) rows.push(texts);
  }
  return { header, rows };
}

function textOf(cell: Cell, row: number): string {
  const { value } = cell;
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  if ('richText' in value) return value.richText.map((part) => part.text).join('');
  if ('text' in value) return value.text;
  if ('formula' in value || 'sharedFormula' in value)
    throw fileProblem(`Row ${row}, cell ${cell.address} is a formula. Copy the column and paste it as values.`);
  throw fileProblem(`Row ${row}, cell ${cell.address} holds an error. Correct it in the workbook.`);
}

/** Writes a workbook with one sheet; every cell is text, so that no number loses its zeros. */
export async function writeXlsx(name: string, grid: Grid): Promise<Uint8Array> {
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
