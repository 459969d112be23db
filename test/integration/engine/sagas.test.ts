import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#core/contract/connection.ts';
import type { AttentionRow, HoldView } from '#core/contract/views.ts';
import type { HoldChoice } from '#core/domain/states.ts';
import { systemClock } from '#core/host/adapters/clock.ts';
import type { App } from '#core/host/createApp.ts';
import type { Ports } from '#core/ports/ports.ts';
import { products } from '#core/practice/catalogue.ts';
import { signInToErp, type Erp } from '../support/erp.ts';
import { addVendor, importPracticeMaps, setPartnerColumn, startBench, type Bench } from '../support/fixture.ts';

const items = products.map((product) => product.item);
let bench: Bench;
let erp: Erp;
let app: App;
beforeEach(async () => {
  bench = await startBench({ seed: 41 });
  erp = await signInToErp(bench.connection);
});
afterEach(() => bench.close());

const using =
  (change: Partial<Connection['dynamics']>) =>
  (connection: Connection): Connection => ({ ...connection, dynamics: { ...connection.dynamics, ...change } });
const settled = using({ settleSeconds: 0 });

async function open(connection = settled, ports: Partial<Ports> = {}): Promise<void> {
  app = await bench.open({ connection, ports });
  await importPracticeMaps(app.store);
}

const run = () => app.engine.runOnce('command');
const ordersThere = async () => (await bench.state()).dynamics.orders;
const dropped = async (target: 'dynamics', kind: string): Promise<void> =>
  void (await bench.control('faults', { target, kind, times: 1 }));

/** Does something the first time that the engine passes a step. */
function once(step: string, act: () => Promise<unknown>): Partial<Ports> {
  let passed = false;
  return {
    checkpoint: async (name) => {
      if (name !== step || passed) return;
      passed = true;
      await act();
    },
  };
}

const addressOf = (url: Parameters<Ports['fetch']>[0]): string =>
  typeof url === 'string' ? url : url instanceof URL ? url.href : url.url;

/** The first POST to a path is lost on the way: nobody can know whether it arrived. */
function losing(path: string): Partial<Ports> {
  let lost = false;
  return {
    fetch: async (url, init) => {
      if (lost || init?.method !== 'POST' || !addressOf(url).endsWith(path)) return fetch(url, init);
      lost = true;
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('reset'), { code: 'ECONNRESET' }) });
    },
  };
}

async function only(): Promise<AttentionRow & { readonly hold: HoldView }> {
  const { rows } = await app.store.attentionList({ limit: 10 });
  const row = rows[0];
  if (rows.length !== 1 || !row?.hold) throw new Error(`one hold expected: ${JSON.stringify(rows)}`);
  return { ...row, hold: row.hold };
}

const answer = async (choice: HoldChoice) =>
  app.dispatch({ id: '1', method: 'holds.answer', input: { holdId: (await only()).hold.id, choice, reason: 'looked at it' } });

async function cancel(number: string | undefined): Promise<void> {
  await erp.send('PATCH', `SalesOrderHeadersV2(dataAreaId='usmf',SalesOrderNumber='${number}')`, {
    SalesOrderStatus: 'Canceled',
  });
}

const theOrder = async () => (await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 10 })).rows[0];
const numbered = (xml: string, number: string): string =>
  xml.replace(/<PurchaseOrderNumber>[^<]*</, `<PurchaseOrderNumber>${number}<`);

describe('orders that somebody made by hand', () => {
  it('are asked about where only the reference is there, in other letters', async () => {
    await open();
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-ab77'));
    await erp.send('POST', 'SalesOrderHeadersV2', {
      dataAreaId: 'usmf',
      OrderingCustomerAccountNumber: 'US-101',
      CustomersOrderReference: 'po-AB77',
    });
    await run();
    expect((await only()).hold.cause).toBe('adopt');
    expect(await ordersThere()).toHaveLength(1);
  });

  it('can be found by their number after "adopt", and the document is done', async () => {
    await open();
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-78'));
    await bench.control('handmade', { purchaseOrder: 'PO-78', customer: 'US-101' });
    await run();
    expect(await answer('adopt')).toMatchObject({ ok: true });
    const number = (await ordersThere())[0]?.number ?? '';
    const { hits } = await app.store.searchFind({ text: number });
    expect(hits).toHaveLength(1);
    expect((await app.store.document({ documentId: 1 }))?.processing).toBe('done');
  });

  it('do not stop other numbers that begin with the same twenty characters, quotes and stars included', async () => {
    await open();
    const start = "O'HARA* 2026-BULK-0001";
    for (const end of ['A', 'B']) {
      await bench.drop(`${end}.xml`, numbered(await bench.sample(), start + end));
      await run();
    }
    await run();
    expect((await ordersThere()).map((order) => order.purchaseOrder).sort()).toEqual([`${start}A`, `${start}B`]);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });
});

