import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient, type Client } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import type { MappingEntry } from '#core/contract/views/mappings.ts';
import type { App } from '#core/host/app.types.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';
import { FakeClock } from '../support/fakeClock.ts';

let bench: Bench;
let app: App;
let client: Client;
beforeEach(async () => {
  bench = await startBench({ seed: 3 });
  app = await bench.open();
  client = clientOf(app);
  await importPracticeMaps(app.store);
});
afterEach(() => bench.close());

const northwind = '7QAALLCONTOSOUS';
const clientOf = (of: App): Client =>
  createClient(directTransport({ dispatch: of.dispatch, listen: (after, onEvent) => of.events.listen(after, onEvent) }));
const run = async (): Promise<void> => void (await app.engine.runOnce('command'));
const orders = async () => (await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 50 })).rows;

/** Bulk orders of Northwind, each with a product that nobody mapped; those of one product wait together. */
async function parked(count: number): Promise<void> {
  bench.world.place({ count, family: 'bulk', partner: northwind, oddity: 'new-item', lines: 3 });
  await run();
}
const missing = async () => (await client.call('mappings.missing', {})).rows;

type ItemRow = Extract<MappingEntry, { kind: 'items' }>['row'];
/** The row that a person would make of the first missing item. */
async function rowFor(itemNumber: string): Promise<ItemRow> {
  const [first] = await missing();
  if (first?.fix.fix !== 'item') throw new Error('an item is missing');
  const { identifiers, partnerId } = first.fix;
  const { buyerPart = '', vendorPart = '', upc = '', gtin = '', ean = '' } = identifiers;
  return { partnerId, buyerPart, vendorPart, upc, gtin, ean, itemNumber, unit: 'ea', validFrom: '' };
}
async function entry(find: (row: ItemRow) => boolean): Promise<Extract<MappingEntry, { kind: 'items' }>> {
  const { rows } = await client.call('mappings.list', { kind: 'items', partnerId: northwind, limit: 500 });
  const found = rows.find((row) => row.kind === 'items' && find(row.row));
  if (found?.kind !== 'items') throw new Error('no such row');
  return found;
}

