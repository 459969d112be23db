import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { site } from '#core/practice/catalogue.ts';
import { visit, type Visitor } from './support.ts';

let visitor: Visitor;
beforeAll(async () => {
  visitor = await visit({ seed: 7 });
});
afterAll(() => visitor.close());

/** The sentence of a control request that is refused. */
async function refused(action: string, body: unknown): Promise<string> {
  const answer = await visitor.control(action, body);
  expect(answer.status).toBe(400);
  return (answer.body as { readonly error: string }).error;
}

describe('what a control is sent', () => {
  it.each([
    'text/plain',
    'text/plain; charset=json',
    'text/json',
    'application/json2',
    'application/x-json',
    'application/x-www-form-urlencoded;application/json',
    'multipart/form-data; boundary=json',
    'text/plain, application/json',
  ])('%s is not taken for JSON', async (type) => {
    expect((await visitor.control('advance', { minutes: 0 }, { headers: { 'content-type': type } })).status).toBe(415);
  });

  it.each(['application/json', 'Application/JSON', 'application/json; charset=utf-8', 'application/json;charset=utf-8'])(
    '%s is',
    async (type) => {
      expect((await visitor.control('advance', { minutes: 0 }, { headers: { 'content-type': type } })).status).toBe(200);
    },
  );

  it.each(['null', '[]', '1', '"text"', '{'])('%s is refused', async (body) => {
    expect((await visitor.control('settings', {}, { body })).status).toBe(400);
  });
});

describe('a fault that can never hit', () => {
  it.each(['gone', 'truncated', 'refused'])('%s of Dynamics waits for nothing, and that is said', async (kind) => {
    const answer = await visitor.control('faults', { target: 'dynamics', kind, times: 1 });
    expect(answer).toMatchObject({
      status: 200,
      body: { set: false, why: expect.stringContaining('Dynamics has none') as string },
    });
  });

  it('of a kind that nobody knows is refused with those that there are', async () => {
    expect(await refused('faults', { target: 'dynamics', kind: 'nonsense', times: 1 })).toMatch(/is one of 429,.*token-expired/);
  });
});

describe('names of the practice company', () => {
  const order = (customer: string): Promise<Response> =>
    visitor.data('SalesOrderHeadersV2', {
      method: 'POST',
      body: JSON.stringify({ OrderingCustomerAccountNumber: customer, DefaultShippingSiteId: site }),
    });

  it('are the same in capitals and without: a hold is of a customer, a release of a product', async () => {
    await visitor.control('hold', { customer: 'us-101' });
    for (const customer of ['US-101', 'us-101']) expect(await (await order(customer)).text()).toMatch(/is blocked/);
    const held =
      "CustomersV3?$filter=OnHoldStatus eq Microsoft.Dynamics.DataEntities.CustVendorBlocked'All'&$select=CustomerAccount";
    expect(await (await visitor.data(held)).text()).toContain('US-101');
    await visitor.control('hold', { customer: 'US-101', on: false });
    const { SalesOrderNumber } = (await (await order('US-101')).json()) as { readonly SalesOrderNumber: string };
    await visitor.control('release', { item: 'd0003', released: false });
    const line = JSON.stringify({ SalesOrderNumber, ItemNumber: 'D0003', OrderedSalesQuantity: 1 });
    expect((await visitor.data('SalesOrderLines', { method: 'POST', body: line })).status).toBe(400);
    await visitor.control('release', { item: 'D0003' });
    expect((await visitor.data('SalesOrderLines', { method: 'POST', body: line })).status).toBe(201);
  });
});

describe('orders that no retailer sends', () => {
  it.each([
    [{ family: 'dropship', oddity: 'shared-vendor-part' }, /names vendor parts: 7QA.*3FB.*; not 9ADALLCONTOSOUS \(dropship\)\.$/],
    [{ partner: '9ADALLCONTOSOUS', oddity: 'shared-vendor-part' }, /names vendor parts: 7QA.*3FB.*; not 9ADALLCONTOSOUS/],
    [{ partner: 'X', oddity: 'shared-vendor-part' }, /^No practice retailer fits: partners are 7QA.*dropship\.$/],
    [{ partner: '9ADALLCONTOSOUS', family: 'bulk' }, /^No practice retailer fits: partners are 7QA.*dropship\.$/],
  ])('%j: the reason is the right one', async (request, words) => {
    expect(await refused('orders', { count: 1, ...request })).toMatch(words);
  });
});

describe('settings', () => {
  it.each([
    [{ sps: { pageSize: 'abc' } }, /"pageSize" is a whole number from 1 to 1000/],
    [{ sps: { pageSize: 0 } }, /"pageSize"/],
    [{ sps: { pageSize: 1_001 } }, /"pageSize"/],
    [{ sps: { tokenSeconds: null } }, /"tokenSeconds"/],
    [{ sps: { historyLagMinutes: -1 } }, /"historyLagMinutes"/],
    [{ sps: { historyLagMinutes: null } }, /"historyLagMinutes"/],
    [{ sps: { collectAfterMinutes: 'never' } }, /"collectAfterMinutes"/],
    [{ sps: { emptyLastPage: 'yes' } }, /"emptyLastPage" is true or false/],
    [{ sps: { wrongAppKind: null } }, /"wrongAppKind" is true or false/],
    [{ sps: { pagesize: 3 } }, /no "pagesize" in sps.*pageSize/],
    [{ sps: 'abc' }, /"sps" is an object/],
    [{ sps: [] }, /"sps" is an object/],
    [{ dynamics: { pageSize: 10_001 } }, /"pageSize"/],
    [{ dynamics: { deny: '500' } }, /"deny" is "401"/],
    [{ dynamics: { missingSets: 'SalesOrderLines' } }, /"missingSets" is a list/],
    [{ dynamics: { missingSets: ['SalesOrderLine'] } }, /"missingSets".*SalesOrderLine\./],
    [{ dynamics: { partFaults: [429] } }, /"partFaults" is a list of texts/],
    [{ dynamics: { tokenFaults: ['502'] } }, /"tokenFaults".*429 and 500, not 502/],
    [{ dynamics: { constructor: 1 } }, /no "constructor"/],
    [{ blockedCustomers: 'US-101' }, /"blockedCustomers" is a list/],
    [{ blockedCustomers: ['NOBODY'] }, /no NOBODY/],
    [{ unreleasedItems: ['NOTHING'] }, /no NOTHING/],
    [{ unblock: 'yes' }, /"unblock" is true or false/],
    [{ latency: 5 }, /no "latency" in settings/],
  ])('%j are refused, and none of them is set', async (wrong, words) => {
    const { body: before } = await visitor.control('settings', {});
    const right = { sps: { cursorMinutes: 1 }, dynamics: { manualNumbers: true } };
    expect(await refused('settings', { ...right, ...wrong })).toMatch(words);
    expect((await visitor.control('settings', {})).body).toEqual(before);
  });

  it('are set where they are right, null where that means never', async () => {
    const right = {
      sps: { pageSize: 3, collectAfterMinutes: null, historyLagMinutes: 0 },
      dynamics: { pageSize: 2, deny: '', missingSets: ['SalesOrderLines'], partFaults: ['429', '500'], zeroQuantity: false },
    };
    expect((await visitor.control('settings', right)).body).toMatchObject(right);
  });
});
