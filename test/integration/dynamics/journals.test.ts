import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { postingKey } from '#core/domain/posting.ts';
import { journalBench, type JournalBench } from './journalBench.ts';
import { fakeClock } from './support.ts';

let bench: JournalBench;
beforeEach(async () => {
  bench = await journalBench();
});
afterEach(() => bench.close());

const all = { orders: 'all' } as const;
const reads = (): number =>
  [...bench.counts].filter(([name]) => !name.includes('metadata')).reduce((sum, [, count]) => sum + count, 0);

describe('confirmations', () => {
  it('come with their lines, lots and figures, and every later one is a posting of its own', async () => {
    const order = await bench.order('PO1');
    await bench.control('confirm', all);
    await bench.control('confirm', { orders: [order], changes: [{ line: 2, quantity: 6, shipDate: '2026-02-20' }] });
    const read = await bench.journals.confirmationsSince(bench.start);
    expect(read.mark).toBe(bench.start);
    const [first, second] = await bench.journals.complete(read.heads);
    expect(first).toMatchObject({
      kind: 'confirmation',
      key: postingKey.confirmation('usmf', order, `${order}-1`),
      number: `${order}-1`,
      date: '2026-02-01',
      salesOrders: [order],
      customer: 'US-101',
      reference: 'PO1',
      total: '372.5',
      set: 'SalesOrderConfirmationHeaders',
    });
    expect(first?.lines.map(({ quantity, unit, price, amount }) => [quantity, unit, price, amount])).toEqual([
      ['24', 'ea', '12.5', '300'],
      ['10', 'ea', '7.25', '72.5'],
    ]);
    expect(second?.lines[1]).toMatchObject({ quantity: '6', confirmedShip: '2026-02-20' });
    const lots = (await bench.journals.orderLines('usmf', [order])).map(({ lotId }) => lotId);
    expect(first?.lines.map(({ lotId }) => lotId)).toEqual(lots);
  });

  it('that are dated for a later day hide none of today, and a mark that one left is put right', async () => {
    const [today, later] = [await bench.order('PO-TODAY'), await bench.order('PO-LATER')];
    await bench.control('confirm', { orders: [today] });
    // Somebody typed another month, or another century.
    await bench.control('advance', { minutes: 30 * 24 * 60 });
    await bench.control('confirm', { orders: [later] });
    const read = await bench.journals.confirmationsSince(bench.start);
    expect(read.heads.map(({ posting }) => posting.salesOrders)).toEqual([[today], [later]]);
    expect(read.mark).toBe(bench.start);
    const stuck = await bench.journals.confirmationsSince('2062-01-01T00:00:00.000Z');
    expect(stuck.heads.map(({ posting }) => posting.salesOrders)).toEqual([[today], [later]]);
    expect(stuck.mark).toBe('2026-02-01T00:00:00.000Z');
  });

  it('confirm a share rounded down and at least one, and a cancelled line is not in them', async () => {
    const order = await bench.order('PO2', {});
    await bench.control('confirm', { orders: [order], share: 0.01, changes: [{ line: 2, cancel: true }] });
    const [posting] = await bench.journals.postingsOfOrders([{ company: 'USMF', salesOrder: order }]);
    expect(posting?.lines.map(({ quantity }) => quantity)).toEqual(['1']);
  });
});

