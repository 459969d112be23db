import { describe, expect, it } from 'vitest';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import { addPracticeSheets } from '#core/host/commands/practiceSheets.ts';
import { app, bench, open, run, useDesk } from '../support/desk.ts';
import { documents, holdsOut, ordered, places, received, sent, withSheets } from '../support/wayBack.ts';

useDesk(61);

const act = (what: string, body: object = {}) => bench.control(what, { orders: 'all', ...body });

async function all(request: object, sheets?: (sheet: OutboundSheet) => OutboundSheet): Promise<void> {
  await open();
  await withSheets(sheets);
  await ordered(request);
}

describe('shipments and invoices of several orders', () => {
  it('tells the orders of one slip in one notice, and bills each order of one invoice under a number of its own', async () => {
    await all({ count: 3, family: 'bulk', partner: '7QAALLCONTOSOUS' });
    await act('confirm');
    await act('ship', { consolidate: true });
    await act('invoice', { consolidate: true });
    await run();
    expect(await holdsOut()).toEqual([]);
    const notices = await sent('856');
    expect(notices.map(({ threadIds }) => threadIds.length)).toEqual([3]);
    const invoices = await sent('810');
    expect(new Set(invoices.map(({ number }) => number)).size).toBe(3);
    expect((await received()).length).toBe(7);
  });

  it('tells each order of a slip in its own notice where the sheet says so', async () => {
    await all({ count: 2, family: 'bulk', partner: '7QAALLCONTOSOUS' }, (sheet) => ({
      ...sheet,
      shipNotice: { ...sheet.shipNotice, per: 'order' },
    }));
    await act('confirm');
    await act('ship', { consolidate: true });
    await run();
    expect((await sent('856')).map(({ threadIds }) => threadIds.length)).toEqual([1, 1]);
  });

  it.each(['bulk', 'crossdock', 'multistore', 'dropship'])('brings a %s order back as 855, 856 and 810', async (family) => {
    await all({ count: 1, family });
    await act('confirm');
    await act('ship');
    await act('invoice');
    await run();
    expect(await holdsOut()).toEqual([]);
    expect(await places()).toEqual(['810 sent', '855 sent', '856 sent']);
  });

  it('answers each store by itself where the partner wants it', async () => {
    await all({ count: 1, family: 'crossdock' }, (sheet) => ({
      ...sheet,
      ack: { ...sheet.ack, perStore: true },
      shipNotice: { ...sheet.shipNotice, perStore: true },
    }));
    await act('confirm');
    await act('ship');
    await run();
    const stores = (await documents()).filter(({ kind }) => kind === '855').map(({ store }) => store);
    expect(stores.length).toBeGreaterThan(1);
    expect(new Set(stores).size).toBe(stores.length);
    const notices = (await documents()).filter(({ kind }) => kind === '856');
    expect(new Set(notices.map(({ number }) => number)).size).toBe(notices.length);
  });
});

/** An element of every file of a kind that SPS got, in their order. */
async function saidIn(kind: 'SH' | 'IN', element: string): Promise<readonly (readonly string[])[]> {
  const files = (await received()).filter(({ path }) => path.startsWith(`in/${kind}`));
  return files.map(({ body }) => [...body.matchAll(new RegExp(`<${element}>([^<]*)<`, 'g'))].map(([, text = '']) => text));
}

