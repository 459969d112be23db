import { statSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { StatusView } from '#core/contract/views/status.ts';
import type { App } from '#core/host/app.types.ts';
import { gatherSituation } from '../../../electron/adapters/gather.ts';
import { bench, once, ordersThere, settled, useDesk } from '../support/desk.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { importPracticeMaps } from '../support/fixture.ts';
import { fillDisk, makeRoom, maxPages, withDatabase } from '../support/fullDisk.ts';
import { clientOf, mishaps, rowOf, said, stillSps, threadsOf } from '../support/outboundDesk.ts';
import { put } from '../support/outboundDraft.ts';
import { until } from '../support/until.ts';

useDesk(83);

const errors: string[] = [];
beforeEach(() => errors.splice(0));
const log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (text: string) => void errors.push(text),
};

/** Bytes that the disk still takes of the guard journal. */
let guardLimit: number | undefined;
beforeEach(() => (guardLimit = undefined));
const journalBytes = (): number => statSync(join(bench.folder, 'guard.journal')).size;
const guardRoom = (): number => (guardLimit === undefined ? Number.MAX_SAFE_INTEGER : Math.max(0, guardLimit - journalBytes()));
const room = { maxPages, guardRoom };

let desk: App;
async function ready(ports: Parameters<typeof bench.open>[0] = {}): Promise<void> {
  desk = await bench.open({ connection: settled, room, ...ports, ports: { log, ...ports.ports } });
  await importPracticeMaps(desk.store);
}
const status = (): Promise<StatusView> => clientOf(desk).call('app.status', {});
const run = () => desk.engine.runOnce('command');

/** What was promised whatever ends a run: nothing left SPS that is not here, nothing was made that was not written down. */
async function expectNothingUnaccounted(placed: readonly string[]): Promise<void> {
  const { mailbox, dynamics } = await bench.state();
  const here = withDatabase(bench.folder, (database) => ({
    files: database.prepare('SELECT path FROM files').pluck().all() as string[],
    headers: database.prepare(`SELECT count(*) FROM order_attempts WHERE step = 'header'`).pluck().get() as number,
  }));
  const gone = placed.filter((path) => !mailbox.out.includes(path));
  expect(gone.filter((path) => !here.files.includes(path))).toEqual([]);
  expect(dynamics.orders.length).toBeLessThanOrEqual(here.headers);
}

async function expectEveryOrderOnce(count: number): Promise<void> {
  const { mailbox, dynamics } = await bench.state();
  expect(mailbox.out).toEqual([]);
  expect(dynamics.orders).toHaveLength(count);
  expect(new Set(dynamics.orders.map((order) => order.purchaseOrder)).size).toBe(count);
  for (const order of dynamics.orders) expect(order.lines.length).toBeGreaterThan(0);
}

