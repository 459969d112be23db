import { describe, expect, it } from 'vitest';
import { draftInvoice } from '#core/drafting/invoice.ts';
import { toShipment } from '#core/rsx/mappers/shipment.ts';
import type { PostingLine } from '#core/domain/posting.ts';
import { line, order } from '../mapping/fixture.ts';
import { example, readOne } from '../rsx/helpers.ts';
import { earlier } from './earlierDocuments.ts';
import { allowance, at, input, terms, type Change } from './invoiceInput.ts';
import { basis, draftOrder, exampleOrder, join, posting, postingLine, throughBytes, xmlOf } from './fixture.ts';

describe('the worked check of the catalogue', () => {
  const bought = order({
    allowances: [allowance({})],
    terms: [terms()],
    lines: [line(1, { quantity: '120', price: '4.37' }), line(2, { quantity: '36', price: '11.25' })],
  });
  const billed = [postingLine(1, { quantity: '120', price: '4.37' }), postingLine(2, { quantity: '36', price: '11.25' })];
  const freight = { charges: [{ code: 'FREIGHT', text: 'Freight', amount: '55.00' }] };
  const draft = draftInvoice(
    input(bought, billed, { ...basis({ invoice: { chargeCodes: { FREIGHT: 'D240' } } }), posting: freight }),
  );

  it('comes out to the cent', () => {
    expect(draft.document).toMatchObject({
      totalSales: '929.4',
      totalAllowances: '18.59',
      totalCharges: '55',
      totalFreight: '55',
      totalAmount: '965.81',
      totalTermsDiscount: '18.22',
      dueByTermsDate: '947.59',
      terms: [{ discountAmount: '18.22', discountDate: '2026-03-20', netDate: '2026-04-09' }],
    });
    expect(draft.document.allowances).toMatchObject([
      { indicator: 'A', code: 'C310', amount: '18.59', percent: '2', basis: '929.4' },
      { indicator: 'C', code: 'D240', amount: '55' },
    ]);
    // Discountable: the total without the freight.
    expect(Number(draft.document.totalAmount) - Number(draft.document.totalFreight)).toBeCloseTo(910.81, 10);
    expect([draft.missing, draft.findings]).toEqual([[], []]);
  });
  it('is what its bytes say, and knows where its figures come from', () => {
    expect(throughBytes(draft.document)).toEqual(draft.document);
    expect(draft.origins['Invoice/Header/ChargesAllowances[1]/AllowChrgAmt']).toEqual({
      from: 'computed',
      how: '2 % of the lines as transmitted',
    });
    expect(draft.origins['Invoice/Header/ChargesAllowances[2]/AllowChrgCode']).toEqual({
      from: 'sheet',
      field: 'invoice.chargeCodes FREIGHT',
    });
  });
  it('waits for the code of a charge that the sheet does not know', () => {
    const waiting = draftInvoice(input(bought, billed, { posting: freight }));
    expect(waiting.missing).toMatchObject([
      { path: 'Invoice/Header/ChargesAllowances[2]/AllowChrgCode', what: "The partner's code for Freight (FREIGHT)." },
    ]);
  });
});

describe('the invoice of the story', () => {
  const bought = { ...exampleOrder, allowances: [allowance({ percent: '5', description: 'Off-invoice discount' })] };
  const one = draftOrder(bought, {
    earlier: [earlier('855', [at(1, '24'), at(2, '48')]), earlier('856', [at(1, '24'), at(2, '36')], { number: 'PS-000902' })],
  });
  const draft = draftInvoice(
    input(bought, [postingLine(1, { quantity: '24', price: '12.5' }), postingLine(2, { quantity: '36', price: '7.25' })], {
      order: one,
      notices: [toShipment(readOne(example('856-shipment')))],
      posting: { date: '2026-03-11', total: '532.95' },
    }),
  );
  it('is the example of the reference, but for what it echoes more', () => {
    const lines = xmlOf(draft.document)
      .split('\n')
      .map((text) => text.trim());
    const wanted = example('810-invoice')
      .split('\n')
      .map((text) => text.trim());
    expect(wanted.filter((text) => !lines.includes(text))).toEqual([]);
    expect(draft.findings).toEqual([]);
  });
});

