import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { visit, type Visitor } from './support.ts';

type Row = Readonly<Record<string, unknown>>;

let visitor: Visitor;
beforeEach(async () => {
  visitor = await visit();
});
afterEach(() => visitor.close());

const post = (path: string, body: unknown): Promise<Response> =>
  visitor.data(path, { method: 'POST', body: JSON.stringify(body) });

async function order(reference: string, quantities: readonly number[] = [24, 7]): Promise<string> {
  const header = (await (
    await post('SalesOrderHeadersV2', {
      dataAreaId: 'usmf',
      OrderingCustomerAccountNumber: 'US-101',
      CustomersOrderReference: reference,
      DefaultShippingSiteId: '1',
      DefaultShippingWarehouseId: '13',
      DeliveryModeCode: 'LTL',
    })
  ).json()) as Row;
  const number = String(header['SalesOrderNumber']);
  for (const [index, quantity] of quantities.entries()) {
    const line = {
      SalesOrderNumber: number,
      ItemNumber: `D000${index + 1}`,
      OrderedSalesQuantity: quantity,
      SalesPrice: 2.5,
      CustomersLineNumber: index + 1,
    };
    expect((await post('SalesOrderLines', { dataAreaId: 'usmf', ...line })).status).toBe(201);
  }
  return number;
}

async function rows(query: string): Promise<readonly Row[]> {
  const response = await visitor.data(query);
  expect(response.status).toBe(200);
  return ((await response.json()) as { readonly value: readonly Row[] }).value;
}

async function act<T = Row>(action: string, body: unknown): Promise<T> {
  const { status, body: answer } = await visitor.control(action, body);
  expect([status, answer]).toEqual([200, answer]);
  return answer as T;
}

describe('the back office', () => {
  it('confirms, ships and bills every order with "all", each part once', async () => {
    const number = await order('PO1');
    expect(await act('confirm', { orders: 'all' })).toMatchObject({
      confirmed: [{ order: number, confirmation: `${number}-1` }],
    });
    expect(await act('confirm', { orders: 'all' })).toMatchObject({ confirmed: [], skipped: [{ order: number }] });
    expect(await act('ship', { orders: 'all' })).toMatchObject({ shipped: [{ slip: 'PS-000001', orders: [number] }] });
    expect(await act('ship', { orders: 'all' })).toMatchObject({ shipped: [], skipped: [{ order: number }] });
    expect(await act('invoice', { orders: 'all' })).toMatchObject({ invoiced: [{ invoice: 'CIV-000001', total: 77.5 }] });
    expect(await act('invoice', { orders: [number] })).toMatchObject({ invoiced: [] });
    const [header] = await rows('SalesOrderHeadersV2');
    expect([header?.['SalesOrderStatus'], header?.['SalesOrderProcessingStatus']]).toEqual(['Invoiced', 'Invoiced']);
  });

  it('takes a share of what is open, rounded down and at least one, one slip an order', async () => {
    const first = await order('PO1', [24, 1]);
    const second = await order('PO2', [3]);
    await act('ship', { orders: [first, second], share: 0.4 });
    const quantities = async (): Promise<unknown> =>
      (await rows('CustPackingSlipTransBiEntities?cross-company=true&$orderby=PackingSlipId,LineNum')).map((row) => [
        row['PackingSlipId'],
        row['Qty'],
        row['Remain'],
      ]);
    expect(await quantities()).toEqual([
      ['PS-000001', 9, 15],
      ['PS-000001', 1, 0],
      ['PS-000002', 1, 2],
    ]);
    await act('ship', { orders: [first], share: 0.4 });
    expect(await quantities()).toContainEqual(['PS-000003', 6, 9]);
    expect((await rows('SalesOrderLines')).map((row) => row['SalesOrderLineStatus'])).toEqual([
      'Backorder',
      'Delivered',
      'Backorder',
    ]);
  });

  it('keeps the shape of the state whatever was posted', async () => {
    const number = await order('PO1');
    await act('ship', { orders: 'all', share: 0.5 });
    expect(await visitor.look('state')).toEqual({
      mailbox: { out: [], in: [] },
      dynamics: {
        orders: [
          {
            number,
            company: 'usmf',
            customer: 'US-101',
            purchaseOrder: 'PO1',
            lines: [
              { item: 'D0001', quantity: 24, unit: 'ea', price: 2.5 },
              { item: 'D0002', quantity: 7, unit: 'ea', price: 2.5 },
            ],
          },
        ],
      },
    });
  });

  it.each([
    ['confirm', { orders: ['SO-000009'] }, 'no sales order SO-000009'],
    ['ship', {}, '"orders" is "all" or a list'],
    ['ship', { orders: 'all', share: 2 }, '"share" is a number from 0 to 1'],
    ['correct', { slip: 'PS-9', lines: [] }, 'no packing slip PS-9'],
    ['credit', { invoice: 'X' }, 'no invoice X'],
    ['change-confirmation', { confirmation: 'X' }, 'no confirmation X'],
    ['cancel-slip', { slip: 3 }, '"slip" is a text'],
  ])('says what %s takes', async (action, body, sentence) => {
    const answer = await visitor.control(action, body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).toContain(sentence.replaceAll('"', '\\"'));
  });

  it('is still there after a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'practice-'));
    const snapshotFile = join(folder, 'world.json');
    await visitor.close();
    visitor = await visit({ snapshotFile });
    const number = await order('PO1');
    await act('ship', { orders: [number], share: 0.5 });
    await visitor.close();
    visitor = await visit({ snapshotFile });
    expect(await rows('CustPackingSlipJourBiEntities')).toHaveLength(1);
    expect(await act('ship', { orders: [number] })).toMatchObject({ shipped: [{ slip: 'PS-000002' }] });
    rmSync(folder, { recursive: true });
  });
});

