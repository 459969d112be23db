import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '#core/host/adapters/clock.ts';
import type { Client } from '#core/contract/client.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { App } from '#core/host/app.types.ts';
import { gatherSituation } from '../../../electron/adapters/gather.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';
import { clientOf } from '../support/outboundDesk.ts';
import { withSheets } from '../support/wayBack.ts';

const hour = 3_600_000;
const began = Date.parse('2026-03-03T15:05:00.000Z');
const inHours = (hours: number): string => new Date(began + hours * hour).toISOString();

let bench: Bench;
let clock: FakeClock;
let app: App;
let client: Client;
beforeEach(async () => {
  bench = await startBench({ seed: 29 });
  clock = new FakeClock(new Date(began).toISOString());
  app = await bench.open({ ports: { clock, timeZone: 'America/Chicago' } });
  client = clientOf(app);
  await importPracticeMaps(app.store);
});
afterEach(() => bench.close());

const agreed =
  (dueHours: number, change: object = {}) =>
  (sheet: OutboundSheet): OutboundSheet => ({
    ...sheet,
    documents: { ...sheet.documents, '855': { ...sheet.documents['855'], review: true, ...change } },
    ack: { ...sheet.ack, dueHours },
  });

async function ordered(dueHours: number, count = 1): Promise<void> {
  await withSheets(agreed(dueHours), app);
  bench.world.place({ count, family: 'bulk' });
  await app.engine.runOnce('command');
}

const unconfirmed = () => client.call('orders.unconfirmed', { limit: 10 });
const thread = async () => client.call('orders.thread', { threadId: (await unconfirmed()).rows[0]?.threadId ?? 1 });

describe('the clock of an order that nobody has confirmed in Dynamics', () => {
  it('runs from the arrival of the 850 by the time that the sheet names: for the order, on Today, in the morning', async () => {
    await ordered(4);
    const due = inHours(4);
    const { orders, late, rows } = await unconfirmed();
    expect([orders, late]).toEqual([1, 0]);
    expect(rows[0]?.dueBy.slice(0, 16)).toBe(due.slice(0, 16));
    expect((await thread()).ackDue).toBe(rows[0]?.dueBy);
    const { nextDeadline } = await client.call('app.status', {});
    expect(nextDeadline).toMatchObject({ of: 'confirmation', what: '855 due', date: rows[0]?.dueBy });
    clock.jump(5 * hour);
    expect(await unconfirmed()).toMatchObject({ orders: 1, late: 1 });
    await client.call('morning.markDone', {});
    const [line] = (await client.call('audit.list', {})).rows;
    expect(line?.detail).toContain('1 in Dynamics not confirmed, 1 of them late');
  });

  it('ends when its 855 is drafted, which has the same time until it has left', async () => {
    await ordered(4);
    const [order] = (await unconfirmed()).rows;
    await bench.control('confirm', { orders: 'all' });
    await app.engine.runOnce('command');
    expect(await unconfirmed()).toEqual({ orders: 0, late: 0, rows: [] });
    const [ack] = (await client.call('outbound.list', { filter: { kind: '855' } })).rows;
    expect(ack).toMatchObject({ place: 'review', dueBy: order?.dueBy });
    expect((await thread()).ackDue).toBe(order?.dueBy);
    expect((await client.call('app.status', {})).nextDeadline).toMatchObject({ of: 'document', date: order?.dueBy });
    await client.call('outbound.release', {
      documents: [{ outboundId: ack?.outboundId ?? 0, versionId: ack?.versionId ?? 0 }],
    });
    await client.call('outbound.sendNow', { outboundIds: [ack?.outboundId ?? 0] });
    await app.engine.runOnce('command');
    expect((await thread()).ackDue).toBeUndefined();
  });

  it('follows the sheet: another time, none, no 855 agreed, and back', async () => {
    await ordered(4, 2);
    const dues = async () => (await unconfirmed()).rows.map(({ dueBy }) => dueBy.slice(0, 16));
    await withSheets(agreed(48), app);
    expect(await dues()).toEqual([inHours(48).slice(0, 16), inHours(48).slice(0, 16)]);
    await withSheets(agreed(0), app);
    expect(await dues()).toEqual([]);
    await withSheets(agreed(6), app);
    expect(await dues()).toHaveLength(2);
    await withSheets(agreed(6, { agreed: false }), app);
    expect(await dues()).toEqual([]);
    expect((await client.call('app.status', {})).nextDeadline).toBeUndefined();
  });

  it('comes page by page, what is due first first, and is a clock of the desktop', async () => {
    await ordered(4, 3);
    const first = await client.call('orders.unconfirmed', { limit: 2 });
    const rest = await client.call('orders.unconfirmed', { limit: 2, cursor: first.nextCursor });
    const ids = [...first.rows, ...rest.rows].map(({ threadId }) => threadId);
    expect([first.orders, first.rows.length, rest.rows.length, new Set(ids).size]).toEqual([3, 2, 1, 3]);
    expect(rest.nextCursor).toBeUndefined();
    const situation = await gatherSituation(client, { now: () => systemClock.now(), online: () => true });
    if ('problem' in situation) throw new Error(situation.problem);
    const clocks = situation.clocks.filter(({ key }) => key.startsWith('ack:'));
    expect(clocks).toHaveLength(3);
    expect(clocks[0]?.what).toMatch(/^855 for \S+ \(.+\), not confirmed in Dynamics$/);
    expect(clocks[0]?.path).toBe(`/orders/${ids[0]}`);
  });

  it('does not run for an order that is not in Dynamics, nor for one that is over', async () => {
    const xml = await bench.sample();
    await bench.drop('parked.xml', xml.replaceAll(/<AddressLocationNumber>[^<]*</g, '<AddressLocationNumber>0999<'));
    await ordered(4);
    const { rows } = await client.call('orders.list', {});
    expect(rows.map(({ state }) => state).toSorted()).toEqual(['attention', 'ordered']);
    const waiting = await unconfirmed();
    expect(waiting.rows.map(({ threadId }) => threadId)).toEqual(
      rows.filter(({ state }) => state === 'ordered').map(({ threadId }) => threadId),
    );
    const threadId = waiting.rows[0]?.threadId ?? 0;
    await app.store.swept({ day: '2026-03-04', threads: [{ threadId, closed: true, canceled: false }] });
    expect((await unconfirmed()).orders).toBe(0);
  });
});
