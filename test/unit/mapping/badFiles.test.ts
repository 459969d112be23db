import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import type { ItemMapping } from '#core/domain/mapping.ts';
import { diffMappings } from '#core/mapping/diff.ts';
import { readMappings, writeMappings, type ReadingOptions } from '#core/mapping/files/readMappings.ts';
import { runMappingTask, unpack, type ComparedResult, type ReadResult } from '#core/mapping/importTask.ts';

const header = 'partnerId,buyerPart,vendorPart,upc,gtin,ean,itemNumber,unit,validFrom';
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const items = (text: string, options: ReadingOptions = {}) =>
  readMappings('items', 'items.csv', utf8(`${header}\n${text}`), options);

/** Text in UTF-16, in either order of bytes. */
function utf16(text: string, big: boolean, mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? '\uFEFF' : '') + text, 'utf16le');
  return big ? bytes.swap16() : bytes;
}

async function workbook(rows: readonly (readonly unknown[])[], change?: (sheet: ExcelJS.Worksheet) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet('items');
  for (const row of rows) sheet.addRow([...row]);
  change?.(sheet);
  return new Uint8Array(await book.xlsx.writeBuffer());
}
const columns = header.split(',');

describe('a text file in another encoding', () => {
  const text = `${header}\nP,CAFÉ-1,,,,,D1,ea,\n`;
  it.each([
    ['UTF-16 with its mark', utf16(text, false, true)],
    ['UTF-16 the other way round', utf16(text, true, true)],
    ['UTF-16 without a mark', utf16(text, false, false)],
    ['UTF-16 the other way round without a mark', utf16(text, true, false)],
  ])('is read where its bytes tell it: %s', async (_name, bytes) => {
    const read = await readMappings('items', 'x.csv', bytes);
    expect(read).toMatchObject({ readAs: 'UTF-16', errors: [], rows: [{ row: { buyerPart: 'CAFÉ-1' } }] });
  });
  it('is refused where they do not, with the line and what it would say', async () => {
    const bytes = Buffer.from(text, 'latin1');
    await expect(readMappings('items', 'x.csv', bytes)).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/Line 2 is not UTF-8.*Windows-1252.*CAFÉ-1.*CSV UTF-8/) as string,
    });
    const read = await readMappings('items', 'x.csv', bytes, { encoding: 'windows-1252' });
    expect(read).toMatchObject({ readAs: 'Windows-1252', rows: [{ row: { buyerPart: 'CAFÉ-1' } }] });
  });
});

describe('cells that look like formulas', () => {
  it('are text when they are read, with a note, and are kept from being computed when they are written', async () => {
    const read = await items('P,=1+1,@SUM(A1),,,,D1,ea,\nP,+ABC,,,,,D2,ea,');
    expect(read.errors).toEqual([]);
    expect(read.rows.map(({ row }) => row.buyerPart)).toEqual(['=1+1', '+ABC']);
    expect(read.notes.map(({ row, column, value }) => [row, column, value])).toEqual([
      [2, 'buyerPart', '=1+1'],
      [2, 'vendorPart', '@SUM(A1)'],
      [3, 'buyerPart', '+ABC'],
    ]);
    const written = await writeMappings(
      'items',
      'items.csv',
      read.rows.map(({ row }) => row),
    );
    expect(Buffer.from(written).toString('utf8')).toContain("P,'=1+1,'@SUM(A1),");
    const again = await readMappings('items', 'items.csv', written);
    expect(again.rows.map(({ row }) => row)).toEqual(read.rows.map(({ row }) => row));
  });
  it('of a workbook may be links with formatted texts', async () => {
    const link = { text: { richText: [{ text: 'NW-' }, { text: '9009' }] }, hyperlink: 'https://example.com' };
    const { rows } = await readMappings(
      'items',
      'x.xlsx',
      await workbook([columns, ['P', link, '', '', '', '', 'D1', 'ea', '']]),
    );
    expect(rows.map(({ row }) => row.buyerPart)).toEqual(['NW-9009']);
  });
  it('of a workbook are refused when they are formulas, and stay text when they are text', async () => {
    const row = ['P', { formula: 'A1', result: 'P' }, '', '', '', '', 'D1', 'ea', ''];
    await expect(readMappings('items', 'x.xlsx', await workbook([columns, row]))).rejects.toThrow(/Row 2, cell B2 is a formula/);
    const read = await readMappings('items', 'x.xlsx', await workbook([columns, ['P', '=1+1', '', '', '', '', 'D1', 'ea', '']]));
    expect(read.rows[0]?.row.buyerPart).toBe('=1+1');
  });
});