describe('an order that left in parts', () => {
  const bought = order({ lines: [line(1, { quantity: '60', price: '2' }), line(2, { quantity: '10', price: '3' })] });
  const notice = (number: string, billOfLading: string, cartons: string) => {
    const shipment = toShipment(readOne(example('856-shipment')));
    return { ...shipment, number, billOfLading, lading: shipment.lading.map((one) => ({ ...one, quantity: cartons })) };
  };
  const notices = [notice('PS-1', 'BOL-1', '3'), notice('PS-2', 'BOL-2', '4')];
  const left = [
    earlier('856', [at(1, '24'), at(2, '10')], { id: 1, number: 'PS-1' }),
    earlier('856', [at(1, '36')], { id: 2, number: 'PS-2' }),
  ];
  const bill = (lines: readonly PostingLine[], before: readonly ReturnType<typeof earlier>[] = []) =>
    draftInvoice(input(bought, lines, { order: draftOrder(bought, { earlier: [...left, ...before] }), notices })).document;
  const billed = (position: number, quantity: string) => postingLine(position, { quantity, price: position === 1 ? '2' : '3' });

  it('the first invoice names the first notice, the second the second', () => {
    expect(bill([billed(1, '24'), billed(2, '10')])).toMatchObject({
      billOfLading: 'BOL-1',
      totalCartons: '3',
      lines: [{ shipQuantity: '24' }, { shipQuantity: '10' }],
    });
    const first = earlier('810', [at(1, '24'), at(2, '10')], { id: 3, number: 'CIV-1' });
    expect(bill([billed(1, '36')], [first])).toMatchObject({
      billOfLading: 'BOL-2',
      totalCartons: '4',
      lines: [{ shipQuantity: '36' }],
    });
  });
  it('one invoice of both names the newest and counts the cartons of both', () => {
    expect(bill([billed(1, '60')])).toMatchObject({ billOfLading: 'BOL-2', totalCartons: '7', lines: [{ shipQuantity: '60' }] });
  });
  it('goods that no notice announces yet name none', () => {
    const both = earlier('810', [at(1, '60'), at(2, '10')], { id: 3, number: 'CIV-1' });
    const more = bill([billed(1, '5')], [both]);
    expect([more.billOfLading, more.totalCartons, more.lines[0]?.shipQuantity]).toEqual(['', undefined, undefined]);
  });
  it('says what is still to come of a line, and nothing of one that left whole', () => {
    const some = draftInvoice(
      input(bought, [billed(1, '24'), billed(2, '10')], {
        order: draftOrder(bought, { earlier: left.slice(0, 1) }),
        notices: notices.slice(0, 1),
      }),
    ).document;
    expect(some.lines.map(({ leftToReceive, leftStatus }) => [leftToReceive, leftStatus])).toEqual([
      ['36', 'BO'],
      [undefined, ''],
    ]);
    expect(bill([billed(1, '24')]).lines[0]?.leftToReceive).toBeUndefined();
  });
});

