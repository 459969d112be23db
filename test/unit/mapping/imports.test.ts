import { describe, expect, it } from 'vitest';
import { diffMappings } from '#core/mapping/diff.ts';
import { readMappings, writeMappings } from '#core/mapping/files/readMappings.ts';
import type { ItemMapping, UnitMapping } from '#core/domain/mapping.ts';

const header = 'partnerId,buyerPart,vendorPart,upc,gtin,ean,itemNumber,unit';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const items = (text: string) => readMappings('items', 'items.csv', bytes(`${header}\n${text}`));

const units = (text: string) =>
  readMappings('units', 'units.csv', bytes(`partnerId,itemNumber,ediUnit,unit,factor,validFrom\n${text}`));
const unitRow = (ediUnit: string, factor: string): UnitMapping => ({
  partnerId: 'P',
  itemNumber: '',
  ediUnit,
  unit: 'ea',
  factor,
  validFrom: '',
});

describe('units in other letters', () => {
  it('are the row that is there: an update in the letters of the map, or nothing new', async () => {
    const known = unitRow('PK', '6');
    expect(diffMappings('units', [known], await units('P,,pk,ea,12,'))).toMatchObject({
      changes: [{ change: 'update', before: known, row: unitRow('PK', '12'), line: 2 }],
      errors: [],
    });
    expect(diffMappings('units', [known], await units('P,,Pk,ea,6,'))).toMatchObject({ changes: [], unchanged: 1 });
  });

  it('stand twice in a file as the same letters do, told with both rows', async () => {
    for (const second of ['PK', 'pk'])
      expect(diffMappings('units', [], await units(`P,,PK,ea,6,\nP,,${second},ea,12,`)).errors).toEqual([
        { row: 3, column: 'partnerId', value: `P · ${second}`, sentence: 'this key stands in row 2 already' },
      ]);
  });

  it('are rows of their own for another item or from another day', async () => {
    const diff = diffMappings('units', [unitRow('PK', '6')], await units('P,D1,pk,ea,12,\nP,,pk,ea,12,2026-03-01'));
    expect(diff.errors).toEqual([]);
    expect(diff.changes.map(({ change }) => change)).toEqual(['add', 'add']);
  });

  it('of a map of before that has both change the one that the file writes', async () => {
    const both = [unitRow('PK', '6'), unitRow('pk', '12')];
    for (const letters of ['PK', 'pk'])
      expect(diffMappings('units', both, await units(`P,,${letters},ea,24,`)).changes).toMatchObject([
        { change: 'update', before: { ediUnit: letters }, row: { ediUnit: letters, factor: '24' } },
      ]);
  });

  it('are all that other letters hide: codes of places and parts are found as they are written', async () => {
    const parts = await items('P,b1,,,,,D1,ea\nP,B1,,,,,D2,ea');
    expect(diffMappings('items', [], parts)).toMatchObject({ errors: [], changes: [{ change: 'add' }, { change: 'add' }] });
    const places = await readMappings(
      'locations',
      'l.csv',
      bytes('partnerId,qualifier,code,addressLocationId\nP,92,dc1,L1\nP,92,DC1,L2'),
    );
    expect(diffMappings('locations', [], places)).toMatchObject({ errors: [], changes: [{ change: 'add' }, { change: 'add' }] });
  });
});

