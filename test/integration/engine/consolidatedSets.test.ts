import { describe, expect, it } from 'vitest';
import type { ThreadView } from '#core/contract/views/orders.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import { app, bench, open, reopen, run, settled, useDesk } from '../support/desk.ts';
import { call, documents, holdsOut, ordered, places, received, sent, withSheets } from '../support/wayBack.ts';

useDesk(73);

/** A clock that a test may set on; it goes on by itself. */
let offset = 0;
const clock = {
  now: () => new Date(Date.now() + offset).toISOString(),
  monotonic: () => performance.now(),
  sleep: (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, Math.min(ms, 20))),
};

const act = (what: string, body: object = {}) => bench.control(what, { orders: 'all', ...body });
const poor = ['CustPackingSlipJourBiEntities', 'CustInvoiceJourBiEntities'];

/** Another version of Dynamics: its sets are probed anew, and the daily sweep reads everything once more. */
async function version(...missingSets: readonly string[]): Promise<void> {
  await app.stop();
  await bench.control('settings', { dynamics: { missingSets } });
  offset += 25 * 3600_000;
  await bench.control('advance', { minutes: 25 * 60 });
  await reopen(settled, { clock });
  await run();
  await run();
}

const perOrder = (sheet: OutboundSheet): OutboundSheet => ({ ...sheet, shipNotice: { ...sheet.shipNotice, per: 'order' } });

const replacing = (sheet: OutboundSheet): OutboundSheet => ({
  ...sheet,
  documents: { ...sheet.documents, '856': { ...sheet.documents['856'], correction: 'replace' } },
});

/** Two orders of one customer, confirmed. */
async function started(sheets?: (sheet: OutboundSheet) => OutboundSheet): Promise<readonly string[]> {
  offset = 0;
  await open(settled, { clock });
  await withSheets(sheets);
  const numbers = await ordered({ count: 2, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 2 });
  await act('confirm');
  await run();
  return numbers;
}

/** What holds documents, but for partners who do not answer while the days pass. */
const stops = async (): Promise<readonly string[]> => (await holdsOut()).filter((text) => !text.includes('has not answered'));

/** Kind and place of every document; what SPS collected meanwhile was sent all the same. */
const stand = async (): Promise<readonly string[]> => (await places()).map((text) => text.replace('collected', 'sent'));

const ofKind = async (kind: string): Promise<readonly OutboundRow[]> => (await documents()).filter((row) => row.kind === kind);
const purchaseOrders = async () => (await bench.state()).dynamics.orders.map(({ purchaseOrder }) => purchaseOrder);
const standing = async (kind: string): Promise<readonly string[]> =>
  (await ofKind(kind)).map(
    ({ number, place, draft }) => `${number} ${draft === 'superseded' ? draft : place.replace('collected', 'sent')}`,
  );

/** What SPS got of a kind, by purchase order: the sum of an element of its lines. */
async function got(kind: 'SH' | 'IN', element: string): Promise<Readonly<Record<string, number>>> {
  const sums: Record<string, number> = {};
  for (const { path, body } of await received()) {
    if (!path.startsWith(`in/${kind}`)) continue;
    const parts = body.split('<PurchaseOrderNumber>').slice(1);
    for (const part of parts) {
      const [order = ''] = part.split('<');
      const figures = [...part.matchAll(new RegExp(`<${element}>([^<]*)<`, 'g'))].map(([, text]) => Number(text));
      sums[order] = (sums[order] ?? 0) + figures.reduce((sum, figure) => sum + figure, 0);
    }
  }
  return sums;
}

/** What was ordered, by purchase order. */
async function wanted(): Promise<Readonly<Record<string, number>>> {
  const { orders } = (await bench.state()).dynamics;
  return Object.fromEntries(
    orders.map(({ purchaseOrder, lines }) => [purchaseOrder, lines.reduce((sum, { quantity }) => sum + quantity, 0)]),
  );
}

/** A person lets everything pass that holds a document, and it goes. */
async function letPass(row: OutboundRow | undefined): Promise<void> {
  const holds = await app.store.draftHolds({ outboundId: row?.id ?? 0 });
  for (const { id } of holds.filter(({ open: isOpen }) => isOpen))
    await call('outbound.accept', { outboundId: row?.id, holdId: id, reason: 'compared with the delivery note' });
  await run();
}

const balances = async () => {
  const rows = await documents();
  const ids = [...new Set(rows.flatMap(({ threadIds }) => threadIds))].toSorted((a, b) => a - b);
  const views = await Promise.all(ids.map((threadId) => call<ThreadView>('orders.thread', { threadId })));
  return views.flatMap(({ balance }) => balance);
};

