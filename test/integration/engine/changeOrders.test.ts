import { describe, expect, it } from 'vitest';
import type { ChangeView } from '#core/contract/views/changes.ts';
import { answer, app, bench, dropped, erp, open, run, theOrder, useDesk } from '../support/desk.ts';

useDesk(43);

async function call<T>(method: string, input: unknown): Promise<T> {
  const reply = await app.dispatch({ id: '1', method, input });
  if (!reply.ok) throw new Error(JSON.stringify(reply));
  return reply.value as T;
}

/** An order that is in Dynamics and a change of it, held. */
async function changed(): Promise<{ readonly documentId: number; readonly threadId: number; readonly view: ChangeView }> {
  await open();
  await bench.control('orders', { count: 1, oddity: 'change' });
  await run();
  await run();
  const order = await theOrder();
  const thread = await app.store.ordersThread({ threadId: order?.threadId ?? 0 });
  const documentId = thread?.documents.find(({ kind }) => kind === '860')?.id ?? 0;
  return { documentId, threadId: order?.threadId ?? 0, view: await call<ChangeView>('changes.get', { documentId }) };
}

const linesOf = async (): Promise<readonly { readonly quantity: number }[]> =>
  (await bench.state()).dynamics.orders.flatMap(({ lines }) => lines);

const outbound = async (threadId: number) => (await app.store.outboundOfThread({ threadId })).map(({ row }) => row);