describe('an order that was cancelled in Dynamics', () => {
  it('gets no lines, also where we made its header ourselves', async () => {
    await open(settled, losing('/data/$batch'));
    bench.world.place({ count: 1, family: 'bulk', lines: 3 });
    await run();
    const [order] = await ordersThere();
    await cancel(order?.number);
    await run();
    expect((await only()).hold).toMatchObject({ cause: 'adopt', message: expect.stringMatching(/was cancelled/) as string });
    expect((await ordersThere())[0]?.lines).toEqual([]);
  });

  it('stays as it is when a person says that it is to stay cancelled', async () => {
    const ports = once('header-begun', () => dropped('dynamics', 'commit-drop'));
    await open(settled, ports);
    bench.world.place({ count: 1, family: 'bulk', lines: 3 });
    await run();
    await cancel((await ordersThere())[0]?.number);
    await run();
    expect(await answer('adopt')).toMatchObject({ ok: true });
    await run();
    expect(await ordersThere()).toHaveLength(1);
    expect((await theOrder())?.state).toBe('ordered');
  });

  it('is not taken for the new one that a person asked for, where numbers are ours', async () => {
    await bench.control('settings', { dynamics: { manualNumbers: true } });
    const ports = once('changeset-begun', () => dropped('dynamics', 'commit-drop'));
    await open(using({ settleSeconds: 0, manualNumbers: true }), ports);
    bench.world.place({ count: 1, family: 'bulk', lines: 3 });
    await run();
    const [cancelled] = await ordersThere();
    await cancel(cancelled?.number);
    await run();
    expect(await answer('create-anyway')).toMatchObject({ ok: true });
    await run();
    await run();
    const numbers = (await ordersThere()).map((order) => order.number);
    expect(numbers).toHaveLength(2);
    expect((await theOrder())?.salesOrders).toEqual(numbers.filter((number) => number !== cancelled?.number));
  });
});

describe('two orders for one identity', () => {
  it('stay an incident until one is cancelled; then the other one gets its lines', async () => {
    const ports = once('header-begun', () => dropped('dynamics', 'commit-drop'));
    await open(settled, ports);
    bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 3 });
    await run();
    const reference = (await ordersThere())[0]?.purchaseOrder;
    await bench.control('handmade', { purchaseOrder: reference, customer: 'US-101', reference });
    await run();
    expect((await only()).hold.cause).toBe('double-order');
    expect(await answer('mark-applied')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    const [first, second] = await ordersThere();
    await cancel(second?.number);
    expect(await answer('mark-applied')).toMatchObject({ ok: true });
    await run();
    await run();
    const lines = (await ordersThere()).map((order) => order.lines.length);
    expect(lines).toEqual([3, 0]);
    expect((await theOrder())?.salesOrders).toEqual([first?.number]);
  });
});

describe('an answer that was lost', () => {
  it('settles from the moment it was lost, not from before the pauses that Dynamics asked for', async () => {
    let passed = 0;
    const clock = {
      now: () => new Date(Date.now() + passed).toISOString(),
      monotonic: () => systemClock.monotonic() + passed,
      sleep: async (ms: number) => void (passed += ms),
    };
    const ports = once('header-begun', async () => {
      for (const kind of ['429', '429', 'reset']) await dropped('dynamics', kind);
    });
    await open(using({ settleSeconds: 50 }), { ...ports, clock });
    bench.world.place({ count: 1, family: 'bulk', lines: 2 });
    await run();
    expect(passed).toBeGreaterThan(50_000);
    await run();
    expect(await ordersThere()).toEqual([]);
    passed += 60_000;
    await run();
    expect(await ordersThere()).toHaveLength(1);
  });

  it('does not wait for days when the clock was set back meanwhile', async () => {
    let shift = 0;
    const clock = { ...systemClock, now: () => new Date(Date.now() + shift).toISOString() };
    const ports = once('header-begun', () => dropped('dynamics', 'reset'));
    await open(using({ settleSeconds: 60 }), { ...ports, clock });
    bench.world.place({ count: 1, family: 'bulk', lines: 2 });
    await run();
    shift = -3 * 86_400_000;
    await run();
    expect(await ordersThere()).toEqual([]);
    shift += 120_000;
    await run();
    expect(await ordersThere()).toHaveLength(1);
  });

  it('names lines that arrive after they were sent again', async () => {
    await open(settled, losing('/data/$batch'));
    bench.world.place({ count: 1, family: 'bulk', lines: 2 });
    await run();
    await run();
    const [order] = await ordersThere();
    expect(order?.lines).toHaveLength(2);
    for (const line of await erp.rows(`SalesOrderLines?$filter=SalesOrderNumber eq '${order?.number}'`)) {
      const { dataAreaId, SalesOrderNumber, ItemNumber, OrderedSalesQuantity, SalesUnitSymbol, SalesPrice, CustomersLineNumber } =
        line;
      const late = { dataAreaId, SalesOrderNumber, ItemNumber, OrderedSalesQuantity, SalesUnitSymbol, SalesPrice };
      await erp.send('POST', 'SalesOrderLines', { ...late, CustomersLineNumber });
    }
    await run();
    const { hold } = await only();
    expect(hold.message).toMatch(/something arrived after they were complete/);
    expect(hold.differences).toContain('Line 1 is there 2 times.');
  });
});

