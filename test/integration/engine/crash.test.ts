import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importPracticeMaps, startBench } from '../support/fixture.ts';

const child = fileURLToPath(new URL('../support/crashChild.ts', import.meta.url));

/** Runs one cycle in a process of its own; resolves with how it ended. */
async function run(input: object): Promise<{ readonly killed: boolean; readonly output: string }> {
  const folder = await mkdtemp(join(tmpdir(), 'quayside-crash-'));
  const file = join(folder, 'input.json');
  await writeFile(file, JSON.stringify(input));
  const started = spawn(process.execPath, [child, file], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  let errors = '';
  started.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  started.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  const signal = await new Promise<NodeJS.Signals | null>((resolve) => started.once('exit', (_code, name) => resolve(name)));
  await rm(folder, { recursive: true, force: true });
  if (signal === null && started.exitCode !== 0) throw new Error(errors);
  return { killed: signal === 'SIGKILL', output };
}

/** Every boundary between two steps of the way in; the second order's, where there are several. */
const boundaries: readonly (readonly [string, number])[] = [
  ['file-stored', 1],
  ['file-stored', 3],
  ['file-deleted', 1],
  ['file-deleted', 2],
  ['document-decided', 2],
  ['header-begun', 1],
  ['header-begun', 3],
  ['header-answered', 1],
  ['header-answered', 2],
  ['header-recorded', 2],
  ['lines-begun', 1],
  ['lines-answered', 1],
  ['lines-answered', 3],
  ['lines-recorded', 2],
];

describe('killed at any step', () => {
  it.each(boundaries)('at %s (%i): every order once, nothing lost', { timeout: 60_000 }, async (killAt, nth) => {
    const bench = await startBench({ seed: 11 });
    try {
      const setUp = await bench.open();
      await importPracticeMaps(setUp.store);
      await setUp.stop();
      bench.world.place({ count: 4, lines: 3 });
      // No settle time: whether an answer was lost is told by looking, here at once.
      const connection = { ...bench.connection, dynamics: { ...bench.connection.dynamics, settleSeconds: 0 } };
      const first = await run({ connection, folder: bench.folder, killAt, nth });
      expect(first.killed).toBe(true);
      await run({ connection, folder: bench.folder });
      await run({ connection, folder: bench.folder });
      const state = await bench.state();
      expect(state.mailbox.out).toEqual([]);
      expect(state.dynamics.orders).toHaveLength(4);
      expect(new Set(state.dynamics.orders.map((order) => order.purchaseOrder)).size).toBe(4);
      for (const order of state.dynamics.orders) expect(order.lines.length).toBeGreaterThan(0);
      const app = await bench.open();
      const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 50 });
      expect(rows.map((row) => row.state)).toEqual(['ordered', 'ordered', 'ordered', 'ordered']);
      expect((await app.store.checkAudit({})).brokenAt).toBeUndefined();
      expect(await app.store.integrity({})).toEqual({ ok: true, message: 'ok' });
    } finally {
      await bench.close();
    }
  });
});

/** Where numbers are ours, header and lines go in one changeset: fewer steps, and the same promise. */
const wholeOrderBoundaries: readonly (readonly [string, number])[] = [
  ['changeset-begun', 1],
  ['changeset-begun', 3],
  ['changeset-answered', 1],
  ['changeset-answered', 2],
  ['lines-recorded', 2],
];

describe('killed at any step, with numbers of our own', () => {
  it.each(wholeOrderBoundaries)('at %s (%i): every order once, nothing lost', { timeout: 60_000 }, async (killAt, nth) => {
    const bench = await startBench({ seed: 12 });
    try {
      await bench.control('settings', { dynamics: { manualNumbers: true } });
      const setUp = await bench.open();
      await importPracticeMaps(setUp.store);
      await setUp.stop();
      bench.world.place({ count: 4, lines: 3, family: 'bulk' });
      const dynamics = { ...bench.connection.dynamics, settleSeconds: 0, manualNumbers: true };
      const connection = { ...bench.connection, dynamics };
      expect((await run({ connection, folder: bench.folder, killAt, nth })).killed).toBe(true);
      await run({ connection, folder: bench.folder });
      await run({ connection, folder: bench.folder });
      const state = await bench.state();
      expect(state.mailbox.out).toEqual([]);
      expect(new Set(state.dynamics.orders.map((order) => order.purchaseOrder)).size).toBe(4);
      expect(state.dynamics.orders.map((order) => order.lines.length)).toEqual([3, 3, 3, 3]);
      const app = await bench.open();
      const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 50 });
      expect(rows.map((row) => row.state)).toEqual(['ordered', 'ordered', 'ordered', 'ordered']);
    } finally {
      await bench.close();
    }
  });
});
