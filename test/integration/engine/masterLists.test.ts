import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createClient, type Client } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import type { FixView } from '#core/contract/views/fix.ts';
import type { App } from '#core/host/app.types.ts';
import { products } from '#core/practice/catalogue.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
let app: App;
let client: Client;
beforeAll(async () => {
  bench = await startBench({ seed: 6 });
  app = await bench.open();
  client = createClient(
    directTransport({ dispatch: app.dispatch, listen: (after, onEvent) => app.events.listen(after, onEvent) }),
  );
  await importPracticeMaps(app.store, ['partners']);
  await app.master.syncOnce();
});
afterAll(() => bench.close());

const northwind = { partnerId: '7QAALLCONTOSOUS', vendor: '0088123' } as const;
const fabrikam = { partnerId: '3FBALLCONTOSOUS', vendor: '55210' } as const;
const find = async (text: string) => (await client.call('master.products', { company: 'USMF', text })).rows;

/** All pages of a list, `limit` rows each. */
async function pages<Row>(call: (cursor: string | undefined) => Promise<{ rows: Row[]; nextCursor?: string | undefined }>) {
  const all: Row[] = [];
  let cursor: string | undefined;
  do {
    const page = await call(cursor);
    all.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return all;
}
const after = (cursor: string | undefined) => (cursor === undefined ? {} : { cursor });

describe('pickers', () => {
  it('list companies, units and warehouses', async () => {
    expect((await client.call('master.companies', {})).companies).toEqual([
      { company: 'usmf', name: 'Contoso Retail USA' },
      { company: 'usrt', name: 'Contoso Outlet USA' },
    ]);
    expect((await client.call('master.units', {})).units.map(({ unit }) => unit)).toEqual(['cs', 'dz', 'ea', 'pcs', 'pk', 'pl']);
    expect((await client.call('master.warehouses', { company: 'usmf' })).warehouses).toHaveLength(2);
  });

  it('list every product once, page by page', async () => {
    const all = await pages((cursor) => client.call('master.products', { company: 'usmf', limit: 77, ...after(cursor) }));
    expect(all).toHaveLength(600);
    expect(new Set(all.map(({ itemNumber }) => itemNumber)).size).toBe(600);
    expect(all[0]).toMatchObject({ itemNumber: 'D0001', matchedBy: 'listed' });
  });

  it('find a product by the beginning of its number, its barcodes, a customer number and its words', async () => {
    expect((await find('d000')).map(({ itemNumber, matchedBy }) => [itemNumber, matchedBy])).toEqual(
      Array.from({ length: 9 }, (_, index) => [`D000${index + 1}`, 'item-number']),
    );
    expect(await find('614141000104')).toMatchObject([{ itemNumber: 'D0001', matchedBy: 'barcode' }]);
    expect(await find('00614141000104')).toMatchObject([{ itemNumber: 'D0001' }]);
    expect(await find(products[0]?.caseGtin ?? '')).toMatchObject([{ itemNumber: 'D0001', matchedBy: 'barcode' }]);
    expect(await find('NW-0002')).toMatchObject([{ itemNumber: 'D0002', matchedBy: 'customer-number' }]);
    const lamps = await find('black desk la');
    expect(lamps[0]).toMatchObject({ itemNumber: 'D0001', matchedBy: 'words' });
    expect(lamps.every(({ name }) => /desk lamp.*black/i.test(name))).toBe(true);
    expect(await find('no such thing')).toEqual([]);
    expect(await find('"; DROP * ( NEAR')).toEqual([]);
  });

  it('page through words without a row twice or missing', async () => {
    const all = await pages((cursor) =>
      client.call('master.products', { company: 'usmf', text: 'lamp', limit: 3, ...after(cursor) }),
    );
    expect(all.length).toBeGreaterThan(20);
    expect(new Set(all.map(({ itemNumber }) => itemNumber)).size).toBe(all.length);
    expect(all).toHaveLength((await find('lamp')).length);
  });

  it('find customers by account and name, and the addresses of one of them', async () => {
    const customers = async (text: string) =>
      (await client.call('master.customers', { company: 'usmf', text })).rows.map(({ customer }) => customer);
    expect(await customers('us-10')).toHaveLength(8);
    expect(await customers('northwind')).toEqual(['US-101', 'US-108']);
    expect((await client.call('master.customers', { company: 'usmf', text: 'US-104' })).rows).toMatchObject([
      { onHold: 'All', holds: 'orders' },
    ]);
    const addresses = (text?: string) =>
      pages((cursor) =>
        client.call('master.addresses', {
          company: 'usmf',
          customer: 'us-101',
          limit: 2,
          ...(text === undefined ? {} : { text }),
          ...after(cursor),
        }),
      );
    expect(await addresses()).toHaveLength(6);
    expect(await addresses('joliet')).toMatchObject([{ locationId: '000002000', street: '900 Freight Road' }]);
    expect(await addresses('0102')).toMatchObject([{ description: 'Northwind Home 0102' }]);
  });
});

async function suggest(...fixes: FixView[]) {
  return (await client.call('master.suggest', { fixes })).lists;
}
const item = (change: Partial<Extract<FixView, { fix: 'item' }>> = {}): FixView => ({
  fix: 'item',
  ...northwind,
  identifiers: {},
  description: 'Desk lamp, matte black',
  unit: 'EA',
  price: '12.50',
  pack: '12',
  ...change,
});

describe('suggestions', () => {
  it('come for every missing mapping of a page, in its order', async () => {
    const [barcode, number, words, place, unit, partner] = await suggest(
      item({ identifiers: { upc: '614141000104' } }),
      item({ identifiers: { buyerPart: 'NW-0002' }, description: 'MUG' }),
      item({ description: 'LAMP DESK MATTE BLK' }),
      {
        fix: 'location',
        ...northwind,
        qualifier: '92',
        code: '0817',
        name: 'Northwind Home DC 0817',
        address: ['900 Freight Road', 'Joliet IL 60433', 'USA'],
      },
      { fix: 'unit', ...fabrikam, itemNumber: 'D0001', ediUnit: 'CA', itemUnit: 'ea' },
      { fix: 'partner', partnerId: 'X', vendor: '', inactive: false },
    );
    expect(barcode?.suggestions[0]).toMatchObject({
      itemNumber: 'D0001',
      confidence: 'certain',
      preChosen: true,
      price: { check: 'fits' },
    });
    expect(number?.suggestions[0]).toMatchObject({ itemNumber: 'D0002', confidence: 'certain', preChosen: true });
    expect(words?.suggestions[0]).toMatchObject({ itemNumber: 'D0001', confidence: 'text-only' });
    expect(words?.suggestions.some(({ preChosen }) => preChosen)).toBe(false);
    expect(place?.suggestions[0]).toMatchObject({ confidence: 'certain', preChosen: true, address: { locationId: '000002000' } });
    expect(unit?.suggestions[0]).toMatchObject({ unit: 'ea', factor: '12', confidence: 'certain' });
    expect(partner).toEqual({ suggestions: [], none: 'There is nothing to suggest for this.' });
  });

  it('lead a case to its piece, registered or not (ITM-03)', async () => {
    const ordered = (index: number) =>
      item({
        ...fabrikam,
        identifiers: { gtin: products[index]?.caseGtin ?? '' },
        description: 'x',
        unit: 'CA',
        price: '150',
        pack: '12',
      });
    const [registered, derived] = await suggest(ordered(0), ordered(1));
    expect(registered?.suggestions).toMatchObject([
      { itemNumber: 'D0001', factor: '12', confidence: 'likely', reasons: [{ reason: 'case-gtin' }, {}, {}] },
    ]);
    expect(derived?.suggestions).toMatchObject([{ itemNumber: 'D0002', reasons: [{ reason: 'case-gtin' }] }]);
    expect(derived?.suggestions[0]?.reasons[0]?.text).toContain('indicator 1');
  });

  it('know what another partner mapped, but not its part numbers', async () => {
    const mapped = {
      buyerPart: 'FB-77',
      vendorPart: 'CTS-77',
      upc: '',
      gtin: '',
      ean: '',
      itemNumber: 'D0007',
      unit: 'ea',
      validFrom: '',
    } as const;
    await app.store.applyMappings({
      kind: 'items',
      changes: [{ change: 'add', row: { partnerId: fabrikam.partnerId, ...mapped } }],
      who: 'test',
      at: new Date().toISOString(),
      why: 'the test needs it',
      origin: 'screen',
      source: 'test',
    });
    const [vendorPart, buyerPart] = await suggest(
      item({ identifiers: { vendorPart: 'CTS-77' }, description: 'x' }),
      item({ identifiers: { buyerPart: 'FB-77' }, description: 'x' }),
    );
    expect(vendorPart?.suggestions).toMatchObject([
      { itemNumber: 'D0007', confidence: 'likely', reasons: [{ text: 'Fabrikam Stores has CTS-77 mapped to it.' }] },
    ]);
    expect(buyerPart?.suggestions).toEqual([]);
  });

  it('say that a partner or the master data is missing', async () => {
    const [unknown] = await suggest(item({ partnerId: 'NOBODY' }));
    expect(unknown?.none).toMatch(/partner is not known/);
  });
});