describe('the journals over OData', () => {
  it('are read only', async () => {
    const number = await order('PO1');
    await act('confirm', { orders: [number] });
    await act('ship', { orders: [number] });
    const [slip] = await rows('CustPackingSlipJourBiEntities?$select=dataAreaId,PackingSlipId');
    expect(slip?.['PackingSlipId']).toBe('PS-000001');
    for (const set of [
      'SalesOrderConfirmationHeaders',
      'CustPackingSlipJourBiEntities',
      'CustInvoiceJourBiEntities',
      'OutboundLoadHeaders',
    ])
      expect((await post(set, { dataAreaId: 'usmf' })).status).toBe(400);
    const key = `SalesOrderConfirmationHeaders(dataAreaId='usmf',SalesOrderNumber='${number}',ConfirmationDate='x',ConfirmationNumber='${number}-1')`;
    for (const method of ['PATCH', 'DELETE'])
      expect((await visitor.data(key, { method, body: '{}' })).status).toBeGreaterThanOrEqual(400);
    expect(await rows('SalesOrderConfirmationHeaders')).toHaveLength(1);
  });

  it('give record ids beyond 2^53 as bare numbers and find them digit by digit', async () => {
    await act('ship', { orders: [await order('PO1')] });
    const text = await (await visitor.data('CustPackingSlipTransBiEntities?$select=SourceDocumentLine,inventQty')).text();
    const ids = [...text.matchAll(/"SourceDocumentLine":(\d+)/g)].map((match) => match[1] ?? '');
    expect(ids).toHaveLength(2);
    expect(ids.every((id) => BigInt(id) > 2n ** 53n)).toBe(true);
    expect(await rows(`CustPackingSlipTransBiEntities?$filter=SourceDocumentLine eq ${ids[1]}`)).toHaveLength(1);
    expect(await rows(`CustPackingSlipTransBiEntities?$filter=SourceDocumentLine eq ${BigInt(ids[1] ?? 0) + 1n}`)).toEqual([]);
  });

  it('know their odd names only as they are written', async () => {
    await act('ship', { orders: [await order('PO1')] });
    expect((await rows('CustPackingSlipJourBiEntities?$select=inventLocationId'))[0]?.['inventLocationId']).toBe('13');
    expect((await visitor.data('CustPackingSlipJourBiEntities?$select=InventLocationId')).status).toBe(400);
    expect((await visitor.data('custPackingSlipJourBiEntities')).status).toBe(404);
  });

  it('give 1900 for a date that nobody set, and the day at noon', async () => {
    const number = await order('PO1');
    await act('ship', { orders: [number] });
    await act('invoice', { orders: [number], daysAgo: 1 });
    const [invoice] = await rows('CustInvoiceJourBiEntities');
    expect(invoice?.['CashDiscDate']).toBe('1900-01-01T12:00:00Z');
    expect(invoice?.['InvoiceDate']).toMatch(/T12:00:00Z$/);
    expect(Date.parse(String(invoice?.['InvoiceDate']))).toBeLessThan(Date.parse(String(invoice?.['CreatedOn'])));
  });

  it('have sets that can be missing', async () => {
    await act('settings', { dynamics: { missingSets: ['CustInvoiceJourBiEntities'] } });
    expect((await visitor.data('CustInvoiceJourBiEntities')).status).toBe(404);
    expect((await visitor.data('SalesInvoiceHeadersV4')).status).toBe(200);
  });
});

