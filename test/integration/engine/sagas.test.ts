import { describe, expect, it } from 'vitest';
import type { HoldChoice } from '#core/domain/states.ts';
import { systemClock } from '#core/host/adapters/clock.ts';
import type { Ports } from '#core/ports/ports.ts';
import {
  answer,
  app,
  bench,
  cancel,
  dropped,
  erp,
  losing,
  numbered,
  once,
  only,
  open,
  ordersThere,
  run,
  settled,
  theOrder,
  using,
  useDesk,
} from '../support/desk.ts';
import { setPartnerColumn } from '../support/fixture.ts';

useDesk(41);

/** A line that a clerk enters in Dynamics. */
const entered = (number: string): Promise<unknown> =>
  erp.send('POST', 'SalesOrderLines', {
    dataAreaId: 'usmf',
    SalesOrderNumber: number,
    ItemNumber: 'D0001',
    OrderedSalesQuantity: 5,
    SalesUnitSymbol: 'ea',
    SalesPrice: 1,
  });

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

  it('are not asked about again where the map writes the company in other letters after the answer', async () => {
    await open();
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-79'));
    await bench.control('handmade', { purchaseOrder: 'PO-79', customer: 'US-101' });
    await run();
    expect(await answer('create-anyway')).toMatchObject({ ok: true });
    await setPartnerColumn(app.store, 'company', 'USMF');
    await run();
    await run();
    expect(await ordersThere()).toHaveLength(2);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });

  it('can be found by their number after "adopt", and the document is done', async () => {
    await open();
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-78'));
    await bench.control('handmade', { purchaseOrder: 'PO-78', customer: 'US-101' });
    await run();
    const number = (await ordersThere())[0]?.number ?? '';
    // Its clerk may be at it right now.
    expect(await answer('adopt')).toMatchObject({ ok: false, error: { code: 'conflict' } });
    await entered(number);
    expect(await answer('adopt')).toMatchObject({ ok: true });
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

  it('is not offered where somebody made another by hand: that one is asked about, and a new one beside it would ship twice', async () => {
    const ports = once('header-begun', () => dropped('dynamics', 'commit-drop'));
    await open(settled, ports);
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-79'));
    await run();
    await cancel((await ordersThere())[0]?.number);
    await bench.control('handmade', { purchaseOrder: 'PO-79', customer: 'US-101' });
    const byHand = (await ordersThere())[1]?.number ?? '';
    await run();
    const { hold } = await only();
    expect(hold.message).toContain(`sales order ${byHand} `);
    expect(hold.consequence).toMatch(/twice/);
    await entered(byHand);
    expect(await answer('adopt')).toMatchObject({ ok: true });
    expect((await theOrder())?.salesOrders).toEqual([byHand]);
  });

  it('that was made by hand is said to be cancelled, and may stay so', async () => {
    await open();
    await bench.drop('a.xml', numbered(await bench.sample(), 'PO-80'));
    await bench.control('handmade', { purchaseOrder: 'PO-80', customer: 'US-101' });
    await cancel((await ordersThere())[0]?.number);
    await run();
    const { hold } = await only();
    expect(hold.message).toMatch(/not made by Quayside.* was cancelled/);
    expect(hold.consequence).toBe('Nothing ships for this purchase order.');
    expect(await answer('adopt')).toMatchObject({ ok: true });
    await run();
    expect(await ordersThere()).toHaveLength(1);
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

describe('an order that the retailer cancels before anybody knows what is in Dynamics', () => {
  let passed = 0;
  const clock = { ...systemClock, now: () => new Date(Date.now() + passed).toISOString() };
  const cancelled = (xml: string): string => xml.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>01<');

  /** Its POST was lost, and the cancellation came; `applied`: a person says that it is cancelled in Dynamics. */
  async function lostAndCancelled(ports: Partial<Ports>): Promise<void> {
    passed = 0;
    await open(using({ settleSeconds: 600 }), { ...ports, clock });
    const xml = await bench.sample();
    await bench.drop('order.xml', xml);
    await run();
    await bench.drop('cancel.xml', cancelled(xml));
    await run();
  }
  const holds = async () => (await app.store.attentionList({ limit: 10 })).rows.flatMap(({ hold }) => (hold ? [hold] : []));
  async function applied(choice: HoldChoice = 'mark-applied'): Promise<void> {
    const hold = (await holds()).find(({ cause }) => cause === 'cancellation');
    await app.engine.answerHold({ holdId: hold?.id ?? 0, choice, reason: 'nothing is there' });
  }
  async function later(): Promise<void> {
    passed += 601_000;
    await run();
    await run();
  }

  it('is not made after all where nothing arrived, not before a person has decided either', async () => {
    await lostAndCancelled(once('header-begun', () => dropped('dynamics', 'reset')));
    await later();
    expect(await ordersThere()).toEqual([]);
    await applied();
    await later();
    expect(await ordersThere()).toEqual([]);
    expect(await holds()).toEqual([]);
    expect((await theOrder())?.state).toBe('cancelled');
    expect(await app.store.integrity({})).toMatchObject({ ok: true });
  });

  it('gets no lines where its header arrived, and a person is told', async () => {
    await lostAndCancelled(once('header-begun', () => dropped('dynamics', 'commit-drop')));
    await applied();
    await later();
    expect((await ordersThere()).map((order) => order.lines.length)).toEqual([0]);
    const { hold } = await only();
    expect(hold.message).toMatch(/is in Dynamics, and the retailer cancelled purchase order/);
    await cancel((await ordersThere())[0]?.number);
    expect(await answer('adopt')).toMatchObject({ ok: true });
    await later();
    expect(await holds()).toEqual([]);
    expect((await ordersThere()).map((order) => order.lines.length)).toEqual([0]);
  });

  it('asks nothing more where a person cancelled or deleted its header', async () => {
    await lostAndCancelled(losing('/data/$batch'));
    const number = (await ordersThere())[0]?.number;
    await erp.send('DELETE', `SalesOrderHeadersV2(dataAreaId='usmf',SalesOrderNumber='${number}')`);
    await applied();
    await later();
    expect(await ordersThere()).toEqual([]);
    expect(await holds()).toEqual([]);
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
