import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ChangeView } from '#core/contract/views/changes.ts';
import type { App } from '#core/host/app.types.ts';
import { runApart, runUntilOnItsWay } from '../support/crashRun.ts';
import { signInToErp } from '../support/erp.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';
import { clientOf } from '../support/outboundDesk.ts';
import { withSheets } from '../support/wayBack.ts';

/** Nothing guards a line that is added but the settle time: here a request commits after it, and the engine is killed on the way. */
let bench: Bench;
let manualNumbers = false;

beforeEach(async () => {
  bench = await startBench({ seed: 61 });
  manualNumbers = false;
});
afterEach(() => bench.close());

/** One line of an order, or several in one batch. */
const adding = /\/(?:\$batch|SalesOrderLines)(?:\?|$)/;
const withinMs = { timeout: 240_000 };

/** What a cycle in a process of its own needs; `settle` in seconds, 0 = it is over. */
const cycle = (settle: number) => ({ connection: connected(settle), folder: bench.folder });
const connected = (settleSeconds: number) => ({
  ...bench.connection,
  dynamics: { ...bench.connection.dynamics, settleSeconds, ...(manualNumbers ? { manualNumbers } : {}) },
});

async function looking<T>(work: (app: App) => Promise<T>): Promise<T> {
  const app = await bench.open({ connection: () => connected(0) });
  const seen = await work(app);
  await app.stop();
  return seen;
}

/** A cycle that comes to its end. */
async function run(settle: number): Promise<void> {
  const app = await bench.open({ connection: () => connected(settle) });
  await app.engine.runOnce('command');
  await app.stop();
}

async function changeOf(app: App): Promise<ChangeView & { readonly documentId: number; readonly threadId: number }> {
  const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 5 });
  const threadId = rows[0]?.threadId ?? 0;
  const thread = await app.store.ordersThread({ threadId });
  const documentId = thread?.documents.find(({ kind }) => kind === '860')?.id ?? 0;
  return { ...(await clientOf(app).call('changes.get', { documentId })), documentId, threadId };
}

/** An order in Dynamics and a change that halves one line and adds another; accepted whole, or only the line that it adds. */
async function decided(what: 'both' | 'added'): Promise<void> {
  if (manualNumbers) await bench.control('settings', { dynamics: { manualNumbers } });
  await looking(async (app) => {
    await importPracticeMaps(app.store);
    await withSheets(undefined, app);
    await bench.control('orders', { count: 1, oddity: 'change-add', lines: 2 });
  });
  // The order itself is made by an engine that dies once its answer is there.
  if (manualNumbers) expect((await runApart({ ...cycle(0), killAt: 'changeset-answered' })).killed).toBe(true);
  await run(0);
  await run(0);
  await looking(decide(what));
}

const decide =
  (what: 'both' | 'added') =>
  async (app: App): Promise<void> => {
    const { documentId } = await changeOf(app);
    const decision = what === 'both' ? 'accept' : 'accept-in-part';
    const refusedLines = what === 'both' ? [] : [{ position: 1, reason: 'not any more' }];
    await clientOf(app).call('changes.decide', { documentId, decision, refusedLines, reason: 'agreed' });
  };

const state = () => looking(async (app) => (await changeOf(app)).decided);
const linesThere = async () => (await bench.state()).dynamics.orders.flatMap(({ lines }) => lines);

/** The line is there once, the change counts as made, one answer is drafted, and nothing is broken. */
async function expectAddedOnce(): Promise<void> {
  expect(await linesThere()).toHaveLength(3);
  await looking(async (app) => {
    const { decided: made, threadId } = await changeOf(app);
    expect(made).toMatchObject({ state: 'applied' });
    const answers = await app.store.outboundOfThread({ threadId });
    expect(answers.map(({ row }) => row.kind)).toEqual(['865']);
    expect((await app.store.checkAudit({})).brokenAt).toBeUndefined();
    expect(await app.store.integrity({})).toEqual({ ok: true, message: 'ok' });
  });
}

