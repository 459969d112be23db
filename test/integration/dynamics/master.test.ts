import { afterEach, describe, expect, it } from 'vitest';
import { createGate } from '#core/dynamics/gate.ts';
import type { MasterRows, MasterSet } from '#core/domain/masterData.ts';
import { errorOf, fakeClock, json, publicEntities, world, type Handler, type World } from './support.ts';

let server: World | undefined;
afterEach(() => server?.close());

const properties = {
  ReleasedProductsV2: [
    'DATAAREAID',
    'itemnumber',
    'ProductSearchName',
    'SearchName',
    'SalesUnitSymbol',
    'InventoryUnitSymbol',
    'SalesPrice',
    'SalesPriceQuantity',
  ],
  CustomersV2: ['dataAreaId', 'CustomerAccount', 'OrganizationName'],
  CustomerPostalAddresses: ['dataAreaId', 'CustomerAccountNumber', 'AddressLocationId', 'AddressDescription', 'Expiration'],
  ProductBarcodesV3: ['dataAreaId', 'ItemNumber'],
} as const;

async function open<S extends MasterSet>(set: S, handler: Handler) {
  server = await world((asked, response) =>
    asked.path.startsWith('/metadata/')
      ? publicEntities(asked, properties)
      : asked.path === '/data'
        ? json(200, { value: [] })
        : handler(asked, response),
  );
  return server.client.master.open(set, 'USMF', '2026-02-01T00:00:00.000Z');
}

async function rowsOf<S extends MasterSet>(set: S, handler: Handler): Promise<readonly MasterRows[S][]> {
  const source = await open(set, handler);
  const rows: MasterRows[S][] = [];
  for await (const page of source?.pages() ?? []) rows.push(...page);
  return rows;
}

describe('reading master data', () => {
  it('keeps every digit of a price and a number, finds names in any case, and leaves out what has no key', async () => {
    const text = `{"value":[
      {"itemnumber":"00012","ProductSearchName":"","SearchName":"Lamp","SalesPrice":1234567890123456.10000001,"SalesPriceQuantity":9007199254740993},
      {"itemnumber":"","SalesPrice":1}]}`;
    const rows = await rowsOf('products', () => json(200, text));
    expect(rows).toEqual([
      {
        itemNumber: '00012',
        name: 'Lamp',
        searchName: 'Lamp',
        salesUnit: '',
        inventoryUnit: '',
        salesPrice: '1234567890123456.10000001',
        priceQuantity: '9007199254740993',
        lifecycle: '',
      },
    ]);
    const [asked] = server?.asked.filter(({ path }) => path.startsWith('/data/')) ?? [];
    expect(asked?.query.get('$filter')).toBe("DATAAREAID eq 'usmf'");
    expect(asked?.query.get('cross-company')).toBe('true');
    expect(asked?.query.get('$select')?.split(',')).not.toContain('ProductLifecycleStateId');
    expect(asked?.headers['prefer']).toBe('odata.maxpagesize=1000');
    expect([...(server?.counts.keys() ?? [])].every((operation) => operation.startsWith('master '))).toBe(true);
  });

  it('names the properties that are not there, and takes an older version of a set', async () => {
    const products = await open('products', () => json(200, { value: [] }));
    expect(products).toMatchObject({ entitySet: 'ReleasedProductsV2', missingProperties: ['ProductLifecycleStateId'] });
    await server?.close();
    const customers = await open('customers', () => json(200, { value: [] }));
    expect(customers?.entitySet).toBe('CustomersV2');
    expect(customers?.missingProperties).toContain('OnHoldStatus');
  });

  it('says nothing of a set that is missing, and refuses one without its keys', async () => {
    expect(await open('warehouses', () => json(200, { value: [] }))).toBeUndefined();
    await server?.close();
    const error = await errorOf(open('barcodes', () => json(200, { value: [] })));
    expect(error).toMatchObject({ code: 'dynamics-entity-missing' });
    expect(error.message).toContain('has no Barcode');
  });

  it('reads a page of ten thousand rows, though it asked for less, and refuses one that is cut', async () => {
    const value = Array.from({ length: 10_000 }, (_, index) => ({
      itemnumber: `D${index}`,
      SalesPrice: 1.5,
      SearchName: 'x'.repeat(20),
    }));
    const text = JSON.stringify({ value });
    const rows = await rowsOf('products', () => json(200, text));
    expect(rows).toHaveLength(10_000);
    expect(rows.at(-1)).toMatchObject({ itemNumber: 'D9999', salesPrice: '1.5' });
    await server?.close();
    expect(await errorOf(rowsOf('products', () => json(200, text.slice(0, -40))))).toMatchObject({
      code: 'dynamics-unreadable-answer',
    });
  });

  it('leaves addresses out that have expired', async () => {
    const row = (AddressLocationId: string, Expiration: string) => ({
      CustomerAccountNumber: 'C',
      AddressLocationId,
      Expiration,
    });
    const rows = await rowsOf('addresses', () =>
      json(200, {
        value: [row('1', '2026-01-31T00:00:00Z'), row('2', '2154-12-31T23:59:59Z'), row('3', '1900-01-01T00:00:00Z')],
      }),
    );
    expect(rows.map(({ locationId }) => locationId)).toEqual(['2', '3']);
  });

  it('asks for rows by their keys, thirty at a time, quotes doubled', async () => {
    const source = await open('products', (asked) =>
      json(200, {
        value: [...(asked.query.get('$filter') ?? '').matchAll(/itemnumber eq '((?:[^']|'')*)'/g)].map(([, key]) => ({
          itemnumber: key,
        })),
      }),
    );
    const keys = Array.from({ length: 31 }, (_, index) => `D'${index}`);
    const rows = await source?.withKeys(keys);
    expect(rows?.map(({ itemNumber }) => itemNumber.replace("''", "'"))).toEqual(keys);
    expect(server?.asked.filter(({ path }) => path.startsWith('/data/'))).toHaveLength(2);
  });
});

describe('the gate', () => {
  it('lets work in the background wait until nobody else wants a place', async () => {
    const gate = createGate(fakeClock(), { fraction: () => 0, id: () => '', bytes: () => new Uint8Array() });
    const order: string[] = [];
    const first = Array.from({ length: 4 }, () => Promise.withResolvers<void>());
    const busy = first.map(({ promise }) => gate.pass(() => promise));
    const later = [
      gate.pass(async () => void order.push('background'), undefined, true),
      gate.pass(async () => void order.push('order 1')),
      gate.pass(async () => void order.push('order 2')),
    ];
    for (const { resolve } of first) resolve();
    await Promise.all([...busy, ...later]);
    expect(order).toEqual(['order 1', 'order 2', 'background']);
  });
});