describe('a product that nobody has mapped', () => {
  it('parks its orders, says what waits for it, and lets them go with one save that says so before', async () => {
    await parked(8);
    const rows = await missing();
    expect(rows.length).toBeGreaterThan(1);
    expect(rows.reduce((sum, row) => sum + row.orders, 0)).toBe(8);
    expect(rows[0]).toMatchObject({ kind: 'items', partnerName: 'Northwind Home', lines: rows[0]?.orders });
    const days = rows.map((row) => row.earliestShipBy ?? '');
    expect(days).toEqual(days.toSorted());
    const amounts = (await orders()).map((order) => Number(order.amount));
    const worth = rows.map((row) => Number(row.worth[0]?.amount));
    expect(worth.reduce((sum, amount) => sum + amount, 0)).toBeCloseTo(
      amounts.reduce((sum, amount) => sum + amount, 0),
      2,
    );

    const change = { action: 'add', kind: 'items', row: await rowFor('D0001') } as const;
    const preview = await client.call('mappings.releasePreview', { change });
    expect(preview).toMatchObject({
      freed: { orders: rows[0]?.orders, worth: rows[0]?.worth, earliestShipBy: rows[0]?.earliestShipBy },
      stillWaiting: { orders: 0 },
      next: [],
    });
    expect(preview.orders.map((order) => order.waitsFor)).toEqual(preview.orders.map(() => []));

    const saved = await client.call('mappings.save', { change, why: 'the same thing in a new box', origin: 'suggestion' });
    expect(saved).toMatchObject({ id: expect.any(Number) as number, woken: 8 });
    await run();
    expect((await orders()).filter((order) => order.state === 'ordered')).toHaveLength(rows[0]?.orders ?? 0);
    expect((await missing()).map((row) => row.key)).toEqual(rows.slice(1).map((row) => row.key));

    const detail = await client.call('mappings.get', { kind: 'items', id: saved.id ?? 0 });
    expect(detail.entry).toMatchObject({
      changedBy: expect.any(String) as string,
      why: 'the same thing in a new box',
      origin: 'suggestion',
    });
    expect(detail.usedBy.rows.map((row) => row.purchaseOrder).toSorted()).toEqual(
      preview.orders.map((order) => order.purchaseOrder).toSorted(),
    );
    expect(detail.history).toMatchObject([{ change: 'add', after: { kind: 'items', row: { itemNumber: 'D0001' } } }]);
  });

  it('goes on by itself where the engine is started', async () => {
    await parked(1);
    await app.engine.start();
    await app.engine.cancelRun();
    const change = { action: 'add', kind: 'items', row: await rowFor('D0001') } as const;
    const done = Promise.withResolvers<void>();
    const end = app.events.listen(0, () => {
      void orders().then((rows) => (rows.every((row) => row.state === 'ordered') ? done.resolve() : undefined));
    });
    await client.call('mappings.save', { change, why: 'found it' });
    await done.promise;
    end();
  });

  it('says what would be missing next: the unit that the product is not kept in', async () => {
    await parked(1);
    const row = { ...(await rowFor('D0001')), unit: 'box' };
    const units = (await client.call('mappings.list', { kind: 'units', partnerId: northwind })).rows;
    const [unit] = units;
    if (unit?.kind !== 'units') throw new Error('a unit is mapped');
    const { token } = await client.call('mappings.removalPreview', { kind: 'units', id: unit.id });
    await client.call('mappings.save', {
      change: { action: 'remove', kind: 'units', id: unit.id, seen: unit.row },
      why: 'to see',
      token,
    });
    await run();
    const preview = await client.call('mappings.releasePreview', { change: { action: 'add', kind: 'items', row } });
    expect(preview.next).toMatchObject([
      { fix: { fix: 'unit', itemNumber: 'D0001', ediUnit: 'EA', itemUnit: 'box' }, orders: 1 },
    ]);
    expect(preview.stillWaiting.orders + preview.freed.orders).toBe(1);

    // The unit goes with the item: both in one change, both taken back by one undo, and neither where one is refused.
    const save = {
      change: { action: 'add', kind: 'items', row },
      also: {
        action: 'add',
        kind: 'units',
        row: { partnerId: northwind, itemNumber: 'D0001', ediUnit: 'EA', unit: 'box', factor: '0.5', validFrom: '' },
      },
      why: 'sold in boxes of two',
    } as const;
    const listed = async (kind: 'items' | 'units') =>
      (await client.call('mappings.list', { kind, partnerId: northwind, text: 'D0001' })).rows.length;
    const before = [await listed('items'), await listed('units')];
    const saved = await client.call('mappings.save', save);
    expect([await listed('items'), await listed('units')]).toEqual(before.map((count) => count + 1));
    const { rows } = await client.call('mappings.changeRows', { changeSetId: saved.changeSetId });
    expect(rows).toMatchObject([
      { line: 'add', after: { kind: 'units', row: { factor: '0.5' } } },
      { line: 'add', after: { kind: 'items', row: { unit: 'box' } } },
    ]);
    await client.call('mappings.undo', { changeSetId: saved.changeSetId, why: 'no boxes' });
    expect([await listed('items'), await listed('units')]).toEqual(before);

    await client.call('mappings.save', { change: save.also, why: 'the unit alone' });
    await expect(client.call('mappings.save', save)).rejects.toMatchObject({ code: 'conflict' });
    expect(await listed('items')).toBe(before[0]);
  });

  it('is freed on the day from which its row holds', async () => {
    const clock = new FakeClock('2026-03-02T12:00:00.000Z');
    app = await bench.open({ folder: `${bench.folder}-days`, ports: { clock } });
    client = clientOf(app);
    await importPracticeMaps(app.store);
    await parked(1);
    const row = { ...(await rowFor('D0001')), validFrom: '2026-03-04' };
    await client.call('mappings.save', { change: { action: 'add', kind: 'items', row }, why: 'new from Wednesday' });
    await run();
    expect((await orders()).map((order) => order.state)).toEqual(['attention']);
    clock.jump(2 * 86_400_000);
    await run();
    expect((await orders()).map((order) => order.state)).toEqual(['ordered']);
  });
});

