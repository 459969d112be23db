import { describe, expect, it } from 'vitest';
import { timeIn } from '#core/domain/time.ts';
import { app, bench, open, reopen, run, settled, useDesk } from '../support/desk.ts';
import {
  advance,
  answering,
  brokenHalfway,
  clientOf,
  lostAnswer,
  lostOnTheWay,
  mishaps,
  received,
  rowOf,
  said,
  stillSps,
  threadsOf,
  type Mishaps,
} from '../support/outboundDesk.ts';
import { put } from '../support/outboundDraft.ts';

useDesk(52);

let happens: Mishaps;

/** A workspace with one order and so many acknowledgments that are ready. */
async function ready(numbers: readonly string[], connection?: Parameters<typeof open>[0]): Promise<readonly number[]> {
  const made = mishaps();
  ({ happens } = made);
  await open(connection, made.ports);
  await stillSps(bench);
  const [threadId = 0] = await threadsOf(app, bench, 1);
  const saved = await Promise.all(numbers.map((number) => put(app, { kind: '855', number, threadIds: [threadId] })));
  return saved.map(({ outboundId }) => outboundId);
}

const unknown = async () => (await clientOf(app).call('outbound.unknown', {})).rows;
const settle = (outboundIds: readonly number[], decision: 'send-same-bytes' | 'arrived') =>
  clientOf(app).call('outbound.settle', { outboundIds: [...outboundIds], decision, reason: 'looked in the portal' });

/** Turns the partner of these documents on or off. */
async function activate(active: boolean): Promise<void> {
  const { rows } = await app.store.mappingPage({ kind: 'partners', limit: 50 });
  const before = rows.find(({ partnerId }) => partnerId === '7QAALLCONTOSOUS');
  if (!before) throw new Error('the partner is missing');
  const change = { change: 'update', before, row: { ...before, active } } as const;
  const by = { who: 'test', at: new Date().toISOString(), why: 'test', origin: 'screen', source: 'test' } as const;
  await app.store.applyMappings({ kind: 'partners', changes: [change], ...by });
}