describe('a packing slip over several orders, from the set of stocked slips', () => {
  it('is held where the rows name the first order only, says what nobody can know, and goes when the full sets are back', async () => {
    const [, second] = await started();
    await version(...poor);
    await act('ship', { consolidate: true });
    await run();
    expect(await stand()).toEqual(['855 sent', '855 sent', '856 held']);
    const [hold, ...others] = await stops();
    expect(others).toEqual([]);
    expect(hold).toContain('read from BusinessDocumentStockedPackingSlipLinesV3, which names one of them');
    expect(hold).toContain('cannot be of it');
    expect(hold).toContain(`Sales order ${second} (purchase order ${(await purchaseOrders())[1]}) is shipped too`);
    await version();
    expect(await stops()).toEqual([]);
    expect((await sent('856')).map(({ threadIds }) => threadIds.length)).toEqual([2]);
    expect(await got('SH', 'ShipQty')).toEqual(await wanted());
    const before = (await received()).length;
    await version(...poor);
    expect([await stops(), (await received()).length]).toEqual([[], before]);
  });

  it('goes at once where the rows name the order of each line, and never again, from whatever set it is read', async () => {
    await started();
    await version(...poor);
    await act('ship', { consolidate: true, rowsName: 'own' });
    await run();
    expect([await stops(), (await sent('856')).length]).toEqual([[], 1]);
    expect(await got('SH', 'ShipQty')).toEqual(await wanted());
    const before = (await received()).length;
    for (const sets of [[], poor, []]) {
      await version(...sets);
      expect([await stops(), (await received()).length]).toEqual([[], before]);
    }
  });

  it.each(['first', 'own'])('that was read in full is not sent again by rows that name the %s order', async (rowsName) => {
    await started(perOrder);
    await act('ship', { consolidate: true, rowsName });
    await run();
    const before = (await received()).length;
    for (const sets of [poor, [], poor]) {
      await version(...sets);
      expect([await stops(), (await received()).length, (await ofKind('856')).length]).toEqual([[], before, 2]);
    }
  });

  it.each(['first', 'own'])(
    'becomes a notice an order where the sheet says so: rows that name the %s order',
    async (rowsName) => {
      await started(perOrder);
      await version(...poor);
      await act('ship', { consolidate: true, rowsName });
      await run();
      const [one, two] = await purchaseOrders();
      const parts = [`PS-000001-${one}`, `PS-000001-${two}`];
      expect(await standing('856')).toEqual(rowsName === 'own' ? parts.map((number) => `${number} sent`) : ['PS-000001 held']);
      const held = (await ofKind('856'))[0];
      await version();
      const all = parts.map((number) => `${number} sent`);
      expect(await standing('856')).toEqual(rowsName === 'own' ? all : ['PS-000001 superseded', ...all]);
      expect(await stops()).toEqual([]);
      expect(await got('SH', 'ShipQty')).toEqual(await wanted());
      if (rowsName === 'own') return;
      const released = await call<{ readonly done: readonly number[] }>('outbound.release', {
        documents: [{ outboundId: held?.id, versionId: held?.versionId }],
      });
      expect(released.done).toEqual([]);
      const { timeline } = await call<ThreadView>('orders.thread', { threadId: held?.threadIds[0] });
      expect(JSON.stringify(timeline)).toContain(`856 PS-000001 does not leave: 856 ${parts[0]} was drafted`);
    },
  );

  it('that a person let go is not said twice: only the order that got nothing is told afterwards', async () => {
    await started();
    await version(...poor);
    await act('ship', { consolidate: true });
    await run();
    await letPass((await ofKind('856'))[0]);
    const two = (await purchaseOrders())[1];
    expect(await standing('856')).toEqual(['PS-000001 sent']);
    for (const sets of [[], poor, []]) {
      await version(...sets);
      expect(await standing('856')).toEqual(['PS-000001 sent', `PS-000001-${two} sent`]);
      expect(await stops()).toEqual([]);
    }
    expect(await got('SH', 'ShipQty')).toEqual(await wanted());
    expect((await balances()).every(({ ordered: all, shipped }) => all === shipped)).toBe(true);
  });

  it('that a person let go with goods of another order is to be corrected before that order is told', async () => {
    const [first, second] = await started(replacing);
    // The oldest set has no line numbers of ours, which would tell the lines apart.
    await version(...poor, 'BusinessDocumentStockedPackingSlipLinesV3');
    // Then a part of the second line of each order, which the rows count as lines 1 and 2 of the first.
    await act('ship', { orders: [first], lines: [{ line: 1, quantity: 4 }] });
    await run();
    expect(await standing('856')).toEqual(['PS-000001 sent']);
    await act('ship', { consolidate: true, lines: [{ line: 2, quantity: 3 }] });
    await run();
    expect(await stops()).toEqual([expect.stringContaining(`Sales order ${second} `)]);
    await letPass((await ofKind('856')).at(-1));
    expect(await standing('856')).toEqual(['PS-000001 sent', 'PS-000002 sent']);
    const before = (await received()).length;
    await version();
    expect((await received()).length).toBe(before);
    expect(await stops()).toEqual([
      expect.stringContaining('Line 1: 3 instead of 0.'),
      expect.stringContaining('856 PS-000002 left while the entity set named one order only'),
    ]);
    const wrong = (await ofKind('856')).find(({ number }) => number === 'PS-000002');
    await call('outbound.sendAgain', { outboundId: wrong?.id, reason: 'the set named one order only', called: false });
    await run();
    const right = (await ofKind('856')).at(-1);
    await call('outbound.release', { documents: [{ outboundId: right?.id, versionId: right?.versionId }] });
    await run();
    await run();
    const two = (await purchaseOrders())[1];
    expect(await standing('856')).toEqual(['PS-000001 sent', 'PS-000002 sent', `PS-000002-${two} sent`, 'PS-000002 sent']);
    expect(await stops()).toEqual([]);
    expect((await balances()).map(({ shipped }) => shipped)).toEqual(['4', '3', '0', '3']);
  });
});

