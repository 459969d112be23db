import { describe, expect, it } from 'vitest';
import { checkPacking } from '#core/domain/checkPacking.ts';
import type { PackLine } from '#core/domain/packing.ts';
import { writeXlsx } from '#core/mapping/files/xlsx.ts';
import { runPackingTask } from '#core/engine/packing/task.ts';
import { packingsOf, repeatedNumbers } from '#core/packing/fromList.ts';
import { readPackingList, type ListRow } from '#core/packing/packingList.ts';

const slipLine = (position: number, item: string, quantity: string, purchaseOrder = 'PO-1'): PackLine => ({
  slipLine: position,
  threadId: purchaseOrder === 'PO-1' ? 1 : 2,
  purchaseOrder,
  lineNumber: String(position),
  store: '',
  itemNumber: item,
  buyerPart: '',
  upc: '',
  description: '',
  quantity,
  unit: 'ea',
});
const slip = { slipId: 7, number: 'PS-1', lines: [slipLine(1, 'D0001', '12'), slipLine(2, 'D0002', '5')] };

async function readCsv(text: string): Promise<{ readonly rows: readonly ListRow[]; readonly errors: readonly unknown[] }> {
  const read = await runPackingTask({ task: 'packing-read', name: 'list.csv', bytes: Buffer.from(text, 'utf8') });
  if (read instanceof Uint8Array) throw new Error('a list is read');
  return read;
}