describe('figures', () => {
  const cases = order({ lines: [line(1, { quantity: '10', unit: 'CA', price: '25.00' })] });
  const inCases = draftOrder(cases, { lines: [{ position: 1, itemNumber: 'D1', units: [{ unit: 'ea', factor: '12' }] }] });

  it('are in the units and at the prices of the 850, also when Dynamics bills eaches', () => {
    const draft = draftInvoice(input(cases, [postingLine(1, { quantity: '120', price: '2.083333' })], { order: inCases }));
    expect(draft.document.lines[0]).toMatchObject({ quantity: '10', unit: 'CA', price: '25.00', extended: '250' });
  });
  it('a price that is not the 850’s is billed as Dynamics has it', () => {
    const draft = draftInvoice(input(cases, [postingLine(1, { quantity: '120', price: '2.10' })], { order: inCases }));
    expect(draft.document.lines[0]).toMatchObject({ price: '25.2', extended: '252' });
    expect(draft.origins['Invoice/LineItem[1]/InvoiceLine/PurchasePrice']).toMatchObject({ from: 'dynamics' });
  });
  it('a case price that eaches of a large pack cannot say to the cent is that of the 850 all the same', () => {
    const gross = draftOrder(order({ lines: [line(1, { quantity: '10', unit: 'CA', price: '10.00' })] }), {
      lines: [{ position: 1, itemNumber: 'D1', units: [{ unit: 'ea', factor: '144' }] }],
    });
    const bill = (price: string) =>
      draftInvoice(input(gross.order, [postingLine(1, { quantity: '1440', price })], { order: gross })).document.lines[0]?.price;
    expect([bill('0.069444'), bill('0.069445'), bill('0.07')]).toEqual(['10.00', '10.00008', '10.08']);
  });
  it('a line that Dynamics split is one line again, at two prices two', () => {
    const split = [
      postingLine(1, { quantity: '60', price: '2.083333' }),
      postingLine(2, { lotId: 'X', itemNumber: 'D1', quantity: '60', price: '2.083333' }),
    ];
    expect(draftInvoice(input(cases, split, { order: inCases })).document.lines.map(({ quantity }) => quantity)).toEqual(['10']);
    const dear = [
      split[0] ?? postingLine(1),
      { ...postingLine(2, { lotId: 'X', itemNumber: 'D1' }), quantity: '60', price: '3' },
    ];
    expect(
      draftInvoice(input(cases, dear, { order: inCases })).document.lines.map(({ quantity, price }) => [quantity, price]),
    ).toEqual([
      ['5', '25.00'],
      ['5', '36'],
    ]);
  });

  const cents = order({ lines: [line(1, { quantity: '3', price: '0.335' }), line(2, { quantity: '3', price: '0.335' })] });
  const small = [postingLine(1, { quantity: '3', price: '0.335' }), postingLine(2, { quantity: '3', price: '0.335' })];
  it.each([
    ['line', ['1.01', '1.01'], '2.02'],
    ['total', ['1.005', '1.005'], '2.01'],
  ] as const)('are rounded by %s', (rounding, extended, total) => {
    const { document } = draftInvoice(input(cents, small, basis({ invoice: { rounding } })));
    expect([document.lines.map((entry) => entry.extended), document.totalAmount]).toEqual([extended, total]);
  });

  it('say where they differ from the books', () => {
    const draft = draftInvoice(input(cents, small, { posting: { total: '2.01' } }));
    expect(draft.findings).toMatchObject([{ rule: '810-POSTED', severity: 'WARN', value: '2.02', expected: '2.01' }]);
  });
  it('tax is added and stands in the header', () => {
    const { document } = draftInvoice(input(cents, small, { posting: { taxTotal: '0.16' } }));
    expect(document).toMatchObject({
      taxes: [{ type: 'TX', amount: '0.16' }],
      totalAmount: '2.18',
      totalTaxesAndCharges: '0.16',
    });
  });
});

