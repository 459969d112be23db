import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient, type Client } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import type { MasterSet } from '#core/domain/masterData.ts';
import type { App } from '#core/host/app.types.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';
import { until } from '../support/until.ts';

let bench: Bench;
let app: App;
let client: Client;
beforeEach(async () => {
  bench = await startBench({ seed: 6, products: 60 });
  app = await bench.open();
  client = createClient(
    directTransport({ dispatch: app.dispatch, listen: (after, onEvent) => app.events.listen(after, onEvent) }),
  );
});
afterEach(() => bench.close());

const facts = (items: readonly string[], customer = 'US-101') => app.store.masterFactsFor({ company: 'usmf', customer, items });

async function setOf(set: MasterSet) {
  const { sets } = await client.call('master.state', {});
  const found = sets.find((row) => row.set === set);
  if (!found) throw new Error(`no ${set}`);
  return found;
}

describe('a sync of master data', () => {
  it('reads every set, counts its rows and its requests apart from those of a run, and says how old it is', async () => {
    expect((await facts(['D0001'])).items).toEqual([{ itemNumber: 'D0001', state: 'no-data' }]);
    const topics = new Set<string>();
    app.events.listen(0, ({ event }) => topics.add(event.topic));
    expect(await app.master.syncOnce()).toBe(true);
    expect(topics).toContain('master');
    const state = await client.call('master.state', {});
    expect(Object.fromEntries(state.sets.map((row) => [row.set, row.rows]))).toEqual({
      companies: 2,
      units: 6,
      warehouses: 2,
      customers: 8,
      addresses: 12,
      products: 60,
      barcodes: 100,
      'customer-items': 42,
    });
    expect(state).toMatchObject({ running: false, everyHours: 24, requests: 16 });
    expect(state.message).toBeUndefined();
    expect(state.sets.every((row) => row.finishedAt !== undefined && row.incompleteSince === undefined && !row.missing)).toBe(
      true,
    );
    expect(Date.parse(state.nextAt ?? '') - Date.parse(state.finishedAt ?? '')).toBeGreaterThanOrEqual(24 * 3_600_000);
    const { summary } = await app.engine.runOnce('command');
    expect(summary.requests.dynamics).toBe(0);
  });

  it('gives rules one order at once: hold status, price, unit, barcodes, and what is not there', async () => {
    await app.master.syncOnce();
    const { customer, items } = await facts(['d0001', 'NONE']);
    expect(customer).toMatchObject({ state: 'known', name: 'Northwind Home', onHold: 'No', holds: 'none', currency: 'USD' });
    expect(items[0]).toMatchObject({
      state: 'known',
      product: {
        itemNumber: 'D0001',
        name: 'Desk lamp, matte black',
        salesUnit: 'ea',
        salesPrice: '12.5',
        priceQuantity: '1',
        barcodes: [
          { unit: 'cs', quantity: '12' },
          { barcode: '614141000104', unit: 'ea', quantity: '1' },
        ],
      },
    });
    expect(items[1]).toMatchObject({ itemNumber: 'NONE', state: 'unknown' });
    expect((await facts([], 'US-104')).customer).toMatchObject({ onHold: 'All', holds: 'orders' });
    expect((await facts([], 'US-999')).customer).toMatchObject({ state: 'unknown' });
  });

  it('gets the same rows two at a time, whatever host the links name', async () => {
    await bench.control('settings', { dynamics: { pageSize: 2, otherHostInNextLink: true } });
    await app.master.syncOnce();
    expect((await setOf('products')).rows).toBe(60);
    expect((await setOf('barcodes')).rows).toBe(100);
  });

  it('that is cut off leaves the rows of before and says so; the next one goes on where it stopped', async () => {
    await app.master.syncOnce();
    const before = await setOf('products');
    await bench.control('release', { item: 'E000001', released: false });
    await bench.control('settings', { dynamics: { pageSize: 20 } });
    // The fifth set answers twice, then nothing comes any more.
    let products = 0;
    const cut = await cutOff((url) => url.includes('ReleasedProducts') && url.includes('/data/') && (products += 1) > 2);
    expect(await cut.master.syncOnce()).toBe(false);
    const state = await createClient(directTransport({ dispatch: cut.dispatch, listen: () => () => undefined })).call(
      'master.state',
      {},
    );
    const set = state.sets.find((row) => row.set === 'products');
    expect(set).toMatchObject({ rows: 60, finishedAt: before.finishedAt, incompleteSince: expect.any(String) as unknown });
    expect(state.message).toMatch(/cannot be reached|broke|answer/i);
    expect((await cut.store.masterFactsFor({ company: 'usmf', customer: 'US-101', items: ['E000001'] })).items[0]?.state).toBe(
      'known',
    );
    await cut.stop();
    app = await bench.open();
    const addresses = (await app.store.masterSetRows({})).sets.find((row) => row.set === 'addresses');
    expect(await app.master.syncOnce()).toBe(true);
    const after = (await app.store.masterSetRows({})).sets;
    expect(after.find((row) => row.set === 'addresses')?.startedAt).toBe(addresses?.startedAt);
    expect(after.find((row) => row.set === 'products')).toMatchObject({ rows: 59, state: 'done' });
    expect((await facts(['E000001'])).items[0]?.state).toBe('unknown');
  });

  it('takes a row that comes on two pages once, and asks for those that slipped between two pages', async () => {
    await app.master.syncOnce();
    await app.stop();
    const asked: string[] = [];
    app = await bench.open({
      ports: {
        fetch: async (input, init) => {
          const url = decodeURIComponent(input);
          const response = await fetch(input, init);
          if (!url.includes('/data/ReleasedProductsV2')) return response;
          asked.push(url);
          if (url.includes('ItemNumber eq')) return response;
          const body = (await response.json()) as { readonly value: readonly { readonly ItemNumber: string }[] };
          // As after a delete and an insert while it was read: two rows twice, two not at all.
          const value = [...body.value.slice(0, 58), ...body.value.slice(0, 2)];
          return Response.json({ ...body, value });
        },
      },
    });
    expect(await app.master.syncOnce()).toBe(true);
    const set = (await app.store.masterSetRows({})).sets.find((row) => row.set === 'products');
    expect(set).toMatchObject({ state: 'done', rows: 60 });
    expect(asked).toHaveLength(2);
    expect(asked[1]).toContain("ItemNumber eq 'E000039' or ItemNumber eq 'E000040'");
  });

  it('comes by itself after the start, daily, and not while the engine is paused', async () => {
    await app.stop();
    const clock = new FakeClock(new Date().toISOString());
    app = await bench.open({ ports: { clock } });
    await app.engine.pause();
    await app.start();
    const finished = async () => (await app.store.masterSchedule({})).finishedAt;
    const cameBy = (done: () => Promise<boolean>) =>
      until(async () => {
        await clock.advance(0);
        return done();
      });
    await clock.advance(120_000);
    expect(await finished()).toBeUndefined();
    await app.engine.resume();
    await clock.advance(60_000);
    await cameBy(async () => (await finished()) !== undefined);
    const first = await finished();
    expect(first).toBeDefined();
    await clock.advance(23 * 3_600_000);
    expect(await finished()).toBe(first);
    await clock.advance(2 * 3_600_000);
    await cameBy(async () => (await finished()) !== first);
    expect(await finished()).not.toBe(first);
  });

  it('is read once where a person asks for it while it is found due', async () => {
    await app.stop();
    const clock = new FakeClock(new Date().toISOString());
    let meanwhile: () => void = () => app.master.syncNow();
    const online = (): boolean => {
      meanwhile();
      meanwhile = () => undefined;
      return true;
    };
    const network = { online, saving: () => false };
    app = await bench.open({ ports: { clock, network } });
    app.master.start();
    await clock.advance(120_000);
    await until(async () => (await app.store.masterSchedule({})).finishedAt !== undefined);
    await app.master.stop();
    // As many as one sync takes (above), not two beside each other.
    expect((await app.store.masterSchedule({})).requests).toBe(16);
  });

  /** An app on the same folder whose connection breaks where `when` says. */
  async function cutOff(when: (url: string) => boolean): Promise<App> {
    await app.stop();
    return bench.open({
      ports: {
        fetch: (input, init) => {
          const url = decodeURIComponent(input);
          return when(url) ? Promise.reject(new TypeError('fetch failed')) : fetch(input, init);
        },
      },
    });
  }

  it('is stopped by a person at once and keeps what is there', async () => {
    await app.master.syncOnce();
    await bench.control('latency', { ms: 40 });
    expect(await client.call('master.syncNow', {})).toEqual({ alreadyRunning: false });
    expect(await client.call('master.syncNow', {})).toEqual({ alreadyRunning: true });
    await client.call('master.cancel', {});
    const state = await client.call('master.state', {});
    expect(state.running).toBe(false);
    expect(state.message).toMatch(/stopped/);
    expect((await setOf('products')).rows).toBe(60);
  });

  it('keeps no order waiting: a run goes through while it reads', async () => {
    await importPracticeMaps(app.store);
    bench.world.place({ count: 3, family: 'bulk' });
    await bench.control('settings', { dynamics: { pageSize: 1 } });
    await bench.control('latency', { ms: 5 });
    await client.call('master.syncNow', {});
    const { summary } = await app.engine.runOnce('command');
    expect(summary.orders.created).toBe(3);
    expect((await client.call('master.state', {})).running).toBe(true);
    await client.call('master.cancel', {});
  });

  it('names a set and properties that the environment does not have, and reads the others', async () => {
    await bench.control('settings', { dynamics: { missingSets: ['ProductBarcodesV3', 'UnitsOfMeasure'] } });
    expect(await app.master.syncOnce()).toBe(true);
    expect(await setOf('barcodes')).toMatchObject({
      missing: true,
      rows: 0,
      message: expect.stringContaining('no such entity set') as unknown,
    });
    expect(await setOf('units')).toMatchObject({ missing: true });
    expect(await setOf('products')).toMatchObject({ missing: false, rows: 60 });
    expect((await facts(['D0001'])).items[0]).toMatchObject({ state: 'known', product: { barcodes: [] } });
    await bench.control('settings', { dynamics: { missingSets: [] } });
    expect(await app.master.syncOnce()).toBe(true);
    expect(await setOf('barcodes')).toMatchObject({ missing: false, rows: 100 });
  });

  it('waits when it is asked to, and says what was refused', async () => {
    await bench.control('faults', { target: 'dynamics', kind: '429-retry-after', times: 1 });
    expect(await app.master.syncOnce()).toBe(true);
    await bench.control('settings', { dynamics: { deny: '403' } });
    await app.master.syncOnce();
    const state = await client.call('master.state', {});
    expect(state.message).toMatch(/may not do this/);
    expect((await setOf('products')).rows).toBe(60);
  });
});

