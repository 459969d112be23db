import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { site } from '#core/practice/catalogue.ts';
import { visit, type Visitor } from './support.ts';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit({ seed: 6 });
});
afterAll(() => visitor.close());

const status = async (path: string, init?: RequestInit): Promise<number> => (await visitor.data(path, init)).status;
const write = (path: string, body: string, method = 'POST'): Promise<number> => status(path, { method, body });

describe('an address', () => {
  /** As it stands, without what fetch would make of it first. */
  const statusOf = (base: string, path: string): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const { hostname, port } = new URL(base);
      const asking = request({ hostname, port, path }, (response) => {
        response.resume();
        resolve(response.statusCode);
      });
      asking.once('error', reject).end();
    });

  it.each(['/data/Sales%zz', '/transactions/v5/data/out/%E0%A4%A', "/metadata/PublicEntities('%')", '*'])(
    '%s that cannot be decoded is refused by both halves',
    async (path) => {
      expect(await statusOf(visitor.environmentUrl, path)).toBe(400);
      expect(await statusOf(visitor.sps.apiBase, path)).toBe(400);
    },
  );

  it('that begins with two slashes is asked of this server', async () => {
    expect(await statusOf(visitor.sps.apiBase, '//')).toBe(401);
    expect(await statusOf(visitor.environmentUrl, '//data')).toBe(401);
  });
});

describe('a key', () => {
  it.each([
    ["CustomersV3(dataAreaId='usmf',CustomerAccount='US-101')", 200],
    ["CustomersV3(CustomerAccount='US-101',dataAreaId='usmf')", 200],
    ["CustomersV3(dataAreaId='usmf',CustomerAccount='US-1''01')", 404],
    ['CustomersV3()', 400],
    ["CustomersV3('US-101')", 400],
    ["CustomersV3(dataAreaId='usmf')", 400],
    ["CustomersV3(dataAreaId='usmf',CustomerAccount='US-101',)", 400],
    ["CustomersV3(dataAreaId='usmf',CustomerAccount='US-101',Bogus='1')", 400],
    ["CustomersV3(dataAreaId='usmf',CustomerAccount='US-101',CustomerAccount='US-102')", 400],
    ["CustomersV3(dataAreaId='usmf';CustomerAccount='US-101')", 400],
    ["CustomersV3(dataAreaId='usmf',CustomerAccount=5)", 400],
    ["CustInvoiceJourBiEntities(dataAreaId='usmf',SourceKey='1')", 400],
    ["CustInvoiceJourBiEntities(dataAreaId='usmf',SourceKey=1)", 404],
  ])('%s: %i', async (path, expected) => {
    expect(await status(path)).toBe(expected);
  });
});

describe('query options', () => {
  it.each([
    '$top=abc',
    '$top=-1',
    '$top=',
    '$skip=1.5',
    '$skip=-1',
    '$count=maybe',
    '$orderby=SalesOrderNumber upwards',
    '$orderby=SalesOrderNumber desc desc',
    '$top=1&$top=2',
    '$search=x',
  ])('%s is refused', async (option) => {
    expect(await status(`SalesOrderHeadersV2?${option}`)).toBe(400);
  });

  it('a page of no rows is not what anybody prefers', async () => {
    const page = await visitor.data('ReleasedProductsV2', { headers: { prefer: 'odata.maxpagesize=0' } });
    expect(((await page.json()) as { readonly value: unknown[] }).value).toHaveLength(600);
  });
});

describe('a body that is no object', () => {
  it.each(['null', '[]', '[{}]', '1', '"text"', 'true', '', '{'])('%s is refused', async (body) => {
    expect(await write('SalesOrderHeadersV2', body)).toBe(400);
    expect(await write('SalesOrderLines', body)).toBe(400);
    const header = { OrderingCustomerAccountNumber: 'US-101' };
    const made = await visitor.data('SalesOrderHeadersV2', { method: 'POST', body: JSON.stringify(header) });
    const { SalesOrderNumber: number } = (await made.json()) as { readonly SalesOrderNumber: string };
    expect(await write(`SalesOrderHeadersV2(dataAreaId='usmf',SalesOrderNumber='${number}')`, body, 'PATCH')).toBe(400);
  });
});

