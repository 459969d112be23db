import { describe, expect, it } from 'vitest';
import type { ChangeView } from '#core/contract/views/changes.ts';
import type { DraftView } from '#core/contract/views/drafts.ts';
import type { ThreadView } from '#core/contract/views/orders.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { App } from '#core/host/app.types.ts';
import { mostListed } from '#core/engine/outbound/otherCustomers.ts';
import { app, bench, cancel, erp, open, run, settled, theOrder, useDesk } from '../support/desk.ts';
import { signInToErp } from '../support/erp.ts';
import { passDay, passHours, resetClock, settableClock } from '../support/settableClock.ts';
import { call, documents, holdsOut, ordered, places, received, sent, withSheets } from '../support/wayBack.ts';
import { setPartnerColumn } from '../support/fixture.ts';

useDesk(67);

const confirm = () => bench.control('confirm', { orders: 'all' });
const thread = async (): Promise<ThreadView> => call<ThreadView>('orders.thread', { threadId: (await theOrder())?.threadId });

const reviewed = (sheet: OutboundSheet): OutboundSheet => ({
  ...sheet,
  documents: { ...sheet.documents, '855': { ...sheet.documents['855'], review: true } },
});

async function started(request: object = {}, sheets?: (sheet: OutboundSheet) => OutboundSheet): Promise<readonly string[]> {
  resetClock();
  await open(settled, { clock: settableClock });
  await withSheets(sheets);
  return ordered({ count: 1, family: 'bulk', ...request });
}

async function draftOf(kind: string): Promise<DraftView> {
  const row = (await documents()).find((entry) => entry.kind === kind);
  return call<DraftView>('outbound.draft', { outboundId: row?.id });
}

describe('the balance', () => {
  it('follows a quantity that a person corrected, as the bytes that left do', async () => {
    await started({ lines: 2 }, reviewed);
    await confirm();
    await run();
    const line = 'OrderAck/LineItem[1]/LineItemAcknowledgement';
    const first = (await draftOf('855')).values;
    const before = first.find(({ path }) => path === `${line}[1]/ItemScheduleQty`)?.value ?? '';
    const less = String(Number(before) - 1);
    const typed = [
      [`${line}[1]/ItemStatusCode`, 'IQ'],
      [`${line}[1]/ItemScheduleQty`, less],
      [`${line}[2]/ItemStatusCode`, 'IR'],
      [`${line}[2]/ItemScheduleQty`, '1'],
      [`${line}[2]/ItemScheduleUOM`, 'EA'],
      ['OrderAck/LineItem[1]/Notes[1]/NoteCode', 'GEN'],
      ['OrderAck/LineItem[1]/Notes[1]/Note', 'One is broken'],
      ['OrderAck/Header/OrderHeader/AcknowledgementType', 'AC'],
    ] as const;
    for (const [path, value] of typed) {
      const { outboundId, versionId } = await draftOf('855');
      await call('outbound.correct', { outboundId, versionId, path, value, reason: 'one of them is broken' });
    }
    expect((await draftOf('855')).lines[0]).toMatchObject({ drafted: less });
    expect(await holdsOut()).toEqual([]);
    const { outboundId } = await draftOf('855');
    const { versionId } = await draftOf('855');
    await call('outbound.release', { documents: [{ outboundId, versionId }] });
    await run();
    expect((await received())[0]?.body).toContain(`<ItemScheduleQty>${less}<`);
    const { balance } = await thread();
    expect(balance[0]).toMatchObject({ ordered: before, acknowledged: less });
    expect(balance.slice(1).every(({ ordered: all, acknowledged }) => all === acknowledged)).toBe(true);
  });
});

describe('a sheet that changes', () => {
  it('also rules what is on its way: pick-up and reply times', async () => {
    await started();
    await confirm();
    await run();
    const { partnerId, vendor } = (await sent('855'))[0] ?? { partnerId: '', vendor: '' };
    const seen = await call<{ readonly version: number; readonly sheet: OutboundSheet }>('sheets.get', { partnerId, vendor });
    const own = { ...seen.sheet.documents['855'], pickupMinutes: 7, replyHours: 3 };
    const sheet = { ...seen.sheet, documents: { ...seen.sheet.documents, '855': own } };
    await call('sheets.save', { partnerId, vendor, seen: seen.version, sheet, why: 'the partner answers sooner now' });
    expect((await sent('855'))[0]?.rules).toMatchObject({ pickupMinutes: 7, replyHours: 3 });
    await run();
    expect(await received()).toHaveLength(1);
  });
});