describe('packing slips', () => {
  it('tell tracking, load and what remains; the stamp makes the mark', async () => {
    const order = await bench.order('PO3');
    await bench.control('ship', { orders: [order], share: 0.5, tracking: ['1Z2', '1Z1'] });
    await bench.control('advance', { minutes: 30 });
    const read = await bench.journals.slipsSince(bench.start);
    const [slip] = await bench.journals.complete(read.heads);
    expect(read.mark).toBe('2026-02-01T09:00:00.000Z');
    expect(slip).toMatchObject({ key: postingKey.packingSlip('usmf', 'PS-000001', '2026-02-01', order), requisition: 'PO3' });
    expect(slip?.lines.map((line) => [line.quantity, line.ordered, line.remaining, line.salesOrder])).toEqual([
      ['12', '24', '12', order],
      ['5', '10', '5', order],
    ]);
    expect(slip?.shipment).toMatchObject({
      tracking: ['1Z1', '1Z2'],
      pro: 'PRO100001',
      carrier: 'ABFS',
      warehouse: '13',
      billOfLading: 'BOL-000001',
      weight: '42.5',
    });
  });

  it('over several orders are one posting, found by any of its orders', async () => {
    const first = await bench.order('PO4');
    const second = await bench.order('PO5');
    await bench.control('ship', { orders: [first, second], consolidate: true });
    const [slip, ...none] = await bench.journals.postingsOfOrders([{ company: 'usmf', salesOrder: second }]);
    expect(none).toEqual([]);
    expect(slip?.salesOrders).toEqual([first, second]);
    expect(slip?.lines.map(({ salesOrder, quantity }) => [salesOrder, quantity])).toEqual([
      [first, '24'],
      [first, '10'],
      [second, '24'],
      [second, '10'],
    ]);
  });

  it('show a reversal as the same posting, also when only the reversal is new', async () => {
    const order = await bench.order('PO6');
    await bench.control('ship', { orders: [order] });
    const before = await bench.journals.slipsSince(bench.start);
    await bench.control('advance', { minutes: 60 });
    await bench.control('cancel-slip', { slip: 'PS-000001', as: 'negative' });
    const after = await bench.journals.slipsSince('2026-02-01T09:55:00.000Z');
    expect(after.heads.map(({ key }) => key)).toEqual(before.heads.map(({ key }) => key));
    const [slip] = await bench.journals.complete(after.heads);
    expect(slip?.lines.map(({ quantity }) => quantity)).toEqual(['24', '10', '-24', '-10']);
    expect(slip?.shipment?.weight).toBe('0');
    const swept = await bench.journals.postingsOfOrders([{ company: 'usmf', salesOrder: order }]);
    expect(swept).toEqual([slip]);
  });

  it('that changed in place or vanished are seen only when they are read again', async () => {
    const order = await bench.order('PO7');
    await bench.control('ship', { orders: [order] });
    const read = await bench.journals.slipsSince(bench.start);
    const [slip] = await bench.journals.complete(read.heads);
    if (!slip) throw new Error('no slip');
    await bench.control('correct', { slip: slip.number, lines: [{ line: 1, quantity: 20 }] });
    expect((await bench.journals.slipsSince('2026-02-01T12:00:00.000Z')).heads).toEqual([]);
    expect((await bench.journals.again([slip]))[0]?.lines[0]?.quantity).toBe('20');
    await bench.control('cancel-slip', { slip: slip.number, as: 'vanish' });
    expect(await bench.journals.again([slip])).toEqual([]);
  });

  it('stamped late come with the overlap; later than that only with the sweep', async () => {
    const order = await bench.order('PO8');
    await bench.control('ship', { orders: [order], share: 0.1, stampedMinutesAgo: 5 });
    await bench.control('ship', { orders: [order], share: 0.1, stampedMinutesAgo: 50 });
    const read = await bench.journals.slipsSince(bench.start);
    expect(read.heads.map(({ posting }) => posting.number)).toEqual(['PS-000001']);
    expect(read.mark).toBe(bench.start);
    const swept = await bench.journals.postingsOfOrders([{ company: 'usmf', salesOrder: order }]);
    expect(swept.map(({ number }) => number).toSorted()).toEqual(['PS-000001', 'PS-000002']);
  });
});

