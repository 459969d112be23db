import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createClient, type Client } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import type { App } from '#core/host/app.types.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

const day = 24 * 3_600_000;
const northwind = '7QAALLCONTOSOUS';
const fabrikam = '3FBALLCONTOSOUS';

let bench: Bench;
let clock: FakeClock;
let app: App;
let client: Client;
beforeEach(async () => {
  bench = await startBench({ seed: 23 });
  // A Tuesday, 09:05 in Chicago.
  clock = new FakeClock('2026-03-03T15:05:00.000Z');
  app = await bench.open({ ports: { clock, timeZone: 'America/Chicago' } });
  client = createClient(
    directTransport({ dispatch: app.dispatch, listen: (after, onEvent) => app.events.listen(after, onEvent) }),
  );
  await importPracticeMaps(app.store);
});
afterEach(() => bench.close());

describe('the morning check', () => {
  it('misses a retailer that sent on the last Tuesdays by now, until it sends', async () => {
    for (let week = 0; week < 4; week += 1) {
      bench.world.place({ count: 1, partner: northwind });
      if (week > 2) bench.world.place({ count: 1, partner: fabrikam });
      await app.engine.runOnce('command');
      expect((await client.call('morning.get', {})).expected).toEqual([]);
      clock.jump(7 * day);
    }
    // A minute later than the first of them came.
    clock.jump(60_000);
    expect((await client.call('morning.get', {})).expected).toEqual([
      { partnerId: northwind, partnerName: 'Northwind Home', days: 4 },
    ]);
    // Earlier in the day it is not late yet.
    clock.jump(-6 * 3_600_000);
    expect((await client.call('morning.get', {})).expected).toEqual([]);
    clock.jump(6 * 3_600_000);
    bench.world.place({ count: 1, partner: northwind });
    await app.engine.runOnce('command');
    clock.jump(60_000);
    expect((await client.call('morning.get', {})).expected).toEqual([]);
  });

  it('asks for the weekday of the zone that the workspace has now', async () => {
    for (let week = 0; week < 4; week += 1) {
      bench.world.place({ count: 1, partner: northwind });
      await app.engine.runOnce('command');
      clock.jump(7 * day);
    }
    // 20:05 on Tuesday in Chicago, and Wednesday in London.
    clock.jump(11 * 3_600_000);
    expect((await client.call('morning.get', {})).expected).toHaveLength(1);
    await client.call('settings.set', { timeZone: 'Europe/London' });
    expect((await client.call('morning.get', {})).expected).toEqual([]);
  });

  it('shows from when to when no run went well, and that there is no backup', async () => {
    await app.engine.runOnce('command');
    clock.jump(3 * 3_600_000);
    await app.engine.runOnce('command');
    const { engine, backup } = await client.call('morning.get', {});
    expect(engine.from).toBe('2026-03-03T15:05:00.000Z');
    expect(engine.parts.map(({ state }) => state)).toEqual(['ran', 'none']);
    expect(engine.gapMinutes).toBeGreaterThan(120);
    expect(backup).toMatchObject({ late: true, there: false });
  });

  it('is marked as done with its numbers in the record, and taken back once', async () => {
    bench.world.place({ count: 1, oddity: 'x12' });
    bench.world.place({ count: 2, family: 'bulk' });
    await app.engine.runOnce('command');
    const { checkId } = await client.call('morning.markDone', {});
    const { checks } = await client.call('morning.get', {});
    expect(checks).toHaveLength(1);
    expect(checks[0]).toMatchObject({
      checkId,
      takenBack: false,
      snapshot: { arrived: 2, ordered: 2, attention: { quarantined: 1 }, sps: 'good', dynamics: 'good', backupLate: true },
    });
    const [line] = (await client.call('audit.list', {})).rows;
    expect(line).toMatchObject({ what: 'Morning check done', tone: 'good' });
    expect(line?.detail).toContain('since midnight 2 orders arrived, 2 in Dynamics; 1 need a hand');

    await client.call('morning.takeBack', { checkId });
    expect((await client.call('morning.get', {})).checks[0]).toMatchObject({ takenBack: true });
    expect((await client.call('audit.list', {})).rows[0]).toMatchObject({ what: 'Morning check taken back' });
    await expect(client.call('morning.takeBack', { checkId })).rejects.toMatchObject({ code: 'conflict' });

    const first = await client.call('morning.markDone', {});
    await client.call('morning.markDone', {});
    await expect(client.call('morning.takeBack', first)).rejects.toMatchObject({ code: 'conflict' });
    await expect(client.call('morning.takeBack', { checkId: 99 })).rejects.toMatchObject({ code: 'not-found' });
    expect(await app.store.checkAudit({})).not.toHaveProperty('brokenAt');
  });
});
