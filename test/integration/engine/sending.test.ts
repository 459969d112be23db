import { describe, expect, it } from 'vitest';
import { systemClock } from '#core/host/adapters/clock.ts';
import { app, bench, once, open, run, useDesk } from '../support/desk.ts';
import { advance, answering, clientOf, mishaps, rowOf, said, stillSps, threadsOf } from '../support/outboundDesk.ts';
import { put, type DraftChange } from '../support/outboundDraft.ts';

useDesk(51);

const line = (threadId: number) => [{ threadId, position: 1, store: '', quantity: '2' }];

async function ready(count = 1, ports: Parameters<typeof open>[1] = {}): Promise<readonly number[]> {
  await open(undefined, ports);
  await stillSps(bench);
  return threadsOf(app, bench, count);
}

const save = (threadId: number, change: DraftChange) => put(app, { threadIds: [threadId], lines: line(threadId), ...change });
const place = async (outboundId: number): Promise<string> => (await rowOf(app, outboundId)).place;

describe('the order of documents', () => {
  it('sends 855, 856 and 810 of an order in this order and in one run, however they were drafted', async () => {
    const [threadId = 0] = await ready();
    await save(threadId, { kind: '810', number: 'I1', rules: { afterShipNotice: 'sent' } });
    await save(threadId, { kind: '856', number: 'S1', rules: { afterAck: true } });
    await save(threadId, { kind: '855', number: 'A1' });
    const { summary, outcome } = await run();
    expect(outcome).toBe('good');
    expect(await said(bench)).toEqual(['A1', 'S1', 'I1']);
    expect(summary.outbound).toMatchObject({ sent: { '855': 1, '856': 1, '810': 1 }, unknown: 0, refused: 0 });
  });

  it('holds an 856 whose 855 was refused, sends it anyway on a word, and lets the 810 follow', async () => {
    const { happens, ports } = mishaps();
    const [threadId = 0] = await ready(1, ports);
    happens.upload = answering(400, 'no');
    const ack = await save(threadId, { kind: '855', number: 'A1' });
    const notice = await save(threadId, { kind: '856', number: 'S1', rules: { afterAck: true } });
    const invoice = await save(threadId, { kind: '810', number: 'I1', rules: { afterShipNotice: 'sent' } });
    await run();
    expect([await place(ack.outboundId), await place(notice.outboundId), await place(invoice.outboundId)]).toEqual([
      'refused',
      'held',
      'waiting',
    ]);
    const { rows } = await app.store.attentionList({ limit: 10 });
    expect(new Set(rows.map(({ hold }) => hold?.cause))).toEqual(new Set(['send-order', 'send-refused']));
    expect(rows).toHaveLength(2);
    happens.upload = undefined;
    const client = clientOf(app);
    const list = await client.call('outbound.list', { filter: {}, sort: 'newest', limit: 10 });
    expect(list.rows.map(({ number, outOfTurn }) => `${number} ${String(outOfTurn)}`).toSorted()).toEqual([
      'A1 false',
      'I1 true',
      'S1 true',
    ]);
    const preview = await client.call('outbound.preview', {
      act: 'send-anyway',
      outboundIds: [notice.outboundId, ack.outboundId],
    });
    expect(preview.will.map(({ outboundId }) => outboundId)).toEqual([notice.outboundId]);
    expect(preview.not.map(({ outboundId }) => outboundId)).toEqual([ack.outboundId]);
    const acted = await client.call('outbound.sendAnyway', { outboundIds: [notice.outboundId], reason: 'the truck has left' });
    expect(acted).toEqual({ done: [notice.outboundId], refused: [] });
    await run();
    expect(await said(bench)).toEqual(['S1', 'I1']);
    // And the refused one once more, when what was wrong is put right.
    expect(await client.call('outbound.tryAgain', { outboundIds: [ack.outboundId] })).toMatchObject({ done: [ack.outboundId] });
    await run();
    expect(await said(bench)).toEqual(['S1', 'I1', 'A1']);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
  });

  it('leaves no wait behind for an upload that has ended, when the run ends after it', async () => {
    const waits: number[] = [];
    const clock: typeof systemClock = {
      ...systemClock,
      sleep: (ms, signal) => {
        waits.push(ms);
        return systemClock.sleep(ms, signal);
      },
    };
    let cancelled: Promise<void> | undefined;
    const [threadId = 0] = await ready(1, {
      clock,
      // Waited for outside: a run does not end within its own step.
      ...once('send-recorded', async () => void (cancelled = app.engine.cancelRun())),
    });
    await save(threadId, { kind: '855', number: 'A1' });
    expect((await run()).outcome).toBe('cancelled');
    await cancelled;
    expect(await said(bench)).toEqual(['A1']);
    expect(waits).not.toContain(10_000);
  });

  it('lets an invoice that was posted before its ship notice wait for it', async () => {
    const [threadId = 0] = await ready();
    const invoice = await save(threadId, { kind: '810', number: 'I1', rules: { afterShipNotice: 'sent' } });
    await run();
    expect(await rowOf(app, invoice.outboundId)).toMatchObject({ place: 'waiting', waitReason: 'order' });
    expect(await said(bench)).toEqual([]);
    await save(threadId, { kind: '856', number: 'S1' });
    await run();
    expect(await said(bench)).toEqual(['S1', 'I1']);
  });

  it('names rule 810-03 and what an invoice waits for: in the list, on its page, for its order and in the morning', async () => {
    const [threadId = 0] = await ready();
    const client = clientOf(app);
    const bare = await save(threadId, { kind: '810', number: 'I1', rules: { afterShipNotice: 'sent' } });
    await run();
    expect((await client.call('morning.get', {})).invoices).toEqual([{ behind: 'none', count: 1 }]);
    expect((await client.call('outbound.get', { outboundId: bare.outboundId })).turn).toMatchObject({
      text: expect.stringContaining('no packing slip for all of them (rule 810-03).'),
      rule: { id: '810-03' },
    });
    const notice = await save(threadId, { kind: '856', number: 'S1', state: 'review' });
    await run();
    const text = 'It goes behind 856 S1, which is to be released (rule 810-03).';
    const { rows } = await client.call('outbound.list', { filter: { place: 'waiting' }, sort: 'newest', limit: 10 });
    expect(rows.map(({ nextStep }) => nextStep)).toEqual([text]);
    expect((await client.call('outbound.get', { outboundId: bare.outboundId })).turn).toEqual({
      text,
      rule: {
        id: '810-03',
        title: expect.stringContaining('ship notice'),
        cost: 'An invoice before its ship notice matches nothing and is not paid.',
      },
      first: { outboundId: notice.outboundId, name: '856 S1', place: 'review' },
    });
    expect((await client.call('orders.thread', { threadId })).answers.map(({ waitsFor }) => waitsFor)).toEqual([text, undefined]);
    expect((await client.call('morning.get', {})).invoices).toEqual([{ behind: 'review', count: 1 }]);
    await client.call('morning.markDone', {});
    const [line] = (await client.call('audit.list', {})).rows;
    expect(line?.detail).toContain('1 invoices wait for theirs (810-03)');
    await client.call('outbound.release', { documents: [notice] });
    await run();
    expect((await client.call('morning.get', {})).invoices).toEqual([]);
    expect((await client.call('outbound.get', { outboundId: bare.outboundId })).turn).toBeUndefined();
  });
});

