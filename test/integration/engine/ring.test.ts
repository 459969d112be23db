import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { App } from '#core/host/app.types.ts';
import { FakeClock } from '../support/fakeClock.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';
import { clientOf, rowOf, said, stillSps, threadsOf } from '../support/outboundDesk.ts';
import { put } from '../support/outboundDraft.ts';
import { until } from '../support/until.ts';

const second = 1_000;
const start = '2026-03-02T15:05:00.000Z';

let bench: Bench;
let clock: FakeClock;
let app: App;
beforeEach(async () => {
  bench = await startBench({ seed: 53 });
  clock = new FakeClock(start);
  app = await open('America/Chicago');
  await importPracticeMaps(app.store);
  await stillSps(bench);
});
afterEach(() => bench.close());

async function open(timeZone: string): Promise<App> {
  const random = { fraction: () => 0, id: () => crypto.randomUUID(), bytes: (count: number) => new Uint8Array(count) };
  return bench.open({ ports: { clock, random, timeZone } });
}

const idle = (): Promise<void> => until(() => app.engine.state().engine !== 'running');

async function reviewed(undoSeconds: number): Promise<{ readonly outboundId: number; readonly versionId: number }> {
  const [threadId = 0] = await threadsOf(app, bench, 1);
  return put(app, { kind: '855', number: 'A1', state: 'review', threadIds: [threadId], rules: { undoSeconds } });
}

/** The loop stands still until its first run is over. */
async function started(): Promise<void> {
  await app.engine.start();
  await until(async () => (await app.store.lastRun({}))?.trigger === 'start' && app.engine.state().engine !== 'running');
}

describe('what a person releases', () => {
  it('leaves at once where nobody wants to wait for the end of its ring', async () => {
    const draft = await reviewed(30);
    await started();
    await clientOf(app).call('outbound.release', { documents: [draft] });
    const sent = await clientOf(app).call('outbound.sendNow', { outboundIds: [draft.outboundId, draft.outboundId + 999] });
    expect(sent).toEqual({
      done: [draft.outboundId],
      refused: [{ outboundId: draft.outboundId + 999, why: expect.stringContaining('ring') as unknown }],
    });
    await until(async () => (await rowOf(app, draft.outboundId)).place === 'sent');
    expect(await said(bench)).toHaveLength(1);
  });

  it('leaves by itself when its ring is over, and not before', async () => {
    const draft = await reviewed(30);
    await started();
    const released = await clientOf(app).call('outbound.release', { documents: [draft] });
    expect(released).toEqual({ done: [draft.outboundId], refused: [] });
    expect(await rowOf(app, draft.outboundId)).toMatchObject({ place: 'ring', dueAt: '2026-03-02T15:05:30.000Z' });
    await clock.advance(29 * second);
    await idle();
    expect(await said(bench)).toEqual([]);
    await clock.advance(2 * second);
    await until(async () => (await rowOf(app, draft.outboundId)).place === 'sent');
    expect(await said(bench)).toEqual(['A1']);
  });

  it('may be taken back until then, and is told too late afterwards', async () => {
    const draft = await reviewed(30);
    await started();
    const client = clientOf(app);
    await client.call('outbound.release', { documents: [draft] });
    await clock.advance(20 * second);
    expect(await client.call('outbound.takeBack', { outboundIds: [draft.outboundId] })).toEqual({
      done: [draft.outboundId],
      refused: [],
    });
    await clock.advance(60 * second);
    await idle();
    expect(await rowOf(app, draft.outboundId)).toMatchObject({ place: 'review' });
    expect(await said(bench)).toEqual([]);
    await client.call('outbound.release', { documents: [draft] });
    await clock.advance(31 * second);
    await until(async () => (await rowOf(app, draft.outboundId)).place === 'sent');
    expect((await client.call('outbound.takeBack', { outboundIds: [draft.outboundId] })).refused).toHaveLength(1);
  });

  it('begins again after a restart, also in another time zone: nobody could take it back meanwhile', async () => {
    const draft = await reviewed(60);
    await started();
    await clientOf(app).call('outbound.release', { documents: [draft] });
    await app.stop();
    clock.jump(10 * 60 * second);
    app = await open('Asia/Tokyo');
    await started();
    expect(await rowOf(app, draft.outboundId)).toMatchObject({ place: 'ring', dueAt: '2026-03-02T15:16:00.000Z' });
    expect(await said(bench)).toEqual([]);
    await clock.advance(61 * second);
    await until(async () => (await rowOf(app, draft.outboundId)).place === 'sent');
    expect(await said(bench)).toEqual(['A1']);
  });

  it('begins again where the clock was set back: it does not stay for days', async () => {
    const draft = await reviewed(60);
    await started();
    await clientOf(app).call('outbound.release', { documents: [draft] });
    clock.jump(-3 * 24 * 3600 * second);
    await app.engine.runOnce('command');
    expect(await rowOf(app, draft.outboundId)).toMatchObject({ place: 'ring', dueAt: '2026-02-27T15:06:00.000Z' });
    clock.jump(61 * second);
    await app.engine.runOnce('command');
    expect(await said(bench)).toEqual(['A1']);
  });

  it('stays while the engine is paused, and leaves when the pause ends', async () => {
    const draft = await reviewed(30);
    await started();
    await clientOf(app).call('outbound.release', { documents: [draft] });
    await app.engine.pause();
    await clock.advance(120 * second);
    await idle();
    expect(await rowOf(app, draft.outboundId)).toMatchObject({ place: 'ring' });
    await app.engine.resume();
    await clock.advance(2 * second);
    await until(async () => (await rowOf(app, draft.outboundId)).place === 'sent');
  });

  it('leaves at once where the sheet has no ring; and only as it was seen', async () => {
    const draft = await reviewed(0);
    const again = await put(app, {
      kind: '855',
      number: 'A1',
      state: 'review',
      body: '<OrderAck>A1 anew</OrderAck>',
      threadIds: (await rowOf(app, draft.outboundId)).threadIds,
    });
    const client = clientOf(app);
    const refused = await client.call('outbound.release', { documents: [draft] });
    expect(refused).toMatchObject({
      done: [],
      refused: [{ outboundId: draft.outboundId, why: expect.stringContaining('anew') }],
    });
    await client.call('outbound.release', { documents: [again] });
    await app.engine.runOnce('command');
    expect(await said(bench)).toEqual(['A1 anew']);
  });
});