describe('a packing list', () => {
  it('tells cartons, contents, pallets, weights and tracking, with the columns as warehouses name them', async () => {
    const { rows, errors } = await readCsv(
      'Packing Slip;Box;SSCC;SKU;Qty;Weight;Weight Unit;Pallet;Pallet SSCC;Tracking;Lot\n' +
        'PS-1;A;(00)106141411234567897;D0001;12;10.5;lbs;P1;006141411000000019;1Z1;L7\n' +
        'PS-1;B;;D0002;3;;;P1;;;\nPS-1;B;;D0002;2;;;P1;;;\n',
    );
    expect(errors).toEqual([]);
    const { packings, errors: placed } = packingsOf(rows, [slip]);
    expect(placed).toEqual([]);
    expect(packings).toEqual([
      {
        slipId: 7,
        record: {
          source: 'file',
          cartons: [
            {
              number: 1,
              sscc: '106141411234567897',
              pallet: 1,
              store: '',
              weight: '10.5',
              weightUnit: 'LB',
              tracking: '1Z1',
              lines: [{ slipLine: 1, quantity: '12', lot: 'L7' }],
            },
            { number: 2, sscc: '', pallet: 1, store: '', weightUnit: '', tracking: '', lines: [{ slipLine: 2, quantity: '5' }] },
          ],
          pallets: [{ number: 1, sscc: '006141411000000019', weightUnit: '' }],
        },
      },
    ]);
    expect(packings.flatMap(({ record }) => checkPacking(slip.lines, record, true))).toEqual([]);
  });

  it.each([
    ['PS-1,1,106141411234567898,D0001,12', 'sscc', /check digit is 7/],
    ['PS-1,1,123,D0001,12', 'sscc', /3 digits/],
    ['PS-1,1,,D0001,zwölf', 'quantity', /no quantity/],
    ['PS-1,1,,D0001,-3', 'quantity', /no quantity/],
    ['PS-1,,,D0001,3', 'carton', /empty/],
    ['PS-1,1,,,3', 'item', /empty/],
    ['PS-1,1,,D0001,3,2026-02-30', 'expiry', /no day/],
  ])('names the cell of %s', async (row, column, sentence) => {
    const { errors } = await readCsv(`slip,carton,sscc,item,quantity,expiry\n${row}\n`);
    expect(errors).toEqual([expect.objectContaining({ row: 2, column, sentence: expect.stringMatching(sentence) as unknown })]);
  });

  it('says which column is missing or there twice, and leaves others alone', () => {
    expect(readPackingList({ header: ['slip', 'qty'], rows: [] }).problem).toContain('carton, line or item');
    expect(readPackingList({ header: ['slip', 'carton', 'box', 'item', 'qty'], rows: [] }).problem).toContain('Two columns');
    expect(readPackingList({ header: ['slip', 'carton', 'item', 'qty', 'colour'], rows: [] }).unknownColumns).toEqual(['colour']);
  });

  it('refuses numbers of a workbook that have lost digits', async () => {
    const { Workbook } = (await import('exceljs')).default;
    const book = new Workbook();
    const sheet = book.addWorksheet('list');
    sheet.addRow(['slip', 'carton', 'sscc', 'item', 'quantity']);
    sheet.addRow(['PS-1', 1, 106141411234567890, 'D0001', 12]);
    const bytes = new Uint8Array(await book.xlsx.writeBuffer());
    const read = await runPackingTask({ task: 'packing-read', name: 'list.xlsx', bytes });
    expect(read).toMatchObject({
      errors: [{ row: 2, column: 'sscc', sentence: expect.stringContaining('lost digits') as unknown }],
    });
    const others = book.addWorksheet('others');
    others.addRow(['slip', 'carton', 'item', 'quantity', 'tracking', 'lot']);
    others.addRow(['PS-1', 1, 'D0001', 12, Number('9400111899223197428490'), new Date('2026-03-05')]);
    others.addRow(['PS-1', 2, 'D0001', 12, 794644790132, 7]);
    const both = new Uint8Array(await book.xlsx.writeBuffer());
    expect(await runPackingTask({ task: 'packing-read', name: 'list.xlsx', bytes: both })).toMatchObject({
      otherSheets: ['others'],
    });
    book.removeWorksheet(sheet.id);
    const more = new Uint8Array(await book.xlsx.writeBuffer());
    expect(await runPackingTask({ task: 'packing-read', name: 'list.xlsx', bytes: more })).toMatchObject({
      errors: [
        { row: 2, column: 'tracking' },
        { row: 2, column: 'lot' },
      ],
    });
    const texts = await writeXlsx('list', {
      header: ['slip', 'carton', 'item', 'quantity'],
      rows: [['PS-1', '1', 'D0001', '12']],
    });
    expect(await runPackingTask({ task: 'packing-read', name: 'list.xlsx', bytes: texts })).toMatchObject({ errors: [] });
  });

  it('names slips, orders and lines that are not there, and asks where an item stands on two lines', async () => {
    const two = { slipId: 8, number: 'PS-1', lines: [slipLine(1, 'D0001', '4', 'PO-2')] };
    const list = (row: string) =>
      readCsv(`slip,order,carton,line,item,quantity\n${row}\n`).then(({ rows }) => packingsOf(rows, [slip, two]));
    expect((await list('PS-9,,1,,D0001,1')).errors[0]).toMatchObject({ column: 'slip' });
    expect((await list('PS-1,PO-7,1,,D0001,1')).errors[0]).toMatchObject({ column: 'order' });
    expect((await list('PS-1,,1,,D0009,1')).errors[0]).toMatchObject({ column: 'item' });
    expect((await list('PS-1,,1,,D0001,1')).errors[0]?.sentence).toContain('name the line and the order');
    expect((await list('PS-1,PO-2,1,,D0001,4')).packings[0]).toMatchObject({ slipId: 8 });
    expect((await list('PS-1,PO-1,1,2,D0002,4')).packings[0]).toMatchObject({ slipId: 7 });
  });

  it('names a number that two cartons have and rows of a carton that contradict each other', async () => {
    const sscc = '106141411234567897';
    const { rows } = await readCsv(
      `slip,carton,sscc,item,quantity,tracking\nPS-1,1,${sscc},D0001,6,A\nPS-1,1,,D0001,6,B\nPS-1,2,${sscc},D0002,5,\n`,
    );
    expect(repeatedNumbers(rows)).toEqual([expect.objectContaining({ row: 4, column: 'sscc' })]);
    expect(packingsOf(rows, [slip]).errors).toEqual([expect.objectContaining({ row: 3, column: 'tracking', value: 'B' })]);
  });
});
