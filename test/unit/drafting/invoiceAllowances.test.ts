import { describe, expect, it } from 'vitest';
import type { PostingLine } from '#core/domain/posting.ts';
import { draftInvoice } from '#core/drafting/invoice.ts';
import { invoiceChecks } from '#core/rules/outbound/invoice.ts';
import { line, order } from '../mapping/fixture.ts';
import { earlier } from './earlierDocuments.ts';
import { basis, draftOrder, postingLine, throughBytes } from './fixture.ts';
import { allowance, at, input, terms, type Change } from './invoiceInput.ts';

describe('allowances', () => {
  const bought = (change: object) =>
    order({ allowances: [allowance(change)], lines: [line(1, { quantity: '10', price: '10' })] });
  const ten = [postingLine(1, { quantity: '10', price: '10', discount: '4' })];
  const amounts = (change: object, more: Change = {}) =>
    draftInvoice(input(bought(change), ten, more)).document.allowances.map(
      ({ indicator, code, amount }) => `${indicator} ${code} ${amount}`,
    );
  it.each([
    ['a rate', {}, ['A C310 2']],
    ['a bill-back, which is not of the invoice', { handling: '01' }, []],
    ['a fixed amount', { percent: undefined, amount: '7' }, ['A C310 7']],
    ['a charge of the 850, which Dynamics bills', { indicator: 'C' }, []],
  ])('from the order: %s', (_name, change, expected) => {
    expect(amounts(change)).toEqual(expected);
  });
  it('a fixed amount stands on the first invoice only', () => {
    const before = draftOrder(bought({ percent: undefined, amount: '7' }), { earlier: [earlier('810', [at(1, '5')])] });
    expect(amounts({ percent: undefined, amount: '7' }, { order: before })).toEqual([]);
  });
  describe('that the 850 has on a line', () => {
    const onLine = (change: object) =>
      order({
        allowances: [],
        lines: [line(1, { quantity: '10', price: '10.33', allowances: [{ ...allowance(change), path: 'line' }] }), line(2)],
      });
    const bill = (change: object, { lines = [postingLine(1, { quantity: '3', price: '10.33' })], ...more }: LineChange = {}) => {
      const drafted = draftInvoice(input(onLine(change), lines, more));
      const said = drafted.document.lines.map(({ allowances }) =>
        allowances.map(({ indicator, code, amount, percent, basis, rate, quantity, unit }) =>
          [indicator, code, amount, percent && `${percent}%`, basis, rate, quantity, unit].filter(Boolean).join(' '),
        ),
      );
      return { drafted, said: said.flat(), total: drafted.document.totalAmount };
    };
    type LineChange = Change & { readonly lines?: readonly PostingLine[] };
    it.each([
      ['by a percentage of what is billed of it', {}, ['A C310 0.62 2% 30.99'], '30.37'],
      ['per unit that is billed of it', { percent: undefined, rate: '0.25', unit: 'ea' }, ['A C310 0.75 0.25 3 EA'], '30.24'],
      ['per unit without saying which', { percent: undefined, rate: '0.25' }, ['A C310 0.75 0.25 3 EA'], '30.24'],
      ['as an amount', { percent: undefined, amount: '4' }, ['A C310 4'], '26.99'],
      ['as a bill-back, which is not of the invoice', { handling: '01' }, [], '30.99'],
      ['as a charge, which Dynamics bills', { indicator: 'C' }, [], '30.99'],
    ])('%s', (_name, change, expected, total) => {
      const { drafted, ...billed } = bill(change);
      expect([billed.said, billed.total, drafted.findings]).toEqual([expected, total, []]);
      expect(throughBytes(drafted.document)).toEqual(drafted.document);
      const known = { sheet: basis().sheet, orders: [draftOrder(onLine(change))], store: '', intent: 'original' } as const;
      const none = {
        contentHash: '',
        postingKeys: [],
        sameNumber: [],
        elsewhere: [],
        today: '2026-03-03',
        left: [],
        missing: [],
      };
      expect(invoiceChecks.flatMap((rule) => rule.check(drafted.document, { ...known, ...none }))).toEqual([]);
    });
    it('an amount stands once: on the first invoice of the line, and there on one of its prices', () => {
      const fixed = { percent: undefined, amount: '4' };
      const two = [
        postingLine(1, { quantity: '3', price: '10.33' }),
        postingLine(3, { lotId: 'X', itemNumber: 'D1', quantity: '1', price: '9' }),
      ];
      expect(bill(fixed, { lines: two }).said).toEqual(['A C310 4']);
      const earlierOf = (position: number) => ({
        order: draftOrder(onLine(fixed), { earlier: [earlier('810', [at(position, '5')])] }),
      });
      expect([bill(fixed, earlierOf(1)).said, bill(fixed, earlierOf(2)).said]).toEqual([[], ['A C310 4']]);
    });
    it('per a unit in which nothing is billed is held: nobody knows how many of those it is', () => {
      const perCase = { percent: undefined, rate: '0.25', unit: 'CA' };
      expect(bill(perCase).drafted.findings).toMatchObject([
        {
          rule: '810-ALLOWANCE',
          severity: 'HOLD',
          message:
            'The order takes 0.25 off per CA (C310), and what is billed counts in EA: the allowance is not on the draft. Book it in Dynamics as a charge below zero, or let it pass where the buyer takes it off.',
        },
      ]);
      // The amount of the whole order serves where that is said as well.
      expect(bill({ ...perCase, amount: '2.50' })).toMatchObject({ said: ['A C310 2.5'], drafted: { findings: [] } });
    });
    it('is not told where the sheet takes allowances from Dynamics, and only once where both have it', () => {
      const map = (allowances: 'from-order' | 'from-dynamics') =>
        basis({ invoice: { allowances, chargeCodes: { PROMO: 'C310' } } });
      const promo = { posting: { charges: [{ code: 'PROMO', text: 'Promotion', amount: '-0.62', line: 1 }] } };
      expect(bill({}, { ...map('from-dynamics'), ...promo }).said).toEqual(['A C310 0.62']);
      expect(bill({}, { ...map('from-order'), ...promo }).said).toEqual(['A C310 0.62 2% 30.99']);
    });
  });
  it('a fixed amount stays on its invoice when that is drafted again, also under a number with the order behind it', () => {
    const fixed = { percent: undefined, amount: '7' };
    const self = earlier('810', [at(1, '10')], {
      number: `CIV-000871-${bought({}).number}`,
      draft: 'waiting',
      transport: 'none',
    });
    const again = draftOrder(bought(fixed), { earlier: [self] });
    const both = { salesOrders: ['SO-000441', 'SO-2'] };
    expect(amounts(fixed, { order: again, posting: both })).toEqual(['A C310 7']);
  });
  it.each([
    ['positive', ['A C310 1'], '49'],
    ['negative', ['C C310 1'], '-49'],
  ] as const)(
    'of a credit note in %s figures are given back, and what the terms are of is less by them',
    (creditSign, said, total) => {
      const back = order({ ...bought({}), terms: [terms()] });
      const facts = basis({ invoice: { creditSign, credits: true } });
      const draft = draftInvoice(input(back, [postingLine(1, { quantity: '-5', price: '10' })], facts));
      const { document } = draft;
      expect(document.allowances.map(({ indicator, code, amount }) => `${indicator} ${code} ${amount}`)).toEqual(said);
      expect([document.totalAmount, document.totalTermsDiscount]).toEqual([total, creditSign === 'positive' ? '0.98' : '-0.98']);
      const known = { sheet: facts.sheet, orders: [draftOrder(back)], store: '', intent: 'original', contentHash: '' } as const;
      const none = { postingKeys: [], sameNumber: [], elsewhere: [], today: '2026-03-03', left: [], missing: [] };
      expect(invoiceChecks.flatMap((rule) => rule.check(document, { ...known, ...none }))).toEqual([]);
      expect(throughBytes(document)).toEqual(document);
    },
  );
  it('a fixed amount is not given back by a credit note that nobody agreed it for', () => {
    const facts = basis({ invoice: { creditSign: 'negative' } });
    const fixed = bought({ percent: undefined, amount: '7' });
    expect(draftInvoice(input(fixed, [postingLine(1, { quantity: '-5', price: '10' })], facts)).document.allowances).toEqual([]);
  });
  it('from Dynamics: its discounts under the codes of the sheet, on the line or in the header', () => {
    const map = basis({
      invoice: { allowances: 'from-dynamics', chargeCodes: { 'line discount': 'C310', 'total discount': 'I530' } },
    });
    const draft = draftInvoice(input(bought({}), ten, { ...map, posting: { discountTotal: '1' } }));
    expect(draft.document.lines[0]?.allowances).toMatchObject([{ indicator: 'A', code: 'C310', amount: '4' }]);
    expect(draft.document.allowances).toMatchObject([{ indicator: 'A', code: 'I530', amount: '1' }]);
    expect(draft.document.totalAmount).toBe('95');
  });
  it('an allowance that Dynamics booked as a charge is not taken off twice', () => {
    const map = basis({ invoice: { chargeCodes: { PROMO: 'C310' } } });
    expect(amounts({}, { ...map, posting: { charges: [{ code: 'PROMO', text: 'Promotion', amount: '-2' }] } })).toEqual([
      'A C310 2',
    ]);
  });
});