describe('numbers that lost their zeros', () => {
  it('are suggested where the check digit proves them, and taken only on a word', async () => {
    const text = 'P,B1,,12345678905,,,D1,ea,';
    expect((await items(text)).errors).toMatchObject([
      { row: 2, column: 'upc', value: '12345678905', suggestion: '012345678905' },
    ]);
    const taken = await items(text, { takeCorrections: true });
    expect(taken).toMatchObject({ errors: [], rows: [{ row: { upc: '012345678905' } }] });
  });
  it.each([
    ['12345678901', /11 digits.*leading zeros/],
    ['6.14141E+11', /shortened the code/],
    ['61414100001X', /digits only/],
    ['614141000013', /check digit/],
  ])('are not guessed in %s', async (code, sentence) => {
    const [error] = (await items(`P,B1,,${code},,,D1,ea,`)).errors;
    expect(error?.sentence).toMatch(sentence);
    expect(error?.suggestion).toBeUndefined();
  });
  it('are named one by one in a workbook whose cells are numbers; a code whose check digit fits has lost none', async () => {
    const rows = [
      [7, 1234, '', 614141000012, '', '', 'D1', 'ea', ''],
      ['P', 'B2', '', 12345678905, '', '', 'D2', 'ea', ''],
    ];
    const file = await workbook([columns, ...rows]);
    const read = await readMappings('items', 'x.xlsx', file);
    expect(read.errors.map(({ row, column, value, suggestion }) => [row, column, value, suggestion])).toEqual([
      [2, 'partnerId', '7', '7'],
      [2, 'buyerPart', '1234', '1234'],
      [3, 'upc', '12345678905', '012345678905'],
    ]);
    const taken = await readMappings('items', 'x.xlsx', file, { takeCorrections: true });
    expect(taken.errors).toEqual([]);
    expect(taken.rows.map(({ row }) => row.upc)).toEqual(['614141000012', '012345678905']);
  });
  it('and what else a spreadsheet makes of a code is named and never suggested: nobody can tell what it was', async () => {
    const rows = [
      ['P', new Date(Date.UTC(2026, 2, 5)), '', '', '', '', 'D1', 'ea', ''],
      ['P', 'B2', 123_456_789_012_345_680, '', '', '', 'D2', 'ea', ''],
      ['P', 'B3', 1e21, '', '', '', 'D3', 'ea', ''],
    ];
    const { rows: taken, errors } = await readMappings('items', 'x.xlsx', await workbook([columns, ...rows]), {
      takeCorrections: true,
    });
    expect(taken).toEqual([]);
    expect(errors.map(({ column, sentence }) => `${column}: ${sentence.split(';')[0]}`)).toEqual([
      'buyerPart: a spreadsheet made a day of the code',
      'vendorPart: a spreadsheet keeps 15 digits of a number, the others are lost',
      'vendorPart: a spreadsheet shortened the code to a number of that form',
    ]);
    expect(errors.some(({ suggestion }) => suggestion !== undefined)).toBe(false);
    const csv = await items('P,1.23457E+11,,,,,D1,ea,\nP,1E5,,,,,D2,ea,\n', { takeCorrections: true });
    expect(csv.errors.map(({ value }) => value)).toEqual(['1.23457E+11']);
    expect(csv.rows.map(({ row }) => row.buyerPart)).toEqual(['1E5']);
  });
  it('of factors are only numbers', async () => {
    const names = ['partnerId', 'itemNumber', 'ediUnit', 'unit', 'factor'];
    const read = await readMappings('units', 'x.xlsx', await workbook([names, ['P', '', 'CA', 'ea', 12]]));
    expect(read).toMatchObject({ errors: [], rows: [{ row: { factor: '12' } }] });
  });
});

