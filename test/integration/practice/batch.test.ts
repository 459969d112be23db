import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { site, warehouse } from '#core/practice/catalogue.ts';
import { visit, type Visitor } from './support.ts';

let visitor: Visitor;
beforeEach(async () => {
  visitor = await visit({ seed: 3 });
  await visitor.control('settings', { dynamics: { manualNumbers: true } });
});
afterEach(() => visitor.close());

type Row = Readonly<Record<string, unknown>>;
interface Operation {
  readonly request: string;
  /** The body as it is sent; '' for none. */
  readonly body?: string;
}

const header = (change: Row = {}): Row => ({
  dataAreaId: 'usmf',
  SalesOrderNumber: 'MINE-1',
  OrderingCustomerAccountNumber: 'US-101',
  DefaultShippingSiteId: site,
  DefaultShippingWarehouseId: warehouse,
  CustomersOrderReference: 'PO-1',
  ...change,
});
const posting = (body: Row): Operation => ({ request: 'POST SalesOrderHeadersV2', body: JSON.stringify(body) });
const patching = (key: string, body: Row): Operation => ({
  request: `PATCH SalesOrderHeadersV2(${key})`,
  body: JSON.stringify(body),
});
const mine = "dataAreaId='usmf',SalesOrderNumber='MINE-1'";

const partOf = ({ request, body = '' }: Operation, index: number): string =>
  [
    '--c',
    'Content-Type: application/http',
    'Content-Transfer-Encoding: binary',
    `Content-ID: ${index + 1}`,
    '',
    `${request} HTTP/1.1`,
    'Content-Type: application/json',
    '',
    body,
    '',
  ].join('\r\n');

const send = (body: string): Promise<Response> =>
  visitor.data('$batch', { method: 'POST', headers: { 'content-type': 'multipart/mixed; boundary=b' }, body });

/** The status of each part of the answer to one changeset. */
async function changeset(operations: readonly Operation[]): Promise<readonly number[]> {
  const parts = operations.map(partOf).join('');
  const response = await send(`--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${parts}--c--\r\n--b--\r\n`);
  expect(response.status).toBe(200);
  return [...(await response.text()).matchAll(/^HTTP\/1\.1 (\d+)/gm)].map((match) => Number(match[1]));
}

async function found(filter: string): Promise<readonly unknown[]> {
  const response = await visitor.data(`SalesOrderHeadersV2?$filter=${encodeURIComponent(filter)}`);
  const { value } = (await response.json()) as { readonly value: readonly Row[] };
  return value.map((row) => row['CustomersOrderReference']);
}

describe('a changeset of which an operation fails', () => {
  it.each([
    ['a key that is not whole', patching("SalesOrderNumber='MINE-1'", {}), 400],
    ['a key that is there no more', patching("dataAreaId='usmf',SalesOrderNumber='NO'", {}), 404],
    ['a property that nobody knows', patching(mine, { Nonsense: 1 }), 400],
    ['a key that would change', patching(mine, { SalesOrderNumber: 'MINE-2' }), 400],
    ['a body that is null', { request: 'POST SalesOrderLines', body: 'null' }, 400],
    ['a change that is a list', { request: `PATCH SalesOrderHeadersV2(${mine})`, body: '[]' }, 400],
    ['a body that is no JSON', { request: 'POST SalesOrderLines', body: '{' }, 400],
    ['a set that is not there', { request: 'POST NoSuchSet', body: '{}' }, 404],
    ['a set that is read only', { request: 'POST CustomersV3', body: '{}' }, 400],
  ] as const)('keeps nothing: %s', async (_name, failing, status) => {
    expect(await changeset([posting(header()), failing])).toEqual([status]);
    expect(await found("SalesOrderNumber eq 'MINE-1'")).toEqual([]);
    expect(await changeset([posting(header())])).toEqual([201]);
  });

  it('leaves a row as it was before, and found under nothing else', async () => {
    await changeset([posting(header())]);
    const failing = patching("SalesOrderNumber='MINE-1'", {});
    const second = posting(header({ SalesOrderNumber: 'MINE-2', CustomersOrderReference: 'PO-2' }));
    const changed = patching("dataAreaId='usmf',SalesOrderNumber='MINE-2'", { CustomersOrderReference: 'PO-3' });
    expect(await changeset([patching(mine, { CustomersOrderReference: 'PO-4' }), second, changed, failing])).toEqual([400]);
    const any = ['PO-1', 'PO-2', 'PO-3', 'PO-4'].map((reference) => `CustomersOrderReference eq '${reference}'`);
    expect(await found(any.join(' or '))).toEqual(['PO-1']);
  });
});

describe('a $batch', () => {
  it('reads and makes nothing by a method that does neither: the etag stays', async () => {
    await changeset([posting(header())]);
    expect(await changeset([{ request: `GET SalesOrderHeadersV2(${mine})` }])).toEqual([405]);
    expect(await changeset([{ request: `POST SalesOrderHeadersV2(${mine})`, body: JSON.stringify(header()) }])).toEqual([405]);
    expect(await changeset([{ request: 'GET SalesOrderHeadersV2' }])).toEqual([405]);
    const row = await visitor.data(`SalesOrderHeadersV2(${mine})`);
    expect(await row.json()).toMatchObject({ '@odata.etag': 'W/"1"' });
  });

  it.each([
    ['its last boundary', '--c--\r\n'],
    ['the last boundary of its changeset', '--b--\r\n'],
  ])('that is cut off before %s does nothing', async (_what, end) => {
    const part = partOf(posting(header()), 0);
    expect((await send(`--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${part}${end}`)).status).toBe(400);
    expect(await found("SalesOrderNumber eq 'MINE-1'")).toEqual([]);
  });

  it('takes a boundary inside a text for a text', async () => {
    const odd = header({ CustomersOrderReference: 'a --c b --b-- c' });
    expect(await changeset([posting(odd)])).toEqual([201]);
    expect(await found("SalesOrderNumber eq 'MINE-1'")).toEqual(['a --c b --b-- c']);
  });
});
