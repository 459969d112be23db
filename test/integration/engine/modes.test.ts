import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#core/contract/connection.ts';
import type { App } from '#core/host/app.types.ts';
import { signInToErp } from '../support/erp.ts';
import { importPracticeMaps, setPartnerColumn, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ seed: 31 });
});
afterEach(() => bench.close());

const settled = (connection: Connection): Connection => ({
  ...connection,
  dynamics: { ...connection.dynamics, settleSeconds: 0 },
});
const keeping = (connection: Connection): Connection => ({ ...connection, sps: { ...connection.sps, keep: true } });
const numbering = (connection: Connection): Connection => ({
  ...connection,
  dynamics: { ...connection.dynamics, settleSeconds: 0, manualNumbers: true },
});

async function ready(connection: (connection: Connection) => Connection = settled): Promise<App> {
  const app = await bench.open({ connection });
  await importPracticeMaps(app.store);
  return app;
}

describe('files that stay at SPS', () => {
  it('are fetched once, and again only after a new upload', async () => {
    const app = await ready(keeping);
    await bench.control('settings', { sps: { historyLagMinutes: 0 } });
    await bench.drop('PO1.xml', await bench.sample());
    expect((await app.engine.runOnce('command')).summary).toMatchObject({
      files: { stored: 1, deleted: 0 },
      orders: { created: 1 },
    });
    const idle = await app.engine.runOnce('command');
    expect(idle.summary).toMatchObject({ files: { found: 1, stored: 0 }, documents: { read: 0 }, orders: { created: 0 } });
    await bench.control('advance', { minutes: 30 });
    await bench.drop('PO1.xml', await bench.sample());
    const anew = await app.engine.runOnce('command');
    expect(anew.summary).toMatchObject({ files: { stored: 1 }, documents: { read: 1 }, orders: { created: 1 } });
    expect((await bench.state()).mailbox.out).toEqual(['out/PO1.xml']);
    expect((await app.engine.runOnce('command')).summary.files.stored).toBe(0);
  });

  it('make no second order when the same bytes are uploaded again', async () => {
    const app = await ready(keeping);
    await bench.control('settings', { sps: { historyLagMinutes: 0 } });
    const body = await bench.sample();
    await bench.drop('PO1.xml', body);
    await app.engine.runOnce('command');
    await bench.control('advance', { minutes: 30 });
    await bench.drop('PO1.xml', body);
    await app.engine.runOnce('command');
    expect((await bench.state()).dynamics.orders).toHaveLength(1);
  });
});

describe('orders under numbers of our own', () => {
  beforeEach(() => bench.control('settings', { dynamics: { manualNumbers: true } }));

  it('go out whole: header and lines in one changeset, one request an order', async () => {
    const app = await ready(numbering);
    bench.world.place({ count: 4, family: 'bulk' });
    const { summary } = await app.engine.runOnce('command');
    expect(summary.orders).toEqual({ created: 4, resumed: 0, failed: 0 });
    const { orders } = (await bench.state()).dynamics;
    for (const order of orders) {
      expect(order.number).toMatch(/^Q[0-9A-F]{15}$/);
      expect(order.lines.length).toBeGreaterThan(0);
    }
  });

  it('are there once when answers are lost: "already exists" means done', async () => {
    const app = await ready(numbering);
    bench.world.place({ count: 3, family: 'bulk' });
    await bench.control('faults', { target: 'dynamics', kind: 'commit-drop', times: 2 });
    for (let run = 0; run < 4; run += 1) await app.engine.runOnce('command');
    const { orders } = (await bench.state()).dynamics;
    expect(orders).toHaveLength(3);
    expect(new Set(orders.map((order) => order.purchaseOrder)).size).toBe(3);
    const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 10 });
    expect(rows.map((row) => row.state)).toEqual(['ordered', 'ordered', 'ordered']);
  });

  it('are held in the words of Dynamics where its number sequence allows none', async () => {
    await bench.control('settings', { dynamics: { manualNumbers: false } });
    const app = await ready(numbering);
    bench.world.place({ count: 1, family: 'bulk' });
    await app.engine.runOnce('command');
    const { rows } = await app.store.attentionList({ limit: 10 });
    expect(rows[0]?.cause).toMatch(/does not allow manual numbers/);
    expect((await bench.state()).dynamics.orders).toEqual([]);
  });
});

