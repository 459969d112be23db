import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dueUntil } from '#core/domain/due.ts';
import { driftedPlaces } from '#core/store/operations/outbound/drift.ts';
import { closeDb, fileNames, openForReading } from '#core/store/database.ts';
import type { Store } from '#core/store/store.types.ts';
import { draftOf, type DraftChange } from '../support/outboundDraft.ts';
import { at, fileOf, newStore } from './fixture.ts';

let made: Awaited<ReturnType<typeof newStore>>;
let store: Store;
let threads: readonly number[];
beforeEach(async () => {
  made = await newStore();
  ({ store } = made.opened);
  threads = await Promise.all(['1001', '1002'].map(newThread));
});
afterEach(async () => {
  const db = openForReading(made.folder);
  expect(driftedPlaces(db)).toEqual([]);
  closeDb(db);
  await made.remove();
});

async function newThread(number: string): Promise<number> {
  const { documentIds } = await store.storeFile(fileOf(number));
  const { threadId } = await store.changeDocument({
    documentId: documentIds[0] ?? 0,
    at,
    processing: 'done',
    thread: {
      create: { partnerId: 'PARTNER', vendor: 'V1', number, release: '', store: '', copy: 1 },
      facts: { currency: 'USD', amount: '1', shipBy: '2026-03-09', cancelAfter: undefined, lines: [] },
    },
    audit: [],
  });
  return threadId ?? 0;
}

const save = (change: DraftChange) => store.saveDraft(draftOf({ at, threadIds: [threads[0] ?? 0], ...change }));
const row = async (outboundId: number) => {
  const found = await store.outbound({ outboundId });
  if (!found) throw new Error('gone');
  return found;
};
const by = { who: 'Ann', at } as const;

const begin = (draft: { readonly outboundId: number; readonly versionId: number }, name = `in/${draft.outboundId}.xml`) =>
  store.beginSend({ ...draft, at, remotePath: name, requestId: 'r' });

async function sent(change: DraftChange): Promise<number> {
  const { outboundId, versionId } = await save(change);
  const begun = await begin({ outboundId, versionId });
  if (!begun.begun) throw new Error('it did not begin');
  await store.endSend({ attemptId: begun.attemptId, at, outcome: 'sent', spsDate: at });
  return outboundId;
}

