import { afterEach, describe, expect, test } from 'vitest';
import { errorOf, json, plan, publicEntities, sentNames, world } from './support.ts';
import type { World } from './support.ts';

let open: World | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});
async function start(...args: Parameters<typeof world>): Promise<World> {
  open = await world(...args);
  return open;
}
const lookup = (number: string) => ({
  owner: { company: 'usmf', customer: 'US-014' },
  reference: number,
  requisition: number,
});
const row = (number: string, reference: string): object => ({
  '@odata.etag': 'W/"1"',
  dataAreaId: 'usmf',
  SalesOrderNumber: number,
  OrderingCustomerAccountNumber: 'US-014',
  CustomersOrderReference: reference,
  CustomerRequisitionNumber: reference,
  SalesOrderStatus: 'Backorder',
  OrderCreationDateTime: '2026-02-01T09:14:07Z',
});

describe('looking orders up', () => {
  test('thirty in one cross-company request that selects only what is needed', async () => {
    const { client, asked, counts } = await start((one) =>
      one.path === '/data/SalesOrderHeadersV2' ? json(200, { value: [row('001234', 'PO3')] }) : undefined,
    );
    const found = await client.findOrders(Array.from({ length: 30 }, (_, index) => lookup(`PO${index}`)));
    expect(found).toEqual([
      {
        company: 'usmf',
        salesOrderNumber: '001234',
        customer: 'US-014',
        reference: 'PO3',
        requisition: 'PO3',
        status: 'Backorder',
        createdAt: '2026-02-01T09:14:07Z',
      },
    ]);
    expect(asked.at(-1)?.query.get('cross-company')).toBe('true');
    expect(asked.at(-1)?.query.get('$select')?.split(',')).toHaveLength(7);
    expect(Object.fromEntries(counts)).toEqual({ 'GET metadata': 1, 'GET look-up': 1 });
  });

  test('an asterisk in a number is no wildcard, an apostrophe does no harm, empty dates are empty', async () => {
    const empty = { ...row('1', "O'B*"), OrderCreationDateTime: '1900-01-01T00:00:00Z' };
    const { client, asked } = await start((one) =>
      one.path === '/data/SalesOrderHeadersV2' ? json(200, { value: [empty, row('2', "O'BRIEN")] }) : undefined,
    );
    const found = await client.findOrders([lookup("O'B*")]);
    expect(found.map((order) => [order.salesOrderNumber, order.createdAt])).toEqual([['1', '']]);
    expect(asked.at(-1)?.query.get('$filter')).toContain("CustomersOrderReference eq 'O''B*'");
  });

  test('nothing asked, nothing sent', async () => {
    const { client, asked } = await start(() => undefined);
    expect(await client.findOrders([])).toEqual([]);
    expect(asked).toEqual([]);
  });
});

describe('reading pages', () => {
  const line = (lot: string): object => ({
    InventoryLotId: lot,
    CustomersLineNumber: 1,
    OrderedSalesQuantity: 24.0,
    SalesPrice: 12.5,
  });

  test('next links are followed on our own host, whatever host they name', async () => {
    const { client, asked } = await start((one) => {
      if (one.path !== '/data/SalesOrderLines') return undefined;
      const next = 'https://node7.operations.dynamics.example/data/SalesOrderLines?$skiptoken=2';
      return one.query.has('$skiptoken')
        ? json(200, { value: [line('2')] })
        : json(200, { value: [line('1')], '@odata.nextLink': next });
    });
    const lines = await client.readLines('USMF', '001234');
    expect(lines.map((one) => one.inventoryLotId)).toEqual(['1', '2']);
    expect(asked.map((one) => one.path).filter((path) => path.startsWith('/data/'))).toEqual([
      '/data/SalesOrderLines',
      '/data/SalesOrderLines',
    ]);
    expect(asked.find((one) => one.path === '/data/SalesOrderLines')?.query.get('$filter')).toBe(
      "dataAreaId eq 'usmf' and SalesOrderNumber eq '001234'",
    );
  });

  test.each(['https://evil.example/elsewhere', 'https://host/data/../secret', '/data/SalesOrderLines?$skiptoken=2'])(
    'the link %s leads nowhere or in a circle and is refused',
    async (next) => {
      const { client, asked } = await start((one) =>
        one.path === '/data/SalesOrderLines' ? json(200, { value: [line('1')], '@odata.nextLink': next }) : undefined,
      );
      expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({
        code: 'dynamics-unreadable-answer',
        outcome: 'not-done',
      });
      expect(asked.every((one) => one.path.startsWith('/data/') || one.path.startsWith('/metadata/'))).toBe(true);
    },
  );

  test('an answer that is cut or no list is unreadable, and nothing was done', async () => {
    const { client } = await start((one) => (one.path === '/data/SalesOrderLines' ? json(200, '{"value":[{"Inv') : undefined));
    expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({
      code: 'dynamics-unreadable-answer',
      outcome: 'not-done',
      retry: 'later',
    });
  });
});

