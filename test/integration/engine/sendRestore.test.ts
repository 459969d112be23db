import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { restoreBackup } from '#core/store/restore.ts';
import { app, bench, open, reopen, run, settled, useDesk } from '../support/desk.ts';
import { clientOf, lostOnTheWay, mishaps, received, rowOf, said, stillSps, threadsOf } from '../support/outboundDesk.ts';
import { put } from '../support/outboundDraft.ts';

useDesk(54);

const numbers = (count: number, letter: string): readonly string[] =>
  Array.from({ length: count }, (_, index) => `${letter}${index}`);

/** Drafted and sent, all of one order. */
async function sendAll(threadId: number, names: readonly string[]): Promise<readonly number[]> {
  const saved = await Promise.all(names.map((number) => put(app, { kind: '855', number, threadIds: [threadId] })));
  return saved.map(({ outboundId }) => outboundId);
}

const backup = async (): Promise<string> =>
  (await app.opened.backup(join(bench.folder, '..', 'copies'), new Date().toISOString())).folder;

describe('a restored copy of yesterday', () => {
  it('repeats none of fifty sends since then, drafted before the copy or after it', async () => {
    await open(settled);
    await stillSps(bench);
    const [threadId = 0] = await threadsOf(app, bench, 1);
    const before = await sendAll(threadId, numbers(25, 'B'));
    const copy = await backup();
    await sendAll(threadId, numbers(25, 'C'));
    await run();
    expect(await said(bench)).toHaveLength(50);
    await app.stop();
    restoreBackup(copy, bench.folder, new Date().toISOString());
    await reopen();
    // What the copy has as ready is known as sent from the guard journal at once.
    for (const outboundId of before) expect(await rowOf(app, outboundId)).toMatchObject({ transport: 'sent' });
    // What it has never seen is drafted again from Dynamics, and found to have left.
    await sendAll(threadId, numbers(25, 'C'));
    await run();
    await run();
    expect(await said(bench)).toHaveLength(50);
    const { places } = await app.store.outboundCounts({});
    expect(places).toMatchObject({ sent: { value: 50 }, ready: { value: 0 }, unknown: { value: 0 } });
    expect((await app.store.checkAudit({})).brokenAt).toBeUndefined();
    expect(await app.store.integrity({})).toEqual({ ok: true, message: 'ok' });
  });

  it('knows of a lost answer since then as lost, with the very bytes', async () => {
    const { happens, ports } = mishaps();
    await open(settled, ports);
    await stillSps(bench);
    const [threadId = 0] = await threadsOf(app, bench, 1);
    const [outboundId = 0] = await sendAll(threadId, ['A1']);
    const copy = await backup();
    happens.upload = lostOnTheWay;
    await run();
    await app.stop();
    happens.upload = undefined;
    restoreBackup(copy, bench.folder, new Date().toISOString());
    await reopen();
    expect(await rowOf(app, outboundId)).toMatchObject({ place: 'unknown' });
    await run();
    expect(await said(bench)).toEqual([]);
    await bench.control('advance', { minutes: 16 });
    await run();
    const settling = await clientOf(app).call('outbound.settle', {
      outboundIds: [outboundId],
      decision: 'send-same-bytes',
      reason: 'not in the portal',
    });
    expect(settling.done).toEqual([outboundId]);
    await run();
    expect(await said(bench)).toEqual(['A1']);
  });

  it('keeps aside what a person set aside since then', async () => {
    await open(settled);
    await stillSps(bench);
    const [threadId = 0] = await threadsOf(app, bench, 1);
    const [outboundId = 0] = await sendAll(threadId, ['A1']);
    const copy = await backup();
    const acted = await clientOf(app).call('outbound.setAside', { outboundIds: [outboundId], reason: 'typed into the portal' });
    expect(acted.done).toEqual([outboundId]);
    await app.stop();
    restoreBackup(copy, bench.folder, new Date().toISOString());
    await reopen();
    expect(await rowOf(app, outboundId)).toMatchObject({ place: 'set-aside' });
    await sendAll(threadId, ['A1']);
    await run();
    expect(await said(bench)).toEqual([]);
  });

  it('without its guard journal sends nothing until a person has compared; history shows what left', async () => {
    await open(settled);
    await stillSps(bench);
    const [threadId = 0] = await threadsOf(app, bench, 1);
    await sendAll(threadId, ['A1', 'A2']);
    const copy = await backup();
    await run();
    expect(await said(bench)).toEqual(['A1', 'A2']);
    await app.stop();
    restoreBackup(copy, bench.folder, new Date().toISOString());
    rmSync(join(bench.folder, 'guard.journal'));
    await reopen();
    const [third = 0] = await sendAll(threadId, ['A3']);
    const client = clientOf(app);
    expect(await client.call('outbound.reconcile', {})).toMatchObject({ active: true, waiting: 3 });
    bench.world.place({ count: 1 });
    const { summary } = await run();
    expect(summary.files.stored).toBe(1);
    expect(await client.call('outbound.reconcile', {})).toMatchObject({
      active: true,
      waiting: 1,
      found: 2,
      lookedAt: expect.any(String),
    });
    expect(await rowOf(app, third)).toMatchObject({ place: 'ready' });
    expect(await received(bench)).toHaveLength(2);
    // A restart does not end it.
    await app.stop();
    await reopen();
    await run();
    expect(await received(bench)).toHaveLength(2);
    await clientOf(app).call('outbound.endReconcile', { reason: 'compared with the portal' });
    await run();
    expect(await said(bench)).toEqual(['A1', 'A2', 'A3']);
    expect((await app.store.attentionList({ kind: 'incident', limit: 10 })).rows).toEqual([]);
  });

  it('without its guard journal tells documents of one number apart by what still lies at SPS', async () => {
    await open(settled);
    await stillSps(bench);
    const orders = await threadsOf(app, bench, 2);
    const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: false, limit: 2 });
    const [first = 0, second = 0] = await Promise.all(
      orders.map(async (threadId, index) => {
        const order = rows.find((row) => row.threadId === threadId)?.purchaseOrder;
        const header = `<TradingPartnerId>7QAALLCONTOSOUS</TradingPartnerId><PurchaseOrderNumber>${order}</PurchaseOrderNumber>`;
        const body = `<OrderAcks><OrderAck><Header><OrderHeader>${header}</OrderHeader></Header></OrderAck></OrderAcks>`;
        return (await put(app, { kind: '855', number: 'A1', revision: index + 1, threadIds: [threadId], body })).outboundId;
      }),
    );
    const at = new Date().toISOString();
    await app.store.holdOutbound({ outboundId: first, at, hold: true, holds: [], audit: [] });
    const copy = await backup();
    await run();
    expect(await received(bench)).toHaveLength(1);
    await app.stop();
    restoreBackup(copy, bench.folder, new Date().toISOString());
    rmSync(join(bench.folder, 'guard.journal'));
    await reopen();
    await run();
    expect(await rowOf(app, second)).toMatchObject({ draft: 'left', transport: 'sent' });
    expect(await rowOf(app, first)).toMatchObject({ draft: 'held', transport: 'none' });
  });
});
