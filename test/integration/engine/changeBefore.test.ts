import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AttentionRow } from '#core/contract/views/attention.ts';
import type { ChangeView } from '#core/contract/views/changes.ts';
import type { HoldChoice } from '#core/domain/states.ts';
import type { App } from '#core/host/app.types.ts';
import { importPracticeMaps, startBench, type Bench } from '../support/fixture.ts';

let bench: Bench;
let app: App;
/** Nobody has mapped the items yet, so no order can be made. */
beforeEach(async () => {
  bench = await startBench({ seed: 44 });
  app = await bench.open();
  await importPracticeMaps(app.store, ['partners', 'locations', 'units']);
});
afterEach(() => bench.close());

const run = () => app.engine.runOnce('command');
const attention = async (): Promise<readonly AttentionRow[]> => (await app.store.attentionList({ limit: 100 })).rows;
const quantities = async (): Promise<readonly number[]> =>
  (await bench.state()).dynamics.orders.flatMap(({ lines }) => lines.map((line) => line.quantity));

const answer = async (choice: HoldChoice) => {
  const row = (await attention()).find((one) => one.hold?.choices.includes(choice));
  return app.dispatch({ id: '1', method: 'holds.answer', input: { holdId: row?.hold?.id, choice, reason: 'the buyer said so' } });
};

/** The first line of an order, with another quantity. */
const withQuantity = (xml: string, value: number): string => xml.replace(/<OrderQty>\d+</, `<OrderQty>${value}<`);

describe('a change of an order that is not in Dynamics yet', () => {
  it('that came as an order takes its place on a person’s word: one sales order is made, of the new one', async () => {
    const xml = await bench.sample();
    await bench.drop('one.xml', withQuantity(xml, 132));
    await run();
    await bench.drop('two.xml', withQuantity(xml, 156));
    await run();
    expect(await answer('as-change')).toMatchObject({ ok: true });
    await importPracticeMaps(app.store, ['items']);
    expect((await run()).summary.orders.created).toBe(1);
    expect(await quantities()).toContain(156);
    expect(await quantities()).not.toContain(132);
    expect(await attention()).toEqual([]);
  });

  it('cannot be applied by hand before: the order would be made as it was first, and the change be forgotten', async () => {
    await bench.control('orders', { count: 1, oddity: 'change' });
    await run();
    await run();
    const held = (await attention()).find(({ hold }) => hold?.cause === 'change');
    const said = { message: expect.stringMatching(/^Its sales order is not made in Dynamics yet/) as string };
    expect(await answer('mark-applied')).toMatchObject({ ok: false, error: { code: 'conflict', ...said } });
    const shown = await app.dispatch({ id: '2', method: 'changes.get', input: { documentId: held?.documentId } });
    const lines = shown.ok ? (shown.value as ChangeView).lines : [];
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines.filter(({ nothingToDo }) => !nothingToDo))
      expect(line).toMatchObject({ allowed: false, why: said.message });
    await importPracticeMaps(app.store, ['items']);
    await run();
    await run();
    expect((await attention()).map(({ hold }) => hold?.cause)).toEqual(['change']);
  });
});

