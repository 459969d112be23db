import { describe, expect, it } from 'vitest';
import type { Ports } from '#core/ports/ports.ts';
import { products } from '#core/practice/catalogue.ts';
import {
  answer,
  app,
  bench,
  erp,
  losing,
  numbered,
  only,
  open,
  ordersThere,
  run,
  settled,
  theOrder,
  using,
  useDesk,
  journalReads,
} from '../support/desk.ts';
import { addVendor, setPartnerColumn } from '../support/fixture.ts';

useDesk(41);
const items = products.map((product) => product.item);

describe('an order under a number of ours that Dynamics refuses', () => {
  it('names the line, shows no number that nothing has, and is made whole when the cause is gone', async () => {
    await bench.control('settings', { dynamics: { manualNumbers: true }, unreleasedItems: items });
    await open(using({ settleSeconds: 0, manualNumbers: true }));
    bench.world.place({ count: 1, family: 'bulk', lines: 3 });
    await run();
    expect((await only()).hold).toMatchObject({
      cause: 'refused-header',
      path: expect.stringMatching(/LineItem/) as string,
      differences: expect.arrayContaining([expect.stringMatching(/^Line 001: /) as string]) as string[],
    });
    expect((await theOrder())?.salesOrders).toEqual([]);
    await bench.control('settings', { unblock: true });
    expect(await answer('try-again')).toMatchObject({ ok: true });
    await run();
    await run();
    const [order] = await ordersThere();
    expect(order?.lines).toHaveLength(3);
    expect(await theOrder()).toMatchObject({ state: 'ordered', salesOrders: [order?.number] });
  });
});

describe('an environment of its own kind', () => {
  it.each(['SalesOrderHeaders', 'SalesOrderHeadersV3', 'SalesOrderHeadersV4'] as const)(
    'has only %s: header and line sets are chosen by the connection',
    async (headerSet) => {
      const others = ['', 'V2', 'V3', 'V4'].map((version) => `SalesOrderHeaders${version}`).filter((name) => name !== headerSet);
      await bench.control('settings', { dynamics: { missingSets: [...others, 'SalesOrderLines', 'SalesOrderLinesV2'] } });
      await open(using({ settleSeconds: 0, headerSet, lineSet: 'SalesOrderLinesV3' }));
      bench.world.place({ count: 2, family: 'bulk', lines: 3 });
      expect((await run()).summary.orders).toEqual({ created: 2, resumed: 0, failed: 0 });
    },
  );

  it('gives pages of two by links to another host: look-ups and lines are still read whole', async () => {
    await bench.control('settings', { dynamics: { pageSize: 2, otherHostInNextLink: true } });
    await open(settled, losing('/data/$batch'));
    bench.world.place({ count: 5, family: 'bulk', lines: 5 });
    await run();
    await run();
    await run();
    expect((await ordersThere()).map((order) => order.lines.length)).toEqual([5, 5, 5, 5, 5]);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
    expect((await run()).summary.requests.dynamics).toBe(journalReads);
  });
});

