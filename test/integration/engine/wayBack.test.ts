import { describe, expect, it } from 'vitest';
import type { ThreadView } from '#core/contract/views/orders.ts';
import { addDays } from '#core/domain/time.ts';
import { app, bench, erp, open, reopen, run, theOrder, useDesk } from '../support/desk.ts';
import { call, documents, holdsOut, ordered, places, received, sent, withSheets } from '../support/wayBack.ts';

useDesk(47);

const confirm = (body: object = {}) => bench.control('confirm', { orders: 'all', ...body });
const ship = (body: object = {}) => bench.control('ship', { orders: 'all', ...body });
const invoice = (body: object = {}) => bench.control('invoice', { orders: 'all', ...body });
const thread = async (): Promise<ThreadView> => call<ThreadView>('orders.thread', { threadId: (await theOrder())?.threadId });

async function started(request: object = { count: 1, family: 'bulk' }): Promise<readonly string[]> {
  await open();
  await withSheets();
  return ordered(request);
}

describe('the way back', () => {
  it('asks three journals and the inbound folder in an idle cycle, and nothing else', async () => {
    await started();
    await confirm();
    await run();
    await run();
    const { summary } = await run();
    expect(summary.requests).toMatchObject({ dynamics: 3 });
    expect(summary.outbound).toMatchObject({ drafted: 0, sent: { '855': 0 } });
  });

  it('follows parts: two slips and two invoices add up in the balance', async () => {
    await started();
    await confirm();
    await ship({ share: 0.5 });
    await invoice();
    await run();
    const half = await thread();
    expect(half.balance.some(({ shipped, ordered: all }) => Number(shipped) > 0 && Number(shipped) < Number(all))).toBe(true);
    await ship();
    await invoice();
    await run();
    expect((await sent('856')).length).toBe(2);
    expect((await sent('810')).length).toBe(2);
    const { balance, answers, postings } = await thread();
    expect(answers).toHaveLength(5);
    expect(postings).toHaveLength(5);
    for (const line of balance) {
      expect(line).toMatchObject({
        acknowledged: line.ordered,
        shipped: line.ordered,
        invoiced: line.ordered,
        open: '0',
        toInvoice: '0',
      });
      expect(line.disagreements).toEqual([]);
    }
  });

  it('answers the newest of several confirmations once, and holds a second answer that the partner does not take', async () => {
    await started();
    await confirm();
    const last = (await theOrder())?.cancelAfter ?? '';
    await confirm({ changes: [{ line: 1, shipDate: addDays(last, -3) }] });
    await run();
    expect(await places()).toEqual(['855 sent']);
    await confirm({ changes: [{ line: 1, shipDate: addDays(last, -2) }] });
    await run();
    expect(await places()).toEqual(['855 held', '855 sent']);
    expect((await holdsOut()).join(' ')).toContain('takes no second answer');
  });

  it('does not come back to the first of two confirmations when something else is posted', async () => {
    const [order] = await started({ count: 1, family: 'bulk', lines: 2 });
    await confirm({ share: 0.5 });
    await confirm();
    await run();
    expect(await places()).toEqual(['855 sent']);
    await ship({ orders: [order], share: 0.5 });
    await run();
    expect(await places()).toEqual(['855 sent', '856 sent']);
    expect(await holdsOut()).toEqual([]);
  });

  it('says nothing a second time where a confirmation says what was said', async () => {
    const [order] = await started();
    await confirm();
    await run();
    await bench.control('confirm', { orders: [order] });
    await run();
    expect(await places()).toEqual(['855 sent']);
    const { postings } = await thread();
    expect(postings.map(({ state }) => state)).toEqual(['drafted', 'ignored']);
  });

  it('lets an invoice wait for the ship notice of its goods, and both go when the slip comes', async () => {
    await started();
    await confirm();
    await invoice({ unshipped: true });
    // What waits for its turn is counted as what waits for data is.
    expect((await run()).summary.outbound).toMatchObject({ drafted: 2, waiting: 1, held: 0, sent: { '855': 1, '810': 0 } });
    expect((await sent('810')).length).toBe(0);
    await ship();
    expect((await run()).summary.outbound).toMatchObject({ waiting: 0, held: 0, sent: { '856': 1, '810': 1 } });
    expect(await places()).toEqual(['810 sent', '855 sent', '856 sent']);
  });

  it('sends nothing again when an entity set goes and another takes its place', async () => {
    await started({ count: 2, family: 'bulk' });
    await confirm();
    await ship();
    await invoice();
    await run();
    const before = await received();
    await bench.control('settings', {
      dynamics: {
        missingSets: [
          'CustPackingSlipJourBiEntities',
          'CustPackingSlipTransBiEntities',
          'CustInvoiceJourBiEntities',
          'CustInvoiceTransBiEntities',
        ],
      },
    });
    await run();
    await app.stop();
    await reopen();
    await run();
    expect((await received()).length).toBe(before.length);
    expect(await holdsOut()).toEqual([]);
  });

  it('lists what is not ours, and drafts for it once a person said whose it is', async () => {
    await started();
    const customer = (await bench.state()).dynamics.orders[0]?.customer ?? '';
    const hand = (await bench.control('handmade', { purchaseOrder: 'HAND-1', customer })) as { readonly salesOrder: string };
    const item = (await bench.state()).dynamics.orders[0]?.lines[0];
    await erp.send('POST', 'SalesOrderLines', {
      dataAreaId: 'usmf',
      SalesOrderNumber: hand.salesOrder,
      ItemNumber: item?.item,
      OrderedSalesQuantity: 5,
      SalesUnitSymbol: item?.unit,
      SalesPrice: item?.price,
    });
    await bench.control('confirm', { orders: [hand.salesOrder] });
    await run();
    const { rows } = await call<{ readonly rows: readonly { readonly id: number; readonly salesOrders: readonly string[] }[] }>(
      'postings.notOurs',
      {},
    );
    expect(rows.map(({ salesOrders }) => salesOrders)).toEqual([[hand.salesOrder]]);
    expect(await documents()).toEqual([]);
    await call('postings.adopt', { postingId: rows[0]?.id, threadId: (await theOrder())?.threadId, reason: 'entered by hand' });
    await run();
    expect((await documents()).map(({ kind }) => kind)).toEqual(['855']);
    expect((await call<{ readonly rows: readonly unknown[] }>('postings.notOurs', {})).rows).toEqual([]);
  });

  it('holds a quantity over the order, and never sends it by itself', async () => {
    const [order] = await started();
    await confirm();
    await bench.control('ship', { orders: [order], lines: [{ line: 1, quantity: 100_000 }] });
    await run();
    expect((await sent('856')).length).toBe(0);
    expect((await holdsOut()).length).toBeGreaterThan(0);
  });

  it('joins a line that Dynamics split in two to the one line of the 850', async () => {
    const [order] = await started();
    await bench.control('split', { order, line: 1, quantity: 1 });
    await confirm();
    await ship();
    await invoice();
    await run();
    expect(await places()).toEqual(['810 sent', '855 sent', '856 sent']);
    const { balance } = await thread();
    expect(balance.every(({ ordered: all, shipped, invoiced }) => all === shipped && all === invoiced)).toBe(true);
  });
});