describe('an upload whose answer was lost', () => {
  it('is found in the folder in the same run, when SPS had stored it', async () => {
    const [outboundId = 0] = await ready(['A1']);
    happens.upload = lostAnswer;
    const { summary, outcome, message } = await run();
    expect(summary.outbound).toMatchObject({ unknown: 0, sent: { '855': 1 } });
    expect({ outcome, message }).toEqual({
      outcome: 'good',
      message:
        'The answer of SPS to one upload was lost, but the document arrived: SPS showed it in the same run. Nothing has to be done.',
    });
    expect(app.engine.state().sps.state).toBe('good');
    expect((await clientOf(app).call('runs.list', { limit: 1 })).rows[0]).toMatchObject({ outcome: 'good', message });
    expect(await rowOf(app, outboundId)).toMatchObject({ transport: 'sent', place: 'sent' });
    expect(await unknown()).toEqual([]);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
    const view = await clientOf(app).call('outbound.get', { outboundId });
    expect(view.sends[0]).toMatchObject({ state: 'sent', settled: expect.stringContaining('history') });
    await run();
    expect(await said(bench)).toEqual(['A1']);
  });

  it('ends the run as failed for those alone that SPS does not show', async () => {
    await ready(['A1', 'A2', 'A3']);
    let uploads = 0;
    happens.upload = (pass, request) => ((uploads += 1) === 2 ? lostOnTheWay(pass, request) : lostAnswer(pass, request));
    const { summary, outcome, message } = await run();
    expect(summary.outbound).toMatchObject({ unknown: 1, sent: { '855': 2 } });
    expect(outcome).toBe('failed');
    expect(message).toMatch(/broke before the answer came.*may have been done/);
    const [row] = (await clientOf(app).call('runs.list', { limit: 1 })).rows;
    const { failures } = await clientOf(app).call('runs.get', { runId: row?.id ?? 0 });
    expect(failures).toMatchObject([{ code: 'sps-unreachable', count: 1 }]);
    expect(app.engine.state().sps.state).toBe('failing');
  });

  it('is found in history when SPS had collected it already', async () => {
    const [outboundId = 0] = await ready(['A1']);
    await stillSps(bench, { collectAfterMinutes: 0 });
    happens.upload = lostAnswer;
    await run();
    expect(await rowOf(app, outboundId)).toMatchObject({ transport: 'collected' });
    expect(await said(bench)).toEqual(['A1']);
  });

  it('is never sent again by itself; "not found" needs two looks, the second after the settle time by the clock of SPS', async () => {
    const [outboundId = 0] = await ready(['A1']);
    happens.upload = lostOnTheWay;
    await run();
    happens.upload = undefined;
    for (let turn = 0; turn < 3; turn += 1) await run();
    expect(await rowOf(app, outboundId)).toMatchObject({ place: 'unknown' });
    expect((await unknown())[0]).toMatchObject({ state: 'looking', evidence: { empty: 1 } });
    expect(await settle([outboundId], 'send-same-bytes')).toMatchObject({ done: [], refused: [{ outboundId }] });
    await advance(bench, 14);
    await run();
    expect((await unknown())[0]).toMatchObject({ state: 'looking' });
    await advance(bench, 2);
    await run();
    expect((await unknown())[0]).toMatchObject({ state: 'not-found', evidence: { empty: 2 } });
    for (let turn = 0; turn < 3; turn += 1) await run();
    expect(await said(bench)).toEqual([]);
    const { rows } = await app.store.attentionList({ limit: 10 });
    expect(rows.map(({ hold }) => hold?.cause)).toEqual(['send-unknown']);
  });

  it('is looked for as long as the connection says', async () => {
    await ready(['A1'], (given) => {
      const connection = settled(given);
      return { ...connection, sps: { ...connection.sps, settleMinutes: 40 } };
    });
    happens.upload = lostOnTheWay;
    await run();
    happens.upload = undefined;
    await run();
    await advance(bench, 39);
    await run();
    expect((await unknown())[0]).toMatchObject({ state: 'looking', nextStep: expect.stringContaining('40 minutes') as unknown });
    await advance(bench, 2);
    await run();
    expect((await unknown())[0]).toMatchObject({ state: 'not-found' });
  });

  it('is none that SPS has where the connection broke half-way: nothing of it lies there, and it goes whole on a word', async () => {
    const [outboundId = 0] = await ready(['A1']);
    happens.upload = brokenHalfway;
    await run();
    happens.upload = undefined;
    expect(await rowOf(app, outboundId)).toMatchObject({ place: 'unknown' });
    expect(await received(bench)).toEqual([]);
    await advance(bench, 16);
    await run();
    expect((await unknown())[0]).toMatchObject({ state: 'not-found' });
    expect(await settle([outboundId], 'send-same-bytes')).toMatchObject({ done: [outboundId] });
    await run();
    expect(await said(bench)).toEqual(['A1']);
    expect(await rowOf(app, outboundId)).toMatchObject({ transport: 'sent' });
  });

  it('goes once more with the same bytes under the same name, on a person’s word and after one more look', async () => {
    const ids = await ready(['A1', 'A2', 'A3']);
    happens.upload = lostOnTheWay;
    await run();
    happens.upload = undefined;
    await run();
    await advance(bench, 16);
    await run();
    const names = (await unknown()).map(({ remotePath }) => remotePath);
    const client = clientOf(app);
    const preview = await client.call('outbound.preview', { act: 'send-same-bytes', outboundIds: [...ids] });
    expect(preview.will).toHaveLength(3);
    // One of them turns up meanwhile: the look before sending finds it.
    const late = names[1] ?? '';
    await bench.put(late, '<OrderAck>A2</OrderAck>');
    expect((await settle(ids, 'send-same-bytes')).done).toHaveLength(3);
    await run();
    expect((await said(bench)).toSorted()).toEqual(['A1', 'A2', 'A3']);
    expect((await received(bench)).map(({ path }) => path).toSorted()).toEqual(names.toSorted());
    expect((await received(bench)).every(({ overwritten }) => !overwritten)).toBe(true);
    expect(await unknown()).toEqual([]);
  });

  it('is not sent again to who has answered it or is not active, nor without a folder; each says why, and the rest goes', async () => {
    const [first = 0, second = 0] = await ready(['A1', 'A2']);
    happens.upload = lostOnTheWay;
    await run();
    happens.upload = undefined;
    await advance(bench, 16);
    await run();
    const client = clientOf(app);
    await client.call('outbound.reply', { outboundId: first, kind: '824', outcome: 'accepted', text: '' });
    const answered = { outboundId: first, why: 'The partner has answered it, so the partner has it: say that it arrived.' };
    expect(await settle([first, second], 'send-same-bytes')).toEqual({ done: [second], refused: [answered] });
    expect((await unknown())[0]?.nextStep).toBe(answered.why);
    // It was decided, and the partner deactivated before the run.
    await activate(false);
    await run();
    expect((await unknown())[1]?.nextStep).toContain('not active');
    expect((await settle([second], 'send-same-bytes')).refused).toMatchObject([{ why: expect.stringContaining('not active') }]);
    await activate(true);
    await app.stop();
    await reopen((connection) => ({ ...connection, sps: { ...connection.sps, outbound: {} } }), {});
    expect((await run()).message).toContain('No folder is set for 855 documents');
    expect(await said(bench)).toEqual([]);
    await app.stop();
    await reopen(settled, {});
    await run();
    expect(await said(bench)).toEqual(['A2']);
  });

  it('is settled for many at once by who knows that they arrived', async () => {
    const ids = await ready(['A1', 'A2']);
    happens.upload = answering(503);
    await run();
    const client = clientOf(app);
    expect((await client.call('outbound.preview', { act: 'arrived', outboundIds: [...ids] })).will).toHaveLength(2);
    expect(await settle(ids, 'arrived')).toMatchObject({ done: ids, refused: [] });
    for (const outboundId of ids) expect(await rowOf(app, outboundId)).toMatchObject({ transport: 'sent' });
    happens.upload = undefined;
    await advance(bench, 120);
    await run();
    expect(await said(bench)).toEqual([]);
    // Nobody but that person has seen it there.
    const late = (await app.store.attentionList({ limit: 10 })).rows.map(({ hold }) => hold);
    expect(late.map((hold) => hold?.cause)).toEqual(['not-collected', 'not-collected']);
    for (const hold of late) expect(hold?.nextStep).toContain('on a person’s word');
    expect((await app.store.checkAudit({})).brokenAt).toBeUndefined();
  });

  it('stays unknown while history cannot be asked, and says since when nobody can know', async () => {
    const [outboundId = 0] = await ready(['A1']);
    happens.upload = lostOnTheWay;
    happens.history = lostOnTheWay;
    await run();
    const [first] = await unknown();
    expect(first).toMatchObject({ state: 'blind', evidence: { empty: 0 } });
    await advance(bench, 60);
    const { outcome } = await run();
    expect(outcome).toBe('failed');
    const [later] = await unknown();
    expect(later?.evidence.blindSince).toBe(first?.evidence.blindSince);
    // In words it stands in the workspace's zone.
    expect(later?.known).toContain(`${timeIn('America/Chicago', first?.evidence.blindSince ?? '')} (America/Chicago)`);
    expect(await settle([outboundId], 'send-same-bytes')).toMatchObject({ done: [] });
    await expect(clientOf(app).call('outbound.look', {})).rejects.toMatchObject({ code: 'sps-unreachable' });
    happens.history = undefined;
    await run();
    expect((await unknown())[0]).toMatchObject({ state: 'looking', evidence: { empty: 1 } });
    expect(await said(bench)).toEqual([]);
  });

  it('keeps a dead service from making more than a few of them', async () => {
    await ready(Array.from({ length: 40 }, (_, index) => `A${index}`));
    happens.upload = answering(500);
    await run();
    const { places } = await app.store.outboundCounts({});
    expect(places.unknown.value).toBeLessThanOrEqual(12);
    expect(places.unknown.value + places.ready.value).toBe(40);
    happens.upload = undefined;
    await run();
    expect((await said(bench)).length).toBe(places.ready.value);
  });
});