describe('an invoice over several orders, from the sets of sales invoices', () => {
  const poorInvoices = 'CustInvoiceJourBiEntities';
  const allSent = async (): Promise<readonly string[]> => (await purchaseOrders()).map((order) => `CIV-000001-${order} sent`);

  it('is held, says what nobody can know, and is replaced by one an order when the full sets are back', async () => {
    const [first, second] = await started();
    await act('ship');
    await version(poorInvoices);
    await act('invoice', { consolidate: true });
    await run();
    expect(await standing('810')).toEqual(['CIV-000001 held']);
    const [hold, ...others] = await stops();
    expect(others).toEqual([]);
    expect(hold).toContain(`read from SalesInvoiceHeadersV4, which names one of them (${first})`);
    expect(hold).toContain(`Sales order ${second} (purchase order ${(await purchaseOrders())[1]}) is billed too`);
    for (const sets of [[], [poorInvoices], []]) {
      await version(...sets);
      expect(await standing('810')).toEqual(['CIV-000001 superseded', ...(await allSent())]);
      expect(await stops()).toEqual([]);
    }
    expect(await got('IN', 'InvoiceQty')).toEqual(await wanted());
    expect((await balances()).every(({ ordered: all, invoiced }) => all === invoiced)).toBe(true);
  });

  it('that was read in full is not sent again', async () => {
    await started();
    await act('ship');
    await act('invoice', { consolidate: true });
    await run();
    for (const sets of [[poorInvoices], [], [poorInvoices]]) {
      await version(...sets);
      expect([await standing('810'), await stops()]).toEqual([await allSent(), []]);
    }
  });

  it('that a person let go is not billed twice: only the other order is billed afterwards', async () => {
    await started();
    await act('ship');
    await version(poorInvoices);
    await act('invoice', { consolidate: true });
    await run();
    await letPass((await ofKind('810'))[0]);
    expect(await standing('810')).toEqual(['CIV-000001 sent']);
    const [, two] = await allSent();
    for (const sets of [[], [poorInvoices], []]) {
      await version(...sets);
      expect([await standing('810'), await stops()]).toEqual([['CIV-000001 sent', two], []]);
    }
    expect(await got('IN', 'InvoiceQty')).toEqual(await wanted());
  });

  it('that SPS refused under its old number cannot be tried again beside the right ones', async () => {
    await started();
    await act('ship');
    await version(poorInvoices);
    await act('invoice', { consolidate: true });
    await run();
    await bench.control('faults', { target: 'sps', kind: 'refused', times: 1 });
    await letPass((await ofKind('810'))[0]);
    const [refused] = await ofKind('810');
    await version();
    expect(await standing('810')).toEqual(['CIV-000001 superseded', ...(await allSent())]);
    await call('outbound.tryAgain', { outboundIds: [refused?.id] });
    await run();
    expect(await got('IN', 'InvoiceQty')).toEqual(await wanted());
  });
});

describe('one order at a time, from the poorer sets', () => {
  it('goes as it did: in parts, and with another order of the customer that is not shipped yet', async () => {
    const [first, second] = await started();
    await version(...poor);
    for (const share of [0.5, 1]) {
      await act('ship', { orders: [first], share });
      await act('invoice', { orders: [first] });
      await run();
      expect(await stops()).toEqual([]);
    }
    await act('ship', { orders: [second] });
    await act('invoice', { orders: [second] });
    await run();
    expect(await stops()).toEqual([]);
    expect(await got('SH', 'ShipQty')).toEqual(await wanted());
    expect(await got('IN', 'InvoiceQty')).toEqual(await wanted());
    const before = (await received()).length;
    await version();
    expect([await stops(), (await received()).length]).toEqual([[], before]);
  });
});