describe('numbers of one line that point to two products', () => {
  it('show the rows that contradict each other, and go on when the wrong one is corrected', async () => {
    const text = await bench.sample();
    const upc = /<ConsumerPackageCode>(.*?)</.exec(text)?.[1] ?? '';
    const right = await entry((row) => row.upc === upc);
    // Somebody mapped the UPC to another product, beside the retailer's own number.
    const change = { action: 'update', kind: 'items', id: right.id, seen: right.row, row: { ...right.row, upc: '' } } as const;
    await client.call('mappings.save', { change, why: 'a mistake' });
    const wrongRow = { ...right.row, buyerPart: '', vendorPart: '', gtin: '', itemNumber: 'D0020' };
    const wrong = await client.call('mappings.save', {
      change: { action: 'add', kind: 'items', row: wrongRow },
      why: 'a mistake',
    });
    await bench.drop('PO-twice.xml', text);
    await run();
    const [hold] = await missing();
    expect(hold).toMatchObject({ kind: 'items', fix: { fix: 'item-choice' } });
    const { candidates } = await client.call('mappings.candidates', { key: hold?.key ?? '' });
    expect(candidates.map(({ entry: { id }, by }) => [id, by.map(({ kind }) => kind)])).toEqual([
      [right.id, ['buyerPart', 'vendorPart']],
      [wrong.id, ['upc']],
    ]);
    const seen = candidates[1]?.entry;
    if (seen?.kind !== 'items') throw new Error('the second row speaks of an item');
    const correction = {
      action: 'update',
      kind: 'items',
      id: seen.id,
      seen: seen.row,
      row: { ...seen.row, itemNumber: right.row.itemNumber },
    } as const;
    expect(await client.call('mappings.releasePreview', { change: correction })).toMatchObject({ freed: { orders: 1 } });
    await client.call('mappings.save', { change: correction, why: 'the right product' });
    await run();
    expect((await orders()).map((order) => order.state)).toEqual(['ordered']);
  });

  it('are refused where a row would make them, with the row that says otherwise', async () => {
    const there = await entry((row) => row.upc !== '');
    const row = { ...there.row, buyerPart: 'NEW-1', vendorPart: '', itemNumber: 'D9999' };
    await expect(
      client.call('mappings.save', { change: { action: 'add', kind: 'items', row }, why: 'try it' }),
    ).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/points to D9999 here and to D\d+ in the map/) as string,
    });
  });
});

