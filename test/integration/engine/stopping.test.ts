import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createWire } from '#core/dynamics/wire.ts';
import type { App } from '#core/host/app.types.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
let app: App;
let left: PromiseWithResolvers<void>;
let answered: PromiseWithResolvers<void>;
beforeEach(async () => {
  bench = await startBench({ seed: 61 });
  left = Promise.withResolvers();
  answered = Promise.withResolvers();
  app = await bench.open({
    ports: {
      // The header's answer is on its way until the test lets it arrive.
      fetch: async (input, init) => {
        const response = await fetch(input, init);
        if (init.method !== 'POST' || !input.includes('SalesOrderHeaders')) return response;
        left.resolve();
        await answered.promise;
        return response;
      },
    },
  });
  await importPracticeMaps(app.store);
  bench.world.place({ count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 3 });
});
afterEach(() => bench.close());

describe('a stop', () => {
  it('waits for a header that has left, writes it down, and begins no lines', async () => {
    await app.engine.start();
    await left.promise;
    const stopped = app.engine.stop();
    answered.resolve();
    await stopped;
    const [row] = (await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 5 })).rows;
    const thread = await app.store.ordersThread({ threadId: row?.threadId ?? 0 });
    expect(thread?.salesOrders[0]).toMatchObject({ state: 'header-done', attempts: [{ step: 'header', outcome: 'done' }] });
    expect(thread?.salesOrders[0]?.salesOrderNumber).toBeDefined();
    const [there] = (await bench.state()).dynamics.orders;
    expect(there?.lines).toEqual([]);
  });

  it('is what cancelling a run does too; the next run makes the lines', async () => {
    const first = app.engine.runOnce('command');
    await left.promise;
    const cancelled = app.engine.cancelRun();
    answered.resolve();
    await cancelled;
    expect((await first).outcome).toBe('cancelled');
    expect((await app.engine.runOnce('command')).summary.orders).toMatchObject({ resumed: 1, failed: 0 });
    const orders = (await bench.state()).dynamics.orders;
    expect(orders.map((order) => order.lines.length)).toEqual([3]);
  });
});

describe('a run whose list of orders to make cannot be read on', () => {
  it('ends only when what it has begun has ended, and counts it', async () => {
    const before = { ...app.store };
    const failed = Promise.withResolvers<void>();
    const unreadable = new Error('The disk gave no answer.');
    let calls = 0;
    Object.assign(app.store, {
      dueSagas: async (input: Parameters<App['store']['dueSagas']>[0]) => {
        calls += 1;
        if (calls === 1) return before.dueSagas(input);
        failed.resolve();
        throw unreadable;
      },
      watermarks: () => Promise.reject(unreadable),
    });
    const ended = app.engine.runOnce('command');
    await Promise.all([left.promise, failed.promise]);
    // Time enough for the run to end, if it would not wait.
    for (let trip = 0; trip < 60; trip += 1) await app.store.integrity({});
    answered.resolve();
    expect(await ended).toMatchObject({ outcome: 'failed', summary: { orders: { created: 1 } } });
    const orders = (await bench.state()).dynamics.orders;
    expect(orders.map((order) => order.lines.length)).toEqual([3]);
  });
});

describe('a stop after the lines were written down as about to leave', () => {
  it('lets them not leave and says so: they were not sent, and the next run makes them', async () => {
    let stopped: Promise<unknown> | undefined;
    app = await bench.open({
      folder: `${bench.folder}-late`,
      ports: {
        checkpoint: async (name) => {
          if (name === 'lines-begun') stopped ??= app.engine.cancelRun();
        },
      },
    });
    await importPracticeMaps(app.store);
    expect((await app.engine.runOnce('command')).outcome).toBe('cancelled');
    await stopped;
    const [row] = (await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 5 })).rows;
    const thread = await app.store.ordersThread({ threadId: row?.threadId ?? 0 });
    expect(thread?.salesOrders[0]).toMatchObject({
      state: 'header-done',
      attempts: [
        { step: 'header', outcome: 'done' },
        { step: 'lines', outcome: 'not-done' },
      ],
    });
    expect((await bench.state()).dynamics.orders.map((order) => order.lines.length)).toEqual([0]);
    expect((await app.engine.runOnce('command')).summary.orders).toMatchObject({ resumed: 1, failed: 0 });
    expect((await bench.state()).dynamics.orders.map((order) => order.lines.length)).toEqual([3]);
  });
});

describe('a request that has left', () => {
  const never: typeof fetch = (_input, init) =>
    new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
    });
  const asked = { operation: 'POST header', method: 'POST', url: 'http://127.0.0.1/', headers: {}, timeoutMs: 60_000 };

  it('is given up when its grace is over, as one whose outcome nobody knows', async () => {
    const stop = new AbortController();
    const result = createWire(never, { count: () => undefined })({ ...asked, signal: stop.signal, graceMs: 30 });
    stop.abort();
    expect(await result).toMatchObject({ kind: 'failure', sent: true, why: 'cancelled' });
  });

  it('never leaves once the stop came', async () => {
    const counted: string[] = [];
    const wire = createWire(never, { count: (operation) => counted.push(operation) });
    expect(await wire({ ...asked, signal: AbortSignal.abort(), graceMs: 30 })).toMatchObject({ sent: false, why: 'cancelled' });
    expect(counted).toEqual([]);
  });
});