describe('orders side by side', () => {
  it.each([
    ['of one customer', (company: string) => company],
    ['whose rows write the same company in other letters', (company: string) => company.toUpperCase()],
    ['whose rows write it in mixed letters', (company: string) => `${company.slice(0, 1).toUpperCase()}${company.slice(1)}`],
  ])('of one number from two vendor numbers %s never share a reference', async (_, spelt) => {
    await open();
    await addVendor(app.store, 'SECOND', spelt);
    const xml = numbered(await bench.sample(), 'PO-SHARED');
    await bench.drop('first.xml', xml);
    await bench.drop('second.xml', xml.replace(/<Vendor>[^<]*</, '<Vendor>SECOND<'));
    await run();
    await run();
    expect(await ordersThere()).toHaveLength(1);
    expect((await only()).hold).toMatchObject({ cause: 'clash', message: expect.stringMatching(/told apart/) as string });
    expect(await answer('separate-order')).toMatchObject({ ok: true });
    await run();
    await run();
    const references = (await ordersThere()).map((order) => order.purchaseOrder);
    expect(references.sort()).toEqual(['PO-SHARED', 'PO-SHARED#2']);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });

  it('of one number in other letters are asked about, since Dynamics tells no letters apart', async () => {
    await open();
    const xml = numbered(await bench.sample(), 'PO-R8');
    await bench.drop('first.xml', xml);
    await run();
    await bench.drop('second.xml', numbered(xml, 'po-r8'));
    await run();
    await run();
    expect(await ordersThere()).toHaveLength(1);
    expect((await only()).hold).toMatchObject({
      cause: 'clash',
      rule: '850-01',
      message: expect.stringMatching(/^Purchase order po-r8 differs from PO-R8 .* told apart\.$/) as string,
    });
    // None of these would lead anywhere: the other order is another one.
    for (const choice of ['as-replacement', 'as-change', 'same-order'] as const)
      expect(await answer(choice)).toMatchObject({ ok: false, error: { code: 'invalid-input' } });
    expect(await answer('separate-order')).toMatchObject({ ok: true });
    await run();
    await run();
    expect((await ordersThere()).map((order) => order.purchaseOrder).sort()).toEqual(['PO-R8', 'po-r8#2']);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });

  it('of one number in other letters end with a cancellation of the second where the buyer typed one twice', async () => {
    await open();
    const xml = numbered(await bench.sample(), 'PO-R8');
    await bench.drop('first.xml', xml);
    await run();
    const second = numbered(xml, 'po-r8');
    await bench.drop('second.xml', second);
    await run();
    expect((await only()).hold.cause).toBe('clash');
    await bench.drop('third.xml', second.replace(/<TsetPurposeCode>[^<]*</, '<TsetPurposeCode>01<'));
    await run();
    await run();
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
    expect((await ordersThere()).map((order) => order.purchaseOrder)).toEqual(['PO-R8']);
  });

  it('tell one made by hand in other letters from their own', async () => {
    await open();
    await erp.send('POST', 'SalesOrderHeadersV2', {
      dataAreaId: 'usmf',
      OrderingCustomerAccountNumber: 'US-101',
      CustomersOrderReference: 'po-hand',
      CustomerRequisitionNumber: '',
    });
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-HAND'));
    await run();
    expect((await only()).hold).toMatchObject({ cause: 'adopt', rule: '850-01' });
    expect(await ordersThere()).toHaveLength(1);
  });

  it('of two companies never take each other for theirs', async () => {
    await open();
    const number = 'PO-TWICE';
    await erp.send('POST', 'SalesOrderHeadersV2', {
      dataAreaId: 'usrt',
      OrderingCustomerAccountNumber: 'US-101',
      CustomersOrderReference: number,
      CustomerRequisitionNumber: number,
    });
    await bench.drop('a.xml', numbered(await bench.sample(), number));
    await run();
    await run();
    const { orders } = (await bench.state()).dynamics;
    expect(orders.map((order) => order.lines.length)).toEqual([0, 3]);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });

  it('are not kept back by one that Dynamics cannot even be asked about', async () => {
    const refusing: Ports['fetch'] = async (url, init) => {
      if (init.method !== 'GET' || !url.includes('PO-POISON')) return fetch(url, init);
      return Response.json({ error: { message: 'Invalid query.' } }, { status: 400 });
    };
    await open(settled, { fetch: refusing });
    for (const number of ['PO-1', 'PO-POISON', 'PO-2']) await bench.drop(`${number}.xml`, numbered(await bench.sample(), number));
    expect(await run()).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/Invalid query/) as string });
    expect((await ordersThere()).map((order) => order.purchaseOrder).sort()).toEqual(['PO-1', 'PO-2']);
  });

  it('take one look-up for thirty, a header and a batch each', async () => {
    await open();
    bench.world.place({ count: 30, family: 'bulk', lines: 3 });
    const { requests } = await app.engine
      .runOnce('command')
      .then(async () => (await app.store.runsList({ filter: {}, limit: 1 })).rows[0] ?? { requests: [] });
    const counts = new Map(requests.filter((row) => row.remote === 'dynamics').map((row) => [row.operation, row.count]));
    expect([counts.get('POST header'), counts.get('POST lines'), counts.get('GET look-up')]).toEqual([30, 30, 1]);
  });
});

describe('one order of several that a purchase order was split into', () => {
  it('is tried again alone when Dynamics refused it, whatever a person did to the others', async () => {
    let posts = 0;
    const refusing: Ports['fetch'] = async (url, init) => {
      const header = init.method === 'POST' && url.endsWith('SalesOrderHeadersV2');
      if (!header || (posts += 1) !== 2) return fetch(url, init);
      const message = "Write failed for table row of type 'X'. Infolog: Error: Credit limit exceeded.";
      return Response.json({ error: { innererror: { message } } }, { status: 400 });
    };
    await open(settled, { fetch: refusing });
    await setPartnerColumn(app.store, 'storeSplit', 'orders');
    bench.world.place({ count: 1, family: 'multistore' });
    await run();
    const before = await ordersThere();
    const [line] = await erp.rows(`SalesOrderLines?$filter=SalesOrderNumber eq '${before[0]?.number}'`);
    await erp.send('PATCH', `SalesOrderLines(dataAreaId='usmf',InventoryLotId='${String(line?.['InventoryLotId'])}')`, {
      OrderedSalesQuantity: 1,
    });
    expect(await answer('try-again')).toMatchObject({ ok: true });
    await run();
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
    const after = await ordersThere();
    expect(after).toHaveLength(before.length + 1);
    expect([...((await theOrder())?.salesOrders ?? [])].sort()).toEqual(after.map((order) => order.number).sort());
  });
});

describe('what Dynamics did not take as it was sent', () => {
  it('is held with both values, header and lines alike', async () => {
    const changing: Ports['fetch'] = async (url, init) => {
      const answered = await fetch(url, init);
      if (init.method !== 'POST' || !url.includes('/data/')) return answered;
      const text = (await answered.text())
        .replaceAll('"CurrencyCode":"USD"', '"CurrencyCode":"CAD"')
        .replace(/"SalesPriceQuantity":1\b/, '"SalesPriceQuantity":100');
      return new Response(text, { status: answered.status, headers: answered.headers });
    };
    await open(settled, { fetch: changing });
    bench.world.place({ count: 1, family: 'bulk', lines: 2 });
    await run();
    const { rows } = await app.store.attentionList({ limit: 10 });
    expect(rows.flatMap((row) => row.hold?.differences ?? []).sort()).toEqual([
      'Header: currency CAD instead of USD.',
      'Line 1: price unit 100 instead of 1.',
    ]);
  });

  it('stands in the audit where it was left out', async () => {
    await open();
    const xml = (await bench.sample()).replace(/<BuyerPartNumber>[^<]*</, '<BuyerPartNumber>A-PART-OF-25-CHARACTERS-X<');
    await bench.drop('a.xml', xml);
    await run();
    const threadId = (await theOrder())?.threadId ?? 0;
    const thread = await app.store.ordersThread({ threadId });
    expect(thread?.timeline.map((entry) => entry.detail ?? '').join(' ')).toMatch(/external item number .* was left out/);
  });
});
