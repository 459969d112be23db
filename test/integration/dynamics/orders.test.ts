import { afterEach, describe, expect, test } from 'vitest';
import { batchAnswer, errorOf, infolog, json, plan, planLine, publicEntities, sentBodies, sentNames, world } from './support.ts';
import type { Asked, Handler, World } from './support.ts';

let open: World | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});
async function start(...args: Parameters<typeof world>): Promise<World> {
  open = await world(...args);
  return open;
}

const created = (
  bodies: readonly Readonly<Record<string, unknown>>[],
  first = 1,
): { id: string; status: number; body: string }[] =>
  bodies.map((body, index) => ({
    id: String(index + first),
    status: 201,
    body: JSON.stringify({ '@odata.etag': `W/"${index}"`, InventoryLotId: `01234${index}`, ...body }),
  }));

const lineServer: Handler = (asked) => (asked.path === '/data/$batch' ? batchAnswer(created(sentBodies(asked))) : undefined);

describe('creating a header', () => {
  const headerServer: Handler = (asked) =>
    asked.method === 'POST' ? json(201, { dataAreaId: 'usmf', SalesOrderNumber: '001234' }, { 'ms-dyn-aid': 'a1' }) : undefined;

  test('sends the plan under the wire names and takes the number from the answer', async () => {
    const { client, asked, counts } = await start(headerServer);
    const result = await client.createHeader(plan({ email: 'a@b.example', dimension: '-002-' }), 'request-1');
    expect(result).toEqual({ result: 'created', salesOrderNumber: '001234', requestId: 'request-1' });
    const post = asked.find(({ method }) => method === 'POST');
    expect(post?.path).toBe('/data/SalesOrderHeadersV2');
    expect(post?.headers).toMatchObject({ 'x-ms-client-request-id': 'request-1', 'odata-version': '4.0' });
    expect(JSON.parse(post?.body ?? '')).toEqual({
      dataAreaId: 'usmf',
      OrderingCustomerAccountNumber: 'US-014',
      InvoiceCustomerAccountNumber: 'US-014',
      CustomerRequisitionNumber: 'PO4501187',
      CustomersOrderReference: 'PO4501187',
      SalesOrderOriginCode: 'EDI',
      CurrencyCode: 'USD',
      RequestedShippingDate: '2026-02-10T12:00:00Z',
      RequestedReceiptDate: '2026-02-13T12:00:00Z',
      DeliveryModeCode: 'LTL',
      DefaultShippingSiteId: '1',
      DefaultShippingWarehouseId: '13',
      DefaultLedgerDimensionDisplayValue: '-002-',
      Email: 'a@b.example',
      DeliveryAddressLocationId: '000002711',
    });
    expect(Object.fromEntries(counts)).toEqual({ 'GET metadata': 1, 'POST header': 1 });
  });

  test('an order-specific address goes out in full, its two-letter country in the ISO column', async () => {
    const { client, asked } = await start(headerServer);
    const address = {
      kind: 'order-specific',
      name: 'J. Doe',
      street: '12 Elm St',
      city: 'Tulsa',
      state: 'OK',
      postalCode: '74103',
      country: 'US',
    } as const;
    await client.createHeader(plan({ address }), 'r');
    expect(JSON.parse(asked.at(-1)?.body ?? '')).toMatchObject({
      IsDeliveryAddressOrderSpecific: 'Yes',
      DeliveryAddressName: 'J. Doe',
      DeliveryAddressStateId: 'OK',
      DeliveryAddressZipCode: '74103',
      DeliveryAddressCountryRegionISOCode: 'US',
    });
    expect(asked.at(-1)?.body).not.toContain('DeliveryAddressCountryRegionId');
  });

  test('a refusal is an answer: cleaned, with the raw body and the ids', async () => {
    const message =
      "Write failed for table row of type 'X'. Infolog: Warning: The value 'US-014' in field 'Customer account' is not found in the related table 'Customers'.; Warning: validateField failed on field 'X.Y'.";
    const { client } = await start((asked) => (asked.method === 'POST' ? infolog(message) : undefined));
    const result = await client.createHeader(plan(), 'r');
    expect(result).toMatchObject({
      result: 'refused',
      refusal: {
        messages: [{ text: "The value 'US-014' in field 'Customer account' is not found in the related table 'Customers'." }],
        status: 400,
        requestId: 'r',
        activityId: 'activity-1',
      },
    });
    expect(result.result === 'refused' && result.refusal.raw).toContain('AxODataWriteException');
  });

  test('an old version that refuses with 500 and an Infolog has refused', async () => {
    const { client } = await start((asked) =>
      asked.method === 'POST' ? infolog('Infolog: Error: Customer is on hold.', 500) : undefined,
    );
    expect(await client.createHeader(plan(), 'r')).toMatchObject({
      result: 'refused',
      refusal: { messages: [{ text: 'Customer is on hold.' }] },
    });
  });

  test('a property that this environment lacks is left out and said', async () => {
    const names = sentNames.SalesOrderHeadersV2.filter((name) => name !== 'Email' && name !== 'SalesOrderOriginCode');
    const { client, asked } = await start((one) =>
      one.path.startsWith('/metadata/')
        ? publicEntities(one, { SalesOrderHeadersV2: names })
        : headerServer(one, undefined as never),
    );
    const result = await client.createHeader(plan({ email: '' }), 'r');
    expect(result).toMatchObject({
      result: 'created',
      omitted: [expect.stringContaining('SalesOrderOriginCode of the order was left out')],
    });
    expect(asked.at(-1)?.body).not.toContain('SalesOrderOriginCode');
  });

  test('names are taken from the metadata whatever their case', async () => {
    const names = sentNames.SalesOrderHeadersV2.map((name) =>
      name === 'CustomersOrderReference' ? 'customersOrderReference' : name,
    );
    const { client, asked } = await start((one) =>
      one.path.startsWith('/metadata/')
        ? publicEntities(one, { SalesOrderHeadersV2: names })
        : headerServer(one, undefined as never),
    );
    await client.createHeader(plan(), 'r');
    expect(JSON.parse(asked.at(-1)?.body ?? '')).toHaveProperty('customersOrderReference', 'PO4501187');
  });

  test('what Dynamics stored otherwise is said, what it does not answer is not guessed', async () => {
    const { client } = await start((asked) => {
      if (asked.method !== 'POST') return undefined;
      const sent = JSON.parse(asked.body) as Record<string, unknown>;
      const { CurrencyCode: _, ...rest } = sent;
      const stored = {
        ...rest,
        OrderingCustomerAccountNumber: 'us-014',
        CustomersOrderReference: 'PO45',
        DefaultShippingSiteId: '01',
        dataAreaId: 'dat',
      };
      return json(201, { ...stored, SalesOrderNumber: '001234', RequestedShippingDate: '2026-02-11T12:00:00Z' });
    });
    expect(await client.createHeader(plan(), 'r')).toMatchObject({
      changed: [
        'Header: legal entity dat instead of usmf.',
        'Header: customer reference PO45 instead of PO4501187.',
        'Header: requested ship date 2026-02-11 instead of 2026-02-10.',
        'Header: site 01 instead of 1.',
      ],
    });
  });

  test('a reference that Dynamics would cut is refused before anything is sent', async () => {
    const { client, asked } = await start(headerServer);
    expect(await client.createHeader(plan({ reference: 'x'.repeat(61) }), 'r')).toMatchObject({
      result: 'refused',
      refusal: {
        status: 0,
        unasked: 'retailer',
        messages: [{ text: expect.stringMatching(/has 61 characters; Dynamics takes 60/) as string }],
      },
    });
    expect(asked).toEqual([]);
  });

  test('dimensions that do not fit the format are refused before anything is sent', async () => {
    const { client, asked } = await start(headerServer, { dimensionFormat: { segments: ['A', 'B', 'C'], delimiter: '-' } });
    const result = await client.createHeader(plan({ dimension: '002-022' }), 'r');
    expect(result).toMatchObject({
      result: 'refused',
      refusal: { status: 0, unasked: 'settings', messages: [{ text: expect.stringContaining('2 segments') as string }] },
    });
    expect(asked).toEqual([]);
  });

  test.each([
    ['no number in it', json(201, { dataAreaId: 'usmf' })],
    ['cut JSON', json(201, '{"dataAreaId":"usmf","SalesOrd')],
  ])('a 201 with %s is unknown', async (_name, answer) => {
    const { client } = await start((asked) => (asked.method === 'POST' ? answer : undefined));
    expect(await errorOf(client.createHeader(plan(), 'r'))).toMatchObject({
      code: 'dynamics-unreadable-answer',
      outcome: 'unknown',
    });
  });
});