describe('several slips and invoices of one order that come in one run', () => {
  const bulk = { count: 1, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 1 };
  const ordered1 = async (): Promise<number> => Number((await bench.state()).dynamics.orders[0]?.lines[0]?.quantity);

  it('are drafted with each other in sight: the last one closes the order, each invoice names its own notice', async () => {
    await all(bulk);
    const quantity = await ordered1();
    await act('confirm');
    for (const part of [quantity / 2, quantity / 2]) {
      await act('ship', { lines: [{ line: 1, quantity: part }] });
      await act('invoice');
    }
    await run();
    expect(await holdsOut()).toEqual([]);
    expect(await saidIn('SH', 'ItemStatusCode')).toEqual([['BP'], ['AC']]);
    const half = String(quantity / 2);
    expect(await saidIn('IN', 'ShipQty')).toEqual([[half], [half]]);
    expect(await saidIn('IN', 'QtyLeftToReceive')).toEqual([[], []]);
    expect(await saidIn('IN', 'BillOfLadingNumber')).toEqual(await saidIn('SH', 'BillOfLadingNumber'));
  });

  it('hold what ships or bills more than was ordered (856-07, 810-05)', async () => {
    await all(bulk);
    const quantity = await ordered1();
    await act('confirm');
    await act('ship', { lines: [{ line: 1, quantity }] });
    await act('ship', { lines: [{ line: 1, quantity: 1 }] });
    await act('invoice', { lines: [{ line: 1, quantity }] });
    await act('invoice', { lines: [{ line: 1, quantity }] });
    await run();
    expect(await holdsOut()).toEqual([
      expect.stringContaining(`${quantity + 1} EA shipped in all`),
      expect.stringContaining(`${2 * quantity} EA billed in all`),
    ]);
    expect(await places()).toEqual(['810 held', '810 sent', '855 sent', '856 held', '856 sent']);
  });

  it('bill at the price that was answered, in the same run and later (810-06)', async () => {
    await all(bulk);
    const [order] = (await bench.state()).dynamics.orders;
    const quantity = Number(order?.lines[0]?.quantity);
    const answered = Number((Number(order?.lines[0]?.price) - 1).toFixed(2));
    await act('confirm', { changes: [{ line: 1, price: answered }] });
    for (const part of [quantity / 2, quantity / 2]) {
      await act('ship', { lines: [{ line: 1, quantity: part }] });
      await act('invoice');
      await run();
      expect(await holdsOut()).toEqual([]);
    }
    expect(await places()).toEqual(['810 sent', '810 sent', '855 sent', '856 sent', '856 sent']);
    expect((await saidIn('IN', 'PurchasePrice')).map(([text]) => Number(text))).toEqual([answered, answered]);
  });

  it('bill no more than was announced: the second invoice waits for its goods (810-03)', async () => {
    await all(bulk);
    const quantity = await ordered1();
    await act('confirm');
    await act('ship', { lines: [{ line: 1, quantity: quantity / 2 }] });
    for (const _ of [1, 2]) await act('invoice', { lines: [{ line: 1, quantity: quantity / 2 }] });
    await run();
    expect(await places()).toEqual(['810 sent', '810 waiting', '855 sent', '856 sent']);
    await act('ship');
    await run();
    expect(await places()).toEqual(['810 sent', '810 sent', '855 sent', '856 sent', '856 sent']);
    expect(await saidIn('IN', 'BillOfLadingNumber')).toEqual(await saidIn('SH', 'BillOfLadingNumber'));
  });
});

describe('the three partners of the practice world', () => {
  it.each([
    ['with the sheets of a new practice workspace', true],
    ['with what holds while nobody saved a sheet', false],
  ])('%s: everything leaves in one run and SPS collects it', async (_what, examples) => {
    await open();
    if (examples) await addPracticeSheets(app.store);
    for (const partner of ['7QAALLCONTOSOUS', '3FBALLCONTOSOUS', '9ADALLCONTOSOUS'])
      await bench.control('orders', { count: 1, partner });
    await run();
    await act('confirm');
    await act('ship');
    await act('invoice');
    const { summary, message } = await run();
    expect(message).toBeUndefined();
    expect(await holdsOut()).toEqual([]);
    expect(summary.outbound).toMatchObject({ drafted: 9, sent: { '855': 3, '856': 3, '810': 3 }, waiting: 0, held: 0 });
    await received();
    await bench.control('advance', { minutes: 30 });
    await run();
    expect(new Set(await places())).toEqual(new Set(['855 collected', '856 collected', '810 collected']));
  });
});
