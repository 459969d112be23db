import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { visit, type Visitor } from './support.ts';

let visitor: Visitor;
type Row = Readonly<Record<string, unknown>>;
const header = {
  dataAreaId: 'usmf',
  OrderingCustomerAccountNumber: 'US-101',
  DefaultShippingSiteId: '',
  DefaultShippingWarehouseId: '',
};
let site: Row = {};

beforeAll(async () => {
  visitor = await visit({ seed: 2 });
  const { site: siteId, warehouse } = await import('#core/practice/catalogue.ts');
  site = { DefaultShippingSiteId: siteId, DefaultShippingWarehouseId: warehouse };
  for (let number = 1; number <= 7; number += 1)
    await post('SalesOrderHeadersV2', { CustomersOrderReference: `PO-${number}`, CustomerRequisitionNumber: "O'Neill" });
});
afterAll(() => visitor.close());

async function post(set: string, body: Row): Promise<{ readonly status: number; readonly body: Row; readonly text: string }> {
  const whole = set.startsWith('SalesOrderHeaders') ? { ...header, ...site, ...body } : { dataAreaId: 'usmf', ...body };
  const response = await visitor.data(set, { method: 'POST', body: JSON.stringify(whole) });
  const text = await response.text();
  return { status: response.status, body: JSON.parse(text) as Row, text };
}

async function get(
  path: string,
): Promise<{ readonly status: number; readonly rows: readonly Row[]; readonly next: string | undefined }> {
  const response = await visitor.data(path);
  const body = (await response.json()) as { readonly value?: readonly Row[]; readonly '@odata.nextLink'?: string };
  return { status: response.status, rows: body.value ?? [], next: body['@odata.nextLink'] };
}

const filtered = async (filter: string) => {
  const { status, rows } = await get(`SalesOrderHeadersV2?cross-company=true&$filter=${encodeURIComponent(filter)}`);
  return status === 200 ? rows.map((row) => row['CustomersOrderReference']) : status;
};

describe('a $filter', () => {
  it.each([
    ["CustomersOrderReference eq 'PO-3'", ['PO-3']],
    ["customersorderreference eq 'PO-3'", 400],
    ["CustomersOrderReference eq 'PO-3' or CustomersOrderReference eq 'PO-5'", ['PO-3', 'PO-5']],
    [
      "CustomerRequisitionNumber eq 'O''Neill' and CustomersOrderReference ne 'PO-1'",
      ['PO-2', 'PO-3', 'PO-4', 'PO-5', 'PO-6', 'PO-7'],
    ],
    ["not (CustomersOrderReference lt 'PO-7')", ['PO-7']],
    [
      "CustomersOrderReference eq 'PO-1' or CustomersOrderReference gt 'PO-1' and CustomersOrderReference lt 'PO-3'",
      ['PO-1', 'PO-2'],
    ],
    ["(CustomersOrderReference eq 'PO-1' or CustomersOrderReference eq 'PO-5') and CustomersOrderReference lt 'PO-3'", ['PO-1']],
    [
      "SalesOrderStatus eq Microsoft.Dynamics.DataEntities.SalesStatus'Backorder' and CustomersOrderReference ge 'PO-6'",
      ['PO-6', 'PO-7'],
    ],
    ["OrderCreationDateTime gt 2020-01-01T00:00:00Z and CustomersOrderReference eq 'PO-1'", ['PO-1']],
    ["CustomersOrderReference in ('PO-1')", 400],
    ["NoSuchField eq 'x'", 400],
    ['CustomersOrderReference eq', 400],
    ['CustomersOrderReference eq null', 400],
    ['null eq CustomersOrderReference', 400],
    ['CustomersOrderReference eq CustomerRequisitionNumber', 400],
    ["CustomersOrderReference/Anything eq 'PO-1'", 400],
    ["CustomersOrderReference eq 'PO-1'&$top=1", 400],
    ['CustomersOrderReference', 400],
    ['not CustomersOrderReference', 400],
    ["tolower(CustomersOrderReference) eq 'po-1'", 400],
    ['CustomersOrderReference eq @p', 400],
    ['constructor eq 1', 400],
    ['CustomersOrderReference eq 1', 400],
    ["OrderTotalAmount eq 'PO-1'", 400],
    ["OrderCreationDateTime gt '2020'", 400],
    ['OrderCreationDateTime gt 2020-13-41T00:00:00Z', 400],
    ["SalesOrderStatus eq 'Backorder'", 400],
    ["SalesOrderStatus eq Microsoft.Dynamics.DataEntities.SalesStatus'Open'", 400],
    ["SalesOrderStatus eq Microsoft.Dynamics.DataEntities.NoYes'No'", 400],
  ])('%s', async (filter, expected) => {
    expect(await filtered(filter)).toEqual(expected);
  });
});