describe('a disk that is full in the middle of a run', () => {
  it.each([0, 4, 12, 32])('with %i pages left: ends it at the first word, loses and repeats nothing', async (pages) => {
    await ready();
    bench.world.place({ count: 24, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 8 });
    const placed = (await bench.state()).mailbox.out;
    fillDisk(bench.folder, pages);
    const { outcome, message } = await run().catch((thrown: unknown) => ({ outcome: 'failed', message: String(thrown) }));
    expect({ outcome, message }).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/disk .* full/) as string });
    await expectNothingUnaccounted(placed);
    expect((await status()).standstill).toMatchObject({
      code: 'disk-full',
      message: expect.stringMatching(/free some space/) as string,
    });
    // Full as before: the next run ends the same way and says nothing more.
    await run().catch(() => undefined);
    await expectNothingUnaccounted(placed);
    expect(errors).toEqual(['the engine stands still']);
    expect((await desk.store.attentionList({ kind: 'incident', limit: 10 })).rows.length).toBeLessThanOrEqual(1);

    makeRoom(bench.folder);
    for (let times = 0; times < 3; times += 1) await run();
    await expectEveryOrderOnce(24);
    expect((await status()).standstill).toBeUndefined();
    expect((await desk.store.attentionCounts({})).incident).toBe(0);
    expect(await desk.store.integrity({})).toMatchObject({ ok: true });
  });

  it('asks nothing of SPS while the next run cannot even be claimed, and goes on by itself within a minute of room', async () => {
    const clock = new FakeClock('2026-03-02T15:05:00.000Z');
    await ready({ ports: { clock } });
    await desk.engine.start();
    await until(async () => (await desk.store.lastRun({})) !== undefined && desk.engine.state().engine === 'idle');
    bench.world.place({ count: 2, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 2 });
    withDatabase(bench.folder, (database) =>
      database.exec(`CREATE TABLE ballast (bytes BLOB NOT NULL);
        CREATE TRIGGER fills BEFORE UPDATE ON schedule BEGIN INSERT INTO ballast VALUES (zeroblob(100000000)); END`),
    );
    await clock.advance(30 * 60_000);
    await until(async () => (await status()).standstill?.code === 'disk-full');
    expect((await desk.store.runsList({ filter: {}, limit: 10 })).rows).toHaveLength(1);
    expect((await bench.state()).mailbox.out).toHaveLength(2);
    expect(errors).toEqual(['the engine stands still']);
    withDatabase(bench.folder, (database) => database.exec('DROP TRIGGER fills'));
    await clock.advance(60_000);
    await until(async () => (await status()).standstill === undefined && desk.engine.state().engine === 'idle');
    await expectEveryOrderOnce(2);
  });

  it('is said once by the sync of master data that is tried again every minute, and again when it comes back', async () => {
    const clock = new FakeClock('2026-03-02T15:05:00.000Z');
    await ready({ ports: { clock } });
    const fill = (): void => {
      withDatabase(bench.folder, (database) =>
        database.exec(`CREATE TABLE IF NOT EXISTS ballast (bytes BLOB NOT NULL);
          CREATE TRIGGER fills BEFORE UPDATE ON md_schedule BEGIN INSERT INTO ballast VALUES (zeroblob(100000000)); END`),
      );
    };
    const about = (): readonly string[] => errors.filter((text) => text.includes('master data'));
    fill();
    desk.master.start();
    for (let minutes = 0; minutes < 30; minutes += 1) await clock.advance(60_000);
    await until(() => Promise.resolve(about().length > 0));
    for (let minutes = 0; minutes < 30; minutes += 1) await clock.advance(60_000);
    expect(about()).toEqual(['the sync of master data could not be finished']);
    withDatabase(bench.folder, (database) => database.exec('DROP TRIGGER fills'));
    await until(async () => {
      await clock.advance(60_000);
      return (await desk.store.masterSchedule({})).finishedAt !== undefined;
    });
    fill();
    expect(await desk.master.syncOnce()).toBe(false);
    expect(about()).toHaveLength(2);
    withDatabase(bench.folder, (database) => database.exec('DROP TRIGGER fills'));
  });

  it('ends nothing else of the workspace: schedules, master data and backups wait for room as well', async () => {
    const clock = new FakeClock('2026-03-02T15:05:00.000Z');
    await ready({ ports: { clock } });
    bench.world.place({ count: 3, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 40 });
    fillDisk(bench.folder, 0);
    await desk.start();
    for (let hours = 0; hours < 3; hours += 1) await clock.advance(3_600_000);
    await until(async () => (await status()).standstill?.code === 'disk-full' && desk.engine.state().engine === 'idle');
    // Three hours of tries a minute apart, and everybody who tries says it once.
    expect(errors.toSorted()).toEqual([...new Set(errors)].toSorted());
    expect(errors).toContain('the engine stands still');
    // The desktop sees it, however little can be written.
    const situation = await gatherSituation(clientOf(desk), { now: () => clock.now(), online: () => true });
    expect(situation).toMatchObject({ standstill: { code: 'disk-full' } });
    expect(await ordersThere()).toEqual([]);
    makeRoom(bench.folder);
    await until(async () => {
      await clock.advance(60_000);
      return (await ordersThere()).length === 3 && (await status()).standstill === undefined;
    });
    await until(async () => (await bench.state()).mailbox.out.length === 0);
    await expectEveryOrderOnce(3);
  });
});