describe('a value of another type than its property', () => {
  const made = async (set: string, body: object): Promise<Readonly<Record<string, unknown>>> => {
    const response = await visitor.data(set, { method: 'POST', body: JSON.stringify({ dataAreaId: 'usmf', ...body }) });
    return (await response.json()) as Readonly<Record<string, unknown>>;
  };
  const header = { OrderingCustomerAccountNumber: 'US-101', DefaultShippingSiteId: site };

  it.each([
    ['OrderedSalesQuantity', 'abc'],
    ['OrderedSalesQuantity', '12'],
    ['OrderedSalesQuantity', null],
    ['OrderedSalesQuantity', true],
    ['SalesPrice', [1]],
    ['CustomersLineNumber', 1.5],
    ['CustomersLineNumber', 2_147_483_648],
    ['RequestedShippingDate', '2126-02-30T12:00:00Z'],
    ['RequestedShippingDate', '2126-02-10'],
    ['RequestedShippingDate', 'tomorrow'],
    ['RequestedShippingDate', 20_260_210],
    ['RequestedShippingDate', null],
    ['SalesOrderLineStatus', 'Open'],
    ['CalculateLineAmount', true],
    ['ItemNumber', 7],
    ['LineDescription', {}],
  ])('%s: %j is refused on a line, made or changed', async (property, value) => {
    const { SalesOrderNumber } = await made('SalesOrderHeadersV2', header);
    const line = { SalesOrderNumber, ItemNumber: 'D0001', OrderedSalesQuantity: 1 };
    const whole = { dataAreaId: 'usmf', ...line, [property]: value };
    expect(await write('SalesOrderLines', JSON.stringify(whole))).toBe(400);
    const { InventoryLotId } = await made('SalesOrderLines', line);
    const key = `SalesOrderLines(dataAreaId='usmf',InventoryLotId='${String(InventoryLotId)}')`;
    expect(await write(key, JSON.stringify({ [property]: value }), 'PATCH')).toBe(400);
    expect(await (await visitor.data(key)).json()).toMatchObject({ '@odata.etag': 'W/"1"', OrderedSalesQuantity: 1 });
  });

  it.each([
    ['RequestedReceiptDate', '2126-02-10'],
    ['IsDeliveryAddressOrderSpecific', 'Maybe'],
    ['CustomersOrderReference', 4_500_001],
  ])('%s: %j is refused on a header', async (property, value) => {
    const body = { dataAreaId: 'usmf', ...header, [property]: value };
    expect(await write('SalesOrderHeadersV2', JSON.stringify(body))).toBe(400);
  });

  it('says which property and which type', async () => {
    const answer = await visitor.data('SalesOrderHeadersV2', { method: 'POST', body: '{"RequestedReceiptDate":"x"}' });
    expect(await answer.json()).toMatchObject({
      error: { innererror: { message: expect.stringMatching(/RequestedReceiptDate.*Edm\.DateTimeOffset/) as string } },
    });
  });
});

describe('names that every object of the runtime has', () => {
  it.each(['constructor', 'toString', '__proto__'])('%s is no property', async (name) => {
    expect(await status(`SalesOrderHeadersV2?$select=${name}`)).toBe(400);
    expect(await status(`SalesOrderHeadersV2?$orderby=${name}`)).toBe(400);
    expect(await status(`SalesOrderHeadersV2?$expand=SalesOrderLines($select=${name})`)).toBe(400);
    expect(await write('SalesOrderHeadersV2', `{"OrderingCustomerAccountNumber":"US-101","${name}":"x"}`)).toBe(400);
  });
});

it('a $filter that is nested so deeply that nobody means it is refused', async () => {
  expect(await status(`SalesOrderHeadersV2?$filter=${'not '.repeat(1_000)}(SalesOrderNumber eq 'x')`)).toBe(400);
});

it('a $filter with many wildcards is answered at once', async () => {
  const header = { OrderingCustomerAccountNumber: 'US-101', CustomersOrderReference: 'a'.repeat(60) };
  expect(await write('SalesOrderHeadersV2', JSON.stringify(header))).toBe(201);
  expect(await status(`SalesOrderHeadersV2?$filter=CustomersOrderReference eq '${'*a'.repeat(25)}*b'`)).toBe(200);
});

describe('a $filter on an Int64', () => {
  it.each([
    ['9007199254740993', 200],
    ['1', 200],
    ['1.5', 400],
    ["'1'", 400],
  ])('by %s', async (literal, expected) => {
    expect(await status(`CustInvoiceJourBiEntities?$filter=SourceKey eq ${literal}`)).toBe(expected);
  });
});