describe('what a sync finds', () => {
  beforeEach(async () => {
    await importPracticeMaps(app.store);
    await app.master.syncOnce();
  });
  it('keeps no order from Dynamics that is right, whatever its family', async () => {
    for (const family of ['bulk', 'crossdock', 'multistore', 'dropship'] as const) bench.world.place({ count: 3, family });
    const { summary } = await app.engine.runOnce('command');
    expect(summary.documents).toMatchObject({ read: 12, parked: 0, held: 0 });
    expect(summary.orders).toMatchObject({ failed: 0 });
  });

  const findings = async () =>
    (await client.call('master.findings', {})).rows.map(({ kind, partnerName, key }) => [kind, partnerName, key]);

  it('is nothing where everything that is mapped is there', async () => {
    expect(await findings()).toEqual([]);
    expect((await client.call('master.state', {})).openFindings).toBe(0);
  });

  it('is a product that was taken out after it was mapped, for each partner that it is mapped for, until it is back', async () => {
    await bench.control('release', { item: 'D0003', released: false });
    await app.master.syncOnce();
    expect(await findings()).toEqual([
      ['item-not-released', 'Northwind Home', 'D0003'],
      ['item-not-released', 'Fabrikam Stores', 'D0003'],
      ['item-not-released', 'Adventure Outdoor', 'D0003'],
    ]);
    const [first] = (await client.call('master.findings', {})).rows;
    expect(first?.message).toContain('D0003 (Area rug 5x7, grey) was a released product of usmf until');
    expect((await client.call('master.state', {})).openFindings).toBe(3);
    await bench.control('release', { item: 'D0003', released: true });
    await app.master.syncOnce();
    expect(await findings()).toEqual([]);
  });

  it('is a customer on hold, and a mapping to what Dynamics never had', async () => {
    await bench.control('hold', { customer: 'US-102' });
    await app.master.syncOnce();
    expect(await findings()).toEqual([['customer-on-hold', 'Fabrikam Stores', 'US-102']]);
    const { rows } = await client.call('master.findings', { limit: 1 });
    expect(rows[0]?.nextStep).toContain('credit department');
  });

  it('is not told of a set that came back empty: its rows stay until a second sync says the same', async () => {
    const units = () => facts(['D0001']);
    await app.stop();
    const hidden = await bench.open({
      ports: {
        fetch: async (input, init) => {
          const response = await fetch(input, init);
          const url = decodeURIComponent(input);
          return url.includes('/data/ReleasedProductsV2') ? Response.json({ value: [] }) : response;
        },
      },
    });
    app = hidden;
    expect(await hidden.master.syncOnce()).toBe(true);
    expect((await units()).items[0]?.state).toBe('known');
    const set = (await hidden.store.masterSetRows({})).sets.find((row) => row.set === 'products');
    expect(set).toMatchObject({ state: 'empty', rows: 60, message: expect.stringContaining('gave no row') as unknown });
    expect((await hidden.store.masterFindings({ limit: 10 })).rows).toEqual([]);
    await hidden.master.syncOnce();
    expect((await units()).items[0]?.state).toBe('unknown');
  });
});