describe('reading', () => {
  it('pages by nextLink, on another host where the environment does so', async () => {
    await visitor.control('settings', { dynamics: { pageSize: 3 } });
    const first = await get('SalesOrderHeadersV2?$orderby=CustomersOrderReference');
    expect(first.rows).toHaveLength(3);
    const second = await get((first.next ?? '').split('/data/')[1] ?? '');
    expect(second.rows.map((row) => row['CustomersOrderReference'])).toEqual(['PO-4', 'PO-5', 'PO-6']);
    await visitor.control('settings', { dynamics: { otherHostInNextLink: true } });
    expect(new URL((await get('SalesOrderHeadersV2')).next ?? '').host).toBe('aos-02.internal.example');
    await visitor.control('settings', { dynamics: { pageSize: 10_000, otherHostInNextLink: false } });
  });

  it('shows only what $select names, and refuses what is not there', async () => {
    const { rows } = await get('SalesOrderHeadersV2?$top=1&$select=SalesOrderNumber');
    expect(Object.keys(rows[0] ?? {})).toEqual(['@odata.etag', 'SalesOrderNumber']);
    expect((await get('SalesOrderHeadersV2?$select=Nothing')).status).toBe(400);
    expect((await get('NoSuchSet')).status).toBe(404);
  });

  it('shows of one row by its key what $select and $expand name, and refuses what is for many', async () => {
    const { body } = await post('SalesOrderHeadersV2', { CustomersOrderReference: 'PO-one' });
    const line = { SalesOrderNumber: body['SalesOrderNumber'], ItemNumber: 'D0001', OrderedSalesQuantity: 2 };
    expect((await post('SalesOrderLines', line)).status).toBe(201);
    const key = `SalesOrderHeadersV2(dataAreaId='usmf',SalesOrderNumber='${String(body['SalesOrderNumber'])}')`;
    const one = async (query: string): Promise<unknown> => (await visitor.data(`${key}?${query}`)).json();
    expect(await one('$select=CustomersOrderReference')).toEqual({ '@odata.etag': 'W/"1"', CustomersOrderReference: 'PO-one' });
    expect(await one('$select=CurrencyCode&$expand=SalesOrderLines($select=ItemNumber)')).toEqual({
      '@odata.etag': 'W/"1"',
      CurrencyCode: 'USD',
      SalesOrderLines: [{ '@odata.etag': 'W/"1"', ItemNumber: 'D0001' }],
    });
    expect(await one('')).toEqual(body);
    for (const bad of ['$select=Nothing', '$expand=Nothing', "$filter=CurrencyCode eq 'USD'", '$top=1'])
      expect((await visitor.data(`${key}?${bad}`)).status, bad).toBe(400);
  });

  it('expands one level, from headers to their lines, and no further', async () => {
    const { body } = await post('SalesOrderHeadersV2', { CustomersOrderReference: 'PO-expand' });
    const line = { SalesOrderNumber: body['SalesOrderNumber'], ItemNumber: 'D0001', OrderedSalesQuantity: 2 };
    expect((await post('SalesOrderLines', line)).status).toBe(201);
    const where = "$filter=CustomersOrderReference eq 'PO-expand'";
    const { rows } = await get(`SalesOrderHeadersV2?${where}&$expand=SalesOrderLines($select=ItemNumber,ShippingSiteId)`);
    expect(rows[0]?.['SalesOrderLines']).toEqual([
      { '@odata.etag': 'W/"1"', ItemNumber: 'D0001', ShippingSiteId: site['DefaultShippingSiteId'] },
    ]);
    for (const bad of ['SalesOrderLines($expand=Header)', 'Nothing', 'SalesOrderLines($select=Nothing)'])
      expect((await get(`SalesOrderHeadersV2?$expand=${bad}`)).status, bad).toBe(400);
    expect((await get('SalesOrderHeadersV2?$orderby=Nothing')).status).toBe(400);
  });

  it('shows another company only across companies, by query and by key', async () => {
    const { body } = await post('SalesOrderHeadersV2', { dataAreaId: 'USRT', CustomersOrderReference: 'PO-usrt' });
    expect(body['dataAreaId']).toBe('usrt');
    const where = "$filter=dataAreaId eq 'usrt' and CustomersOrderReference eq 'PO-usrt'";
    expect((await get(`SalesOrderHeadersV2?${where}`)).rows).toEqual([]);
    expect((await get(`SalesOrderHeadersV2?cross-company=true&${where}`)).rows).toHaveLength(1);
    const key = `SalesOrderHeadersV2(dataAreaId='usrt',SalesOrderNumber='${String(body['SalesOrderNumber'])}')`;
    expect((await get(key)).status).toBe(404);
    expect((await get(`${key}?cross-company=true`)).status).toBe(200);
    expect((await get("SalesOrderHeadersV2(dataAreaId='usrt')")).status).toBe(400);
  });

  it('describes one entity by its name', async () => {
    const metadata = (name: string) => visitor.data(`../metadata/PublicEntities('${name}')`);
    expect(await (await metadata('SalesOrderHeaderV2')).json()).toMatchObject({ EntitySetName: 'SalesOrderHeadersV2' });
    expect((await metadata('Nothing')).status).toBe(404);
  });

  it('answers 401 without a token and 403 without roles', async () => {
    expect((await fetch(`${visitor.environmentUrl}/data/SalesOrderHeadersV2`)).status).toBe(401);
    await visitor.control('settings', { dynamics: { deny: '403' } });
    expect((await get('SalesOrderHeadersV2')).status).toBe(403);
    await visitor.control('settings', { dynamics: { deny: '' } });
  });
});

