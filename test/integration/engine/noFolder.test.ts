import { expect, it } from 'vitest';
import type { Connection } from '#core/contract/connection.ts';
import { app, bench, open, reopen, run, settled, useDesk } from '../support/desk.ts';
import { clientOf, rowOf, said, stillSps, threadsOf } from '../support/outboundDesk.ts';
import { put } from '../support/outboundDraft.ts';

useDesk(57);

/** A connection that names no folder for these kinds. */
const without =
  (...kinds: readonly ('855' | '856')[]) =>
  (given: Connection): Connection => {
    const connection = settled(given);
    const outbound = Object.fromEntries(
      Object.entries(connection.sps.outbound ?? {}).filter(([kind]) => !kinds.some((one) => one === kind)),
    );
    return { ...connection, sps: { ...connection.sps, outbound } };
  };

const held = async () => (await app.store.attentionList({ limit: 10 })).rows.map(({ hold }) => hold);

it('a document that is released while its kind has no folder says so on its page and among what needs a hand, until there is one', async () => {
  await open(without('855'));
  await stillSps(bench);
  const [threadId = 0] = await threadsOf(app, bench, 1);
  const { outboundId } = await put(app, { kind: '855', number: 'A1', threadIds: [threadId] });
  const second = await put(app, { kind: '855', number: 'A2', threadIds: [threadId] });
  expect((await run()).message).toContain('No folder is set for 855 documents');
  await run();
  const [hold, ...others] = await held();
  expect(others).toHaveLength(1);
  expect(hold).toMatchObject({
    cause: 'no-folder',
    fix: { fix: 'workspace' },
    nextStep: expect.stringContaining('Workspaces') as unknown,
  });
  const view = await clientOf(app).call('outbound.get', { outboundId });
  expect(view.row).toMatchObject({ place: 'ready', nextStep: hold?.nextStep });
  expect(view.holds).toMatchObject([{ cause: 'no-folder' }]);
  await clientOf(app).call('outbound.setAside', { outboundIds: [second.outboundId], reason: 'told by phone' });
  expect(await held()).toHaveLength(1);
  await app.stop();

  // Another kind gets its folder: that frees nothing of this one.
  await reopen(without('855', '856'));
  await run();
  await app.stop();
  await reopen(without('855'));
  await run();
  expect(await held()).toHaveLength(1);
  await app.stop();

  await reopen(settled);
  expect((await run()).message).toBeUndefined();
  expect(await held()).toEqual([]);
  expect(await rowOf(app, outboundId)).toMatchObject({ place: 'sent' });
  expect(await said(bench)).toEqual(['A1']);
});

it('a document that is drafted anew and stopped by something else says that, and the folder only when its turn comes again', async () => {
  await open(without('855'));
  await stillSps(bench);
  const [threadId = 0] = await threadsOf(app, bench, 1);
  const draft = { kind: '855', number: 'A1', threadIds: [threadId] } as const;
  const { outboundId } = await put(app, draft);
  await run();
  expect((await held()).map((hold) => hold?.cause)).toEqual(['no-folder']);
  const stop = {
    cause: 'draft-block',
    message: 'A line has no price.',
    groupKey: 'x',
    groupTitle: 'No price',
    consequence: 'It is refused.',
    nextStep: 'Say the price.',
    lines: 0,
  } as const;
  await put(app, { ...draft, body: '<OrderAck>A1 without a price</OrderAck>', state: 'held', holds: [stop] });
  const { row } = await clientOf(app).call('outbound.get', { outboundId });
  expect(row).toMatchObject({ place: 'held', nextStep: 'Say the price.' });
  expect((await held()).map((hold) => hold?.cause)).toEqual(['draft-block']);
  await put(app, draft);
  await run();
  expect((await held()).map((hold) => hold?.cause)).toEqual(['no-folder']);
});