describe('a draft', () => {
  it('is one document a key, however often it is drafted; each version stays', async () => {
    const first = await save({ kind: '855', number: 'A1', state: 'review' });
    const second = await save({ kind: '855', number: 'A1', state: 'review', body: '<OrderAck>other</OrderAck>' });
    expect(second).toMatchObject({ outboundId: first.outboundId, result: 'changed' });
    expect((await store.outboundView({ outboundId: first.outboundId }))?.versions).toBe(2);
    const old = await store.outboundVersion({ outboundId: first.outboundId, versionId: first.versionId });
    expect(new TextDecoder().decode(await store.payload({ sha256: old?.sha256 ?? '' }))).toBe('<OrderAck>A1</OrderAck>');
  });

  it('stays released when it is drafted again with the same content, and is reviewed again with another', async () => {
    const first = await save({ kind: '855', number: 'A1', state: 'review', rules: { undoSeconds: 30 } });
    await store.releaseOutbound({ documents: [first], ...by });
    expect(await save({ kind: '855', number: 'A1', state: 'review', rules: { undoSeconds: 30 } })).toMatchObject({
      result: 'same',
    });
    expect(await row(first.outboundId)).toMatchObject({ draft: 'ring', releasedBy: 'Ann' });
    await save({ kind: '855', number: 'A1', state: 'review', body: '<OrderAck>other</OrderAck>' });
    expect(await row(first.outboundId)).toMatchObject({ draft: 'review', releasedBy: undefined, dueAt: undefined });
  });

  it('changes nothing of what has left or was set aside', async () => {
    const outboundId = await sent({ kind: '855', number: 'A1' });
    expect(await save({ kind: '855', number: 'A1', body: '<OrderAck>other</OrderAck>' })).toMatchObject({
      outboundId,
      result: 'left',
    });
    const aside = await save({ kind: '855', number: 'A2' });
    await store.setAsideOutbound({ outboundIds: [aside.outboundId, outboundId], reason: 'sent by hand', ...by });
    expect(await save({ kind: '855', number: 'A2', body: '<OrderAck>other</OrderAck>' })).toMatchObject({ result: 'set-aside' });
    expect((await row(outboundId)).place).toBe('sent');
  });

  it('waits with what is missing in words, and is found by any of its numbers', async () => {
    const { outboundId } = await save({
      kind: '856',
      number: 'SLIP-77',
      state: 'waiting',
      body: null,
      missing: [{ path: 'p', what: 'cartons', nextStep: 'pack it' }],
      searchKeys: [
        { kind: 'SSCC', key: '006141411234567890' },
        { kind: 'bill of lading', key: 'BOL 42' },
      ],
    });
    expect(await row(outboundId)).toMatchObject({ place: 'waiting', waitReason: 'data', waitText: 'Missing: cartons.' });
    for (const text of ['SLIP-77', '006141411234567890', '67890', 'bol42'])
      expect((await store.searchFind({ text })).hits.map(({ threadId }) => threadId)).toEqual([threads[0]]);
  });

  it('is never a version of what another order has under its number: two companies may give it twice at once', async () => {
    const [first = 0, second = 0] = threads;
    const mine = await save({ kind: '855', number: 'SO-1-1', threadIds: [first], company: 'usmf' });
    expect(
      await save({ kind: '855', number: 'SO-1-1', threadIds: [second], company: 'usrt', body: '<OrderAck>other</OrderAck>' }),
    ).toEqual({
      ...mine,
      result: 'taken',
    });
    expect(await row(mine.outboundId)).toMatchObject({ threadIds: [first], versionId: mine.versionId });
    expect(await store.outboundOfThread({ threadId: second })).toEqual([]);
    const beside = await save({ kind: '855', number: 'SO-1-1', revision: 2, threadIds: [second], company: 'usrt' });
    expect(beside.result).toBe('new');
  });
  it('takes the place of a draft of another number before that left', async () => {
    const first = await save({ kind: '855', number: 'A1', state: 'review' });
    await save({ kind: '855', number: 'A1-S', state: 'review', supersedes: [first.outboundId] });
    expect(await row(first.outboundId)).toMatchObject({ draft: 'superseded', place: 'set-aside' });
  });

  it('says of a draft that goes for one which a person set aside that this one was not drafted in its place', async () => {
    const aside = await save({ kind: '855', number: 'A1' });
    await store.setAsideOutbound({ outboundIds: [aside.outboundId], reason: 'told by phone', ...by });
    const parted = await save({ kind: '855', number: 'A1-S', state: 'review' });
    await save({ kind: '855', number: 'A1', supersedes: [parted.outboundId] });
    const { rows } = await store.auditList({ filter: {}, limit: 1 });
    expect(rows[0]?.what).toBe('855 A1-S does not leave: 855 A1, which was set aside, is for the same');
  });
});

describe('beginning to send', () => {
  it('happens once, whoever asks: two engines, or a page that is old', async () => {
    const draft = await save({ kind: '855', number: 'A1' });
    const both = await Promise.all([begin(draft), begin(draft, 'in/other.xml')]);
    expect(both.filter(({ begun }) => begun)).toHaveLength(1);
    expect((await store.outboundView(draft))?.sends).toHaveLength(1);
  });

  it('takes only the version that was seen, with bytes, and nothing that was taken back or set aside', async () => {
    const draft = await save({ kind: '855', number: 'A1' });
    await save({ kind: '855', number: 'A1', body: '<OrderAck>other</OrderAck>' });
    expect(await begin(draft)).toEqual({ begun: false });
    const empty = await save({ kind: '855', number: 'A2', body: null });
    expect(await begin(empty)).toEqual({ begun: false });
    const aside = await save({ kind: '855', number: 'A3' });
    await store.setAsideOutbound({ outboundIds: [aside.outboundId], reason: 'no need', ...by });
    expect(await begin(aside)).toEqual({ begun: false });
  });

  it('refuses the same content of a number twice, and anything beside a lost answer', async () => {
    await sent({ kind: '855', number: 'A1' });
    expect(await begin(await save({ kind: '855', number: 'A1', revision: 2 }))).toEqual({ begun: false });
    const lost = await save({ kind: '856', number: 'S1' });
    const begun = await begin(lost);
    if (!begun.begun) throw new Error('it did not begin');
    await store.endSend({ attemptId: begun.attemptId, at, outcome: 'unknown', message: 'no answer' });
    expect(await begin(await save({ kind: '856', number: 'S1', revision: 2, body: '<Shipment>other</Shipment>' }))).toEqual({
      begun: false,
    });
  });

  it('leaves an attempt that never ended as unknown', async () => {
    const draft = await save({ kind: '855', number: 'A1' });
    await begin(draft);
    expect(await store.recoverSends({ at })).toEqual({ recovered: 1 });
    expect(await store.recoverSends({ at })).toEqual({ recovered: 0 });
    expect(await row(draft.outboundId)).toMatchObject({ transport: 'unknown', place: 'unknown' });
    const { rows } = await store.attentionList({ limit: 10 });
    expect(rows).toMatchObject([{ outboundId: draft.outboundId, hold: { cause: 'send-unknown', choices: [] } }]);
  });
});

