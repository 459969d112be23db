import { describe, expect, it } from 'vitest';
import type { OutputOf } from '#core/contract/endpoints.ts';
import type { Method, ParsedInputOf } from '#core/contract/endpoints.ts';
import { app, bench, open, run, useDesk } from '../support/desk.ts';
import { FakeClock } from '../support/fakeClock.ts';

useDesk(29);

const northwind = '7QAALLCONTOSOUS';

/** A call as a screen makes it; throws the failure's body. */
async function call<M extends Method>(method: M, input: unknown): Promise<OutputOf<M>> {
  const reply = await app.dispatch({ id: '1', method, input: input as ParsedInputOf<M> });
  if (!reply.ok) throw Object.assign(new Error(reply.error.message), reply.error);
  return reply.value as OutputOf<M>;
}

const groups = async (kind?: string) => (await call('triage.groups', kind === undefined ? {} : { kind })).rows;
const membersOf = async ({ kind, group }: { readonly kind: string; readonly group: string }) =>
  (await call('triage.members', { kind, group })).rows;

/** Orders held because a note must be read. */
async function notes(count: number) {
  bench.world.place({ count, oddity: 'note', partner: northwind, lines: 2 });
  await run();
  const group = (await groups('held')).find(({ rule }) => rule === '850-14');
  if (!group) throw new Error('no group of notes');
  return group;
}

const holdsOf = async (group: { readonly kind: string; readonly group: string }) =>
  (await membersOf(group)).flatMap(({ hold }) => (hold ? [{ holdId: hold.id, seen: hold.seen }] : []));

describe('groups of what needs a hand', () => {
  it('tell the fix, how many wait, what they are worth and until when, the most urgent first', async () => {
    await open();
    bench.world.place({ count: 1, oddity: 'v76' });
    bench.world.place({ count: 1, oddity: 'shared-vendor-part', partner: northwind });
    const group = await notes(3);
    expect(group).toMatchObject({
      members: 3,
      orders: 3,
      kind: 'held',
      cause: 'rule',
      partners: ['Northwind Home'],
      partnerCount: 1,
    });
    expect(group.title).toMatch(/^Rule 850-14: /);
    expect(group.fix).toMatchObject({ fix: 'read' });
    expect(group.choices.length).toBeLessThanOrEqual(3);
    expect(group.worth).toEqual([{ amount: expect.stringMatching(/^\d+(\.\d+)?$/) as unknown, currency: 'USD' }]);
    const all = await groups();
    expect(all.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['held', 'parked', 'quarantined']));
    const days = all.map(({ earliestShipBy, kind, since }) =>
      kind === 'quarantined' ? since.slice(0, 10) : (earliestShipBy ?? '9999'),
    );
    expect(days).toEqual(days.toSorted());
  });

  it('come page by page without one twice or none', async () => {
    await open();
    bench.world.place({ count: 1, oddity: 'v76' });
    bench.world.place({ count: 1, oddity: 'shared-vendor-part', partner: northwind });
    const group = await notes(3);
    const keys: string[] = [];
    let cursor: string | undefined;
    do {
      const page: OutputOf<'triage.groups'> = await call('triage.groups', {
        limit: 1,
        ...(cursor === undefined ? {} : { cursor }),
      });
      keys.push(...page.rows.map(({ key }) => key));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(keys).toEqual((await groups()).map(({ key }) => key));
    const first = await call('triage.members', { kind: 'held', group: group.group, limit: 2 });
    const second = await call('triage.members', { kind: 'held', group: group.group, limit: 2, cursor: first.nextCursor });
    expect(new Set([...first.rows, ...second.rows].map(({ key }) => key)).size).toBe(3);
    expect(second.nextCursor).toBeUndefined();
  });
});

