import { request } from 'node:http';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { oddities } from '#core/practice/orders/generator.ts';
import { readRsx } from '#core/rsx/readRsx.ts';
import { visit, type Visitor } from './support.ts';

let visitor: Visitor;
beforeEach(async () => {
  visitor = await visit({ seed: 4 });
});
afterEach(() => visitor.close());

interface State {
  readonly mailbox: {
    readonly out: readonly string[];
    readonly in: readonly { readonly path: string; readonly bytes: number }[];
  };
  readonly dynamics: { readonly orders: readonly unknown[] };
}
const out = async (): Promise<readonly string[]> => (await visitor.look<State>('state')).mailbox.out;

async function files(): Promise<readonly Uint8Array[]> {
  return Promise.all(
    (await out()).map(async (path) => new Uint8Array(await (await visitor.mailbox(`data/${path}`)).arrayBuffer())),
  );
}

describe('orders on request', () => {
  it.each(['bulk', 'crossdock', 'multistore', 'dropship'])('%s orders are valid 850s', async (family) => {
    expect(await visitor.control('orders', { count: 3, family })).toMatchObject({ status: 200 });
    for (const bytes of await files()) {
      const reading = readRsx(bytes, { direction: 'in', fileName: 'out/x.xml' });
      if (reading.outcome !== 'documents') throw new Error(reading.sentence);
      expect(reading.documents.map((document) => document.kind)).toEqual(['850']);
      expect(reading.documents[0]?.findings).toEqual([]);
    }
  });

  const packOf = (text: string): number => Number(/<PackValue>(.*?)</.exec(text)?.[1]);
  /** The first line's price against what the same product costs in every other order (retail is 2.4 times that). */
  const priceRatio = (text: string): number => {
    const each = Number(/<UnitPrice>(.*?)</.exec(text)?.[1]) / 2.4;
    const inCases = /<OrderQtyUOM>CA</.test(text);
    return Number(/<PurchasePrice>(.*?)</.exec(text)?.[1]) / (inCases ? each * packOf(text) : each);
  };

  const shapes: Readonly<Record<(typeof oddities)[number], (text: string, all: readonly string[]) => boolean>> = {
    'same-number': (_text, all) => new Set(all.map((text) => /<PurchaseOrderNumber>(.*?)</.exec(text)?.[1])).size < all.length,
    'shared-vendor-part': (text) => {
      const parts = [...text.matchAll(/<VendorPartNumber>(.*?)</g)].map((match) => match[1]);
      return new Set(parts).size < parts.length;
    },
    'wrong-totals': (text) => {
      const amounts = [...text.matchAll(/<OrderQty>(.*?)<[\s\S]*?<PurchasePrice>(.*?)</g)].map(
        (match) => Number(match[1]) * Number(match[2]),
      );
      const total = Number(/<TotalAmount>(.*?)</.exec(text)?.[1]);
      return Math.abs(total - amounts.reduce((sum, amount) => sum + amount, 0)) > 0.01;
    },
    bom: (text) => text.startsWith('\ufeff'),
    'bare-root': (text) => /<Order[ >]/.test(text) && !/<Orders[ >]/.test(text),
    json: (text) => text.trimStart().startsWith('{'),
    v76: (text) => text.includes('7.6') || /spscommerce\.com\/RSX"/.test(text),
    x12: (text) => text.startsWith('ISA'),
    several: (text) => [...text.matchAll(/<Order>/g)].length > 1,
    change: (_text, all) => all.some((text) => text.includes('<OrderChange')),
    replace: (_text, all) => all.some((text) => /<TsetPurposeCode>05</.test(text)),
    'change-add': (_text, all) => all.some((text) => /<LineChangeCode>AI</.test(text)),
    cancel: (_text, all) => all.some((text) => /<TsetPurposeCode>01</.test(text)),
    price: (text) => Math.abs(priceRatio(text) - 1.08) < 0.005,
    'case-price': (text) => Math.abs(Math.max(priceRatio(text), 1 / priceRatio(text)) - packOf(text)) < 0.5,
    'new-item': (text) => /<ConsumerPackageCode>81|<GTIN>(00|10)81/.test(text),
    note: (text) => [...text.matchAll(/<NoteCode>(.*?)</g)].map((match) => match[1]).join() === 'SHP,SPE',
  };

  it.each(oddities)('the oddity "%s" is what it says', async (oddity) => {
    expect((await visitor.control('orders', { count: 1, oddity })).status).toBe(200);
    const all = (await files()).map((bytes) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes));
    expect(all.some((text) => shapes[oddity](text, all))).toBe(true);
  });

  it('are the same for the same seed, and others for another', async () => {
    const clock = (): number => Date.parse('2026-03-02T15:00:00Z');
    const texts = async (seed: number): Promise<readonly string[]> => {
      const other = await visit({ seed, clock });
      try {
        await other.control('orders', { count: 6 });
        const { mailbox } = await other.look<State>('state');
        return await Promise.all(mailbox.out.map(async (path) => (await other.mailbox(`data/${path}`)).text()));
      } finally {
        await other.close();
      }
    };
    expect(await texts(5)).toEqual(await texts(5));
    expect(await texts(5)).not.toEqual(await texts(6));
  });

  it.each([
    [{ count: 0 }, /whole number/],
    [{ count: 1, family: 'barter' }, /bulk, crossdock/],
    [{ count: 1, oddity: 'purple' }, /same-number/],
  ])('refuse %j with what is possible', async (body, words) => {
    const answer = await visitor.control('orders', body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toMatch(words);
    expect(await out()).toEqual([]);
  });

  it('come with four maps that name everything in them', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'quayside-maps-'));
    await visitor.world.writeMaps(folder);
    expect((await readdir(folder)).toSorted()).toEqual(['items.csv', 'locations.csv', 'partners.csv', 'units.csv']);
    await rm(folder, { recursive: true });
  });
});