describe('writing', () => {
  it.each([
    ['an unknown customer', { OrderingCustomerAccountNumber: 'NOBODY' }, /'NOBODY' in field 'Customer account' is not found/],
    ['no customer', { OrderingCustomerAccountNumber: '' }, /Mandatory field 'Customer account'/],
    ['an unknown site', { DefaultShippingSiteId: '99' }, /'99' in field 'Site' is not found/],
    ['a date that has passed', { RequestedShippingDate: '2001-01-01T12:00:00Z' }, /before today/],
    ['a requisition that is too long', { CustomerRequisitionNumber: 'x'.repeat(21) }, /too long/],
    ['a reference that is too long', { CustomersOrderReference: 'x'.repeat(61) }, /'Customer reference' is too long/],
    ['a number of our own', { SalesOrderNumber: 'MINE-1' }, /does not allow manual numbers/],
  ])('a header with %s is refused in an Infolog', async (_name, body, words) => {
    const answer = await post('SalesOrderHeadersV2', body);
    expect(answer.status).toBe(400);
    expect(answer.text).toMatch(/Infolog/);
    expect(answer.text).toMatch(words);
  });

  it('a property that the set has not is refused', async () => {
    expect((await post('SalesOrderHeadersV2', { Nonsense: 1 })).text).toMatch(/'Nonsense' does not exist on type/);
  });

  it('numbers go up and a line needs its header', async () => {
    const [first, second] = [await post('SalesOrderHeadersV2', {}), await post('SalesOrderHeadersV2', {})];
    expect(String(second.body['SalesOrderNumber']) > String(first.body['SalesOrderNumber'])).toBe(true);
    const line = await post('SalesOrderLines', { SalesOrderNumber: 'SO-999999', ItemNumber: 'D0001', OrderedSalesQuantity: 1 });
    expect(line.text).toMatch(/'SO-999999' in field 'Sales order' is not found/);
  });

  it('an etag that is out of date is refused', async () => {
    const { body } = await post('SalesOrderHeadersV2', { CustomersOrderReference: 'PO-etag' });
    const key = `SalesOrderHeadersV2(dataAreaId='usmf',SalesOrderNumber='${String(body['SalesOrderNumber'])}')`;
    const patch = (etag: string) =>
      visitor.data(key, {
        method: 'PATCH',
        headers: { 'if-match': etag },
        body: JSON.stringify({ CustomersOrderReference: 'PO-x' }),
      });
    const etag = String(body['@odata.etag']);
    expect((await patch(etag)).status).toBe(204);
    expect((await patch(etag)).status).toBe(412);
  });

  it('a change is found under its new values; keys and unknown properties are refused', async () => {
    const { body } = await post('SalesOrderHeadersV2', { CustomersOrderReference: 'PO-before' });
    const key = `SalesOrderHeadersV2(dataAreaId='usmf',SalesOrderNumber='${String(body['SalesOrderNumber'])}')`;
    const patch = async (change: Row) => (await visitor.data(key, { method: 'PATCH', body: JSON.stringify(change) })).status;
    expect(await patch({ CustomersOrderReference: 'PO-after' })).toBe(204);
    expect(await filtered("CustomersOrderReference eq 'PO-after'")).toEqual(['PO-after']);
    expect(await filtered("CustomersOrderReference eq 'PO-before'")).toEqual([]);
    expect(await patch({ Nonsense: 1 })).toBe(400);
    expect(await patch({ SalesOrderNumber: 'SO-OTHER' })).toBe(400);
  });

  it('what is no JSON and no batch is refused, not a failure of the server', async () => {
    expect((await visitor.data('SalesOrderHeadersV2', { method: 'POST', body: '{' })).status).toBe(400);
    const headers = { 'content-type': 'text/plain' };
    expect((await visitor.data('$batch', { method: 'POST', headers, body: 'nothing' })).status).toBe(400);
  });

  it('a changeset happens whole or not at all', async () => {
    const { body } = await post('SalesOrderHeadersV2', { CustomersOrderReference: 'PO-batch' });
    const number = String(body['SalesOrderNumber']);
    const batch = async (items: readonly string[]): Promise<string> => {
      const operations = items.map(
        (item, index) =>
          `--c\r\nContent-Type: application/http\r\nContent-Transfer-Encoding: binary\r\nContent-ID: ${index + 1}\r\n\r\nPOST SalesOrderLines HTTP/1.1\r\nContent-Type: application/json\r\n\r\n${JSON.stringify({ dataAreaId: 'usmf', SalesOrderNumber: number, ItemNumber: item, OrderedSalesQuantity: 1, SalesUnitSymbol: 'ea' })}\r\n`,
      );
      const response = await visitor.data('$batch', {
        method: 'POST',
        headers: { 'content-type': 'multipart/mixed; boundary=b' },
        body: `--b\r\nContent-Type: multipart/mixed; boundary=c\r\n\r\n${operations.join('')}--c--\r\n--b--\r\n`,
      });
      return response.text();
    };
    const { products } = await import('#core/practice/catalogue.ts');
    const good = products[0]?.item ?? '';
    expect(await batch([good, 'NOTHING'])).toMatch(/'NOTHING' in field 'Item number' is not found/);
    const lines = async () => (await get(`SalesOrderLines?$filter=SalesOrderNumber eq '${number}'`)).rows;
    expect(await lines()).toEqual([]);
    expect(await batch([good, good])).toMatch(/201/);
    expect(await lines()).toHaveLength(2);
  });
});