describe('a change of an order that the retailer cancelled', () => {
  const changeOf = async (): Promise<AttentionRow | undefined> =>
    (await attention()).find(({ hold }) => hold?.cause === 'change');
  const cancellation = (xml: string): string => xml.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>01<');
  /** An order of practice and the change that came with it, each as a file. */
  const orderAndChange = async (): Promise<{ readonly order: string; readonly change: string }> => {
    await bench.control('orders', { count: 1, oddity: 'change' });
    const paths = (await bench.state()).mailbox.out;
    const files = await Promise.all(paths.map((path) => bench.take(path)));
    const order = files.find((text) => text.includes('<Order>')) ?? '';
    return { order, change: files.find((text) => text !== order) ?? '' };
  };

  it('says so: before its sales order was made no old quantity is kept by any', async () => {
    const { order, change } = await orderAndChange();
    await bench.drop('order.xml', order);
    await run();
    await bench.drop('cancel.xml', cancellation(order));
    await run();
    await bench.drop('change.xml', change);
    await run();
    const held = await changeOf();
    expect(held?.cause).toMatch(/^The retailer changed purchase order \S+, which it had cancelled\./);
    expect(held?.hold).toMatchObject({
      consequence: expect.stringMatching(/^Nothing ships for it/) as string,
      nextStep: expect.stringMatching(/^Ask the buyer .* refuse the change\.$/) as string,
    });
    const shown = await app.dispatch({ id: '2', method: 'changes.get', input: { documentId: held?.documentId } });
    const whys = (shown.ok ? (shown.value as ChangeView).lines : []).flatMap(({ allowed, why }) => (allowed ? [] : [why]));
    expect(new Set(whys)).toEqual(
      new Set(['No sales order was made for it, and none will be: the order is cancelled or was refused. Refuse the change.']),
    );
    const input = { documentId: held?.documentId, decision: 'refuse', refusedLines: [], reason: 'it is cancelled' };
    expect(await app.dispatch({ id: '3', method: 'changes.decide', input })).toMatchObject({ ok: true });
    await run();
    expect(await attention()).toEqual([]);
  });

  it('says so, too, where a person cancelled its sales order', async () => {
    await importPracticeMaps(app.store, ['items']);
    const { order, change } = await orderAndChange();
    await bench.drop('order.xml', order);
    await run();
    await bench.drop('cancel.xml', cancellation(order));
    await run();
    await bench.control('cancel', { orders: 'all' });
    expect(await answer('mark-applied')).toMatchObject({ ok: true });
    await bench.drop('change.xml', change);
    await run();
    expect((await changeOf())?.cause).toContain('which it had cancelled');
  });
});

interface Move {
  readonly documentId: number;
  readonly threadId: number;
  readonly reason: string;
}

