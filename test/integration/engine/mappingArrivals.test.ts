import { expect, it } from 'vitest';
import type { DatedKind, MappingChange, MappingTables } from '#core/domain/mapping.ts';
import { products } from '#core/practice/catalogue.ts';
import { dayIn } from '#core/domain/time.ts';
import { systemClock } from '#core/host/adapters/clock.ts';
import type { Ports } from '#core/ports/ports.ts';
import { app, bench, erp, numbered, open, ordersThere, run, settled, theOrder, useDesk } from '../support/desk.ts';

useDesk(113);

const northwind = '7QAALLCONTOSOUS';

/** Rows that somebody enters or imports beside those that are there; returns how many orders are looked at again. */
const add = <K extends DatedKind>(kind: K, rows: readonly MappingTables[K][]): Promise<number> =>
  apply(
    kind,
    rows.map((row) => ({ change: 'add', row })),
  );

async function apply<K extends DatedKind>(kind: K, changes: readonly MappingChange<K>[]): Promise<number> {
  const { woken } = await app.store.applyMappings({
    kind,
    changes,
    who: 'test',
    at: new Date().toISOString(),
    why: 'the new assortment',
    origin: 'file',
    source: 'test',
  });
  return woken;
}

const pack = (itemNumber: string, factor: string): MappingTables['units'] => ({
  partnerId: northwind,
  itemNumber,
  ediUnit: 'PK',
  unit: 'ea',
  factor,
  validFrom: '',
});
const packsOfTwelve = () => products.map(({ item }) => pack(item, '12'));

/** An order of packs, each priced for so many pieces. */
async function inPacks(pieces: number): Promise<string> {
  const xml = (await bench.sample()).replaceAll(/<OrderQtyUOM>[^<]*</g, '<OrderQtyUOM>PK<');
  return xml.replaceAll(
    /<PurchasePrice>([^<]*)</g,
    (_, price: string) => `<PurchasePrice>${(Number(price) * pieces).toFixed(2)}<`,
  );
}
const ordered = (xml: string): readonly number[] => [...xml.matchAll(/<OrderQty>(\d+)</g)].map(([, digits]) => Number(digits));
const made = async () => (await ordersThere()).map(({ lines }) => lines.map(({ quantity }) => quantity));

/** Opens the app with a Dynamics that takes no orders until the returned function is called. */
async function openWhileDown(more: Partial<Ports> = {}): Promise<() => void> {
  let down = true;
  const refused = (): never => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
  };
  await open(settled, {
    fetch: async (url, init) => (down && url.includes('/data/SalesOrderHeaders') ? refused() : fetch(url, init)),
    ...more,
  });
  return () => void (down = false);
}

it('an order that is held because its unit is probably wrong goes on once its items have units of their own', async () => {
  await open();
  await app.master.syncOnce();
  await add('units', [pack('', '1')]);
  const xml = await inPacks(12);
  await bench.drop('packs.xml', xml);
  await run();
  expect((await app.store.attentionList({ limit: 10 })).rows.map(({ hold }) => hold?.rule)).toContain('850-09');
  expect(await add('units', packsOfTwelve())).toBe(1);
  await run();
  expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  expect(await made()).toEqual([ordered(xml).map((quantity) => quantity * 12)]);
});

it('an order that waits for Dynamics is made with the units of its items that came meanwhile', async () => {
  const up = await openWhileDown();
  await add('units', [pack('', '6')]);
  const xml = await inPacks(1);
  await bench.drop('packs.xml', xml);
  await run();
  expect(await add('units', packsOfTwelve())).toBe(1);
  up();
  await run();
  expect(await made()).toEqual([ordered(xml).map((quantity) => quantity * 12)]);
});

it('an order that waits for Dynamics is made with the units that hold from a day that came meanwhile', async () => {
  let ahead = 0;
  const now = (): string => new Date(Date.now() + ahead).toISOString();
  const up = await openWhileDown({ clock: { ...systemClock, now } });
  await add('units', [pack('', '6')]);
  ahead = 86_400_000;
  const tomorrow = dayIn('America/Chicago', now());
  ahead = 0;
  await add(
    'units',
    packsOfTwelve().map((row) => ({ ...row, validFrom: tomorrow })),
  );
  const xml = await inPacks(1);
  await bench.drop('packs.xml', xml);
  await run();
  ahead = 86_400_000;
  up();
  await run();
  expect(await made()).toEqual([ordered(xml).map((quantity) => quantity * 12)]);
});

it('an order whose unit was its product’s own is made with the unit row that came meanwhile', async () => {
  const up = await openWhileDown();
  await apply('units', [{ change: 'remove', before: { ...pack('', '1'), ediUnit: 'EA' } }]);
  const xml = await bench.sample();
  await bench.drop('pieces.xml', xml);
  await run();
  expect((await theOrder())?.salesOrders).toEqual([]);
  const dozens = products.map(({ item }) => ({ ...pack(item, '12'), ediUnit: 'EA' }));
  expect(await add('units', dozens)).toBe(1);
  up();
  await run();
  expect(await made()).toEqual([ordered(xml).map((quantity) => quantity * 12)]);
});

it('an order that waits for Dynamics goes to the address of its qualifier that came meanwhile', async () => {
  const up = await openWhileDown();
  const place = (qualifier: string, addressLocationId: string): MappingTables['locations'] => ({
    partnerId: northwind,
    qualifier,
    code: '0999',
    addressLocationId,
    validFrom: '',
  });
  await add('locations', [place('', '000002001')]);
  await bench.drop('place.xml', numbered(await bench.sample(), 'PO-PLACE').replace('>0817<', '>0999<'));
  await run();
  expect(await add('locations', [place('92', '000002004')])).toBe(1);
  up();
  await run();
  const headers = await erp.rows('SalesOrderHeadersV2?cross-company=true');
  expect(headers.map((header) => header['DeliveryAddressLocationId'])).toEqual(['000002004']);
});

it('an order that waits for Dynamics stops where a new item row says another product of its line', async () => {
  const up = await openWhileDown();
  const xml = await bench.sample();
  // The line gives a code that the map knew nothing of until now, beside a part that it knows.
  const code = '614141999996';
  await bench.drop('twice.xml', xml.replace(/<ConsumerPackageCode>[^<]*</, `<ConsumerPackageCode>${code}<`));
  await run();
  const other = products.find(({ upc }) => !xml.includes(upc))?.item ?? '';
  const row = { partnerId: northwind, buyerPart: '', vendorPart: '', upc: code, gtin: '', ean: '' };
  expect(await add('items', [{ ...row, itemNumber: other, unit: 'ea', validFrom: '' }])).toBe(1);
  up();
  await run();
  expect(await ordersThere()).toEqual([]);
  expect((await app.store.attentionList({ limit: 10 })).rows).toMatchObject([{ kind: 'parked' }]);
});
