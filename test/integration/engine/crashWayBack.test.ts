import { describe, expect, it } from 'vitest';
import type { ChangeView } from '#core/contract/views/changes.ts';
import type { App } from '#core/host/app.types.ts';
import { runApart } from '../support/crashRun.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';
import { clientOf, received } from '../support/outboundDesk.ts';
import { withSheets } from '../support/wayBack.ts';

const apart = (bench: Bench, kill: object = {}) => runApart({ connection: bench.connection, folder: bench.folder, ...kill });

/** A world with an app that prepares it and is stopped before the work. */
async function withWorld(
  prepare: (app: App, bench: Bench) => Promise<void>,
  work: (bench: Bench) => Promise<void>,
): Promise<void> {
  const bench = await startBench({ seed: 61 });
  try {
    const app = await bench.open();
    await importPracticeMaps(app.store);
    await withSheets(undefined, app);
    await prepare(app, bench);
    await app.stop();
    await work(bench);
  } finally {
    await bench.close();
  }
}

async function expectSound(app: App): Promise<void> {
  expect((await app.store.checkAudit({})).brokenAt).toBeUndefined();
  expect(await app.store.integrity({})).toEqual({ ok: true, message: 'ok' });
}

const count = 2;

/** Orders that are confirmed, shipped and invoiced in Dynamics, of which nothing was read yet. */
async function posted(app: App, bench: Bench): Promise<void> {
  await bench.control('orders', { count, family: 'bulk' });
  await app.engine.runOnce('command');
  await app.engine.runOnce('command');
  for (const action of ['confirm', 'ship', 'invoice']) await bench.control(action, { orders: 'all' });
}

/** Every posting answered by one document, which SPS has once, and the balance of each order even. */
async function expectAllAnswered(bench: Bench): Promise<void> {
  const app = await bench.open();
  const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 50 });
  expect(rows).toHaveLength(count);
  for (const { threadId } of rows) {
    const { answers, balance, postings } = await clientOf(app).call('orders.thread', { threadId });
    expect(postings.map(({ state }) => state)).toEqual(['drafted', 'drafted', 'drafted']);
    expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['810', '855', '856']);
    for (const { ordered, acknowledged, shipped, invoiced } of balance)
      expect([acknowledged, shipped, invoiced]).toEqual([ordered, ordered, ordered]);
  }
  const files = await received(bench);
  expect(files).toHaveLength(3 * count);
  expect(new Set(files.map(({ body }) => body)).size).toBe(files.length);
  expect(files.every(({ overwritten }) => !overwritten)).toBe(true);
  await expectSound(app);
}

const boundaries: readonly (readonly [string, number])[] = [
  ['postings-kept', 1],
  ['postings-kept', 3],
  ['draft-saved', 1],
  ['draft-saved', 4],
  ['draft-saved', 6],
];

describe('killed at any step of reading and drafting', () => {
  it.each(boundaries)('at %s (%i): every posting answered once', { timeout: 240_000 }, async (killAt, nth) => {
    await withWorld(posted, async (bench) => {
      expect((await apart(bench, { killAt, nth })).killed).toBe(true);
      await apart(bench);
      await apart(bench);
      await expectAllAnswered(bench);
    });
  });

  it('and once more when what was kept is drafted', { timeout: 240_000 }, async () => {
    await withWorld(posted, async (bench) => {
      expect((await apart(bench, { killAt: 'postings-kept', nth: 2 })).killed).toBe(true);
      expect((await apart(bench, { killAt: 'draft-saved', nth: 2 })).killed).toBe(true);
      await apart(bench);
      await apart(bench);
      await expectAllAnswered(bench);
    });
  });
});

/** A change that a person has decided and nobody has written yet. */
const decided =
  (oddity: 'change' | 'change-add') =>
  async (app: App, bench: Bench): Promise<void> => {
    await bench.control('orders', { count: 1, oddity });
    await app.engine.runOnce('command');
    await app.engine.runOnce('command');
    const { documentId, lines } = await theChange(app);
    const refusedLines = lines.filter(({ allowed }) => !allowed).map(({ position }) => ({ position, reason: 'not any more' }));
    const decision = refusedLines.length === 0 ? 'accept' : 'accept-in-part';
    await clientOf(app).call('changes.decide', { documentId, decision, refusedLines, reason: 'agreed' });
  };

async function theThread(app: App): Promise<number> {
  const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 5 });
  return rows[0]?.threadId ?? 0;
}

async function theChange(app: App): Promise<ChangeView> {
  const thread = await app.store.ordersThread({ threadId: await theThread(app) });
  const documentId = thread?.documents.find(({ kind }) => kind === '860')?.id ?? 0;
  return clientOf(app).call('changes.get', { documentId });
}

const goods = async (bench: Bench): Promise<unknown> => (await bench.state()).dynamics.orders.map(({ lines }) => lines);

describe('killed at any step of a change', () => {
  it.each([
    ['change', 'change-begun'],
    ['change', 'change-answered'],
    ['change', 'change-applied'],
    ['change-add', 'change-answered'],
  ] as const)(
    'of an order (%s) at %s: the lines are changed once, and the answer is drafted once',
    { timeout: 240_000 },
    async (oddity, killAt) => {
      let expected: unknown;
      await withWorld(decided(oddity), async (bench) => {
        await apart(bench);
        expected = await goods(bench);
      });
      await withWorld(decided(oddity), async (bench) => {
        expect(await goods(bench)).not.toEqual(expected);
        expect((await apart(bench, { killAt })).killed).toBe(true);
        await apart(bench);
        await apart(bench);
        expect(await goods(bench)).toEqual(expected);
        const app = await bench.open();
        expect((await theChange(app)).decided).toMatchObject({ state: 'applied' });
        const answers = await app.store.outboundOfThread({ threadId: await theThread(app) });
        expect(answers.map(({ row }) => row.kind)).toEqual(['865']);
        await expectSound(app);
      });
    },
  );
});