describe('a change by a person', () => {
  it('names every field that cannot be taken', async () => {
    const row = {
      partnerId: northwind,
      buyerPart: '',
      vendorPart: '',
      upc: '614141000013',
      gtin: '',
      ean: '',
      itemNumber: '',
      unit: '',
      validFrom: '' as const,
    };
    await expect(
      client.call('mappings.save', { change: { action: 'add', kind: 'items', row }, why: 'try it' }),
    ).rejects.toMatchObject({
      code: 'invalid-input',
      details: { upc: 'the check digit is wrong' },
    });
  });

  it('is a conflict with both rows when two people edit the same row', async () => {
    const there = await entry((row) => row.upc !== '');
    const edit = (unit: string) =>
      client.call('mappings.save', {
        change: { action: 'update', kind: 'items', id: there.id, seen: there.row, row: { ...there.row, unit } },
        why: 'an edit',
      });
    await edit('box');
    const second = edit('pal');
    await expect(second).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/changed meanwhile/) as string,
    });
    const { details } = (await second.catch((thrown: unknown) => thrown)) as {
      readonly details: Readonly<Record<string, string>>;
    };
    expect([JSON.parse(details['seen'] ?? ''), JSON.parse(details['now'] ?? '')]).toMatchObject([
      { unit: 'ea' },
      { unit: 'box' },
    ]);
  });

  it('adds a partner with a sheet, changes it, and ends nothing', async () => {
    const row = {
      partnerId: 'NEWPARTNER',
      vendor: '',
      name: 'New Partner',
      company: 'usmf',
      customer: 'US-104',
      invoiceAccount: '',
      site: '1',
      warehouse: '13',
      active: true,
      review: true,
      undoSeconds: 10,
      sheet: { storeSplit: 'orders', itemTrust: 'upc buyerPart' },
    };
    const { id = 0 } = await client.call('mappings.save', {
      change: { action: 'add', kind: 'partners', row },
      why: 'a new customer',
    });
    const { entry: made } = await client.call('mappings.get', { kind: 'partners', id });
    if (made.kind !== 'partners') throw new Error('a partner was made');
    expect(made.row.sheet).toMatchObject({ storeSplit: 'orders', itemTrust: 'upc buyerPart' });
    const change = { action: 'update', kind: 'partners', id, seen: made.row, row: { ...made.row, name: 'Renamed' } } as const;
    await client.call('mappings.save', { change, why: 'a new name' });
    expect((await client.call('mappings.list', { kind: 'partners', text: 'renamed' })).rows).toHaveLength(1);
    const wrong = { ...made.row, name: 'Renamed', sheet: { storeSplit: 'both', colour: 'red' } };
    await expect(client.call('mappings.save', { change: { ...change, row: wrong }, why: 'a mistake' })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/no field "colour"/) as string,
    });
  });

  it('frees the orders of a partner that is known now', async () => {
    const [partner] = (await client.call('mappings.list', { kind: 'partners', partnerId: northwind })).rows;
    if (partner?.kind !== 'partners') throw new Error('the partner is mapped');
    const { token } = await client.call('mappings.removalPreview', { kind: 'partners', id: partner.id });
    await client.call('mappings.save', {
      change: { action: 'remove', kind: 'partners', id: partner.id, seen: partner.row },
      why: 'to see',
      token,
    });
    bench.world.place({ count: 2, family: 'bulk', partner: northwind, lines: 2 });
    await run();
    const change = { action: 'add', kind: 'partners', row: partner.row } as const;
    expect(await client.call('mappings.releasePreview', { change })).toMatchObject({ freed: { orders: 2 } });
    expect(
      await client.call('mappings.releasePreview', { change: { ...change, row: { ...partner.row, vendor: 'OTHER' } } }),
    ).toMatchObject({ freed: { orders: 0 } });
    const [set] = (await client.call('mappings.changes', { kind: 'partners' })).rows;
    await client.call('mappings.undo', { changeSetId: set?.id ?? 0, why: 'it was right' });
    await run();
    expect((await orders()).map((order) => order.state)).toEqual(['ordered', 'ordered']);
  });

  it('removes a row that an order rests on only after it was shown, and the order is decided anew', async () => {
    const text = await bench.sample();
    await bench.drop(
      'PO-waits.xml',
      text.replaceAll('<OrderQtyUOM>EA<', '<OrderQtyUOM>PL<').replace('<OrderQtyUOM>PL<', '<OrderQtyUOM>EA<'),
    );
    await run();
    const upc = /<ConsumerPackageCode>(.*?)</.exec(text)?.[1] ?? '';
    const used = await entry((row) => row.upc === upc);
    const change = { action: 'remove', kind: 'items', id: used.id, seen: used.row } as const;
    await expect(client.call('mappings.save', { change, why: 'not sold any more' })).rejects.toMatchObject({ code: 'conflict' });
    const shown = await client.call('mappings.removalPreview', { kind: 'items', id: used.id });
    expect(shown.orders).toMatchObject([{ processing: 'parked', waitsFor: expect.any(Array) as unknown }]);
    const before = (await missing()).map((row) => row.fix.fix);
    await client.call('mappings.save', { change, why: 'not sold any more', token: shown.token });
    await run();
    expect(before).not.toContain('item');
    expect((await missing()).map((row) => row.fix.fix)).toContain('item');
  });

  it('ends a key on a day, and a row ends as a row of its own', async () => {
    const there = await entry((row) => row.upc !== '');
    const { token } = await client.call('mappings.removalPreview', { kind: 'items', id: there.id });
    const { id = 0 } = await client.call('mappings.save', {
      change: { action: 'end', kind: 'items', id: there.id, seen: there.row, from: '2020-01-01' },
      why: 'no longer sold',
      token,
    });
    const detail = await client.call('mappings.get', { kind: 'items', id });
    expect(detail.rows.map(({ state }) => state)).toEqual(['past', 'ended']);
    if (detail.entry.kind !== 'items') throw new Error('an item ended');
    const early = { action: 'end', kind: 'items', id, seen: detail.entry.row, from: '2019-01-01' } as const;
    await expect(client.call('mappings.save', { change: early, why: 'a mistake', token: '' })).rejects.toMatchObject({
      code: 'invalid-input',
      message: expect.stringMatching(/holds from 2020-01-01 only/) as string,
    });
  });
});