describe('the controls', () => {
  it('answer only under their secret path, to JSON, and to a loopback name', async () => {
    const url = new URL(visitor.world.control);
    expect(url.pathname.length).toBeGreaterThan(22);
    expect((await fetch(`${url.origin}/guess/state`)).status).toBeGreaterThanOrEqual(400);
    expect((await visitor.control('orders', { count: 1 }, { headers: { 'content-type': 'text/plain' } })).status).toBe(415);
    const status = await new Promise((resolve) => {
      const asked = { host: url.hostname, port: url.port, path: `${url.pathname}/state`, headers: { host: 'evil.example' } };
      request(asked, (response) => resolve(response.statusCode)).end();
    });
    expect(status).toBeGreaterThanOrEqual(400);
  });

  it('move the clock that every answer is stamped with', async () => {
    const before = Date.parse((await visitor.mailbox('data/out/')).headers.get('date') ?? '');
    await visitor.control('advance', { minutes: 90 });
    const after = Date.parse((await visitor.mailbox('data/out/')).headers.get('date') ?? '');
    expect(after - before).toBeGreaterThanOrEqual(90 * 60_000 - 1000);
  });
});

describe('faults', () => {
  const listing = (): Promise<number> =>
    visitor.mailbox('data/out/').then(
      (response) => response.status,
      () => 0,
    );

  it.each([
    ['429', 429],
    ['500', 500],
    ['502-html', 502],
    ['reset', 0],
  ] as const)('%s hits as many requests as it was told, and no more', async (kind, status) => {
    await visitor.control('faults', { target: 'sps', kind, times: 2 });
    expect([await listing(), await listing(), await listing()]).toEqual([status, status, 200]);
    expect((await visitor.data('SalesOrderHeadersV2')).status).toBe(200);
  });

  it('429-retry-after says how long', async () => {
    await visitor.control('faults', { target: 'dynamics', kind: '429-retry-after', times: 1 });
    const response = await visitor.data('SalesOrderHeadersV2');
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '1']);
  });

  it('gone and truncated wait for downloads', async () => {
    await visitor.control('orders', { count: 1 });
    const [path] = await out();
    await visitor.control('faults', { target: 'sps', kind: 'gone', times: 1 });
    expect(await listing()).toBe(200);
    expect((await visitor.mailbox(`data/${path}`)).status).toBe(404);
    await visitor.control('faults', { target: 'sps', kind: 'truncated', times: 1 });
    await expect(visitor.mailbox(`data/${path}`).then((response) => response.text())).rejects.toThrow();
    expect((await visitor.mailbox(`data/${path}`)).status).toBe(200);
  });

  it('commit-drop does the write and loses the answer', async () => {
    await visitor.control('faults', { target: 'sps', kind: 'commit-drop', times: 1 });
    expect(await listing()).toBe(200);
    await expect(visitor.mailbox('data/in/ack.xml', { method: 'POST', body: '<OrderAck/>' })).rejects.toThrow();
    expect((await visitor.look<State>('state')).mailbox.in.map((file) => file.path)).toEqual(['in/ack.xml']);
  });

  it('leave tokens alone', async () => {
    await visitor.control('faults', { target: 'sps', kind: '500', times: 1 });
    const { tokenUrl, clientId, clientSecret, audience } = visitor.sps;
    const body = JSON.stringify({ grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, audience });
    expect((await fetch(tokenUrl, { method: 'POST', headers: { 'content-type': 'application/json' }, body })).status).toBe(200);
    expect(await listing()).toBe(500);
  });
});