describe('SPS as a counterpart', () => {
  const upload = (name: string, body: string): Promise<Response> => visitor.mailbox(`data/in/${name}`, { method: 'POST', body });
  const document =
    '<OrderAck><Header><TradingPartnerId>7QA</TradingPartnerId><PurchaseOrderNumber>PO1</PurchaseOrderNumber></Header></OrderAck>';
  type Received = readonly { readonly path: string; readonly collected: boolean }[];
  type History = {
    readonly results: readonly { readonly path: string; readonly status_log: readonly { readonly status: string }[] }[];
  };
  const history = async (): Promise<unknown> =>
    ((await (await visitor.mailbox('history')).json()) as History).results.map(({ path, status_log: log }) => [
      path,
      ...log.map(({ status }) => status),
    ]);

  it('picks up after its time; the history tells it later', async () => {
    await upload('PR1.xml', document);
    expect(await visitor.look<Received>('received')).toMatchObject([{ path: 'in/PR1.xml', collected: false }]);
    await act('advance', { minutes: 3 });
    expect(await visitor.look<Received>('received')).toMatchObject([{ path: 'in/PR1.xml', collected: true }]);
    expect((await visitor.mailbox('data/in/PR1.xml')).status).toBe(404);
    expect(await history()).toEqual([]);
    await act('advance', { minutes: 5 });
    expect(await history()).toEqual([['in/PR1.xml', 'uploaded', 'downloaded', 'deleted']]);
  });

  it('collects nothing where it is told so, and all of it afterwards', async () => {
    await act('settings', { sps: { collectAfterMinutes: null, historyLagMinutes: 0 } });
    await upload('PR1.xml', document);
    await act('advance', { minutes: 50 });
    expect(await history()).toEqual([['in/PR1.xml', 'uploaded']]);
    await act('settings', { sps: { collectAfterMinutes: 10 } });
    expect(await visitor.look<Received>('received')).toMatchObject([{ collected: true }]);
  });

  it('answers on request, each document once by "all"', async () => {
    await upload('PR1.xml', document);
    expect(await act('reply', { documents: 'all', outcome: 'rejected', text: 'Quantity & date' })).toEqual({
      placed: ['out/997-PR1.xml'],
    });
    expect(await act('reply', { documents: 'all' })).toEqual({ placed: [] });
    const text = await (await visitor.mailbox('data/out/997-PR1.xml')).text();
    expect(text).toContain('<FunctionalAcknowledgment>');
    for (const part of [
      '<DocumentType>855<',
      '<DocumentNumber>PO1<',
      '<FileName>in/PR1.xml<',
      '<Outcome>rejected<',
      '<Text>Quantity &amp; date<',
    ])
      expect(text).toContain(part);
    expect(await act('reply', { documents: ['in/PR1.xml'], kind: '824' })).toEqual({ placed: ['out/824-PR1.xml'] });
    expect((await visitor.control('reply', { documents: ['in/none.xml'] })).status).toBe(400);
  });
});