it('shows every hold that waits for an answer, and page by page all that were answered since', async () => {
  const draft = await save({ kind: '855', number: 'A1' });
  await begin(draft);
  await store.recoverSends({ at });
  const database = new BetterSqlite(join(made.folder, fileNames.database));
  const columns = database.pragma('table_info(holds)') as readonly { readonly name: string }[];
  const copied = columns.flatMap(({ name }) => (name === 'id' || name === 'closed_at' ? [] : [`"${name}"`])).join(', ');
  database.exec(`WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 150)
    INSERT INTO holds (closed_at, ${copied}) SELECT '${at}', ${copied} FROM holds, n WHERE outbound_id = ${draft.outboundId}`);
  database.close();
  const view = await store.outboundView({ outboundId: draft.outboundId });
  expect(view?.holds.map(({ closedAt }) => closedAt)).toEqual([undefined]);
  expect(view?.pastHolds).toBe(150);
  const pages: number[][] = [];
  for (let cursor: string | undefined = ''; cursor !== undefined;) {
    const page: Awaited<ReturnType<typeof store.pastHolds>> = await store.pastHolds({
      outboundId: draft.outboundId,
      limit: 60,
      ...(cursor === '' ? {} : { cursor }),
    });
    expect(page.rows.every(({ closedAt }) => closedAt !== undefined)).toBe(true);
    pages.push(page.rows.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(pages.map(({ length }) => length)).toEqual([60, 60, 30]);
  expect(new Set(pages.flat()).size).toBe(150);
});

describe('what waits for its turn', () => {
  it('is looked at again when a document of its orders leaves, not when another one only waits too', async () => {
    const ack = await save({ kind: '855', number: 'A1' });
    const notice = await save({ kind: '856', number: 'S1' });
    const [, candidate] = await store.sendCandidates({ at, limit: 10 });
    const wait = { at, state: 'waiting', reason: 'order', text: 'behind the 855', blockedBy: ack.outboundId, holds: [] } as const;
    await store.deferSend({ ...wait, outboundId: notice.outboundId, seen: candidate?.seen ?? '' });
    expect(await row(notice.outboundId)).toMatchObject({ place: 'waiting', blockedBy: ack.outboundId });
    await store.holdOutbound({ outboundId: ack.outboundId, at, hold: true, holds: [], audit: [] });
    expect((await row(notice.outboundId)).place).toBe('waiting');
    const again = await save({ kind: '855', number: 'A1' });
    await begin(again);
    expect((await row(notice.outboundId)).place).toBe('ready');
  });

  it('is not put off by what was seen before something changed', async () => {
    const ack = await save({ kind: '855', number: 'A1' });
    const notice = await save({ kind: '856', number: 'S1' });
    const [, before] = await store.sendCandidates({ at, limit: 10 });
    await begin(ack);
    await store.deferSend({
      outboundId: notice.outboundId,
      at,
      state: 'waiting',
      reason: 'order',
      text: 't',
      seen: before?.seen ?? '',
      holds: [],
    });
    expect((await row(notice.outboundId)).place).toBe('ready');
  });

  it('is not waited for where the clock that put it off was set back since', async () => {
    const draft = await save({ kind: '855', number: 'A1' });
    const begun = await begin(draft);
    if (!begun.begun) throw new Error('it did not begin');
    const nextAt = '2026-03-02T11:00:00.000Z';
    await store.endSend({ attemptId: begun.attemptId, at, outcome: 'retry', message: 'busy', nextAt });
    const ready = async (now: string) => (await store.sendCandidates({ at: now, limit: 10 })).length;
    expect([await ready(at), await ready(nextAt)]).toEqual([0, 1]);
    const before = '2026-02-27T10:00:00.000Z';
    for (const time of [at, before]) await store.startRun({ trigger: 'schedule', at: time });
    expect(await ready(before)).toBe(1);
  });

  it('has what its order says read once for all of its documents, and no more of it than its turn depends on', async () => {
    const lines = [{ threadId: threads[0] ?? 0, position: 1, store: '', quantity: '1' }];
    for (const kind of ['855', '856', '810', '865'] as const) await save({ kind, number: `${kind}-1`, lines });
    const aside = await save({ kind: '856', number: '856-2', lines });
    await store.setAsideOutbound({ outboundIds: [aside.outboundId], reason: 'no need', ...by });
    await save({ kind: '810', number: '810-2', lines });
    const candidates = await store.sendCandidates({ at, limit: 10 });
    const told = candidates.map(({ row: own, others }) => [
      own.number,
      others.map(({ number, lines: said }) => `${number} ${said.length}`).join(', '),
    ]);
    expect(told).toEqual([
      ['855-1', ''],
      ['856-1', '855-1 0, 856-2 0'],
      ['810-1', '856-1 1, 856-2 0, 810-2 1'],
      ['865-1', ''],
      ['810-2', '856-1 1, 810-1 1, 856-2 0'],
    ]);
    const [first, second] = candidates.filter(({ row: own }) => own.kind === '810').map(({ others }) => others);
    expect(first?.[0]).toBe(second?.[0]);
  });

  it('goes on when its sheet does not ask for the other document any more', async () => {
    const notice = await save({ kind: '856', number: 'S1', rules: { afterAck: true } });
    const [candidate] = await store.sendCandidates({ at, limit: 10 });
    const wait = { at, state: 'held', reason: 'order', text: 't', holds: [] } as const;
    await store.deferSend({ ...wait, outboundId: notice.outboundId, seen: candidate?.seen ?? '' });
    await save({ kind: '856', number: 'S1', rules: { afterAck: true } });
    expect((await row(notice.outboundId)).place).toBe('held');
    await save({ kind: '856', number: 'S1', rules: { afterAck: false } });
    expect((await row(notice.outboundId)).place).toBe('ready');
  });
});

describe('a document that the partner rejected', () => {
  const invoice = { kind: '810', number: 'I1', rules: { correction: 'replace' } } as const;
  const reject = (outboundId: number) =>
    store.noteReply({ outboundId, kind: '824', outcome: 'rejected', text: 'price', who: 'PARTNER', at });
  const open = async () =>
    (await store.attentionList({ limit: 10 })).rows.map(({ outboundId, hold }) => [outboundId, hold?.cause]);
  const state = async () =>
    (await store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 10 })).rows[0]?.state;

  /** Asks for a correction of a document and drafts it; nothing leaves. */
  async function correct(
    outboundId: number,
    change: Partial<DraftChange> = {},
    intents = ['replace'] as ('replace' | 'cancel')[],
  ) {
    const redrafts = intents.map((intent) => ({ intent, newNumber: false }));
    const { redraftIds } = await store.askRedraft({ outboundId, reason: 'price', redrafts, ...by });
    const asked = await store.openRedrafts({ limit: 10 });
    const drafts = [];
    for (const { id, intent, revision } of asked.filter(({ id: one }) => redraftIds.includes(one)))
      drafts.push(await save({ ...invoice, revision, intent, redraftId: id, body: `<Invoice>${revision}</Invoice>`, ...change }));
    return drafts;
  }
  async function send(draft: { readonly outboundId: number; readonly versionId: number }) {
    const begun = await begin(draft);
    if (!begun.begun) throw new Error('it did not begin');
    await store.endSend({ attemptId: begun.attemptId, at, outcome: 'sent', spsDate: at });
  }

  it('is corrected once: what waits goes first, and then the newest is what can be corrected', async () => {
    const first = await sent(invoice);
    const [second] = await correct(first);
    if (!second) throw new Error('no draft');
    await expect(correct(first)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('is being corrected already') as string,
    });
    expect((await store.outboundView({ outboundId: first }))?.correction).toMatchObject({
      allowed: false,
      warning: expect.stringContaining('is being corrected already') as string,
      by: { outboundId: second.outboundId },
    });
    await send(second);
    expect((await store.outboundView({ outboundId: first }))?.correction).toMatchObject({ allowed: false });
    expect((await store.outboundView(second))?.correction).toMatchObject({ allowed: true });
    await expect(correct(first)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('was corrected already, by') as string,
    });
    expect(await correct(second.outboundId)).toHaveLength(1);
  });

  it('has its order swept again where its correction is asked for during the sweep', async () => {
    const database = new BetterSqlite(join(made.folder, fileNames.database));
    database.exec(`INSERT INTO order_sweeps (thread_id, swept_on, closed) SELECT id, '', 0 FROM threads`);
    database.close();
    const day = '2026-03-02';
    const due = await store.sweepDue({ day, limit: 10 });
    expect(due.map(({ threadId }) => threadId)).toEqual(threads);
    await correct(await sent(invoice));
    await store.swept({ day, threads: due.map(({ threadId, asked }) => ({ threadId, asked, closed: true, canceled: false })) });
    const again = await store.sweepDue({ day, limit: 10 });
    expect(again.map(({ threadId }) => threadId)).toEqual([threads[0]]);
    // To see that its sales orders are cancelled is no sweep.
    await store.swept({ day, threads: [{ threadId: threads[0] ?? 0, closed: false, canceled: true }] });
    expect(await store.sweepDue({ day, limit: 10 })).toEqual(again);
    await store.swept({
      day,
      threads: again.map(({ threadId, asked }) => ({ threadId, asked, closed: false, canceled: false })),
    });
    expect(await store.sweepDue({ day, limit: 10 })).toEqual([]);
  });

  it('is cancelled once: where its cancellation left and what should take its place was set aside, only that is drafted', async () => {
    const first = await sent(invoice);
    const [cancel, replacement] = await correct(first, {}, ['cancel', 'replace']);
    if (!cancel || !replacement) throw new Error('no draft');
    await send(cancel);
    await store.setAsideOutbound({ outboundIds: [replacement.outboundId], reason: 'not now', ...by });
    await expect(correct(first, {}, ['cancel'])).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('was taken back already, by') as string,
    });
    expect(await correct(first, {}, ['cancel', 'replace'])).toHaveLength(1);
  });

  it('asks for nothing any more once its correction has left, and goes where that goes; its no stays in its history', async () => {
    const first = await sent(invoice);
    await reject(first);
    const [second] = await correct(first);
    if (!second) throw new Error('no draft');
    expect(await row(first)).toMatchObject({ place: 'rejected' });
    expect(await open()).toEqual([[first, 'partner-rejected']]);
    await send(second);
    expect(await row(first)).toMatchObject({ place: 'sent', business: 'rejected' });
    expect(await open()).toEqual([]);
    expect(await state()).not.toBe('attention');
    expect((await store.outboundCounts({})).places).toMatchObject({ rejected: { value: 0 }, sent: { value: 2 } });
    const view = await store.outboundView({ outboundId: first });
    expect(view?.row.nextStep).toBe('The partner rejected it; 810 I1 (2) was sent in its place.');
    expect(view?.replies).toMatchObject([{ outcome: 'rejected', text: 'price' }]);
    const { rows: past } = await store.pastHolds({ outboundId: first, limit: 10 });
    expect(past).toMatchObject([{ cause: 'partner-rejected', closedBy: 'Quayside', reason: 'Its correction was sent.' }]);
    await store.noteReply({ outboundId: second.outboundId, kind: '997', outcome: 'accepted', text: '', who: 'PARTNER', at });
    expect((await row(first)).place).toBe('accepted');
  });

  it('leaves the work to its correction where that is rejected too, and to the next one after it', async () => {
    const first = await sent(invoice);
    await reject(first);
    const [second] = await correct(first);
    if (!second) throw new Error('no draft');
    await send(second);
    await reject(second.outboundId);
    expect([(await row(first)).place, (await row(second.outboundId)).place]).toEqual(['sent', 'rejected']);
    expect(await open()).toEqual([[second.outboundId, 'partner-rejected']]);
    const [third] = await correct(second.outboundId);
    if (!third) throw new Error('no draft');
    await send(third);
    expect(await open()).toEqual([]);
    expect((await store.outboundCounts({})).places).toMatchObject({ rejected: { value: 0 }, sent: { value: 3 } });
    // A no that comes late to the first one is kept, and is no work.
    await reject(first);
    expect(await open()).toEqual([]);
    expect((await row(first)).place).toBe('sent');
  });

  it('stays rejected while only its cancellation has left, or its correction was set aside', async () => {
    const first = await sent(invoice);
    await reject(first);
    const [cancel, again] = await correct(first, {}, ['cancel', 'replace']);
    if (!cancel || !again) throw new Error('no drafts');
    await send(cancel);
    expect((await row(first)).place).toBe('rejected');
    await store.setAsideOutbound({ outboundIds: [again.outboundId], reason: 'by hand', ...by });
    expect((await row(first)).place).toBe('rejected');
    expect(await open()).toEqual([[first, 'partner-rejected']]);
  });
});