describe('what SPS says no to', () => {
  it('is refused by itself, with its reason; the others go', async () => {
    const { happens, ports } = mishaps();
    const [threadId = 0] = await ready(1, ports);
    let uploads = 0;
    happens.upload = (pass, request) => ((uploads += 1) === 2 ? answering(413)(pass, request) : pass());
    for (const number of ['A1', 'A2', 'A3']) await save(threadId, { kind: '855', number });
    const { summary } = await run();
    expect(summary.outbound).toMatchObject({ sent: { '855': 2 }, refused: 1, unknown: 0 });
    expect((await app.store.outboundCounts({})).places).toMatchObject({ sent: { value: 2 }, refused: { value: 1 } });
    const { rows } = await app.store.outboundList({ filter: { place: 'refused' }, sort: 'newest', limit: 10 });
    expect(rows[0]?.problem).toContain('too large');
  });

  it('ends sending where it is the connection: nothing is refused, nothing unknown, and the run says it', async () => {
    const { happens, ports } = mishaps();
    const [threadId = 0] = await ready(1, ports);
    happens.upload = answering(
      404,
      '{"error":{"errorDescription":"Parent directory not found","error":"not_found"},"status":"error"}',
    );
    for (const number of ['A1', 'A2', 'A3']) await save(threadId, { kind: '855', number });
    const { outcome, message } = await run();
    expect(outcome).toBe('failed');
    expect(message).toContain('The folder');
    expect((await app.store.outboundCounts({})).places).toMatchObject({
      ready: { value: 3 },
      refused: { value: 0 },
      unknown: { value: 0 },
    });
    expect((await app.store.attentionList({ kind: 'held', limit: 10 })).rows).toEqual([]);
  });
});

describe('a partner who was deactivated while its document waited', () => {
  it('gets nothing until it is active again', async () => {
    const [threadId = 0] = await ready();
    const { rows } = await app.store.mappingPage({ kind: 'partners', limit: 50 });
    const partner = rows.find(({ partnerId }) => partnerId === '7QAALLCONTOSOUS');
    if (!partner) throw new Error('the partner is missing');
    const activate = (from: boolean) =>
      app.store.applyMappings({
        kind: 'partners',
        changes: [{ change: 'update', before: { ...partner, active: from }, row: { ...partner, active: !from } }],
        who: 'test',
        at: new Date().toISOString(),
        why: 'test',
        origin: 'screen',
        source: 'test',
      });
    await activate(true);
    const ack = await save(threadId, { kind: '855', number: 'A1' });
    await run();
    expect(await rowOf(app, ack.outboundId)).toMatchObject({ place: 'held', waitReason: 'partner' });
    expect(await said(bench)).toEqual([]);
    await activate(false);
    await run();
    expect(await said(bench)).toEqual(['A1']);
  });
});