describe('one answer to many', () => {
  it('is shown before it is given, and releases exactly what was shown', async () => {
    await open();
    const group = await notes(3);
    const preview = await call('triage.preview', { kind: 'held', group: group.group, choice: 'accept' });
    expect(preview).toMatchObject({ orders: 3, freed: 3, worth: group.worth });
    expect(preview.rows.map(({ purchaseOrder }) => purchaseOrder)).toHaveLength(3);
    const job = await call('triage.answerMany', { choice: 'accept', reason: 'read them all', holds: preview.holds });
    expect(job).toMatchObject({ state: 'ended', total: 3, done: 3, answered: 3, failures: [] });
    expect(await groups('held')).toEqual([]);
    await run();
    expect((await bench.state()).dynamics.orders).toHaveLength(3);
  });

  it('says who answered one meanwhile, and answers the rest', async () => {
    await open();
    const holds = await holdsOf(await notes(3));
    await call('holds.answer', { holdId: holds[1]?.holdId, choice: 'abandon', reason: 'not ours' });
    const job = await call('triage.answerMany', { choice: 'accept', reason: 'read them', holds });
    expect(job).toMatchObject({ answered: 2, state: 'ended' });
    expect(job.failures).toMatchObject([
      { holdId: holds[1]?.holdId, why: 'answered', message: expect.stringContaining('meanwhile') as unknown },
    ]);
  });

  it('goes on by itself where they are many, can be stopped, and tells how far it came', async () => {
    await open();
    const holds = await holdsOf(await notes(30));
    const job = await call('triage.answerMany', { choice: 'abandon', reason: 'a test run', holds });
    expect(job).toMatchObject({ state: 'running', total: 30 });
    await call('triage.cancelJob', { jobId: job.jobId });
    await expect.poll(async () => (await call('triage.job', { jobId: job.jobId })).state).toBe('cancelled');
    const { done, answered } = await call('triage.job', { jobId: job.jobId });
    expect(done).toBeLessThan(30);
    expect((await groups('held'))[0]?.members).toBe(30 - answered);
  });
});

describe('an answer to what changed meanwhile', () => {
  it('is given to the same finding that was found again', async () => {
    await open();
    const group = await notes(1);
    const holds = await holdsOf(group);
    const [member] = await membersOf(group);
    await call('documents.tryAgain', { documentId: member?.documentId });
    await run();
    expect((await holdsOf(group))[0]?.holdId).not.toBe(holds[0]?.holdId);
    expect((await holdsOf(group))[0]?.seen).toBe(holds[0]?.seen);
    const job = await call('triage.answerMany', { choice: 'accept', reason: 'read it', holds });
    expect(job).toMatchObject({ answered: 1, failures: [] });
  });

  it('is refused where another finding stands there, with both shown', async () => {
    await open();
    const sample = (await bench.sample()).replace(
      '</OrderHeader>',
      '</OrderHeader><Notes><NoteCode>GEN</NoteCode><Note>Ship by noon.</Note></Notes>',
    );
    await bench.drop('PO1.xml', sample);
    await run();
    const group = (await groups('held')).find(({ rule }) => rule === '850-14');
    if (!group) throw new Error('the note is not held');
    const [member] = await membersOf(group);
    const hold = member?.hold;
    // The person looked at it; then a new decision found another text at the same place.
    const documentId = member?.documentId ?? 0;
    await app.store.changeDocument({
      documentId,
      at: new Date().toISOString(),
      processing: 'held',
      holds: [
        {
          cause: 'rule',
          rule: '850-14',
          ...(hold?.path === undefined ? {} : { path: hold.path }),
          message: 'A note must be read before the order goes on: “Ship by ten.”',
          groupKey: group.group,
          groupTitle: group.title,
          consequence: 'c',
          nextStep: 'n',
          basis: 'another',
        },
      ],
      audit: [],
    });
    const job = await call('triage.answerMany', {
      choice: 'accept',
      reason: 'read it',
      holds: [{ holdId: hold?.id, seen: hold?.seen }],
    });
    expect(job.answered).toBe(0);
    expect(job.failures).toMatchObject([
      {
        why: 'changed',
        code: 'conflict',
        saw: expect.stringContaining('Ship by noon') as unknown,
        now: { message: expect.stringContaining('Ship by ten') as unknown },
      },
    ]);
    await expect(
      call('holds.answer', { holdId: hold?.id, seen: hold?.seen, choice: 'accept', reason: 'read it' }),
    ).rejects.toMatchObject({ code: 'conflict', message: expect.stringMatching(/Ship by noon[\s\S]*Ship by ten/) as unknown });
    expect((await groups('held')).map(({ members }) => members)).toEqual([1]);
  });
});

