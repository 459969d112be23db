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