describe('lists', () => {
  it('page through every filter and sort without missing or repeating one', async () => {
    for (let index = 0; index < 25; index += 1)
      await save({
        kind: index % 2 === 0 ? '855' : '856',
        number: `N${index}`,
        state: index % 3 === 0 ? 'review' : 'ready',
        due: { by: `2026-03-${10 + (index % 5)}`, until: `2026-03-${10 + (index % 5)}T23:59:59.999Z` },
      });
    for (const filter of [
      {},
      { place: 'review' },
      { kind: '855' },
      { place: 'ready', kind: '856', partnerId: '7QAALLCONTOSOUS' },
    ] as const) {
      for (const sort of ['newest', 'due'] as const) {
        const whole = await store.outboundList({ filter, sort, limit: 100 });
        const paged: number[] = [];
        let cursor: string | undefined;
        do {
          const page = await store.outboundList({ filter, sort, limit: 4, ...(cursor === undefined ? {} : { cursor }) });
          paged.push(...page.rows.map(({ outboundId }) => outboundId));
          cursor = page.nextCursor;
        } while (cursor !== undefined);
        expect(paged).toEqual(whole.rows.map(({ outboundId }) => outboundId));
        expect(new Set(paged).size).toBe(paged.length);
      }
    }
    const { places } = await store.outboundCounts({});
    expect(places).toMatchObject({ review: { value: 9, capped: false }, ready: { value: 16 }, sent: { value: 0 } });
  });

  it('put a day behind the hours of that day, in the list as in what is due next', async () => {
    const timeZone = 'America/New_York';
    const due = (by: string) => ({ due: { by, until: dueUntil(by, timeZone) } });
    await save({ kind: '856', number: 'DAY', state: 'review', ...due('2026-03-01') });
    await save({ kind: '856', number: 'NEXT', state: 'review', ...due('2026-03-02') });
    // Nine in the evening of the first day over there, and one in the morning of the second.
    await save({ kind: '855', number: 'EVENING', state: 'ready', ...due('2026-03-02T02:00:00.000Z') });
    await save({ kind: '855', number: 'NIGHT', state: 'ready', ...due('2026-03-02T06:00:00.000Z') });
    const { rows } = await store.outboundList({ filter: {}, sort: 'due', limit: 10 });
    expect(rows.map(({ number }) => number)).toEqual(['EVENING', 'DAY', 'NIGHT', 'NEXT']);
    const next = await store.nextDeadline({ today: '2026-03-01', timeZone });
    expect(next).toMatchObject({ of: 'document', date: '2026-03-02T02:00:00.000Z' });
  });
});