describe('taking an answer back', () => {
  it('puts everything back as it was as long as nothing acted upon it', async () => {
    await open();
    const group = await notes(2);
    const before = await membersOf(group);
    const job = await call('triage.answerMany', { choice: 'accept', reason: 'read', holds: await holdsOf(group) });
    expect(job.undoUntil).toBeDefined();
    expect(await groups('held')).toEqual([]);
    expect((await call('triage.undo', { jobId: job.jobId })).state).toBe('undone');
    const after = await membersOf(group);
    expect(after.map(({ hold }) => hold?.id)).toEqual(before.map(({ hold }) => hold?.id));
    const document = await app.store.document({ documentId: before[0]?.documentId ?? 0 });
    expect(document).toMatchObject({ processing: 'held', releasedRules: [] });
    await run();
    expect((await bench.state()).dynamics.orders).toEqual([]);
    expect((await call('orders.thread', { threadId: before[0]?.threadId })).timeline.map(({ what }) => what).join()).toContain(
      'Took the answer back',
    );
    expect((await app.store.integrity({})).ok).toBe(true);
  });

  it('is refused after a run took it up', async () => {
    await open();
    const group = await notes(1);
    const job = await call('triage.answerMany', { choice: 'accept', reason: 'read', holds: await holdsOf(group) });
    await run();
    await expect(call('triage.undo', { jobId: job.jobId })).rejects.toMatchObject({ code: 'conflict' });
    expect((await bench.state()).dynamics.orders).toHaveLength(1);
  });

  it('has its time: the run that acts upon it starts by itself only afterwards', async () => {
    const clock = new FakeClock('2026-03-02T15:00:00.000Z');
    await open(undefined, { clock });
    const group = await notes(1);
    const holds = await holdsOf(group);
    const started = app.engine.start();
    await clock.advance(0);
    await started;
    await expect.poll(() => app.engine.state().engine).toBe('idle');
    await call('triage.answerMany', { choice: 'accept', reason: 'read', holds });
    await clock.advance(7_900);
    expect((await bench.state()).dynamics.orders).toEqual([]);
    await clock.advance(200);
    await expect.poll(async () => (await bench.state()).dynamics.orders.length).toBe(1);
  });
});

describe('whose turn it is', () => {
  it('stands with the group and in the audit, changes no hold, and goes when it is taken away', async () => {
    await open();
    const group = await notes(2);
    const [member] = await membersOf(group);
    await call('triage.note', { subject: group.subject, waitingOn: 'buyer', text: 'asked', owner: 'dana' });
    await call('triage.note', { subject: member?.subject, owner: 'kim' });
    expect((await groups('held'))[0]?.note).toMatchObject({ waitingOn: 'buyer', text: 'asked', owner: 'dana' });
    expect((await membersOf(group))[0]?.note).toMatchObject({ owner: 'kim' });
    expect((await groups('held'))[0]?.members).toBe(2);
    // It stays with the document when that is decided anew.
    await call('documents.tryAgain', { documentId: member?.documentId });
    await run();
    expect((await membersOf(group)).find(({ documentId }) => documentId === member?.documentId)?.note).toMatchObject({
      owner: 'kim',
    });
    const { timeline } = await call('orders.thread', { threadId: member?.threadId });
    expect(timeline.map(({ what }) => what)).toContain('Note: kim looks after it');
    await call('triage.note', { subject: group.subject });
    // In the order's own history nothing is said twice, and no id of ours.
    const told = async () => (await call('orders.thread', { threadId: member?.threadId })).timeline[0];
    await call('triage.note', { subject: member?.subject, text: 'rang twice' });
    expect(await told()).not.toHaveProperty('detail');
    await call('triage.note', { subject: member?.subject, owner: 'kim', text: 'rang twice' });
    expect(await told()).toMatchObject({ what: 'Note: kim looks after it', detail: 'rang twice' });
    expect((await groups('held'))[0]?.note).toBeUndefined();
  });

  it('is told by the order however often it went on, page by page, newest first', async () => {
    await open();
    const [member] = await membersOf(await notes(1));
    const threadId = member?.threadId;
    const named = Array.from({ length: 60 }, (_, index) => `kim ${index}`);
    for (const owner of named) await call('triage.note', { subject: member?.subject, owner });
    const whole: { readonly id: number; readonly what: string }[] = [];
    let cursor: string | undefined;
    do {
      const page = await call('orders.timeline', { threadId, limit: 25, ...(cursor === undefined ? {} : { cursor }) });
      expect(page.rows.length).toBeLessThanOrEqual(25);
      whole.push(...page.rows);
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(whole.slice(0, named.length).map(({ what }) => what)).toEqual(
      named.toReversed().map((owner) => `Note: ${owner} looks after it`),
    );
    expect(whole.length).toBeGreaterThan(named.length);
    const { timeline } = await call('orders.thread', { threadId });
    expect(timeline).toEqual(whole.slice(0, 50));
  });
});
