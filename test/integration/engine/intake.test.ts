import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ seed: 7 });
});
afterEach(() => bench.close());

describe('the main job', () => {
  it('makes every purchase order a sales order, and nothing a second time', async () => {
    const app = await bench.open();
    await importPracticeMaps(app.store);
    bench.world.place({ count: 12 });
    const { summary, outcome, message } = await app.engine.runOnce('command');
    expect({ outcome, message }).toEqual({ outcome: 'good', message: undefined });
    expect(summary).toMatchObject({
      files: { found: 12, stored: 12, deleted: 12, quarantined: 0 },
      documents: { read: 12, duplicates: 0, parked: 0, held: 0 },
      orders: { created: 12, resumed: 0, failed: 0 },
    });
    const state = await bench.state();
    expect(state.mailbox.out).toEqual([]);
    expect(state.dynamics.orders).toHaveLength(12);
    expect(new Set(state.dynamics.orders.map((order) => order.purchaseOrder)).size).toBe(12);
    const again = await app.engine.runOnce('command');
    expect(again.summary.orders).toEqual({ created: 0, resumed: 0, failed: 0 });
    expect((await bench.state()).dynamics.orders).toHaveLength(12);
  });
});