describe('an import on screen', () => {
  const header = 'partnerId,buyerPart,vendorPart,upc,gtin,ean,itemNumber,unit,validFrom';
  const file = (text: string) =>
    ({ from: 'file', name: 'items.csv', bytes: Buffer.from(`${header}\n${text}`).toString('base64') }) as const;

  it('shows the difference first, changes as one, and is put back', async () => {
    await parked(1);
    const row = await rowFor('D0001');
    const line = [row.partnerId, row.buyerPart, row.vendorPart, row.upc, '', '', row.itemNumber, 'ea', ''].join(',');
    const preview = await client.call('mappings.previewImport', { kind: 'items', source: file(line) });
    expect(preview).toMatchObject({ added: 1, updated: 0, errors: 0, readAs: 'UTF-8', first: [{ line: 'add', row: 2 }] });
    expect((await missing()).length).toBe(1);
    const done = await client.call('mappings.applyImport', { previewId: preview.previewId, why: 'the new assortment' });
    expect(done).toMatchObject({ added: 1, woken: 1 });
    await run();
    expect((await orders()).map((order) => order.state)).toEqual(['ordered']);
    await expect(client.call('mappings.applyImport', { previewId: preview.previewId, why: 'again' })).rejects.toMatchObject({
      code: 'not-found',
    });
    const undone = await client.call('mappings.undo', { changeSetId: done.changeSetId, why: 'the wrong file' });
    const { rows } = await client.call('mappings.changes', { kind: 'items' });
    expect(rows[0]).toMatchObject({ id: undone.changeSetId, undoes: done.changeSetId, removed: 1 });
    expect(rows[1]).toMatchObject({
      id: done.changeSetId,
      why: 'the new assortment',
      origin: 'file',
      source: 'items.csv',
      undoneBy: undone.changeSetId,
    });
    expect((await client.call('mappings.changeRows', { changeSetId: done.changeSetId })).rows).toMatchObject([{ line: 'add' }]);
  });

  it('takes a unit in other letters for the row that is there, shows what changes, and orders go by it', async () => {
    const paste = (...rows: readonly string[]) =>
      ({ from: 'paste', text: ['partnerId\titemNumber\tediUnit\tunit\tfactor', ...rows].join('\n') }) as const;
    const unit = (letters: string, factor: string): string => `${northwind}\t\t${letters}\tea\t${factor}`;
    const preview = (...rows: readonly string[]) =>
      client.call('mappings.previewImport', { kind: 'units', source: paste(...rows) });
    const first = await preview(unit('PK', '6'));
    await client.call('mappings.applyImport', { previewId: first.previewId, why: 'packs' });
    expect(await preview(unit('PK', '6'), unit('pk', '12'))).toMatchObject({
      errors: 1,
      first: [{ line: 'error', row: 3, value: `${northwind} · pk`, sentence: 'this key stands in row 2 already' }],
    });
    const second = await preview(unit('pk', '12'));
    expect(second).toMatchObject({
      added: 0,
      updated: 1,
      first: [{ line: 'update', before: { row: { factor: '6' } }, after: { row: { ediUnit: 'PK', factor: '12' } } }],
    });
    await client.call('mappings.applyImport', { previewId: second.previewId, why: 'packs of twelve' });
    const xml = (await bench.sample()).replaceAll(/<OrderQtyUOM>[^<]*</g, '<OrderQtyUOM>Pk<');
    await bench.drop('packs.xml', xml);
    await run();
    const quantities = [...xml.matchAll(/<OrderQty>(\d+)</g)].map(([, digits]) => Number(digits) * 12);
    const [made] = (await bench.state()).dynamics.orders;
    expect(made?.lines.map(({ quantity }) => quantity)).toEqual(quantities);
  });

  it('takes pasted cells, and offers the zeros that they lost', async () => {
    const cells = (code: string): string => `partnerId\tupc\titemNumber\nP\t${code}\tD1`;
    const first = await client.call('mappings.previewImport', {
      kind: 'items',
      source: { from: 'paste', text: cells('12345678905') },
    });
    expect(first).toMatchObject({
      corrections: 1,
      errors: 0,
      added: 0,
      first: [{ line: 'correction', suggestion: '012345678905' }],
    });
    await expect(client.call('mappings.applyImport', { previewId: first.previewId, why: 'now' })).rejects.toMatchObject({
      code: 'invalid-input',
    });
    const taken = await client.call('mappings.previewImport', {
      kind: 'items',
      source: { from: 'preview', previewId: first.previewId },
      takeCorrections: true,
    });
    expect(taken).toMatchObject({ corrections: 0, added: 1, source: 'pasted cells' });
    await client.call('mappings.applyImport', { previewId: taken.previewId, why: 'now' });
    expect((await client.call('mappings.list', { kind: 'items', text: '0123' })).rows).toMatchObject([{ origin: 'paste' }]);
  });

  it('is refused whole with every error, page by page, and when the map changed since the preview', async () => {
    const wrong = Array.from({ length: 700 }, (_, index) => `P,B${index},,614141000013,,,D1,ea,`).join('\n');
    const preview = await client.call('mappings.previewImport', { kind: 'items', source: file(wrong) });
    expect(preview).toMatchObject({ errors: 700, added: 0 });
    const page = await client.call('mappings.previewRows', {
      previewId: preview.previewId,
      which: 'errors',
      cursor: '498',
      limit: 4,
    });
    expect(page).toMatchObject({ rows: [{ row: 500 }, { row: 501 }, { row: 502 }, { row: 503 }], nextCursor: '502' });
    await expect(client.call('mappings.applyImport', { previewId: preview.previewId, why: 'now' })).rejects.toMatchObject({
      code: 'invalid-input',
    });

    const there = await entry((row) => row.upc !== '');
    const { row } = there;
    const line = [row.partnerId, row.buyerPart, row.vendorPart, row.upc, row.gtin, row.ean, row.itemNumber, 'box', ''].join(',');
    const stale = await client.call('mappings.previewImport', { kind: 'items', source: file(line) });
    await client.call('mappings.save', {
      change: { action: 'update', kind: 'items', id: there.id, seen: row, row: { ...row, unit: 'pal' } },
      why: 'faster',
    });
    await expect(client.call('mappings.applyImport', { previewId: stale.previewId, why: 'now' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/changed meanwhile/) as string,
    });
  });

  it('comes back from an export as it was', async () => {
    for (const kind of ['partners', 'locations', 'items', 'units'] as const) {
      for (const format of ['csv', 'xlsx'] as const) {
        const { name, bytes, rows } = await client.call('mappings.export', { kind, format });
        const preview = await client.call('mappings.previewImport', { kind, source: { from: 'file', name, bytes } });
        expect(preview).toMatchObject({ unchanged: rows, added: 0, updated: 0, errors: 0, corrections: 0 });
        expect(rows).toBeGreaterThan(2);
      }
    }
    const one = await client.call('mappings.export', { kind: 'items', format: 'csv', partnerId: northwind });
    expect(one.rows).toBe(20);
  });
});

describe('coverage', () => {
  it('counts what the orders of each partner used and what they miss', async () => {
    bench.world.place({ count: 1, family: 'bulk', partner: northwind, lines: 4 });
    await parked(1);
    const { rows } = await client.call('mappings.coverage', { partnerId: northwind });
    expect(rows).toMatchObject([
      {
        partnerName: 'Northwind Home',
        documents: { value: 2 },
        items: { missing: 1 },
        locations: { mapped: 1, missing: 0, percent: 100 },
      },
    ]);
    expect(rows[0]?.items.mapped).toBeGreaterThanOrEqual(4);
  });
});