describe('a guard journal that there is no room for', () => {
  it.each([0, 700, 5000])('with %i bytes left: stores and deletes nothing more, and goes on when there is', async (bytes) => {
    await ready();
    bench.world.place({ count: 9, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 3 });
    const placed = (await bench.state()).mailbox.out;
    guardLimit = journalBytes() + bytes;
    expect(await run()).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/disk .* full .*ENOSPC/) as string });
    await expectNothingUnaccounted(placed);
    await run();
    const { rows } = await desk.store.attentionList({ kind: 'incident', limit: 10 });
    expect(rows).toMatchObject([
      {
        title: 'The disk is full',
        cause: expect.stringMatching(/\(2 times\)/) as string,
        nextStep: expect.stringMatching(/next run finishes/) as string,
      },
    ]);
    const [, failed] = (await desk.store.runsList({ filter: {}, limit: 10 })).rows;
    expect((await desk.store.run({ runId: failed?.id ?? 0 }))?.failures).toMatchObject([
      { code: 'disk-full', remote: 'here', count: 1 },
    ]);
    expect(await status()).toMatchObject({
      standstill: { code: 'disk-full' },
      lastRun: { message: rows[0]?.cause.replace(' (2 times)', '') },
    });
    guardLimit = undefined;
    for (let times = 0; times < 2; times += 1) await run();
    await expectEveryOrderOnce(9);
    expect((await desk.store.attentionCounts({})).incident).toBe(0);
    // The journal is whole: what opens it again finds no torn end, and nothing in it that the database lacks.
    await desk.stop();
    desk = await bench.open({ connection: settled });
    expect(desk.opened).toMatchObject({ guardState: 'good', replayed: 0 });
  });

  it('is said after a restart too, until a run knows better', async () => {
    await ready();
    bench.world.place({ count: 3, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 3 });
    guardLimit = 0;
    await run();
    await desk.stop();
    desk = await bench.open({ connection: settled });
    await desk.engine.pause();
    await desk.engine.start();
    expect((await status()).standstill?.code).toBe('disk-full');
    for (let times = 0; times < 2; times += 1) await run();
    expect((await status()).standstill).toBeUndefined();
    await expectEveryOrderOnce(3);
  });

  it('keeps a document from leaving, and one that left from leaving again', async () => {
    const { ports } = mishaps();
    await ready({ ports: { ...ports, ...once('send-answered', async () => void (guardLimit = 0)) } });
    await stillSps(bench);
    const [threadId = 0] = await threadsOf(desk, bench, 1);
    const line = [{ threadId, position: 1, store: '', quantity: '2' }];
    const ack = await put(desk, { threadIds: [threadId], lines: line, kind: '855', number: 'A1' });
    expect(await run()).toMatchObject({ outcome: 'failed', message: expect.stringMatching(/full/) as string });
    expect(await said(bench)).toEqual(['A1']);
    const invoice = await put(desk, { threadIds: [threadId], lines: line, kind: '810', number: 'I1' });
    expect((await run()).outcome).toBe('failed');
    expect(await said(bench)).toEqual(['A1']);
    guardLimit = undefined;
    for (let times = 0; times < 2; times += 1) await run();
    expect(await said(bench)).toEqual(['A1', 'I1']);
    expect([await rowOf(desk, ack.outboundId), await rowOf(desk, invoice.outboundId)]).toMatchObject([
      { place: 'sent' },
      { place: 'sent' },
    ]);
  });
});