describe('a change of one of two orders under one number', () => {
  const call = (method: string, input: unknown) => app.dispatch({ id: '4', method, input });
  const changeHeld = async () => (await attention()).find(({ hold }) => hold?.cause === 'change');
  const viewOf = async (documentId: number | undefined): Promise<ChangeView> => {
    const reply = await call('changes.get', { documentId });
    if (!reply.ok) throw new Error(JSON.stringify(reply.error));
    return reply.value as ChangeView;
  };

  /** Two orders under one number, and a change that stands with the newer. */
  async function heldWithNewer(): Promise<{ readonly view: ChangeView; readonly move: Move }> {
    await importPracticeMaps(app.store, ['items']);
    await bench.control('orders', { count: 1, oddity: 'change' });
    const files = await Promise.all((await bench.state()).mailbox.out.map((path) => bench.take(path)));
    const order = files.find((text) => text.includes('<Order>')) ?? '';
    await bench.drop('one.xml', order);
    await run();
    await bench.drop('two.xml', withQuantity(order, 156));
    await run();
    expect(await answer('separate-order')).toMatchObject({ ok: true });
    await run();
    await bench.drop('change.xml', files.find((text) => text !== order) ?? '');
    await run();
    const documentId = (await changeHeld())?.documentId ?? 0;
    const view = await viewOf(documentId);
    return { view, move: { documentId, threadId: view.others[0]?.threadId ?? 0, reason: 'Ms Miller said so' } };
  }

  it('stays where it was decided, also where the move saw it undecided', async () => {
    const { view, move } = await heldWithNewer();
    const seen = (await app.store.document({ documentId: move.documentId }))?.seen ?? '';
    const at = new Date().toISOString();
    const decision = { decision: 'refuse', refusedLines: [], reason: 'packed', who: 'x', at } as const;
    await app.store.decideChange({ documentId: move.documentId, threadId: view.threadId, decision, wanted: [] });
    const moved = { documentId: move.documentId, threadId: move.threadId, seen, at };
    const late = app.store.moveChange({ ...moved, audit: { who: 'y', what: 'moved', tone: 'neutral' } });
    await expect(late).rejects.toThrow(/^This change was decided meanwhile for the order that it stands with, so it stays there/);
    expect((await app.store.document({ documentId: move.documentId }))?.threadId).toBe(view.threadId);
    expect((await app.store.orderChange({ documentId: move.documentId }))?.threadId).toBe(view.threadId);
  });

  it('is decided nowhere once it was moved, also where the decision saw it before', async () => {
    const { view, move } = await heldWithNewer();
    const { documentId } = move;
    const seen = (await app.store.document({ documentId }))?.seen ?? '';
    expect(await call('changes.move', move)).toMatchObject({ ok: true });
    const at = new Date().toISOString();
    const decision = { decision: 'refuse', refusedLines: [], reason: 'packed', who: 'x', at } as const;
    const decide = (threadId: number) => app.store.decideChange({ documentId, threadId, decision, wanted: [] });
    await expect(decide(view.threadId)).rejects.toThrow(/was moved to another order meanwhile/);
    await expect(decide(move.threadId)).rejects.toThrow(/was answered or moved meanwhile/);
    const audit = { who: 'y', what: 'moved', tone: 'neutral' } as const;
    const back = app.store.moveChange({ documentId, threadId: view.threadId, seen, at, audit });
    await expect(back).rejects.toThrow(/was answered or moved meanwhile/);
    expect(await app.store.orderChange({ documentId })).toBeUndefined();
  });

  it('is decided or moved, never both, where two people do so at once', async () => {
    const { view, move } = await heldWithNewer();
    const decision = { documentId: move.documentId, decision: 'refuse', refusedLines: [], reason: 'packed' };
    const replies = await Promise.all([call('changes.decide', decision), call('changes.move', move)]);
    expect(replies.filter(({ ok }) => ok)).toHaveLength(1);
    expect(replies.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'conflict' } });
    const [decided, moved] = replies.map(({ ok }) => ok);
    expect((await app.store.document({ documentId: move.documentId }))?.threadId).toBe(moved ? move.threadId : view.threadId);
    expect((await app.store.orderChange({ documentId: move.documentId })) !== undefined).toBe(decided);
  });

  it('names the one that it stands with and the other, moves on a person’s word, stays there and is decided there', async () => {
    const { view: before, move } = await heldWithNewer();
    const sales = (await bench.state()).dynamics.orders.map(({ number }) => number);
    expect(sales).toHaveLength(2);
    const held = await changeHeld();
    expect(held?.cause).toMatch(/\((\S+), \1#2\), and this stands with \S+#2: ask the retailer which one is meant/);
    expect(held?.hold?.nextStep).toMatch(/If it is another one, say so on the page of the order: it moves there\.$/);
    expect([before.reference, before.others]).toEqual([
      `${before.purchaseOrder}#2`,
      [{ threadId: expect.any(Number) as number, reference: before.purchaseOrder, salesOrders: [sales[0]] }],
    ]);
    expect(await call('changes.move', { ...move, threadId: before.threadId })).toMatchObject({ ok: false });
    expect(await call('changes.move', move)).toMatchObject({ ok: true });
    // Both orders tell it: the one that it left, and the one that it went to.
    for (const threadId of [before.threadId, move.threadId])
      expect(await call('orders.timeline', { threadId })).toMatchObject({
        value: { rows: expect.arrayContaining([expect.objectContaining({ detail: 'Ms Miller said so' })]) as unknown },
      });
    await run();
    await run();
    const after = await viewOf(held?.documentId);
    expect([after.threadId, after.reference, after.orders.map(({ salesOrder }) => salesOrder)]).toEqual([
      move.threadId,
      before.purchaseOrder,
      [sales[0]],
    ]);
    expect((await changeHeld())?.threadId).toBe(move.threadId);
    await app.engine.tryAgain(held?.documentId ?? 0);
    await run();
    expect((await changeHeld())?.cause).toMatch(/and this stands with [^\s#]+: ask/);
    const decision = { documentId: held?.documentId, decision: 'refuse', refusedLines: [], reason: 'packed' };
    expect(await call('changes.decide', decision)).toMatchObject({ ok: true });
    expect(await call('changes.move', { ...move, threadId: before.threadId })).toMatchObject({
      ok: false,
      error: { code: 'conflict' },
    });
  });
});