describe('after sending', () => {
  it('is collected when history says so, late when SPS takes its time, and one incident when it takes nothing for a day', async () => {
    const [threadId = 0] = await ready();
    const acks = await Promise.all(['A1', 'A2', 'A3'].map((number) => save(threadId, { kind: '855', number })));
    await run();
    await run();
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
    await advance(bench, 70);
    await run();
    const late = (await app.store.attentionList({ limit: 10 })).rows;
    expect(late.map(({ hold }) => hold?.cause)).toEqual(['not-collected', 'not-collected', 'not-collected']);
    expect(late[0]?.cause).toMatch(/has not collected 855 A\d for 7\d minutes/);
    await advance(bench, 24 * 60);
    await run();
    await run();
    const standstill = (await app.store.attentionList({ kind: 'incident', limit: 10 })).rows;
    expect(standstill).toHaveLength(1);
    expect(standstill[0]?.title).toBe('SPS collects nothing');
    expect((await app.store.attentionList({ kind: 'held', limit: 10 })).rows).toHaveLength(3);
    await stillSps(bench, { collectAfterMinutes: 0 });
    const { summary } = await run();
    expect(summary.outbound?.collected).toBe(3);
    expect(await Promise.all(acks.map(({ outboundId }) => place(outboundId)))).toEqual(['collected', 'collected', 'collected']);
    expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
    expect(await said(bench)).toHaveLength(3);
  });

  it('keeps what the partner says apart from the transport, and says its silence', async () => {
    const [threadId = 0] = await ready();
    const silent = await save(threadId, { kind: '855', number: 'A1', rules: { replyHours: 1 } });
    const told = await save(threadId, { kind: '855', number: 'A2', rules: { replyHours: 1 } });
    const client = clientOf(app);
    await expect(
      client.call('outbound.reply', { outboundId: told.outboundId, kind: '997', outcome: 'accepted' }),
    ).rejects.toMatchObject({ code: 'conflict' });
    await run();
    expect(await rowOf(app, told.outboundId)).toMatchObject({ transport: 'sent', business: 'awaited' });
    await client.call('outbound.reply', {
      outboundId: told.outboundId,
      kind: '824',
      outcome: 'rejected',
      text: 'line 2 unknown',
    });
    expect(await rowOf(app, told.outboundId)).toMatchObject({ transport: 'sent', business: 'rejected', place: 'rejected' });
    await client.call('outbound.reply', { outboundId: told.outboundId, kind: 'portal', outcome: 'accepted-with-errors' });
    expect(await rowOf(app, told.outboundId)).toMatchObject({ transport: 'sent', place: 'accepted' });
    const view = await client.call('outbound.get', { outboundId: told.outboundId });
    expect(view.replies.map(({ outcome }) => outcome)).toEqual(['rejected', 'accepted-with-errors']);
    // An hour later the other one is overdue.
    const later = new Date(Date.now() + 3_700_000).toISOString();
    expect((await app.store.silentSends({ at: later, limit: 10 })).map(({ id }) => id)).toEqual([silent.outboundId]);
  });
});

describe('a correction of what the partner has', () => {
  it('is only what its policy allows', async () => {
    const [threadId = 0] = await ready();
    const { outboundId } = await save(threadId, { kind: '855', number: 'A1' });
    const client = clientOf(app);
    const again = (called: boolean) => client.call('outbound.sendAgain', { outboundId, reason: 'wrong date', called });
    await expect(again(true)).rejects.toMatchObject({ code: 'conflict' });
    await run();
    // The practice partner has no sheet of its own: careful, so call first.
    await expect(again(false)).rejects.toMatchObject({ code: 'not-allowed' });
    await again(true);
    await expect(again(true)).rejects.toMatchObject({ code: 'conflict' });
    expect(await app.store.openRedrafts({ limit: 10 })).toMatchObject([{ outboundId, intent: 'replace', revision: 2 }]);
    expect((await client.call('outbound.get', { outboundId })).redraft).toMatchObject({ reason: 'wrong date' });
  });

  it('never sends the same content of a number twice (GEN-03)', async () => {
    const [threadId = 0] = await ready();
    await save(threadId, { kind: '855', number: 'A1' });
    await run();
    const second = await save(threadId, { kind: '855', number: 'A1', revision: 2, rules: { correction: 'free' } });
    await run();
    expect(await place(second.outboundId)).toBe('held');
    const acted = await clientOf(app).call('outbound.sendAnyway', { outboundIds: [second.outboundId], reason: 'I insist on it' });
    expect(acted.done).toEqual([]);
    await run();
    expect(await said(bench)).toEqual(['A1']);
    // Other content is a correction, which this partner takes.
    await save(threadId, {
      kind: '855',
      number: 'A1',
      revision: 2,
      body: '<OrderAck>A1 corrected</OrderAck>',
      rules: { correction: 'free' },
    });
    await run();
    expect(await said(bench)).toEqual(['A1', 'A1 corrected']);
  });
});
