import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit, type Visitor } from './support.ts';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit({ seed: 6 });
});
afterAll(() => visitor.close());

const status = async (path: string, init?: RequestInit): Promise<number> => (await visitor.data(path, init)).status;
const write = (path: string, body: string, method = 'POST'): Promise<number> => status(path, { method, body });

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