describe('an order that comes to nothing', () => {
  it('is rejected with an 855 for review when it is cancelled in Dynamics before it was confirmed', async () => {
    const [order] = await started({ lines: 2 });
    await cancel(order);
    await passDay();
    await run();
    expect(await places()).toEqual(['855 review']);
    const { text, postings } = await draftOf('855');
    expect(text).toContain('<AcknowledgementType>R');
    expect(postings).toEqual([]);
    await passDay();
    await run();
    expect(await places()).toEqual(['855 review']);
    expect(await received()).toEqual([]);
  });

  it.each(['before it was confirmed', 'before its 855 was let go'])(
    'is rejected also where it was cancelled %s, and the program ends as that is written down',
    async (moment) => {
      const [order] = await started({}, reviewed);
      if (moment !== 'before it was confirmed') {
        await confirm();
        await run();
      }
      await cancel(order);
      const before = { ...app.store };
      let ended = false;
      Object.assign(app.store, {
        swept: async (input: Parameters<App['store']['swept']>[0]) => {
          await before.swept(input);
          if (input.threads.some(({ canceled }) => canceled)) ended = true;
        },
        wakeOutbound: async (input: Parameters<App['store']['wakeOutbound']>[0]) => {
          if (ended) throw new Error('The program ended.');
          await before.wakeOutbound(input);
        },
      });
      if (moment === 'before it was confirmed') await passDay();
      else {
        passHours(2);
        const [promise] = await documents();
        await call('outbound.release', { documents: [{ outboundId: promise?.id, versionId: promise?.versionId }] });
      }
      await run();
      expect(ended).toBe(true);
      Object.assign(app.store, before);
      await run();
      await run();
      const [rejection, ...promises] = (await documents()).toSorted((a, b) => b.id - a.id);
      expect([rejection?.place, rejection?.postingKeys]).toEqual(['review', []]);
      expect(promises.map(({ place }) => place)).toEqual(moment === 'before it was confirmed' ? [] : ['set-aside']);
      expect(await received()).toEqual([]);
    },
  );

  it('says nothing of the kind once it was confirmed', async () => {
    const [order] = await started();
    await confirm();
    await run();
    await cancel(order);
    await passDay();
    await run();
    expect(await places()).toEqual(['855 collected']);
    expect(await received()).toHaveLength(1);
  });

  it('is rejected where it was confirmed, and cancelled before a person let its 855 go; open again, it is answered as ever', async () => {
    const [order] = await started({}, reviewed);
    await confirm();
    await run();
    const promise = (await documents())[0];
    expect(promise).toMatchObject({ kind: '855', place: 'review' });
    await cancel(order);
    // It lay here for hours: right before it leaves, its order is looked at.
    passHours(2);
    await call('outbound.release', { documents: [{ outboundId: promise?.id, versionId: promise?.versionId }] });
    await run();
    expect(await received()).toEqual([]);
    await run();
    const [, rejection] = await documents();
    expect([await places(), rejection?.postingKeys]).toEqual([['855 review', '855 set-aside'], []]);
    await passDay();
    await run();
    expect(await places()).toEqual(['855 review', '855 set-aside']);
    // The token of that day is over.
    const later = await signInToErp(bench.connection);
    await later.send('PATCH', `SalesOrderHeadersV2(dataAreaId='usmf',SalesOrderNumber='${order}')`, {
      SalesOrderStatus: 'Backorder',
    });
    await passDay();
    await run();
    expect((await documents()).filter(({ place }) => place === 'review').map(({ postingKeys }) => postingKeys.length)).toEqual([
      1,
    ]);
    expect(await received()).toEqual([]);
  });
});

describe('a unit that is not that of the 850', () => {
  const inCases = { partner: '3FBALLCONTOSOUS', lines: 1 };

  it('comes back in the cases that were ordered, whatever Dynamics counts in', async () => {
    const [order] = await started(inCases);
    const [line] = (await bench.state()).dynamics.orders.find(({ number }) => number === order)?.lines ?? [];
    await confirm();
    await bench.control('ship', { orders: 'all' });
    await bench.control('invoice', { orders: 'all' });
    await run();
    expect(await places()).toEqual(['810 sent', '855 sent', '856 sent']);
    const { balance } = await thread();
    expect(balance).toHaveLength(1);
    const cases = balance[0]?.ordered ?? '';
    expect(Number(cases)).toBeLessThan(line?.quantity ?? 0);
    expect(balance[0]).toMatchObject({ unit: 'CA', acknowledged: cases, shipped: cases, invoiced: cases });
    const notice = (await received()).find(({ body }) => body.includes('<Shipment'))?.body;
    expect(notice).toMatch(new RegExp(`<ShipQty>${cases}</ShipQty>\\s*<ShipQtyUOM>CA<`));
  });

  it('is held where a case is broken', async () => {
    const [order] = await started(inCases);
    await setPartnerColumn(app.store, 'severities', 'ITM-05=HOLD');
    await confirm();
    await run();
    await bench.control('ship', { orders: [order], lines: [{ line: 1, quantity: 1 }] });
    await run();
    expect((await sent('856')).length).toBe(0);
    expect((await holdsOut()).join(' ')).toMatch(/leaves 1 ea|broken one/);
  });
});

