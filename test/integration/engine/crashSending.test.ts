import { describe, expect, it } from 'vitest';
import { runApart } from '../support/crashRun.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';
import { advance, clientOf, received, said, stillSps, threadsOf } from '../support/outboundDesk.ts';
import { put } from '../support/outboundDraft.ts';

const numbers = ['A1', 'A2', 'A3', 'A4'] as const;

/** Four acknowledgments that are ready, and nobody running. */
async function withReady(work: (bench: Bench) => Promise<void>): Promise<void> {
  const bench = await startBench({ seed: 55 });
  try {
    await stillSps(bench);
    const app = await bench.open();
    await importPracticeMaps(app.store);
    const [threadId = 0] = await threadsOf(app, bench, 1);
    for (const number of numbers) await put(app, { kind: '855', number, threadIds: [threadId] });
    await app.stop();
    await work(bench);
  } finally {
    await bench.close();
  }
}

const apart = (bench: Bench, kill: object = {}) => runApart({ connection: bench.connection, folder: bench.folder, ...kill });

/** What is unknown is so everywhere, what is sent is there once, and nothing else exists. */
async function expectHonest(bench: Bench): Promise<readonly number[]> {
  const app = await bench.open();
  try {
    const { rows } = await app.store.outboundList({ filter: {}, sort: 'newest', limit: 10 });
    const there = await said(bench);
    expect(new Set(there).size).toBe(there.length);
    for (const { number, place } of rows) expect([number, place]).toEqual([number, there.includes(number) ? 'sent' : 'unknown']);
    const unknown = rows.filter(({ place }) => place === 'unknown').map(({ outboundId }) => outboundId);
    const lost = await clientOf(app).call('outbound.unknown', {});
    expect(new Set(lost.rows.map(({ outboundId }) => outboundId))).toEqual(new Set(unknown));
    expect((await app.store.checkAudit({})).brokenAt).toBeUndefined();
    expect(await app.store.integrity({})).toEqual({ ok: true, message: 'ok' });
    return unknown;
  } finally {
    await app.stop();
  }
}

/** A person has what is found nowhere sent again. */
async function sendTheRest(bench: Bench, outboundIds: readonly number[]): Promise<void> {
  if (outboundIds.length === 0) return;
  const app = await bench.open();
  const settled = await clientOf(app).call('outbound.settle', {
    outboundIds: [...outboundIds],
    decision: 'send-same-bytes',
    reason: 'not in the portal',
  });
  expect(new Set(settled.done)).toEqual(new Set(outboundIds));
  await app.stop();
}

/** Every boundary between two steps of sending; that of a later document too, where several are on their way. */
const boundaries: readonly (readonly [string, number])[] = [
  ['send-begun', 1],
  ['send-begun', 4],
  ['send-answered', 1],
  ['send-answered', 3],
  ['send-recorded', 1],
  ['send-recorded', 4],
];

describe('killed at any step of sending', () => {
  it.each(boundaries)('at %s (%i): nothing twice, nothing lost, unknown said as unknown', async (killAt, nth) => {
    await withReady(async (bench) => {
      expect((await apart(bench, { killAt, nth })).killed).toBe(true);
      await apart(bench);
      await apart(bench);
      const unknown = await expectHonest(bench);
      // Nothing more happens by itself, however long it takes.
      await advance(bench, 60);
      await apart(bench);
      expect(await expectHonest(bench)).toEqual(unknown);
      await sendTheRest(bench, unknown);
      await apart(bench);
      expect(await expectHonest(bench)).toEqual([]);
      expect((await said(bench)).toSorted()).toEqual([...numbers]);
      expect((await received(bench)).every(({ overwritten }) => !overwritten)).toBe(true);
    });
  });

  it('and once more when what was lost is sent again', async () => {
    await withReady(async (bench) => {
      await apart(bench, { killAt: 'send-begun', nth: 1 });
      await apart(bench);
      await advance(bench, 60);
      await apart(bench);
      const unknown = await expectHonest(bench);
      expect(unknown.length).toBeGreaterThan(0);
      await sendTheRest(bench, unknown);
      expect((await apart(bench, { killAt: 'send-answered', nth: 1 })).killed).toBe(true);
      await apart(bench);
      const left = await expectHonest(bench);
      expect(left.length).toBeLessThan(unknown.length);
      expect((await received(bench)).every(({ overwritten }) => !overwritten)).toBe(true);
    });
  });

  it('writes down what SPS refused only once it is certain', async () => {
    await withReady(async (bench) => {
      await bench.control('faults', { target: 'sps', kind: 'commit-drop', times: 1 });
      expect((await apart(bench, { killAt: 'send-failed', nth: 1 })).killed).toBe(true);
      await apart(bench);
      await expectHonest(bench);
      expect(new Set(await said(bench)).size).toBe((await received(bench)).length);
    });
  });
});