describe('a workbook', () => {
  it('with macros is refused, whatever it is called', async () => {
    const plain = await workbook([columns]);
    const marked = Buffer.concat([plain, Buffer.from('xl/vbaProject.bin')]);
    await expect(readMappings('items', 'items.xlsx', marked)).rejects.toThrow(/macros. Save it as .xlsx/);
    await expect(readMappings('items', 'items.xlsm', plain)).rejects.toThrow(/can carry macros/);
  });
  it('with a merged header is refused', async () => {
    const merged = await workbook([columns, ['P', 'B', '', '', '', '', 'D', '', '']], (sheet) => sheet.mergeCells('A1:B1'));
    await expect(readMappings('items', 'x.xlsx', merged)).rejects.toThrow(/merged cells/);
  });
  it('is known by its bytes, not by its name', async () => {
    const read = await readMappings('items', 'items.csv', await workbook([columns, ['P', 'B', '', '', '', '', 'D1', 'ea', '']]));
    expect(read).toMatchObject({ readAs: 'Excel workbook', rows: [{ line: 2 }] });
    await expect(readMappings('items', 'x.xls', Buffer.from('d0cf11e0a1b11ae1', 'hex'))).rejects.toThrow(/Save it as .xlsx/);
    await expect(readMappings('items', 'x.xlsx', utf8('PK nonsense'))).rejects.toThrow(
      /no readable Excel workbook.*save it as .xlsx again\.$/,
    );
  });
  it('is read by its first sheet with rows, and names the others that have some', async () => {
    const row = ['P', 'B', '', '', '', '', 'D1', 'ea', ''];
    const bytes = await workbook([columns, row], (sheet) => {
      sheet.workbook.addWorksheet('empty');
      sheet.workbook.addWorksheet('Retailer B').addRows([columns, ['P', 'B2', '', '', '', '', 'D2', 'ea', '']]);
      sheet.workbook.addWorksheet('old', { state: 'hidden' }).addRow(columns);
    });
    const found = (await runMappingTask({
      task: 'mappings-read',
      kind: 'items',
      name: 'x.xlsx',
      bytes,
      takeCorrections: false,
    })) as ReadResult;
    const compared = await runMappingTask({ task: 'mappings-compare', kind: 'items', read: found.read, existing: [] });
    expect(compared).toMatchObject({ rows: 1, added: 1, otherSheets: ['Retailer B', 'old'] });
    const cover = await workbook([['Read me first']], (sheet) => sheet.workbook.addWorksheet('The map').addRows([columns, row]));
    await expect(readMappings('items', 'x.xlsx', cover)).rejects.toThrow(
      /names no column partnerId.*Passed over: "The map"\. Save/,
    );
    expect((await items('P,B1,,,,,D1,ea,\n')).otherSheets).toEqual([]);
  });
  it('keeps the numbers of its rows where some are empty', async () => {
    const read = await readMappings('items', 'x.xlsx', await workbook([columns, [], ['P', '', '', '', '', '', 'D1', 'ea', '']]));
    expect(read.errors).toMatchObject([{ row: 3, column: 'buyerPart' }]);
  });
});

describe('the rows of a text file', () => {
  it('keep the numbers that a spreadsheet shows; those without any text are none', async () => {
    const read = await items('P,B1,,,,,D1,ea,\n\n,,,,,,,,\nP,"B\n2",,,,,D1,ea,\nP,,,,,,D1,ea,\n,,,,,,,,\n');
    expect(read.rows.map(({ line }) => line)).toEqual([2]);
    expect(read.errors.map(({ row, column }) => [row, column])).toEqual([
      [5, 'buyerPart'],
      [6, 'buyerPart'],
    ]);
  });
  it('that are longer than the header shift their cells: nothing of the file is taken', async () => {
    const text = 'partnerId,vendor,name,company,customer\nP,1,"Acme, Inc.",usmf,C1\nQ,2,Acme, Inc.,usmf,C2\n';
    const read = readMappings('partners', 'x.csv', utf8(text));
    await expect(read).rejects.toThrow(
      /^Row 3 has 6 cells, the first row names 5 columns\..*holds a comma stands in double quotes/,
    );
    expect((await items('P,B1,,,,,D1,ea,,,\n')).errors).toEqual([]);
  });
  it('hold no code with a line break or what nobody sees in it', async () => {
    const { errors } = await items('P,"B\n1",,,,,D1,ea,\nP,B2,V\u00002,,,,D1,ea,');
    expect(errors.map(({ row, column, sentence }) => [row, column, sentence.split(',')[0]])).toEqual([
      [2, 'buyerPart', 'holds a line break or another character that no code has'],
      [3, 'vendorPart', 'holds a line break or another character that no code has'],
    ]);
  });
});