describe('orders for several stores', () => {
  it.each(['crossdock', 'multistore'] as const)('%s: one sales order, one line an item and store, by default', async (family) => {
    const app = await ready();
    bench.world.place({ count: 1, family });
    await app.engine.runOnce('command');
    const [order, ...more] = (await bench.state()).dynamics.orders;
    expect(more).toEqual([]);
    const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 10 });
    expect(order?.lines.length).toBeGreaterThan(rows[0]?.lines ?? 99);
    const erp = await signInToErp(bench.connection);
    const lines = await erp.rows(`SalesOrderLines?$filter=SalesOrderNumber eq '${order?.number}'`);
    expect(new Set(lines.map((line) => line['DeliveryAddressLocationId'])).size).toBeGreaterThan(1);
  });

  it('makes one sales order a store where the sheet says so, with all the goods', async () => {
    const app = await ready();
    bench.world.place({ count: 1, family: 'multistore' });
    await app.engine.runOnce('command');
    const together = (await bench.state()).dynamics.orders;
    await setPartnerColumn(app.store, 'storeSplit', 'orders');
    bench.world.place({ count: 1, family: 'multistore' });
    const { summary } = await app.engine.runOnce('command');
    expect(summary.orders.created).toBeGreaterThan(1);
    const apart = (await bench.state()).dynamics.orders.filter(
      (order) => !together.includes(order) && order.purchaseOrder.includes('/'),
    );
    expect(apart).toHaveLength(summary.orders.created);
    expect(new Set(apart.map((order) => order.purchaseOrder)).size).toBe(apart.length);
    const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 10 });
    expect(rows.find((row) => row.salesOrders.length > 1)?.salesOrders).toHaveLength(apart.length);
    expect((await app.engine.runOnce('command')).summary.orders.created).toBe(0);
  });

  it('asks nothing of Dynamics that it could only cut: a number that its store makes too long is the retailer’s to shorten', async () => {
    const app = await ready();
    await setPartnerColumn(app.store, 'storeSplit', 'orders');
    bench.world.place({ count: 1, family: 'multistore' });
    const text = await bench.take((await bench.state()).mailbox.out[0] ?? '');
    const long = 'L'.repeat(59);
    await bench.drop('long.xml', text.replace(/<PurchaseOrderNumber>[^<]*</, `<PurchaseOrderNumber>${long}<`));
    const { summary } = await app.engine.runOnce('command');
    expect(summary).toMatchObject({ documents: { held: 1 }, orders: { created: 0, failed: 0 } });
    const { rows } = await app.store.attentionList({ limit: 10 });
    expect(rows.length).toBeGreaterThan(0);
    for (const { hold } of rows) {
      expect(hold).toMatchObject({
        message: expect.stringMatching(/Dynamics takes 60, and a shortened one/) as string,
        consequence: expect.stringMatching(/^Nothing was sent to Dynamics/) as string,
        nextStep: expect.stringMatching(/^Ask the retailer/) as string,
      });
    }
    expect((await bench.state()).dynamics.orders).toEqual([]);
  });

  it('holds splits that do not add up, with both figures', async () => {
    const app = await ready();
    bench.world.place({ count: 1, family: 'multistore' });
    const [path] = (await bench.state()).mailbox.out;
    const text = await bench.take(path ?? '');
    await bench.drop('wrong.xml', text.replace(/<OrderQty>(\d+)<\/OrderQty>/, '<OrderQty>99991</OrderQty>'));
    await app.engine.runOnce('command');
    const { rows } = await app.store.attentionList({ limit: 10 });
    expect(rows.map((row) => row.cause).join(' ')).toMatch(/stores add up to \d+, the line orders 99991/);
    expect((await bench.state()).dynamics.orders).toEqual([]);
  });
});

describe('an order for a consumer', () => {
  it("carries the consumer's address, not one of ours", async () => {
    const app = await ready();
    bench.world.place({ count: 1, family: 'dropship' });
    const { summary } = await app.engine.runOnce('command');
    expect(summary.orders.created).toBe(1);
    const erp = await signInToErp(bench.connection);
    const [header] = await erp.rows('SalesOrderHeadersV2');
    expect(header).toMatchObject({ DeliveryAddressLocationId: '', IsDeliveryAddressOrderSpecific: 'Yes' });
    for (const field of [
      'DeliveryAddressStreet',
      'DeliveryAddressCity',
      'DeliveryAddressZipCode',
      'DeliveryAddressCountryRegionId',
    ])
      expect(header?.[field], field).not.toBe('');
  });
});