describe('mapping files', () => {
  it('are read with any usual delimiter, BOM and case of columns', async () => {
    for (const text of [
      `\uFEFF${header}\nP,B1,,614141000012,,,D1,ea\n`,
      `${header.replaceAll(',', ';')}\nP;B1;;614141000012;;;D1;ea`,
      `${header.toUpperCase().replaceAll(',', '\t')}\nP\tB1\t\t614141000012\t\t\tD1\tea`,
    ]) {
      const read = await readMappings('items', 'x.csv', bytes(text));
      expect(read.errors).toEqual([]);
      expect(read.rows[0]?.row).toMatchObject({ partnerId: 'P', buyerPart: 'B1', upc: '614141000012', itemNumber: 'D1' });
    }
  });
  it.each([
    ['P,B1,,614141000013,,,D1,ea', 'upc', /check digit/],
    ['P,B1,,61414100001,,,D1,ea', 'upc', /leading zeros/],
    ['P,,,,,,D1,ea', 'buyerPart', /at least one/],
    [',B1,,,,,D1,ea', 'partnerId', /empty/],
  ])('name what is wrong in %s', async (row, column, sentence) => {
    const read = await items(row);
    expect(read.errors).toMatchObject([{ row: 2, column, sentence: expect.stringMatching(sentence) as unknown }]);
  });
  it.each([
    ['a wrong encoding', new Uint8Array([0x70, 0xe9, 0x2c]), /UTF-8/],
    ['an empty file', new Uint8Array(), /empty/],
    ['a missing column', bytes('partnerId,upc\nP,1'), /itemNumber/],
    ['a column twice', bytes(`${header},upc\n`), /twice/],
  ])('refuse %s with a sentence', async (_name, file, sentence) => {
    await expect(readMappings('items', 'items.csv', file)).rejects.toThrow(sentence);
  });
  it('find duplicated keys and numbers that would point to two products', async () => {
    const read = await items('P,B1,,614141000012,,,D1,ea\nP,B1,,614141000012,,,D1,ea\nP,B2,,614141000012,,,D2,ea');
    expect(diffMappings('items', [], read).errors).toMatchObject([
      { row: 3, sentence: expect.stringContaining('row 2') as unknown },
      { row: 4, sentence: expect.stringContaining('D1') as unknown },
    ]);
  });
  it('show what they change, and leave rows alone that they lack', async () => {
    const known: readonly ItemMapping[] = [
      {
        partnerId: 'P',
        buyerPart: 'B1',
        vendorPart: '',
        upc: '',
        gtin: '',
        ean: '',
        itemNumber: 'D1',
        unit: 'ea',
        validFrom: '',
      },
      {
        partnerId: 'P',
        buyerPart: 'B9',
        vendorPart: '',
        upc: '',
        gtin: '',
        ean: '',
        itemNumber: 'D9',
        unit: 'ea',
        validFrom: '',
      },
    ];
    const diff = diffMappings('items', known, await items('P,B1,,,,,D7,ea\nP,B2,,,,,D2,ea'));
    expect(diff).toMatchObject({ unchanged: 0, errors: [] });
    expect(diff.changes.map((change) => change.change)).toEqual(['update', 'add']);
  });
  it('keep what their columns do not speak of in rows that are there, and give new rows the defaults', async () => {
    const known = (
      await readMappings(
        'partners',
        'p.csv',
        bytes('partnerId,name,company,customer,storeSplit,review\nP,Northwind,usmf,C1,orders,no'),
      )
    ).rows.map(({ row }) => row);
    const read = await readMappings(
      'partners',
      'p.csv',
      bytes('partnerId,name,company,customer\nP,Renamed,usmf,C1\nQ,New,usmf,C2'),
    );
    const { changes } = diffMappings('partners', known, read);
    expect(changes).toMatchObject([
      { change: 'update', row: { name: 'Renamed', review: false, sheet: { storeSplit: 'orders' } } },
      { change: 'add', row: { name: 'New', review: true, sheet: { storeSplit: 'lines' } } },
    ]);
    const same = await readMappings('partners', 'p.csv', bytes('partnerId,name,company,customer\nP,Northwind,usmf,C1'));
    expect(diffMappings('partners', known, same)).toMatchObject({ changes: [], unchanged: 1 });
  });
  it('take an empty cell of review or active for yes: nothing leaves unseen because a cell was left out', async () => {
    const read = await readMappings(
      'partners',
      'p.csv',
      bytes('partnerId,name,company,customer,review,active\nP,Northwind,usmf,C1,,\nQ,New,usmf,C2,no,no'),
    );
    expect(read.errors).toEqual([]);
    expect(read.rows.map(({ row }) => [row.review, row.active])).toEqual([
      [true, true],
      [false, false],
    ]);
  });
  it.each(['items.csv', 'items.xlsx'])('come back from %s as they were, zeros and all', async (name) => {
    const rows: readonly ItemMapping[] = [
      {
        partnerId: '0001',
        buyerPart: '-5 cut',
        vendorPart: '00012',
        upc: '012345678905',
        gtin: '',
        ean: '',
        itemNumber: 'D1',
        unit: 'ea',
        validFrom: '',
      },
    ];
    const read = await readMappings('items', name, await writeMappings('items', name, rows));
    expect(name.endsWith('csv') ? read.rows[0]?.row.vendorPart : read.rows.map((entry) => entry.row)).toEqual(
      name.endsWith('csv') ? '00012' : rows,
    );
  });
  it('compare 100,000 rows in seconds of work', async () => {
    const rows = Array.from({ length: 100_000 }, (_, index) => ({
      partnerId: 'P',
      buyerPart: `B${index}`,
      vendorPart: '',
      upc: '',
      gtin: '',
      ean: '',
      itemNumber: `D${index}`,
      unit: 'ea',
      validFrom: '' as const,
    }));
    const before = process.cpuUsage();
    const diff = diffMappings('items', rows, {
      rows: rows.map((row, index) => ({ row, line: index + 2 })),
      errors: [],
    });
    expect(diff).toMatchObject({ changes: [], unchanged: 100_000, errors: [] });
    expect(process.cpuUsage(before).user / 1_000_000).toBeLessThan(8);
  });
});