describe('creating lines', () => {
  test('all lines in one request, read from the answer', async () => {
    const { client, asked, counts } = await start(lineServer);
    const lines = [planLine(1, { price: '0.10' }), planLine(2, { externalItem: 'X'.repeat(21) }), planLine(3)];
    const result = await client.createLines(plan({ lines }), '001234', lines, 'r');
    expect(result).toMatchObject({
      result: 'created',
      lines: [
        {
          inventoryLotId: '012340',
          customersLineNumber: 1,
          itemNumber: 'D0001',
          quantity: '24',
          unit: 'ea',
          price: '0.1',
          etag: 'W/"0"',
        },
        { inventoryLotId: '012341', customersLineNumber: 2 },
        { inventoryLotId: '012342', customersLineNumber: 3 },
      ],
      omitted: [expect.stringMatching(/of line 002 was left out: Dynamics takes 20 characters/)],
    });
    const sent = sentBodies(asked.at(-1) as Asked);
    expect(sent[0]).toEqual({
      dataAreaId: 'usmf',
      SalesOrderNumber: '001234',
      ItemNumber: 'D0001',
      ExternalItemNumber: 'NW-88121',
      OrderedSalesQuantity: 24,
      SalesUnitSymbol: 'ea',
      SalesPrice: 0.1,
      SalesPriceQuantity: 1,
      CustomersLineNumber: 1,
      RequestedShippingDate: '2026-02-10T12:00:00Z',
    });
    expect(sent[1]).not.toHaveProperty('ExternalItemNumber');
    expect(asked.at(-1)?.body).toContain('"SalesPrice":0.1,');
    expect(counts.get('POST lines')).toBe(1);
  });

  test('a line of its own destination carries its address; a line without a price carries none', async () => {
    const { client, asked } = await start(lineServer);
    const { price: _price, ...unpriced } = planLine(2);
    const lines = [planLine(1, { address: { kind: 'location', locationId: '000000417' } }), unpriced];
    await client.createLines(plan({ lines }), '001234', lines, 'r');
    const [first, second] = sentBodies(asked.at(-1) as Asked);
    expect(first).toHaveProperty('DeliveryAddressLocationId', '000000417');
    expect(second).not.toHaveProperty('SalesPrice');
    expect(second).not.toHaveProperty('SalesPriceQuantity');
  });

  test.each([
    ['LF and no lengths', { eol: '\n', length: false }],
    ['no nested changeset', { nested: false }],
    ['no lengths', { length: false }],
  ])('an answer with %s is read', async (_name, style) => {
    const { client } = await start((asked) =>
      asked.path === '/data/$batch' ? batchAnswer(created(sentBodies(asked)).toReversed(), style) : undefined,
    );
    const result = await client.createLines(plan(), '001234', plan().lines, 'r');
    expect(result.result === 'created' && result.lines.map((line) => line.customersLineNumber)).toEqual([1, 2]);
  });

  test('one failing part refuses the changeset and is tied to its line', async () => {
    const refusal =
      infolog("Write failed. Infolog: Warning: The value 'BOX9' in field 'Unit' is not found in the related table 'Units'.")
        .body ?? '';
    const { client } = await start((asked) =>
      asked.path === '/data/$batch' ? batchAnswer([{ status: 400, body: refusal, id: '2' }], { nested: false }) : undefined,
    );
    expect(await client.createLines(plan(), '001234', plan().lines, 'r')).toMatchObject({
      result: 'refused',
      refusal: {
        status: 400,
        messages: [{ position: 2, text: "The value 'BOX9' in field 'Unit' is not found in the related table 'Units'." }],
      },
    });
  });

  test('a part that was made beside one that was refused is said: that changeset was no whole', async () => {
    const refusal =
      infolog("Infolog: Warning: The value 'BOX9' in field 'Unit' is not found in the related table 'Units'.").body ?? '';
    const { client } = await start((asked) =>
      asked.path === '/data/$batch'
        ? batchAnswer([
            { status: 201, body: '{}', id: '1' },
            { status: 400, body: refusal, id: '2' },
          ])
        : undefined,
    );
    const refused = { result: 'refused', refusal: { partly: true, messages: [{ position: 2 }] } };
    expect(await client.createLines(plan(), '001234', plan().lines, 'r')).toMatchObject(refused);
  });

  test('a 429 beside a part that was made is unknown: sent again, the others would be there twice', async () => {
    let batches = 0;
    const { client } = await start((asked) => {
      if (asked.path !== '/data/$batch') return undefined;
      batches += 1;
      return batchAnswer([
        { status: 201, body: '{}', id: '1' },
        { status: 429, body: '{"error":{}}', headers: 'Retry-After: 17', id: '2' },
      ]);
    });
    expect(await errorOf(client.createLines(plan(), '001234', plan().lines, 'r'))).toMatchObject({ outcome: 'unknown' });
    expect(batches).toBe(1);
  });

  test('a 429 inside a part pauses all calls and the changeset goes again', async () => {
    let batches = 0;
    const { client, clock } = await start((asked) => {
      if (asked.path !== '/data/$batch') return undefined;
      batches += 1;
      const busy = { status: 429, body: '{"error":{}}', headers: 'Retry-After: 17' };
      return batches === 1 ? batchAnswer([busy]) : batchAnswer(created(sentBodies(asked)));
    });
    expect(await client.createLines(plan(), '001234', plan().lines, 'r')).toMatchObject({ result: 'created' });
    expect(clock.sleeps).toEqual([17_000]);
  });

  const short = batchAnswer([{ status: 201, body: '{"InventoryLotId":"1"}', id: '1' }]);
  const cut = batchAnswer([1, 2].map((id) => ({ status: 201, body: '{"InventoryLotId":"1"}', id: String(id) })));
  test.each([
    ['fewer parts than lines', short],
    ['a cut last part', { ...cut, body: cut.body?.slice(0, cut.body.lastIndexOf('LotId')) ?? '' }],
    ['no boundary', { status: 200, headers: { 'content-type': 'text/plain' }, body: 'hello' }],
    ['a part that failed on the server', batchAnswer([{ status: 503, body: 'busy' }])],
    ['an empty body', { ...cut, body: '' }],
  ])('an answer with %s is unknown', async (_name, answer) => {
    const { client } = await start((asked) => (asked.path === '/data/$batch' ? answer : undefined));
    expect(await errorOf(client.createLines(plan(), '001234', plan().lines, 'r'))).toMatchObject({
      outcome: 'unknown',
      retry: 'later',
    });
  });
});

