import { readCsv } from './csv.ts';
import type { SaidEncoding } from './decodeText.ts';
import { fileProblem, type Grid } from './grid.ts';
import { isOldWorkbook, isWorkbook, readXlsx } from './xlsx.ts';

/** The table of a file, CSV or xlsx by its content. Throws AppError for what is wrong with the file as a whole. */
export async function readGrid(name: string, bytes: Uint8Array, encoding: SaidEncoding | undefined): Promise<Grid> {
  if (/\.xlsm$/i.test(name))
    throw fileProblem('A workbook of this kind (.xlsm) can carry macros. Save it as .xlsx and import that.');
  if (isOldWorkbook(bytes)) throw fileProblem('This is a workbook of an old Excel (.xls). Save it as .xlsx and import that.');
  if (isWorkbook(bytes) || /\.xlsx$/i.test(name)) return readXlsx(bytes);
  return readCsv(bytes, encoding);
}