describe('names and sets', () => {
  test('a missing set names what there is instead', async () => {
    const { client } = await start((one) => {
      if (one.path === '/data')
        return json(200, {
          value: ['SalesOrderHeaders', 'SalesOrderHeadersV4', 'SalesOrderHeaderCharges', 'Customers'].map((name) => ({
            name,
            url: name,
          })),
        });
      return one.path.startsWith('/metadata/') ? publicEntities(one, {}) : undefined;
    });
    const error = await errorOf(client.createHeader(plan(), 'r'));
    expect(error).toMatchObject({
      code: 'dynamics-entity-missing',
      outcome: 'not-done',
      details: { instead: 'SalesOrderHeaders, SalesOrderHeadersV4' },
    });
    expect(error.message).toContain('It has SalesOrderHeaders, SalesOrderHeadersV4.');
  });

  test('a list that ignores the filter, and one whose rows have no properties, are read all the same', async () => {
    const Properties = [...sentNames.SalesOrderLines].map((Name) => ({ Name: Name === 'SalesPrice' ? 'salesPrice' : Name }));
    const { client } = await start((one) => {
      if (one.path === '/metadata/PublicEntities') {
        return json(200, {
          value: [
            { Name: 'Customer', EntitySetName: 'Customers', Properties: [{ Name: 'X' }] },
            { Name: 'SalesOrderLine', EntitySetName: 'SalesOrderLines' },
          ],
        });
      }
      if (one.path === "/metadata/PublicEntities('SalesOrderLine')") return json(200, { Name: 'SalesOrderLine', Properties });
      return json(200, { value: [{ salesPrice: 12.5 }] });
    });
    expect(await client.readLines('usmf', '1')).toMatchObject([{ price: '12.5' }]);
  });

  test('without /metadata the names come from $metadata', async () => {
    const properties = sentNames.SalesOrderHeadersV2.map(
      (name) => `<Property Name="${name === 'dataAreaId' ? 'DATAAREAID' : name}" Type="Edm.String"/>`,
    );
    const edmx = `<Schema><EntityType Name="SalesOrderHeaderV2">${properties.join('')}</EntityType><EntitySet Name="SalesOrderHeadersV2" EntityType="M.D.SalesOrderHeaderV2"/></Schema>`;
    const { client, asked, counts } = await start((one) => {
      if (one.path === '/data/$metadata') return { status: 200, headers: { 'content-type': 'application/xml' }, body: edmx };
      if (one.method === 'POST') return json(201, { SalesOrderNumber: '1' });
      return json(404, { error: { message: 'No HTTP resource was found' } });
    });
    await client.createHeader(plan(), 'r');
    await client.createHeader(plan(), 'r');
    expect(asked.at(-1)?.body).toContain('"DATAAREAID":"usmf"');
    expect(counts.get('GET metadata')).toBe(3);
  });

  test('where an environment shows no metadata at all, the documented names are used', async () => {
    const { client, asked, warnings } = await start((one) =>
      one.method === 'POST' ? json(201, { SalesOrderNumber: '1' }) : json(403, ''),
    );
    await client.createHeader(plan(), 'r');
    expect(asked.at(-1)?.body).toContain('"CustomersOrderReference":"PO4501187"');
    expect(warnings).toEqual(['the environment shows no metadata; documented names are used']);
  });

  test('a failure while reading metadata is not kept', async () => {
    let failures = 1;
    const { client } = await start((one) => {
      if (one.path.startsWith('/metadata/') && failures > 0) {
        failures -= 1;
        return { status: 503, body: 'maintenance' };
      }
      return one.path === '/data/SalesOrderLines' ? json(200, { value: [] }) : undefined;
    });
    expect(await errorOf(client.readLines('usmf', '1'))).toMatchObject({ code: 'dynamics-server-error', outcome: 'not-done' });
    expect(await client.readLines('usmf', '1')).toEqual([]);
  });

  test('a set without the reference is refused, because orders could not be told apart', async () => {
    const names = sentNames.SalesOrderHeadersV2.filter((name) => name !== 'CustomersOrderReference');
    const { client } = await start((one) =>
      one.path.startsWith('/metadata/') ? publicEntities(one, { SalesOrderHeadersV2: names }) : undefined,
    );
    expect(await errorOf(client.findOrders([lookup('A')]))).toMatchObject({
      code: 'dynamics-entity-missing',
      details: { property: 'CustomersOrderReference' },
    });
  });

  test('the probe says which versions exist and what is lacking', async () => {
    const sets = {
      SalesOrderHeadersV2: sentNames.SalesOrderHeadersV2.filter((name) => name !== 'Email'),
      SalesOrderHeadersV4: [],
      SalesOrderLinesV3: ['ItemNumber'],
      LegalEntities: ['Name'],
    };
    const { client } = await start((one) => {
      if (one.path === '/data') return json(200, { value: Object.keys(sets).map((url) => ({ url })) });
      return one.path.startsWith('/metadata/') ? publicEntities(one, sets) : json(404, '');
    });
    expect(await client.probe()).toEqual({
      headerSets: ['SalesOrderHeadersV2', 'SalesOrderHeadersV4'],
      lineSets: ['SalesOrderLinesV3'],
      missingSets: ['SalesOrderLines'],
      missingProperties: [{ set: 'SalesOrderHeadersV2', property: 'Email' }],
    });
  });

  test('companies are read with id and name', async () => {
    const { client } = await start((one) =>
      one.path === '/data/LegalEntities' ? json(200, { value: [{ LegalEntityId: 'usmf', Name: 'Contoso US' }] }) : undefined,
    );
    expect(await client.companies()).toEqual([{ id: 'usmf', name: 'Contoso US' }]);
  });
});