/** Killed while the line was on its way: said as unknown, and nothing more is sent while it may commit. */
async function lost(what: 'both' | 'added' = 'added'): Promise<() => Promise<number>> {
  await decided(what);
  const commits = await runUntilOnItsWay(cycle(3600), adding);
  await run(3600);
  expect(await linesThere()).toHaveLength(2);
  const told = await state();
  expect(told).toMatchObject({ state: 'unknown' });
  expect(told?.message).toContain('may still commit until');
  return commits;
}

describe('a line that is added, whose request was on its way when the engine was killed', () => {
  it.each([false, true])('is found when it commits within the settle time (numbers of our own: %s)', withinMs, async (ours) => {
    manualNumbers = ours;
    const commits = await lost();
    expect(await commits()).toBe(201);
    await run(3600);
    await run(3600);
    await expectAddedOnce();
  });

  it('counts when it commits after the settle time, before the second request that a kill kept back', withinMs, async () => {
    const commits = await lost();
    expect((await runApart({ ...cycle(0), killAt: 'change-begun' })).killed).toBe(true);
    expect(await commits()).toBe(201);
    await run(0);
    await run(0);
    await expectAddedOnce();
  });

  it.each(['change-answered', undefined])(
    'is named as there twice when it commits after a second request (killed at %s), until one is deleted',
    withinMs,
    async (killAt) => {
      const commits = await lost();
      const { killed } = await runApart({ ...cycle(0), ...(killAt === undefined ? {} : { killAt }) });
      expect(killed).toBe(killAt !== undefined);
      expect(await linesThere()).toHaveLength(3);
      expect(await state()).toMatchObject({ state: 'unknown' });
      expect(await commits()).toBe(201);
      await run(0);
      await run(0);
      const told = await state();
      expect(told).toMatchObject({ state: 'failed' });
      expect(told?.message).toContain('is there 2 times');
      expect(await linesThere()).toHaveLength(4);
      await deleteOne();
      await looking(decide('added'));
      await run(0);
      await run(0);
      await expectAddedOnce();
    },
  );

  it('is held by its etag where a changed line goes with it: the late one is refused whole', withinMs, async () => {
    const commits = await lost('both');
    expect((await runApart({ ...cycle(0), killAt: 'change-answered' })).killed).toBe(true);
    await commits();
    await run(0);
    await run(0);
    await expectAddedOnce();
  });

  it('is never confirmed twice over when it commits once the change counts as made', withinMs, async () => {
    const commits = await lost();
    await run(0);
    expect((await runApart({ ...cycle(0), killAt: 'change-applied' })).killed).toBe(true);
    expect(await state()).toMatchObject({ state: 'applied' });
    expect(await commits()).toBe(201);
    await bench.control('confirm', { orders: 'all' });
    await run(0);
    await run(0);
    await looking(async (app) => {
      const { threadId } = await changeOf(app);
      const answers = await app.store.outboundOfThread({ threadId });
      const [acknowledgment] = answers.filter(({ row }) => row.kind === '855');
      expect(acknowledgment?.row.place).toBe('held');
      const holds = await app.store.draftHolds({ outboundId: acknowledgment?.row.id ?? 0 });
      expect(holds).toMatchObject([{ open: true, rule: '855-02', message: 'Line 3: IQ 168 is 168, ordered are 84.' }]);
    });
  });
});

/** A person takes one of the two lines away again. */
async function deleteOne(): Promise<void> {
  const erp = await signInToErp(bench.connection);
  const rows = await erp.rows('SalesOrderLines?cross-company=true');
  const second = rows.findLast((row) => row['CustomersLineNumber'] === 3);
  await erp.send('DELETE', `SalesOrderLines(dataAreaId='usmf',InventoryLotId='${String(second?.['InventoryLotId'])}')`);
}