describe('invoices', () => {
  it('tell charges by code, of the invoice and of its lines, tax, terms and totals to the cent', async () => {
    const order = await bench.order('PO9');
    await bench.control('ship', { orders: [order] });
    await bench.control('invoice', {
      orders: [order],
      taxPercent: 8.25,
      endDiscount: 3,
      cashDiscount: { percent: 2, days: 10 },
      charges: [
        { code: 'FREIGHT', text: 'Freight', amount: 15 },
        { code: 'HANDLING', text: 'Handling', amount: 2.5, line: 2 },
        { code: 'ALLOW', text: 'Allowance', amount: -2.5, line: 1 },
      ],
    });
    const read = await bench.journals.invoicesSince(bench.start);
    const [invoice] = await bench.journals.complete(read.heads);
    expect(invoice).toMatchObject({
      key: postingKey.invoice('usmf', 'CIV-000001', 'CIVV-000001'),
      subtotal: '372.5',
      taxTotal: '30.73',
      discountTotal: '3',
      total: '415.23',
      terms: { name: 'Net30', dueDate: '2026-03-03', discountPercent: '2', discountDate: '2026-02-11' },
    });
    expect(invoice?.charges).toEqual([
      { code: 'FREIGHT', text: 'Freight', amount: '15' },
      { code: 'ALLOW', text: 'Allowance', amount: '-2.5', line: 1 },
      { code: 'HANDLING', text: 'Handling', amount: '2.5', line: 2 },
    ]);
    expect(invoice?.lines.map((line) => [line.customersLineNumber, line.quantity, line.amount, line.tax])).toEqual([
      [1, '24', '300', '24.75'],
      [2, '10', '72.5', '5.98'],
    ]);
  });

  it('over several orders, credit notes and later charges are read; proforma is not', async () => {
    const first = await bench.order('PO10');
    const second = await bench.order('PO11');
    await bench.control('ship', { orders: [first, second] });
    await bench.control('invoice', { orders: [first], proforma: true });
    await bench.control('invoice', { orders: [first, second], consolidate: true });
    await bench.control('credit', { invoice: 'CIV-000002', lines: [{ line: 3, quantity: 4 }] });
    await bench.control('advance', { minutes: 90 });
    await bench.control('charge', { invoice: 'CIV-000002', code: 'LATE', amount: 9 });
    const read = await bench.journals.invoicesSince(bench.start);
    const postings = await bench.journals.complete(read.heads);
    expect(read.mark).toBe('2026-02-01T10:30:00.000Z');
    expect(postings.map(({ number }) => number)).toEqual(['CCN-000001', 'CIV-000002']);
    expect(postings[0]?.lines.map(({ salesOrder, quantity, amount }) => [salesOrder, quantity, amount])).toEqual([
      [second, '-4', '-50'],
    ]);
    expect(postings[1]?.salesOrders).toEqual([first, second]);
    expect(postings[1]?.charges).toEqual([{ code: 'LATE', text: '', amount: '9' }]);
    expect(postings[1]?.total).toBe('754');
    const swept = await bench.journals.postingsOfOrders([{ company: 'usmf', salesOrder: second }]);
    expect(swept.filter(({ kind }) => kind === 'invoice').map(({ number }) => number)).toContain('CIV-000002');
  });
});

describe('what it costs', () => {
  it('is three requests when nothing is new, whatever was posted before and in how many companies', async () => {
    const order = await bench.order('PO12');
    await bench.control('confirm', all);
    await bench.control('ship', all);
    await bench.control('invoice', all);
    const journals = bench.fresh({ companies: ['usmf', 'usrt'] });
    await journals.journalCapabilities();
    bench.counts.clear();
    const heads = [
      ...(await journals.confirmationsSince(bench.start)).heads,
      ...(await journals.slipsSince(bench.start)).heads,
      ...(await journals.invoicesSince(bench.start)).heads,
    ];
    expect(heads.map(({ posting }) => posting.salesOrders)).toEqual([[order], [order], [order]]);
    expect(bench.counts).toEqual(
      new Map([
        ['GET confirmation journal', 1],
        ['GET packing-slip journal', 1],
        ['GET invoice journal', 1],
      ]),
    );
  });

  it('is one request for the lines of 30 documents, at the size of page that the service has', async () => {
    for (let index = 0; index < 31; index += 1) await bench.order(`PO2${index}`);
    await bench.control('confirm', all);
    await bench.journals.journalCapabilities();
    const { heads } = await bench.journals.confirmationsSince(bench.start);
    bench.counts.clear();
    const whole = await bench.journals.complete(heads);
    expect(reads()).toBe(2);
    expect(whole.map(({ key }) => key)).toEqual(heads.map(({ key }) => key));
    expect(new Set(whole.map(({ lines }) => lines.length))).toEqual(new Set([2]));
    await bench.control('settings', { dynamics: { pageSize: 7, otherHostInNextLink: true } });
    expect(await bench.journals.complete(heads)).toEqual(whole);
  });
});

