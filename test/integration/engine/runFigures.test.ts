import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runFigures, type RunFigure } from '#core/domain/runFigures.ts';
import type { RunSubject } from '#core/contract/views/records.ts';
import type { App } from '#core/host/app.types.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
let app: App;
beforeEach(async () => {
  bench = await startBench({ seed: 71 });
  app = await bench.open();
  await importPracticeMaps(app.store);
});
afterEach(() => bench.close());

async function rowsOf(runId: number, figure: RunFigure): Promise<readonly RunSubject[]> {
  const rows: RunSubject[] = [];
  let cursor: string | undefined;
  do {
    const page = await app.store.runRows({ runId, figure, limit: 3, ...(cursor === undefined ? {} : { cursor }) });
    rows.push(...page.rows);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return rows;
}

async function newest() {
  const [run] = (await app.store.runsList({ filter: {}, limit: 1 })).rows;
  const found = await app.store.run({ runId: run?.id ?? 0 });
  if (!found) throw new Error('no run');
  return found;
}

describe('every number of a run', () => {
  it('opens exactly its rows', async () => {
    bench.world.place({ count: 7 });
    for (const oddity of ['x12', 'same-number', 'wrong-totals', 'cancel'] as const) bench.world.place({ count: 1, oddity });
    await app.engine.runOnce('command');
    const { run, figures } = await newest();
    // `outbound.sent.855` stands in the summary under these three names.
    const said = (figure: RunFigure): unknown =>
      figure
        .split('.')
        .reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>> | undefined)?.[name], run.summary);
    for (const figure of runFigures) {
      const rows = await rowsOf(run.id, figure);
      expect([figure, rows.length]).toEqual([figure, said(figure)]);
      expect(new Set(rows.map((row) => row.key)).size).toBe(rows.length);
      expect(figures.find((entry) => entry.figure === figure)?.count ?? 0).toBe(rows.length);
    }
    expect(said('orders.created')).toBeGreaterThan(6);
    const [made] = await rowsOf(run.id, 'orders.created');
    expect(made).toMatchObject({ kind: 'order', sagaState: 'fresh', path: expect.stringMatching(/^out\//) as unknown });
    expect(made?.salesOrderNumber).toMatch(/./);
    const [bad] = await rowsOf(run.id, 'files.quarantined');
    expect(bad).toMatchObject({ kind: 'file', fileState: 'quarantined' });
    expect(bad?.message).toMatch(/X12/);
  });

  it('counts an order that fails twice in one run once, and names the cause once with how often', async () => {
    bench.world.place({ count: 4 });
    await bench.control('faults', { target: 'dynamics', kind: '500', times: 60 });
    await app.engine.runOnce('command');
    const { run, failures } = await newest();
    expect(run.outcome).toBe('failed');
    expect(failures.every((failure) => failure.remote === 'dynamics')).toBe(true);
    expect(failures.length).toBeGreaterThan(0);
    expect((await rowsOf(run.id, 'orders.failed')).length).toBe(run.summary?.orders.failed);
  });

  it('names a file that was listed and could not be fetched by its path', async () => {
    bench.world.place({ count: 1 });
    await bench.control('faults', { target: 'sps', kind: 'truncated', times: 9 });
    await app.engine.runOnce('command');
    const { run, failures } = await newest();
    const found = await rowsOf(run.id, 'files.found');
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ kind: 'file', path: expect.stringMatching(/^out\//) as unknown });
    expect(failures[0]?.remote).toBe('sps');
  });

  it('is found again by outcome and by what began it, page by page', async () => {
    for (let count = 0; count < 5; count += 1) await app.engine.runOnce(count % 2 === 0 ? 'command' : 'person');
    const list = (filter: object, cursor?: string) =>
      app.store.runsList({ filter, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
    expect((await list({ trigger: 'person' })).rows.map((run) => run.trigger)).toEqual(['person', 'person']);
    const first = await list({ outcome: 'good', trigger: 'command' });
    const second = await list({ outcome: 'good', trigger: 'command' }, first.nextCursor);
    expect([...first.rows, ...second.rows].map((run) => run.id)).toEqual([5, 3, 1]);
    expect(second.nextCursor).toBeUndefined();
    expect((await list({ outcome: 'failed' })).rows).toEqual([]);
  });
});