describe('a change of the retailer', () => {
  it('is shown line by line, written to Dynamics with etags when accepted, and answered with an 865', async () => {
    const { documentId, threadId, view } = await changed();
    expect(view.lines.length).toBeGreaterThan(0);
    const possible = view.lines.filter(({ allowed }) => allowed);
    expect(possible.length).toBeGreaterThan(0);
    const refusedLines = view.lines
      .filter(({ allowed }) => !allowed)
      .map(({ position }) => ({ position, reason: 'not any more' }));
    const before = await linesOf();
    await call('changes.decide', {
      documentId,
      decision: refusedLines.length === 0 ? 'accept' : 'accept-in-part',
      refusedLines,
      reason: 'agreed with sales',
    });
    const { message } = await run();
    expect(message).toBeUndefined();
    expect(await linesOf()).not.toEqual(before);
    expect((await call<ChangeView>('changes.get', { documentId })).decided).toMatchObject({ state: 'applied' });
    expect((await app.store.ordersThread({ threadId }))?.holds.filter(({ closedAt }) => closedAt === undefined)).toEqual([]);
    expect((await outbound(threadId)).map(({ kind }) => kind)).toEqual(['865']);
  });

  it('is refused without a word to Dynamics, and the 865 says why', async () => {
    const { documentId, threadId } = await changed();
    const before = await linesOf();
    await call('changes.decide', { documentId, decision: 'refuse', reason: 'already packed' });
    await run();
    expect(await linesOf()).toEqual(before);
    const [answer] = await outbound(threadId);
    const version = await app.store.outboundVersion({ outboundId: answer?.id ?? 0 });
    expect(JSON.stringify(version?.document)).toContain('already packed');
  });

  it('finds out after a lost answer that the lines are as they should be, and writes nothing twice', async () => {
    const { documentId, view } = await changed();
    const refusedLines = view.lines.filter(({ allowed }) => !allowed).map(({ position }) => ({ position, reason: 'no' }));
    await call('changes.decide', {
      documentId,
      decision: refusedLines.length === 0 ? 'accept' : 'accept-in-part',
      refusedLines,
      reason: 'agreed',
    });
    await dropped('dynamics', 'commit-drop');
    const { outcome } = await run();
    expect(outcome).toBe('failed');
    const after = await linesOf();
    expect((await call<ChangeView>('changes.get', { documentId })).decided).toMatchObject({ state: 'unknown' });
    await run();
    expect((await call<ChangeView>('changes.get', { documentId })).decided).toMatchObject({ state: 'applied' });
    expect(await linesOf()).toEqual(after);
  });

  it('is not taken for what is shipped already; it says why, line by line', async () => {
    const { documentId } = await changed();
    await bench.control('confirm', { orders: 'all' });
    await bench.control('ship', { orders: 'all' });
    await bench.control('invoice', { orders: 'all' });
    const view = await call<ChangeView>('changes.get', { documentId });
    const moving = view.lines.filter(({ nothingToDo, before }) => !nothingToDo && before !== undefined);
    expect(moving.every(({ allowed, why }) => !allowed && why !== '')).toBe(true);
    await expect(call('changes.decide', { documentId, decision: 'accept', reason: 'try' })).rejects.toThrow('not-allowed');
    expect(await erp.rows('SalesOrderHeadersV2')).toHaveLength(1);
  });

  it('of the whole order is shown and never accepted unwritten; made by hand and marked, it is answered and holds here', async () => {
    await open();
    await bench.drop('PO1.xml', await bench.sample());
    await run();
    await run();
    const order = await theOrder();
    const header = `<TradingPartnerId>7QAALLCONTOSOUS</TradingPartnerId><PurchaseOrderNumber>${order?.purchaseOrder}</PurchaseOrderNumber>`;
    const date = (qualifier: string, day: string): string =>
      `<Dates><DateTimeQualifier>${qualifier}</DateTimeQualifier><Date>${day}</Date></Dates>`;
    await bench.drop(
      'PC1.xml',
      `<OrderChange><Header><OrderHeader>${header}<TsetPurposeCode>04</TsetPurposeCode><ChangeOrderSeqNumber>1</ChangeOrderSeqNumber>
       <Vendor>0088123</Vendor></OrderHeader>${date('010', '2031-05-05')}${date('001', '2031-05-20')}</Header></OrderChange>`,
    );
    await run();
    const threadId = order?.threadId ?? 0;
    const thread = await app.store.ordersThread({ threadId });
    const documentId = thread?.documents.find(({ kind }) => kind === '860')?.id ?? 0;
    const { sentences, lines } = await call<ChangeView>('changes.get', { documentId });
    expect(lines).toEqual([]);
    expect(sentences).toEqual([
      expect.stringMatching(/^Order: requested ship date from \S+ to 2031-05-05$/),
      expect.stringMatching(/^Order: cancel after date from \S+ to 2031-05-20$/),
    ]);
    await expect(call('changes.decide', { documentId, decision: 'accept', reason: 'agreed' })).rejects.toThrow(
      'is not written to Dynamics from here: Order: requested ship date',
    );
    expect(await outbound(threadId)).toEqual([]);
    expect((await answer('mark-applied')).ok).toBe(true);
    await run();
    expect((await outbound(threadId)).map(({ kind }) => kind)).toEqual(['865']);
    expect(await theOrder()).toMatchObject({ shipBy: '2031-05-05', cancelAfter: '2031-05-20' });
  });

  it('that names one line twice is refused whole and answered once; an older one is seen to be older', async () => {
    await open();
    const sample = await bench.sample();
    await bench.drop('PO1.xml', sample);
    await run();
    await run();
    const order = await theOrder();
    const threadId = order?.threadId ?? 0;
    const number = /<LineSequenceNumber>([^<]*)</.exec(sample)?.[1] ?? '';
    const line = (code: string, quantity: string) =>
      `<LineItem><OrderLine><LineSequenceNumber>${number}</LineSequenceNumber><LineChangeCode>${code}</LineChangeCode><OrderQty>${quantity}</OrderQty></OrderLine></LineItem>`;
    const drop = (sequence: number, ...lines: readonly string[]) =>
      bench.drop(
        `PC${sequence}.xml`,
        `<OrderChange><Header><OrderHeader><TradingPartnerId>7QAALLCONTOSOUS</TradingPartnerId><PurchaseOrderNumber>${order?.purchaseOrder}</PurchaseOrderNumber>
         <TsetPurposeCode>04</TsetPurposeCode><ChangeOrderSeqNumber>${sequence}</ChangeOrderSeqNumber><Vendor>0088123</Vendor></OrderHeader></Header>${lines.join('')}</OrderChange>`,
      );
    await drop(1, line('QD', '2'));
    await drop(2, line('QD', '3'), line('CA', '1'));
    await drop(3, line('QI', '5000'));
    await run();
    const thread = await app.store.ordersThread({ threadId });
    const [first, twice, last] = (thread?.documents ?? [])
      .filter(({ kind }) => kind === '860')
      .map(({ id }) => id)
      .toSorted((a, b) => a - b);
    const { lines } = await call<ChangeView>('changes.get', { documentId: twice });
    expect(lines.map(({ allowed }) => allowed)).toEqual([false, false]);
    await call('changes.decide', { documentId: twice, decision: 'refuse', reason: 'Which one holds?' });
    await run();
    const [told] = await app.store.outboundOfThread({ threadId });
    expect(told).toMatchObject({ row: { kind: '865' }, lines: [{ position: 1 }] });
    await call('changes.decide', { documentId: last, decision: 'accept', reason: 'agreed' });
    await run();
    expect((await call<ChangeView>('changes.get', { documentId: last })).decided).toMatchObject({ state: 'applied' });
    const older = await call<ChangeView>('changes.get', { documentId: first });
    expect(older.lines[0]?.why).toContain('A later change is in Dynamics already and left 5000 ');
  });
});