describe('a batch that Dynamics refuses in a part', () => {
  const one = { count: 1, family: 'bulk', lines: 3 } as const;

  it('goes again after the pause that the part asks for', async () => {
    await open();
    await bench.control('settings', { dynamics: { partFaults: ['429'] } });
    bench.world.place(one);
    const { summary } = await run();
    expect(summary.orders).toEqual({ created: 1, resumed: 0, failed: 0 });
    expect((await ordersThere()).map((order) => order.lines.length)).toEqual([3]);
  });

  it('is unknown where the part is a failure of the server, and is sent again only after the settle time', async () => {
    let passed = 0;
    const clock = { ...systemClock, now: () => new Date(Date.now() + passed).toISOString() };
    await open(using({ settleSeconds: 600 }), { clock });
    await bench.control('settings', { dynamics: { partFaults: ['500'] } });
    bench.world.place(one);
    await run();
    await run();
    expect((await ordersThere()).map((order) => order.lines.length)).toEqual([0]);
    const { rows } = await app.store.attentionList({ limit: 10 });
    expect(rows.map((row) => row.group)).toEqual(['waiting:unknown']);
    passed = 601_000;
    await run();
    expect((await ordersThere()).map((order) => order.lines.length)).toEqual([3]);
  });
});

describe('an order under a number of ours that Dynamics refuses', () => {
  it('names the line, shows no number that nothing has, and is made whole when the cause is gone', async () => {
    await bench.control('settings', { dynamics: { manualNumbers: true }, unreleasedItems: items });
    await open(using({ settleSeconds: 0, manualNumbers: true }));
    bench.world.place({ count: 1, family: 'bulk', lines: 3 });
    await run();
    expect((await only()).hold).toMatchObject({
      cause: 'refused-header',
      path: expect.stringMatching(/LineItem/) as string,
      differences: expect.arrayContaining([expect.stringMatching(/^Line 1: /) as string]) as string[],
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
    expect((await run()).summary.requests.dynamics).toBe(0);
  });
});

describe('orders side by side', () => {
  it('of one number from two vendor numbers of one customer never share a reference', async () => {
    await open();
    await addVendor(app.store, 'SECOND');
    const xml = numbered(await bench.sample(), 'PO-SHARED');
    await bench.drop('first.xml', xml);
    await bench.drop('second.xml', xml.replace(/<Vendor>[^<]*</, '<Vendor>SECOND<'));
    await run();
    await run();
    expect(await ordersThere()).toHaveLength(1);
    expect((await only()).hold).toMatchObject({ cause: 'conflict', message: expect.stringMatching(/told apart/) as string });
    expect(await answer('separate-order')).toMatchObject({ ok: true });
    await run();
    await run();
    const references = (await ordersThere()).map((order) => order.purchaseOrder);
    expect(references.sort()).toEqual(['PO-SHARED', 'PO-SHARED#2']);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
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
      if (init?.method !== 'GET' || !addressOf(url).includes('PO-POISON')) return fetch(url, init);
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
      .then(async () => (await app.store.runsList({ limit: 1 })).rows[0] ?? { requests: [] });
    const counts = new Map(requests.filter((row) => row.remote === 'dynamics').map((row) => [row.operation, row.count]));
    expect([counts.get('POST header'), counts.get('POST lines'), counts.get('GET look-up')]).toEqual([30, 30, 1]);
  });
});

describe('one order of several that a purchase order was split into', () => {
  it('is tried again alone when Dynamics refused it, whatever a person did to the others', async () => {
    let posts = 0;
    const refusing: Ports['fetch'] = async (url, init) => {
      const header = init?.method === 'POST' && addressOf(url).endsWith('SalesOrderHeadersV2');
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
      if (init?.method !== 'POST' || !addressOf(url).includes('/data/')) return answered;
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