describe('creating an order under a reserved number', () => {
  test('header and lines go in one changeset', async () => {
    const { client, asked, counts } = await start(lineServer);
    const result = await client.createOrder(plan(), 'EDI0000417', 'r');
    expect(result.result === 'created' && result.lines.map((line) => line.customersLineNumber)).toEqual([1, 2]);
    const sent = sentBodies(asked.at(-1) as Asked);
    expect(sent.map((body) => body['SalesOrderNumber'])).toEqual(['EDI0000417', 'EDI0000417', 'EDI0000417']);
    expect(asked.at(-1)?.body).toMatch(/POST SalesOrderHeadersV2 HTTP\/1.1[^]*POST SalesOrderLines HTTP\/1.1/);
    expect(counts.get('POST changeset')).toBe(1);
  });

  test('"already exists" means that it was done before', async () => {
    const duplicate =
      infolog(
        'Infolog: Error: Cannot create a record in Sales orders (SalesTable). Sales order: EDI0000417. The record already exists.',
      ).body ?? '';
    const { client } = await start((asked) =>
      asked.path === '/data/$batch' ? batchAnswer([{ status: 400, body: duplicate, id: '1' }]) : undefined,
    );
    expect(await client.createOrder(plan(), 'EDI0000417', 'r')).toEqual({ result: 'already-exists' });
  });

  test('"already exists" about a line is a refusal', async () => {
    const duplicate = infolog('Infolog: Error: Cannot create a record in Lines. Lot: 1. The record already exists.').body ?? '';
    const { client } = await start((asked) =>
      asked.path === '/data/$batch' ? batchAnswer([{ status: 400, body: duplicate, id: '2' }]) : undefined,
    );
    expect(await client.createOrder(plan(), 'EDI0000417', 'r')).toMatchObject({
      result: 'refused',
      refusal: { messages: [{ position: 1 }] },
    });
  });

  test('"already exists" without saying of what is this order only where it names its number', async () => {
    const said = (text: string): string => infolog(`Infolog: Error: ${text} The record already exists.`).body ?? '';
    let text = said('Cannot create a record in Addresses (LogisticsPostalAddress). Location: 7.');
    const { client } = await start((asked) =>
      asked.path === '/data/$batch' ? batchAnswer([{ status: 400, body: text }]) : undefined,
    );
    expect(await client.createOrder(plan(), 'EDI0000417', 'r')).toMatchObject({ result: 'refused' });
    text = said('Cannot create a record in Sales orders (SalesTable). Sales order: EDI0000417.');
    expect(await client.createOrder(plan(), 'EDI0000417', 'r')).toEqual({ result: 'already-exists' });
  });

  test('a refused line is tied to its position, counted after the header', async () => {
    const refusal =
      infolog('Infolog: Error: Inventory dimension Site is mandatory and must consequently be specified.').body ?? '';
    const { client } = await start((asked) =>
      asked.path === '/data/$batch' ? batchAnswer([{ status: 400, body: refusal, id: '3' }]) : undefined,
    );
    expect(await client.createOrder(plan(), 'EDI0000417', 'r')).toMatchObject({
      result: 'refused',
      refusal: { messages: [{ position: 2 }] },
    });
  });
});

describe('deleting a header', () => {
  test('names the whole key and counts one that is gone as done', async () => {
    const { client, asked } = await start((one) =>
      one.method === 'DELETE' ? json(404, { error: { message: 'gone' } }) : undefined,
    );
    await client.deleteHeader('USMF', "00'1", 'r');
    expect(asked.at(-1)?.url).toBe(
      '/data/SalesOrderHeadersV2(dataAreaId=%27usmf%27,SalesOrderNumber=%2700%27%271%27)?cross-company=true',
    );
  });

  test('what Dynamics says against it is passed on', async () => {
    const { client } = await start((one) =>
      one.method === 'DELETE' ? infolog('Infolog: Error: The order is confirmed.') : undefined,
    );
    expect(await errorOf(client.deleteHeader('usmf', '1', 'r'))).toMatchObject({
      code: 'dynamics-refused',
      outcome: 'not-done',
      message: expect.stringContaining('The order is confirmed.') as string,
    });
  });
});
