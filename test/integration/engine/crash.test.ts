import { describe, expect, it } from 'vitest';
import { runApart } from '../support/crashRun.ts';
import { importPracticeMaps, startBench, type Bench, type State } from '../support/fixture.ts';

const placed = { count: 4, lines: 3 } as const;
type Dynamics = Bench['connection']['dynamics'];

/** The orders without the numbers that Dynamics gave them, which depend on who came first. */
function goods(state: State): readonly unknown[] {
  const orders = state.dynamics.orders.map(({ purchaseOrder, customer, lines }) => ({ purchaseOrder, customer, lines }));
  return orders.toSorted((a, b) => a.purchaseOrder.localeCompare(b.purchaseOrder));
}

const undisturbed = new Map<number, Promise<readonly unknown[]>>();

/** What the same world holds in Dynamics when nothing goes wrong. */
function expectedGoods(seed: number): Promise<readonly unknown[]> {
  const known =
    undisturbed.get(seed) ??
    withBench(seed, {}, async (bench) => {
      const app = await bench.open();
      await app.engine.runOnce('command');
      return goods(await bench.state());
    });
  undisturbed.set(seed, known);
  return known;
}

async function withBench<T>(
  seed: number,
  dynamics: Partial<Dynamics>,
  work: (bench: Bench, connection: Bench['connection']) => Promise<T>,
): Promise<T> {
  const bench = await startBench({ seed });
  try {
    if (dynamics.manualNumbers === true) await bench.control('settings', { dynamics: { manualNumbers: true } });
    const setUp = await bench.open();
    await importPracticeMaps(setUp.store);
    await setUp.stop();
    bench.world.place(placed);
    return await work(bench, { ...bench.connection, dynamics: { ...bench.connection.dynamics, ...dynamics } });
  } finally {
    await bench.close();
  }
}

/** Every order once with exactly its lines, nothing at SPS, nothing broken, and the screen says so. */
async function expectAllDone(bench: Bench, seed: number): Promise<void> {
  const state = await bench.state();
  expect(state.mailbox.out).toEqual([]);
  expect(goods(state)).toEqual(await expectedGoods(seed));
  const app = await bench.open();
  const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 50 });
  expect(rows.map((row) => row.state)).toEqual(['ordered', 'ordered', 'ordered', 'ordered']);
  expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  expect((await app.store.checkAudit({})).brokenAt).toBeUndefined();
  expect(await app.store.integrity({})).toEqual({ ok: true, message: 'ok' });
}

/** Killed at each of these in turn, then run in peace. */
async function survive(seed: number, dynamics: Partial<Dynamics>, kills: readonly (readonly [string, number])[]): Promise<void> {
  await withBench(seed, dynamics, async (bench, connection) => {
    for (const [killAt, nth] of kills) {
      const ended = await runApart({ connection, folder: bench.folder, killAt, nth });
      expect(ended.killed, `killed at ${killAt}`).toBe(true);
    }
    await runApart({ connection, folder: bench.folder });
    await runApart({ connection, folder: bench.folder });
    await expectAllDone(bench, seed);
  });
}

/** Every boundary between two steps of the way in; the second order's, where there are several. */
const boundaries: readonly (readonly [string, number])[] = [
  ['file-stored', 1],
  ['file-stored', 3],
  ['file-deleted', 1],
  ['file-deleted', 2],
  ['document-decided', 2],
  ['document-decided', 4],
  ['header-begun', 1],
  ['header-begun', 3],
  ['header-answered', 1],
  ['header-answered', 2],
  ['header-recorded', 2],
  ['lines-begun', 1],
  ['lines-begun', 4],
  ['lines-answered', 1],
  ['lines-answered', 3],
  ['lines-recorded', 2],
];

// No settle time: whether an answer was lost is told by looking, here at once.
const settled = { settleSeconds: 0 };

describe('killed at any step', () => {
  it.each(boundaries)('at %s (%i): every order once, nothing lost', async (killAt, nth) => {
    await survive(11, settled, [[killAt, nth]]);
  });

  it.each([
    ['its header was found again', 'header-answered', 'header-found'],
    ['its lines were sent again', 'lines-begun', 'lines-answered'],
    ['its lines were found again', 'lines-answered', 'lines-recorded'],
  ])('and once more when %s', async (_when, first, second) => {
    await survive(11, settled, [
      [first, 1],
      [second, 1],
    ]);
  });

  it('says what nobody can know, and sends nothing before the settle time', async () => {
    await withBench(11, { settleSeconds: 3600 }, async (bench, connection) => {
      await runApart({ connection, folder: bench.folder, killAt: 'header-begun', nth: 1 });
      await runApart({ connection, folder: bench.folder });
      await runApart({ connection, folder: bench.folder });
      expect((await bench.state()).dynamics.orders.length).toBeLessThan(placed.count);
      const app = await bench.open({ connection: () => connection });
      const { rows } = await app.store.attentionList({ kind: 'waiting', limit: 10 });
      expect(new Set(rows.map((row) => row.group))).toEqual(new Set(['waiting:unknown']));
      expect(rows.length + (await bench.state()).dynamics.orders.length).toBe(placed.count);
    });
  });
});

/** Where numbers are ours, header and lines go in one changeset: fewer steps, and the same promise. */
const wholeOrderBoundaries: readonly (readonly [string, number])[] = [
  ['changeset-begun', 1],
  ['changeset-begun', 3],
  ['changeset-answered', 1],
  ['changeset-answered', 2],
  ['header-recorded', 2],
  ['lines-recorded', 2],
];

describe('killed at any step, with numbers of our own', () => {
  it.each(wholeOrderBoundaries)('at %s (%i): every order once, nothing lost', async (killAt, nth) => {
    await survive(12, { ...settled, manualNumbers: true }, [[killAt, nth]]);
  });
});