describe('a change of the retailer that was accepted', () => {
  it('is what the order says from then on: its lines, its worth and its balance', async () => {
    await started({ oddity: 'change' });
    const { threadId } = (await theOrder()) ?? {};
    const before = await thread();
    const documentId = before.documents.find(({ kind }) => kind === '860')?.id;
    const change = await call<ChangeView>('changes.get', { documentId });
    const open860 = change.lines.filter(({ allowed }) => !allowed);
    await call('changes.decide', {
      documentId,
      decision: open860.length === 0 ? 'accept' : 'accept-in-part',
      refusedLines: open860.map(({ position }) => ({ position, reason: 'not any more' })),
      reason: 'agreed with sales',
    });
    await run();
    await confirm();
    await run();
    const after = await thread();
    const moved = change.lines.filter(({ allowed, after: now, before: old }) => allowed && now !== old);
    expect(moved.length).toBeGreaterThan(0);
    for (const { lineNumber, after: now } of moved) {
      expect(after.lines.find((line) => line.lineNumber === lineNumber)?.ordered).toBe(now);
      expect(after.balance.find((line) => line.lineNumber === lineNumber)?.ordered).toBe(now);
    }
    expect(after.balance.map(({ ordered: all }) => all)).toEqual(after.lines.map(({ ordered: all }) => all));
    const worth = after.lines.reduce((sum, { ordered: all, price }) => sum + Number(all) * Number(price), 0);
    const { rows } = await app.store.ordersList({ filter: {}, sort: 'received', descending: true, limit: 10 });
    expect(Number(rows.find((row) => row.threadId === threadId)?.amount)).toBeCloseTo(worth, 2);
  });
});

describe('business with customers who are no partner', () => {
  it('is listed, a few postings of each customer, and never drafted', async () => {
    const [own] = await started();
    // A customer of the practice company that no partner is mapped to, and that is not blocked.
    const other = 'US-105';
    const item = (await bench.state()).dynamics.orders[0]?.lines[0];
    for (let nth = 0; nth < mostListed + 2; nth += 1) {
      const { salesOrder } = (await bench.control('handmade', { purchaseOrder: `HAND-${nth}`, customer: other })) as {
        readonly salesOrder: string;
      };
      const line = { ItemNumber: item?.item, OrderedSalesQuantity: 5, SalesUnitSymbol: item?.unit, SalesPrice: item?.price };
      await erp.send('POST', 'SalesOrderLines', { dataAreaId: 'usmf', SalesOrderNumber: salesOrder, ...line });
    }
    await confirm();
    await run();
    await run();
    const { rows } = await call<{ readonly rows: readonly { readonly customer: string; readonly lines: number }[] }>(
      'postings.notOurs',
      {},
    );
    expect(rows.map(({ customer, lines }) => [customer, lines])).toEqual(Array.from({ length: mostListed }, () => [other, 1]));
    expect(await places()).toEqual(['855 sent']);
    expect((await thread()).postings.flatMap(({ salesOrders }) => salesOrders)).toEqual([own]);
    const { summary } = await run();
    expect(summary.requests).toMatchObject({ dynamics: 3 });
  });
});

describe('a slip that is corrected in Dynamics before its notice leaves', () => {
  it('does not leave as it was where it cannot be drafted anew in that run', async () => {
    await started({ lines: 1 }, (sheet) => ({
      ...sheet,
      documents: { ...sheet.documents, '856': { ...sheet.documents['856'], review: true } },
    }));
    await confirm();
    await bench.control('ship', { orders: 'all' });
    await run();
    const notice = (await documents()).find(({ kind }) => kind === '856');
    expect(notice?.place).toBe('review');
    await bench.control('correct', { slip: notice?.number, lines: [{ line: 1, quantity: 1 }], as: 'in-place' });
    await call('outbound.release', { documents: [{ outboundId: notice?.id, versionId: notice?.versionId }] });
    // Its order is swept: that finds the correction first, and writes it down.
    await passDay();
    const before = { ...app.store };
    Object.assign(app.store, { saveDraft: () => Promise.reject(new Error('The draft cannot be written.')) });
    await run();
    Object.assign(app.store, before);
    expect((await received()).filter(({ body }) => body.includes('<Shipment'))).toEqual([]);
    await run();
    expect((await received()).filter(({ body }) => body.includes('<Shipment'))).toEqual([]);
    expect(await holdsOut()).toContainEqual(expect.stringMatching(/^Corrected in Dynamics: /));
  });
});