describe('other postings', () => {
  const bought = order({ lines: [line(1, { quantity: '10', price: '10' })], terms: [terms()] });
  const back = [postingLine(1, { quantity: '-4', price: '10' })];
  it.each([
    ['positive', '4', '40'],
    ['negative', '-4', '-40'],
  ] as const)('a credit note in %s figures', (creditSign, quantity, total) => {
    const draft = draftInvoice(input(bought, back, basis({ invoice: { creditSign } })));
    expect(draft.document).toMatchObject({ typeCode: 'CR', totalAmount: total, lines: [{ quantity }] });
    expect(draft.lines).toMatchObject([{ quantity: '-4', amount: '-40' }]);
  });
  it('an invoice is one by its money, however many cheap things come back on it', () => {
    const mixed = order({ lines: [line(1, { quantity: '10', price: '500' }), line(2, { quantity: '100', price: '1' })] });
    const lines = (dear: string, cheap: string) => [
      postingLine(1, { quantity: dear, price: '500' }),
      postingLine(2, { quantity: cheap, price: '1' }),
    ];
    const said = (dear: string, cheap: string) => {
      const { document } = draftInvoice(input(mixed, lines(dear, cheap)));
      return [document.typeCode, document.totalAmount];
    };
    expect([said('10', '-12'), said('-1', '12')]).toEqual([
      ['DR', '4988'],
      ['CR', '488'],
    ]);
    const free = draftInvoice(input(mixed, [postingLine(1, { quantity: '-1', price: '0' })]));
    expect(free.document.typeCode).toBe('CR');
  });
  it('charges alone', () => {
    const map = basis({ invoice: { chargeCodes: { FREIGHT: 'D240' } } });
    const draft = draftInvoice(
      input(bought, [], { ...map, posting: { charges: [{ code: 'FREIGHT', text: 'Freight', amount: '12.5' }] } }),
    );
    expect(draft.document).toMatchObject({ lines: [], totalAmount: '12.5', totalSales: '0', totalLines: '0' });
    expect(throughBytes(draft.document)).toEqual(draft.document);
  });
  it('charges of a line stand on it; of one that bills no goods, or of nothing, they do not', () => {
    const map = basis({ invoice: { chargeCodes: { FREIGHT: 'D240', FEE: 'C310' } } });
    const charge = (code: string, amount: string, on: number) => ({ code, text: code, amount, line: on });
    const charges = [charge('FREIGHT', '3', 1), charge('FEE', '2', 2), charge('FREIGHT', '0.00', 1)];
    const lines = [
      postingLine(1, { quantity: '1', price: '10' }),
      postingLine(2, { lotId: 'X', itemNumber: 'D1', quantity: '0', price: '10' }),
    ];
    const { document } = draftInvoice(input(bought, lines, { ...map, posting: { charges } }));
    expect(document.lines.map(({ allowances }) => allowances.map(({ code, amount }) => `${code} ${amount}`))).toEqual([
      ['D240 3'],
    ]);
    expect(document.allowances.map(({ code, amount }) => `${code} ${amount}`)).toEqual(['C310 2']);
    expect(document).toMatchObject({ totalAmount: '15', totalFreight: '3', totalCharges: '5' });
  });
  it('charges of a posting of several orders stand on the one that carries them', () => {
    const map = basis({ invoice: { chargeCodes: { FREIGHT: 'D240' } } });
    const charges = { charges: [{ code: 'FREIGHT', text: 'Freight', amount: '12.5' }] };
    const of = (carriesCharges: boolean) =>
      draftInvoice(input(bought, [postingLine(1, { quantity: '1', price: '10' })], { ...map, posting: charges, carriesCharges }))
        .document.totalAmount;
    expect([of(true), of(false)]).toEqual(['22.5', '10']);
  });
  it('a posting of several orders is an 810 for each, under numbers that differ', () => {
    const one = [postingLine(1, { quantity: '1', price: '10' })];
    const both = { salesOrders: ['SO-000441', 'SO-2'] };
    const numberOf = (change: Change) => draftInvoice(input(bought, one, change)).document.number;
    const second = draftOrder(order({ number: 'PO-2' }), { threadId: 8, salesOrders: [{ salesOrder: 'SO-2', store: '' }] });
    const numbers = [numberOf({ posting: both }), numberOf({ posting: both, order: second })];
    expect(numbers).toEqual([`CIV-000871-${bought.number}`, 'CIV-000871-PO-2']);
    expect(numberOf({ posting: both, revision: 2 })).toBe(`CIV-000871-${bought.number}-R2`);
    expect(numberOf({})).toBe('CIV-000871');
  });
  it('a posting of several orders is held where the partner takes the number of the books alone', () => {
    const lines = [postingLine(1, { quantity: '1', price: '10' })];
    const held = basis({ invoice: { consolidated: 'hold' } });
    const both = { posting: { salesOrders: ['SO-000441', 'SO-2'] } };
    expect(draftInvoice(input(bought, lines, { ...held, ...both })).findings).toMatchObject([
      { rule: '810-ORDERS', severity: 'HOLD', message: expect.stringContaining('SO-000441, SO-2') as string },
    ]);
    expect(draftInvoice(input(bought, lines, held)).findings).toEqual([]);
    expect(draftInvoice(input(bought, lines, both)).findings).toEqual([]);
  });
  it('tax of several orders that no line tells is held: nobody can know how much is of this one', () => {
    const both = { salesOrders: ['SO-000441', 'SO-2'], taxTotal: '8.80' };
    const one = postingLine(1, { quantity: '1', price: '10' });
    const of = (tax: object) => {
      const [own, others] = [
        { ...one, ...tax },
        { ...postingLine(5, { salesOrder: 'SO-2', lotId: 'Z', itemNumber: 'D1' }), ...tax },
      ];
      const second = draftOrder(order({ number: 'PO-2', lines: [line(1)] }), {
        threadId: 8,
        salesOrders: [{ salesOrder: 'SO-2', store: '' }],
        links: [{ salesOrder: 'SO-2', lotId: 'Z', customersLineNumber: 1, position: 1, store: '' }],
      });
      const invoice = join(posting('invoice', [own, others], both), [draftOrder(bought), second]);
      return draftInvoice(input(bought, [], { invoice }));
    };
    expect(of({}).findings).toMatchObject([{ rule: '810-TAX', severity: 'HOLD' }]);
    expect(of({ tax: '0.80' })).toMatchObject({ findings: [], document: { totalAmount: '10.8' } });
  });
  it('per store: several stores under one number are held with what the partner needs', () => {
    const stores = ['0101', '0102'].map((store) => ({ store, qualifier: '92', quantity: '5', unit: 'EA', path: `p${store}` }));
    const split = order({ lines: [line(1, { quantity: '10', price: '10', stores })] });
    const lines = [
      postingLine(1, { quantity: '5', price: '10', itemNumber: 'D1' }),
      postingLine(2, { quantity: '5', price: '10', itemNumber: 'D1' }),
    ];
    const draft = draftInvoice(input(split, lines, basis({ invoice: { perStore: true } })));
    expect(draft.findings).toMatchObject([
      {
        rule: '810-STORES',
        severity: 'HOLD',
        message: expect.stringContaining('A partner billed per store needs one order per store') as string,
      },
    ]);
  });
  it('terms of Dynamics, with our own figure of the discount', () => {
    const posted = { name: '1% 5', dueDate: '2026-04-01', discountPercent: '1', discountDate: '2026-03-15', discount: '9.99' };
    const draft = draftInvoice(
      input(bought, [postingLine(1, { quantity: '10', price: '10' })], {
        ...basis({ invoice: { termsFrom: 'dynamics' } }),
        posting: { terms: posted },
      }),
    );
    expect(draft.document).toMatchObject({
      totalTermsDiscount: '1',
      dueByTermsDate: '99',
      terms: [{ netDate: '2026-04-01', discountAmount: '1' }],
    });
  });
  it('days of the 850 that are written as decimals go out whole', () => {
    const decimals = { ...bought, terms: [terms({ discountDays: '10.0', netDays: '30.0' })] };
    const { document } = draftInvoice(input(decimals, [postingLine(1, { quantity: '1', price: '10' })]));
    expect(document.terms[0]).toMatchObject({ discountDays: '10', netDays: '30', netDate: '2026-04-09' });
    expect(throughBytes(document)).toEqual(document);
  });
  it('waits for an address to pay to', () => {
    const { remitTo: _, ...company } = basis().company;
    expect(draftInvoice(input(bought, back, { company })).missing).toMatchObject([{ path: 'Invoice/Header/Address[1]' }]);
  });
});