describe('days in a file', () => {
  it('make rows that follow each other, and an empty target ends the key', async () => {
    const read = await items('P,B1,,,,,D1,ea,\nP,B1,,,,,D2,ea,2026-03-10\nP,B1,,,,,,,2026-05-01');
    expect(read.errors).toEqual([]);
    const diff = diffMappings('items', [], read);
    expect(diff.changes.map(({ change }) => change)).toEqual(['add', 'add', 'add']);
    expect(diff.errors).toEqual([]);
  });
  it.each([
    ['P,B1,,,,,D1,ea,10.03.2026', 'validFrom', /YYYY-MM-DD/],
    ['P,B1,,,,,,ea,', 'itemNumber', /only with a validFrom/],
  ])('are refused in %s', async (row, column, sentence) => {
    expect((await items(row)).errors).toMatchObject([{ column, sentence: expect.stringMatching(sentence) as unknown }]);
  });
  it('let a number change its product from a day on, and refuse two products on one day', () => {
    const row = (change: Partial<ItemMapping>): ItemMapping => ({
      partnerId: 'P',
      buyerPart: 'B1',
      vendorPart: '',
      upc: '',
      gtin: '',
      ean: '',
      itemNumber: 'D1',
      unit: 'ea',
      validFrom: '',
      ...change,
    });
    const there = [row({}), row({ itemNumber: '', validFrom: '2026-03-10' })];
    const file = (change: Partial<ItemMapping>) => ({
      rows: [{ row: row({ upc: '614141000012', itemNumber: 'D2', ...change }), line: 2 }],
      errors: [],
    });
    expect(diffMappings('items', there, file({ validFrom: '2026-03-10' })).errors).toEqual([]);
    expect(diffMappings('items', there, file({ validFrom: '2026-03-01' })).errors).toMatchObject([
      { row: 2, column: 'buyerPart', sentence: 'points to D2 here and to D1 in the map' },
    ]);
    expect(diffMappings('items', there, file({ itemNumber: 'D1' })).errors).toEqual([]);
  });
});

describe('the work of an import away from the main thread', () => {
  it('takes 100,000 rows, finds every error and keeps the rest apart', async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => `P,B${index},,,,,D${index},ea,`);
    rows[70_000] = 'P,B7,,,,,D7,ea,';
    rows[80_000] = 'P,B80000,,614141000013,,,D1,ea,';
    const bytes = utf8([header, ...rows].join('\n'));
    const read = (await runMappingTask({
      task: 'mappings-read',
      kind: 'items',
      name: 'x.csv',
      bytes,
      takeCorrections: false,
    })) as ReadResult;
    expect(read).toMatchObject({ rows: 99_999, partnerIds: ['P'] });
    const known: ItemMapping = {
      partnerId: 'P',
      buyerPart: 'B1',
      vendorPart: '',
      upc: '',
      gtin: '',
      ean: '',
      itemNumber: 'D1',
      unit: 'ea',
      validFrom: '',
    };
    const existing = [utf8(JSON.stringify([known, { ...known, buyerPart: 'B2', itemNumber: 'OLD' }]))];
    const compared = (await runMappingTask({
      task: 'mappings-compare',
      kind: 'items',
      read: read.read,
      existing,
    })) as ComparedResult;
    // Tens of megabytes: threads pass them on without a copy, and the preview keeps them.
    expect(compared.changes.pages.every(({ buffer }) => buffer instanceof SharedArrayBuffer)).toBe(true);
    expect(compared).toMatchObject({ added: 99_996, updated: 1, unchanged: 1, corrections: { count: 0 } });
    expect(compared.errors.pages.flatMap((page) => unpack<{ row: number; column: string }[]>(page))).toMatchObject([
      { row: 70_002, column: 'partnerId', sentence: 'this key stands in row 9 already' },
      { row: 80_002, column: 'upc', sentence: 'the check digit is wrong' },
    ]);
    expect(compared.changes.pages).toHaveLength(200);
  });
});
