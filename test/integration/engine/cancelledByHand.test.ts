import { describe, expect, it } from 'vitest';
import type { ChangeView } from '#core/contract/views/changes.ts';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { app, bench, erp, open, run, theOrder, useDesk } from '../support/desk.ts';
import { call } from '../support/wayBack.ts';

useDesk(43);

const holds = async () => (await app.store.attentionList({ limit: 20 })).rows.flatMap(({ hold }) => hold ?? []);
const markApplied = async (): Promise<void> => {
  const holdId = (await holds()).find(({ cause }) => cause === 'cancellation')?.id;
  await call('holds.answer', { holdId, choice: 'mark-applied', reason: 'cancelled there' });
};

/** An order that is in Dynamics, confirmed where asked, and the retailer's cancellation of it, held. */
async function cancelled(kind: '850' | '860', acts: readonly string[]): Promise<number> {
  await open();
  const xml = await bench.sample();
  await bench.drop('PO1.xml', xml);
  await run();
  await run();
  for (const act of acts) await bench.control(act, { orders: 'all' });
  await run();
  await run();
  const order = await theOrder();
  const header = `<TradingPartnerId>7QAALLCONTOSOUS</TradingPartnerId><PurchaseOrderNumber>${order?.purchaseOrder}</PurchaseOrderNumber>`;
  const cancellation = {
    '850': xml.replace('<TsetPurposeCode>00<', '<TsetPurposeCode>01<'),
    '860': `<OrderChange><Header><OrderHeader>${header}<TsetPurposeCode>01</TsetPurposeCode><ChangeOrderSeqNumber>1</ChangeOrderSeqNumber><Vendor>0088123</Vendor></OrderHeader></Header></OrderChange>`,
  };
  await bench.drop('cancel.xml', cancellation[kind]);
  await run();
  expect((await holds()).map(({ cause }) => cause)).toContain('cancellation');
  return order?.threadId ?? 0;
}

const answers = async (threadId: number) => {
  const documents = (await app.store.outboundOfThread({ threadId })).map(({ row }) => row);
  return Promise.all(
    documents.map(async ({ id, kind }) => {
      const version = await app.store.outboundVersion({ outboundId: id });
      return { kind, document: JSON.parse(JSON.stringify(version?.document)) as Record<string, unknown> };
    }),
  );
};

describe('a cancellation of the retailer that a person carried out in Dynamics', () => {
  it.each(['850', '860'] as const)('by an %s is answered with an 865 that takes back every line', async (kind) => {
    const threadId = await cancelled(kind, []);
    await bench.control('cancel', { orders: 'all' });
    await markApplied();
    await run();
    const said = (await answers(threadId)).find((entry) => entry.kind === '865')?.document;
    expect(said).toMatchObject({ acknowledgementType: 'AD' });
    const lines = said?.['lines'] as readonly { readonly changeCode: string; readonly quantity: string }[];
    expect(lines.length).toBeGreaterThan(1);
    expect(new Set(lines.map(({ changeCode, quantity }) => `${changeCode} ${quantity}`))).toEqual(new Set(['DI 0']));
    const { balance } = await call<ThreadView>('orders.thread', { threadId });
    for (const line of balance) expect(line).toMatchObject({ ordered: '0', acknowledged: '0', open: '0', disagreements: [] });
    expect((await holds()).filter(({ cause }) => cause === 'cancellation')).toEqual([]);
  });

  it.each([
    ['deleted all its lines', (path: string) => erp.send('DELETE', path)],
    ['set all its lines to nothing', (path: string) => erp.send('PATCH', path, { OrderedSalesQuantity: 0 })],
  ])('by somebody who %s is answered as one that was cancelled', async (_how, act) => {
    const threadId = await cancelled('860', []);
    const [order] = (await bench.state()).dynamics.orders;
    for (const { InventoryLotId } of await erp.rows(`SalesOrderLines?$filter=SalesOrderNumber eq '${order?.number}'`))
      await act(`SalesOrderLines(dataAreaId='usmf',InventoryLotId='${String(InventoryLotId)}')`);
    await markApplied();
    await run();
    expect((await answers(threadId)).find((entry) => entry.kind === '865')?.document).toMatchObject({
      acknowledgementType: 'AD',
    });
    expect((await holds()).filter(({ cause }) => cause === 'cancellation')).toEqual([]);
  });

  it('is refused with a refusal', async () => {
    const threadId = await cancelled('860', []);
    const documentId = (await app.store.ordersThread({ threadId }))?.documents.find(({ kind }) => kind === '860')?.id ?? 0;
    const { lines } = await call<ChangeView>('changes.get', { documentId });
    expect(new Set(lines.map(({ code, after }) => `${code} ${after}`))).toEqual(new Set(['DI 0']));
    await call('changes.decide', { documentId, decision: 'refuse', reason: 'it is on the truck' });
    await run();
    const [said] = await answers(threadId);
    expect(said).toMatchObject({ kind: '865', document: { acknowledgementType: 'RD' } });
  });

  it('is left to a person where goods of it left: nothing is promised or taken back by itself, and the refusal is looked at', async () => {
    const threadId = await cancelled('860', ['confirm', 'ship']);
    await markApplied();
    await run();
    const said = (await answers(threadId)).filter(({ kind }) => kind === '865');
    expect(said).toMatchObject([{ document: { acknowledgementType: 'RD' } }]);
    const rows = (await app.store.outboundOfThread({ threadId })).flatMap(({ row }) => (row.kind === '865' ? [row] : []));
    expect(rows.map(({ place, sentAt }) => [place, sentAt])).toEqual([['review', undefined]]);
    const { balance } = await call<ThreadView>('orders.thread', { threadId });
    for (const line of balance) expect(line.open).toBe('0');
  });

  it('is not told to the retailer while Dynamics still holds the order: the hold stays, or the goods would leave', async () => {
    const threadId = await cancelled('860', []);
    await expect(markApplied()).rejects.toThrow(/In Dynamics sales order .* still has .* to deliver, and it would leave\./);
    await run();
    expect(await answers(threadId)).toEqual([]);
    expect((await holds()).map(({ cause }) => cause)).toContain('cancellation');
  });
});

describe('an order that somebody cancels in Dynamics right after it was made', () => {
  it('is refused to the retailer by the run that notices it, not a day later', async () => {
    await open();
    await bench.drop('PO1.xml', await bench.sample());
    await run();
    await bench.control('cancel', { orders: 'all' });
    await run();
    const order = await theOrder();
    const [said, ...more] = await answers(order?.threadId ?? 0);
    expect(more).toEqual([]);
    expect(said).toMatchObject({ kind: '855', document: { acknowledgementType: 'RD' } });
  });
});