describe('other versions of Dynamics', () => {
  const missing = (...sets: string[]): Promise<unknown> => bench.control('settings', { dynamics: { missingSets: sets } });

  it('give the same keys from the alternatives, and it is said what they do not tell', async () => {
    const order = await bench.order('PO40');
    await bench.control('ship', { orders: [order], tracking: ['1Z9'] });
    await bench.control('invoice', { orders: [order], charges: [{ code: 'FREIGHT', amount: 5 }] });
    const ref = [{ company: 'usmf', salesOrder: order }];
    const before = await bench.journals.postingsOfOrders(ref);
    for (const stocked of ['BusinessDocumentStockedPackingSlipLinesV3', 'BusinessDocumentStockedPackingSlipLines']) {
      const other = stocked.endsWith('V3')
        ? []
        : ['BusinessDocumentStockedPackingSlipLinesV3', 'SalesInvoiceHeadersV4', 'SalesInvoiceV4Lines'];
      await missing('CustPackingSlipJourBiEntities', 'CustInvoiceTransBiEntities', ...other);
      const journals = bench.fresh();
      const after = await journals.postingsOfOrders(ref);
      expect(after.map(({ key }) => key)).toEqual(before.map(({ key }) => key));
      const [slip, invoice] = after;
      expect(slip?.set).toBe(stocked);
      expect(slip?.lines.map(({ lotId, itemNumber, quantity, unit }) => [lotId, itemNumber, quantity, unit])).toEqual(
        before[0]?.lines.map(({ lotId, itemNumber, quantity, unit }) => [lotId, itemNumber, quantity, unit]),
      );
      expect(slip?.shipment?.tracking).toEqual(['1Z9']);
      expect(invoice?.lines.map(({ itemNumber, quantity, lotId }) => [itemNumber, quantity, lotId])).toEqual([
        ['D0001', '24', ''],
        ['D0002', '10', ''],
      ]);
      expect(invoice?.charges).toEqual([{ code: '', text: '', amount: '5' }]);
      const since = [await journals.slipsSince(bench.start), await journals.invoicesSince(bench.start)];
      expect(since.map(({ heads }) => heads.length)).toEqual([1, 1]);
      const sources = await journals.journalCapabilities();
      expect(sources.map(({ watermark }) => watermark)).toEqual(['day', 'day', 'day']);
      expect(sources.flatMap(({ unknown }) => unknown).join(' ')).toMatch(/typed in.*joined by product/);
    }
  });

  it('may lose a set while we run: that read fails, the next one takes the alternative', async () => {
    await bench.control('ship', { orders: [await bench.order('PO42')] });
    const before = await bench.journals.slipsSince(bench.start);
    await missing('CustPackingSlipJourBiEntities');
    await expect(bench.journals.slipsSince(bench.start)).rejects.toMatchObject({ code: 'dynamics-not-found' });
    const after = await bench.journals.slipsSince(bench.start);
    expect(after.heads.map(({ key }) => key)).toEqual(before.heads.map(({ key }) => key));
    expect((await bench.journals.journalCapabilities())[1]?.watermark).toBe('day');
  });

  it('are asked within the hour for the sets that tell more, and daily for what they have', async () => {
    const clock = fakeClock();
    const journals = bench.fresh({}, clock);
    const sets = async (): Promise<readonly string[]> => (await journals.journalCapabilities()).map(({ set }) => set);
    const [, slips, invoices] = await sets();
    await missing('CustPackingSlipJourBiEntities', 'CustInvoiceJourBiEntities');
    await clock.sleep(3600_000);
    expect((await sets()).slice(1)).toEqual([slips, invoices]);
    await expect(journals.slipsSince(bench.start)).rejects.toThrow();
    await expect(journals.invoicesSince(bench.start)).rejects.toThrow();
    expect((await sets()).slice(1)).toEqual(['BusinessDocumentStockedPackingSlipLinesV3', 'SalesInvoiceHeadersV4']);
    await missing();
    await clock.sleep(59 * 60_000);
    expect((await sets())[1]).toBe('BusinessDocumentStockedPackingSlipLinesV3');
    await clock.sleep(60_000);
    expect((await sets()).slice(1)).toEqual([slips, invoices]);
  });

  it('lack what nothing replaces: read nothing, ask no more, and say so', async () => {
    await missing(
      'SalesOrderConfirmationLines',
      'PackingSlipTrackingInformation',
      'OutboundLoadHeaders',
      'BusinessDocumentMarkupTransactions',
    );
    const order = await bench.order('PO41');
    await bench.control('confirm', all);
    await bench.control('ship', { orders: [order], tracking: ['1Z9'] });
    await bench.control('invoice', { orders: [order], charges: [{ code: 'FREIGHT', amount: 5 }] });
    const journals = bench.fresh();
    const [confirmation, slip, invoice] = await journals.journalCapabilities();
    expect(confirmation).toMatchObject({ set: '', watermark: 'none' });
    expect(confirmation?.unknown[0]).toContain('SalesOrderConfirmationHeaders');
    expect(slip?.unknown).toHaveLength(2);
    expect(invoice?.unknown[0]).toContain('sum only');
    bench.counts.clear();
    expect(await journals.confirmationsSince(bench.start)).toEqual({ heads: [], mark: bench.start });
    expect(bench.counts.size).toBe(0);
    const postings = await journals.postingsOfOrders([{ company: 'usmf', salesOrder: order }]);
    expect(postings.map(({ kind }) => kind)).toEqual(['packing-slip', 'invoice']);
    expect(postings[0]?.shipment?.tracking).toEqual([]);
    expect(postings[1]?.charges).toEqual([{ code: '', text: '', amount: '5' }]);
  });
});