describe('master data', () => {
  const rows = async (query: string) =>
    ((await (await visitor.data(query)).json()) as { readonly value: readonly Readonly<Record<string, unknown>>[] }).value;

  it('is several hundred products, the same for the same seed', async () => {
    const select = 'ReleasedProductsV2?$select=ItemNumber,ProductSearchName,SalesPrice';
    const first = await rows(select);
    expect(first).toHaveLength(600);
    const again = await visit({ seed: 4 });
    const other = await visit({ seed: 5 });
    const of = async (one: Visitor) => ((await (await one.data(select)).json()) as { readonly value: unknown }).value;
    expect(await of(again)).toEqual(first);
    expect(await of(other)).not.toEqual(first);
    await again.close();
    await other.close();
  });

  it('carries barcodes of pieces and of cases, and addresses where goods can go', async () => {
    const codes = await rows("ProductBarcodesV3?$filter=ItemNumber eq 'D0001'");
    expect(codes.map((code) => [code['Barcode'], code['ProductQuantityUnitSymbol'], code['ProductQuantity']])).toEqual([
      ['614141000104', 'ea', 1],
      [expect.stringMatching(/^10614141000\d{3}$/), 'cs', 12],
    ]);
    const addresses = await rows("CustomerPostalAddresses?$filter=CustomerAccountNumber eq 'US-101'");
    expect(addresses).toHaveLength(6);
    expect(addresses.every((address) => address['AddressStreet'] !== '' && address['AddressZipCode'] !== '')).toBe(true);
  });

  it('a customer goes on hold and is refused; the hold is lifted again', async () => {
    const held = async () =>
      (await rows("CustomersV3?$filter=OnHoldStatus eq Microsoft.Dynamics.DataEntities.CustVendorBlocked'All'")).map(
        (row) => row['CustomerAccount'],
      );
    expect(await held()).toEqual(['US-104']);
    expect((await visitor.control('hold', { customer: 'US-101' })).body).toEqual({ customer: 'US-101', onHold: true });
    expect(await held()).toEqual(['US-101', 'US-104']);
    const body = JSON.stringify({ dataAreaId: 'usmf', OrderingCustomerAccountNumber: 'US-101' });
    expect(await (await visitor.data('SalesOrderHeadersV2', { method: 'POST', body })).text()).toMatch(/US-101' is blocked/);
    await visitor.control('hold', { customer: 'US-101', on: false });
    expect(await held()).toEqual(['US-104']);
    expect((await visitor.control('hold', { customer: 'nobody' })).status).toBe(400);
  });

  it('a product is taken out of the legal entity with its barcodes, and put back', async () => {
    const there = async () => [
      (await rows("ReleasedProductsV2?$filter=ItemNumber eq 'D0002'")).length,
      (await rows("ProductBarcodesV3?$filter=ItemNumber eq 'D0002'")).length,
    ];
    expect(await there()).toEqual([1, 1]);
    await visitor.control('release', { item: 'D0002', released: false });
    expect(await there()).toEqual([0, 0]);
    await visitor.control('release', { item: 'D0002', released: true });
    expect(await there()).toEqual([1, 1]);
    expect((await visitor.control('release', { item: 'D0002', released: 'yes' })).status).toBe(400);
    expect((await visitor.control('release', { item: 'X' })).status).toBe(400);
  });

  it('honours the page size of the environment and a smaller one that is asked for', async () => {
    await visitor.control('settings', { dynamics: { pageSize: 250 } });
    expect(await rows('ReleasedProductsV2')).toHaveLength(250);
    const asked = await visitor.data('ReleasedProductsV2', { headers: { prefer: 'odata.maxpagesize=2' } });
    const { value, '@odata.nextLink': next } = (await asked.json()) as {
      readonly value: unknown[];
      readonly '@odata.nextLink': string;
    };
    expect(value).toHaveLength(2);
    expect(next).toContain('skip=2');
  });
});
