import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench({ seed: 13 });
});
afterEach(() => bench.close());

describe('what happened and no run can mend', () => {
  it('a file that vanished between list and download waits for a person, with cause, cost and next step', async () => {
    const app = await bench.open();
    await importPracticeMaps(app.store);
    bench.world.place({ count: 1 });
    await bench.control('faults', { target: 'sps', kind: 'gone', times: 1 });
    await app.engine.runOnce('command');
    expect((await app.store.attentionCounts({})).incident).toBe(1);
    const [row, ...more] = (await app.store.attentionList({ kind: 'incident', limit: 10 })).rows;
    expect(more).toEqual([]);
    expect(row).toMatchObject({ kind: 'incident', title: expect.stringMatching(/^out\/.* vanished$/) as string });
    expect(row?.nextStep).toMatch(/send the file again/);
    // A good run settles trouble with a connection, but not this: the file is in other hands.
    await bench.take((await bench.state()).mailbox.out[0] ?? '');
    bench.world.place({ count: 1 });
    expect(await app.engine.runOnce('command')).toMatchObject({ outcome: 'good', summary: { orders: { created: 1 } } });
    expect((await app.store.attentionCounts({})).incident).toBe(1);
  });

  it('leaves the list when a person has seen it, once, and stands in the audit with what was done', async () => {
    const app = await bench.open();
    bench.world.place({ count: 1 });
    await bench.control('faults', { target: 'sps', kind: 'gone', times: 1 });
    await app.engine.runOnce('command');
    const [row] = (await app.store.attentionList({ kind: 'incident', limit: 10 })).rows;
    const close = () =>
      app.dispatch({
        id: '1',
        method: 'incidents.close',
        input: { incidentId: row?.incidentId, reason: 'asked SPS to send it again' },
      });
    expect(await close()).toMatchObject({ ok: true });
    expect((await app.store.attentionCounts({})).incident).toBe(0);
    expect(await close()).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect((await app.store.checkAudit({})).brokenAt).toBeUndefined();
  });

  it('a missing guard journal is said at the start', async () => {
    const app = await bench.open();
    await importPracticeMaps(app.store);
    bench.world.place({ count: 1 });
    await app.engine.runOnce('command');
    await app.stop();
    await rm(join(bench.folder, 'guard.journal'));
    const again = await bench.open();
    const { rows } = await again.store.attentionList({ kind: 'incident', limit: 10 });
    expect(rows.map((row) => row.title)).toEqual(['The guard journal is missing']);
  });
});

describe('a connection in trouble', () => {
  it('is shown again after a restart, until a run knows better', async () => {
    const app = await bench.open();
    await bench.control('faults', { target: 'sps', kind: '500', times: 50 });
    await app.engine.runOnce('command');
    expect(app.engine.state().sps.state).toBe('failing');
    await app.stop();
    await bench.control('faults', { target: 'sps', kind: '500', times: 50 });
    const again = await bench.open();
    await again.engine.pause();
    await again.engine.start();
    expect(again.engine.state().sps).toMatchObject({ state: 'failing', code: 'sps-server-error' });
    await again.engine.stop();
  });
});
