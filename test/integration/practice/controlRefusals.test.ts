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

describe('a fault that can never hit', () => {
  it.each(['gone', 'truncated', 'refused', 'nonsense'])('%s of Dynamics is refused with what can', async (kind) => {
    const sentence = await refused('faults', { target: 'dynamics', kind, times: 1 });
    expect(sentence).toMatch(/of dynamics is one of 429,.*commit-drop/);
    expect(sentence).not.toMatch(/gone|truncated|refused/);
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
