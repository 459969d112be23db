import { describe, expect, it } from 'vitest';
import { basisOf } from '#core/domain/releasedRule.ts';
import { ruleCatalogue, ruleEntry } from '#core/domain/rules/catalogue.ts';
import type { Invoice } from '#core/domain/invoice.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import type { EarlierDocument } from '#core/drafting/draft.types.ts';
import type { Drafted } from '#core/rules/outbound/facts.ts';
import { generalChecks } from '#core/rules/outbound/general.ts';
import { invoiceChecks } from '#core/rules/outbound/invoice.ts';
import { labelChecks } from '#core/rules/outbound/labels.ts';
import { ackChecks } from '#core/rules/outbound/orderAck.ts';
import { noticeChecks } from '#core/rules/outbound/shipNotice.ts';
import { ackCases } from './ackCases.ts';
import { generalCases } from './generalCases.ts';
import { invoiceCases } from './invoiceCases.ts';
import { countedTwice, noticeCases } from './noticeCases.ts';
import { earlier } from '../../drafting/earlierDocuments.ts';
import { draftOrder, join, postingLine } from '../../drafting/fixture.ts';
import { ack, at, before, bill, bought, changed, facts, notice, ofOrder, packing, said, shipped, slip } from './support.ts';

const cases = [...generalCases, ...ackCases, ...noticeCases, ...invoiceCases];

describe.each(cases)('rule $rule', ({ rule, passes, fails, finding, lacks }) => {
  it('passes', () => {
    expect(said(passes, rule)).toEqual([]);
  });
  it('fails with exactly this', () => {
    expect(said(fails, rule)).toEqual([{ ...finding, rule }]);
  });
  it(`says nothing where data lacks: ${lacks[0]}`, () => {
    expect(said(lacks[1], rule)).toEqual([]);
  });
});

describe('the rules of what leaves', () => {
  it('have nothing to say about good documents', () => {
    expect([ack(), notice(), bill()].flatMap((drafted) => said(drafted))).toEqual([]);
  });

  it('stand in the catalogue, each once, with a case', () => {
    const checks = [...generalChecks, ...ackChecks, ...noticeChecks, ...labelChecks, ...invoiceChecks].map(({ id }) => id);
    const entries = ruleCatalogue.filter(({ place }) => place === 'draft').map(({ id }) => id);
    expect(checks.toSorted()).toEqual([...entries, 'GEN-04'].toSorted());
    expect(cases.map(({ rule }) => rule).toSorted()).toEqual(checks.toSorted());
    expect(ruleEntry('GEN-04')?.documents).toContain('856');
  });

  it('name a pack by the code of the file, also where that is a word of the language (856-01)', () => {
    const drafted = changed<Shipment>(notice(), ({ levels }) => ({
      levels: levels.map((level) => ({
        ...level,
        levels: level.levels.map((inner) => (inner.level === 'pack' ? { ...inner, type: 'constructor' } : inner)),
      })),
    }));
    expect(said(drafted, '856-01').map(({ message }) => message)).toContain('A pack of type constructor stands under an order.');
  });

  it('find the same carton n of m on two labels, which a slip that is packed anew leaves (LBL-05)', () => {
    expect(said(countedTwice, 'LBL-05').map(({ message }) => message)).toEqual([
      'Label 006141410000001026: carton 2 of 2 stands on label 006141410000001019 too; print both again.',
    ]);
  });

  it.each([
    ['free', 'original', undefined],
    ['replace', 'original', 'BLOCK'],
    ['replace', 'replace', undefined],
    ['cancel-and-new', 'replace', 'BLOCK'],
    ['cancel-and-new', 'cancel', undefined],
    ['call-first', 'original', 'HOLD'],
    ['call-first', 'replace', undefined],
    ['never', 'cancel', 'BLOCK'],
  ] as const)('correction policy %s: a second document as %s', (correction, intent, severity) => {
    const { sheet } = facts();
    const corrected = { ...sheet, documents: { ...sheet.documents, '810': { ...sheet.documents['810'], correction } } };
    const found = said(bill({}, { sameNumber: [before('810')], intent, sheet: corrected }), 'GEN-04');
    expect(found.map((finding) => finding.severity)).toEqual(severity === undefined ? [] : [severity]);
  });

  it.each([
    ['was sent', { draft: 'left', transport: 'sent' }, 1],
    ['may have been sent', { draft: 'left', transport: 'unknown' }, 1],
    ['is still to leave', { draft: 'review', transport: 'none' }, 1],
    ['was refused by SPS', { draft: 'left', transport: 'refused' }, 0],
    ['was set aside', { draft: 'set-aside', transport: 'none' }, 0],
  ] as const)('a number of another order of the partner that %s', (_what, change, count) => {
    const elsewhere = (kind: '810' | '856') => ({ elsewhere: [before(kind, { postingKeys: ['another'], ...change })] });
    expect(said(bill({}, elsewhere('810')), '810-01')).toHaveLength(count);
    expect(said(notice({}, elsewhere('856')), '856-04')).toHaveLength(count);
    // One cause is one finding: it is no correction of this document.
    expect([...said(bill({}, elsewhere('810')), 'GEN-04'), ...said(notice({}, elsewhere('856')), 'GEN-04')]).toEqual([]);
  });

  it('a unit in other letters is the same one, and one that the order does not say is no other (810-06, 856-08)', () => {
    const ordered = (unit: string) => ({ ...bought, lines: bought.lines.map((line) => ({ ...line, unit })) });
    const billedIn = (unit: string, orderUnit: string) => {
      const drafted = bill({}, { orders: [ofOrder({ order: ordered(orderUnit), earlier: [shipped] })] });
      const withUnit = changed<Invoice>(drafted, ({ lines }) => ({ lines: lines.map((line) => ({ ...line, unit })) }));
      return said(withUnit, '810-06').length;
    };
    expect([billedIn('EA', ''), billedIn('EA', 'ea'), billedIn('CA', 'ea')]).toEqual([0, 0, 2]);
    expect(said(notice({}, { orders: [ofOrder({ order: ordered('ea') })] }), '856-08')).toEqual([]);
    const inLarge = { ...notice(), facts: { ...notice().facts, orders: [ofOrder({ order: ordered('ea') })] } } as Drafted;
    expect(said(inLarge, '856-08')).toEqual([]);
  });

  describe('an order that says one item twice', () => {
    const alike = (change: { readonly lineNumber: string; readonly buyerPart?: string }): PurchaseOrder => ({
      ...bought,
      lines: bought.lines.map((line) => ({
        ...line,
        lineNumber: change.lineNumber,
        item: { ...line.item, buyerPart: change.buyerPart ?? line.item.buyerPart },
      })),
    });
    const noticeOf = (order: PurchaseOrder, earlierOnes: readonly EarlierDocument[] = []) => {
      const orders = [ofOrder({ order, earlier: earlierOnes })];
      return notice({}, { orders, slips: [{ joined: join(slip.posting, orders), packing }] });
    };

    it.each([
      ['without line numbers', alike({ lineNumber: '', buyerPart: 'NW-1' })],
      ['with nothing but one barcode', alike({ lineNumber: '', buyerPart: '' })],
      ['with one number for both', alike({ lineNumber: '1' })],
      ['with one number and one item for both', alike({ lineNumber: '1', buyerPart: 'NW-1' })],
    ])('%s has its goods announced: what is said of both counts together (856-09)', (_what, order) => {
      expect(said(noticeOf(order))).toEqual([]);
    });

    it('is not announced with more or less than the slip, nor over the order (856-07, 856-09)', () => {
      const drafted = noticeOf(alike({ lineNumber: '', buyerPart: 'NW-1' }));
      const less = changed<Shipment>(drafted, ({ levels }) => ({
        levels: JSON.parse(JSON.stringify(levels).replace('"shipQuantity":"24"', '"shipQuantity":"20"')) as Shipment['levels'],
      }));
      expect(said(less, '856-09').map(({ message }) => message)).toEqual([
        'Lines 1 and 2 of the order: 44 in the notice, 48 on the packing slip.',
      ]);
      const again = noticeOf(alike({ lineNumber: '', buyerPart: 'NW-1' }), [earlier('856', [at(2, '1')], { number: 'PS-0' })]);
      expect(said(again, '856-07').map(({ message }) => message)).toEqual([
        'Lines 1 and 2 of the order: 49 EA shipped in all, ordered are 48.',
      ]);
    });

    it('is not billed over what was shipped (810-05)', () => {
      const order = alike({ lineNumber: '', buyerPart: 'NW-1' });
      const billed = earlier('810', [at(2, '1')], { id: 2, number: 'CIV-0' });
      const of = (...more: readonly EarlierDocument[]) => bill({}, { orders: [ofOrder({ order, earlier: [shipped, ...more] })] });
      expect(said(of(), '810-05')).toEqual([]);
      expect(said(of(billed), '810-05').map(({ message }) => message)).toEqual([
        'Lines 1 and 2 of the order: 49 EA billed in all, 48 shipped.',
      ]);
    });
  });

  describe('the cancel date of a notice (856-05)', () => {
    const ends = (date: string) => [{ qualifier: '001', date, path: 'd' }];
    const ended = (shipDate: string, header: string | undefined, ofLine: readonly (string | undefined)[]) => {
      const order = {
        ...bought,
        dates: header === undefined ? [] : ends(header),
        lines: bought.lines.map((line, index) => ({ ...line, dates: ofLine[index] === undefined ? [] : ends(ofLine[index]) })),
      };
      return said(notice({ shipDate }, { orders: [ofOrder({ order })] }), '856-05').map(({ message }) => message);
    };
    const all = 'Shipped on Mar 10, 2026, purchase order PO1 ended on Mar 5, 2026.';
    const second = 'Shipped on Mar 10, 2026, line 002 of purchase order PO1 ended on Mar 4, 2026.';

    it.each([
      ['of the header', '2026-03-05', [], [all]],
      ['of a line alone', undefined, [undefined, '2026-03-04'], [second]],
      ['of a line before that of the header', '2026-03-20', [undefined, '2026-03-04'], [second]],
      ['of both', '2026-03-05', [undefined, '2026-03-04'], [all, second]],
      ['that was moved on every line', '2026-03-05', ['2026-03-10', '2026-03-20'], []],
    ] as const)('%s counts for what is shipped', (_what, header, ofLine, expected) => {
      expect(ended('2026-03-10', header, ofLine)).toEqual(expected);
    });

    it('is asked of each order of a notice, so that an extension of one lets no other pass', () => {
      const dates = ends('2026-03-05');
      const orders = [
        ofOrder({ order: { ...bought, dates } }),
        draftOrder(
          { ...bought, number: 'PO2', dates, lines: bought.lines.map((line) => ({ ...line })) },
          { threadId: 8, salesOrders: [{ salesOrder: 'SO-2', store: '' }], links: [] },
        ),
      ];
      const posted = [
        postingLine(1, { quantity: '24', remaining: '0' }),
        postingLine(2, { salesOrder: 'SO-2', lotId: '', itemNumber: 'D2', quantity: '24', remaining: '0' }),
      ];
      const slips = [{ joined: join({ ...slip.posting, lines: posted }, orders), packing }];
      const found = said(notice({ shipDate: '2026-03-10' }, { orders, slips }), '856-05');
      expect(found.map(({ message }) => message)).toEqual([all, all.replace('PO1', 'PO2')]);
      const [first, other] = found;
      expect(first && other && basisOf(first) === basisOf(other)).toBe(false);
    });

    it('is told once of an order of many stores', () => {
      const stores = ['0101', '0102'].map((store) => ({ store, qualifier: '92', quantity: '12', unit: 'EA', path: store }));
      const order = {
        ...bought,
        dates: ends('2026-03-05'),
        lines: bought.lines.slice(0, 1).map((line) => ({ ...line, stores })),
      };
      const orders = [draftOrder(order)];
      const posted = [1, 2].map((position) => postingLine(position, { quantity: '12', customersLineNumber: position }));
      const slips = [{ joined: join({ ...slip.posting, lines: posted }, orders) }];
      const drafted = notice({ shipDate: '2026-03-10' }, { orders, slips }, { shipNotice: { structure: 'items' } });
      expect(drafted.kind === '856' && drafted.document.levels).toHaveLength(2);
      expect(said(drafted, '856-05').map(({ message }) => message)).toEqual([all]);
    });
  });

  it('asks for the word of the buyer where no backorder is allowed and a line is short (856-20)', () => {
    const short = { shipComplete: 'N' };
    const posted = [postingLine(1, { quantity: '24', remaining: '0' }), postingLine(2, { quantity: '20', remaining: '4' })];
    const found = (order: typeof bought, sheet = {}) => {
      const orders = [ofOrder({ order })];
      const slips = [{ joined: join({ ...slip.posting, lines: posted }, orders) }];
      const drafted = notice({}, { orders, slips }, { shipNotice: { structure: 'items' }, ...sheet });
      return said(drafted, '856-20').map(({ message, expected }) => [message, expected]);
    };
    expect(found({ ...bought, ...short })).toEqual([
      [
        'Line 002 is shipped short, and the order allows no backorder (ShipCompleteCode N): close the rest (IQ), or say that it follows (BP) where the buyer agreed to that.',
        'IQ, or BP with the word of the buyer',
      ],
    ]);
    expect(found(bought, { ack: { codes: ['IA', 'IQ', 'IR'] } })).toEqual([
      [
        'Line 002 is shipped short, and the partner takes no backorder (its sheet has neither IB nor BP): close the rest (IQ), or say that it follows (BP) where the buyer agreed to that.',
        'IQ, or BP with the word of the buyer',
      ],
    ]);
    expect(found(bought)).toEqual([]);
  });

  it('blocks goods that left after their order was cancelled, not what had left before (856-05)', () => {
    const off = (shipDate: string, answered: boolean, ordered = '24') => {
      const lines = bought.lines.map((line) => ({ ...line, quantity: ordered }));
      const order = ofOrder({ order: { ...bought, dates: [], lines }, calledOff: { since: '2026-03-10', answered } });
      const found = said(notice({ shipDate }, { orders: [order] }), '856-05');
      return found.map(({ severity, message }) => `${severity} ${message}`);
    };
    const after = 'BLOCK The retailer cancelled purchase order PO1 on Mar 10, 2026, and these goods left after that.';
    expect([off('2026-03-09', false), off('2026-03-10', false)]).toEqual([[], [after]]);
    // What was kept of an order that was answered had left before it was cancelled.
    expect([off('2026-03-10', true), off('2026-03-11', true, '20'), off('2026-03-09', true, '20')]).toEqual([[], [after], []]);
  });

  it('asks of every order of a notice for its references and buyer parts (GEN-16)', () => {
    const second = draftOrder(
      { ...bought, number: 'PO2', lines: bought.lines.map((line) => ({ ...line })) },
      { threadId: 8, salesOrders: [{ salesOrder: 'SO-2', store: '' }], links: [] },
    );
    const orders = [ofOrder(), second];
    const posted = [
      postingLine(1, { quantity: '24', remaining: '0' }),
      postingLine(2, { salesOrder: 'SO-2', lotId: '', itemNumber: 'D2', quantity: '24', remaining: '0' }),
    ];
    const drafted = notice({}, { orders, slips: [{ joined: join({ ...slip.posting, lines: posted }, orders), packing }] });
    expect(said(drafted, 'GEN-16')).toEqual([]);
    const lost = changed<Shipment>(drafted, ({ levels }) => ({
      levels: levels.map((level, index) =>
        index === 0
          ? level
          : (JSON.parse(JSON.stringify({ ...level, references: [] }).replaceAll('"NW-2"', '"XX"')) as typeof level),
      ),
    }));
    expect(said(lost, 'GEN-16').map(({ path, message }) => [path, message])).toEqual([
      ['Shipment/OrderLevel[2]/References', 'Reference CT AGR-77 of the order is not on the 856.'],
      [
        'Shipment/OrderLevel[2]/PackLevel[1]/PackLevel[1]/ItemLevel[1]/ShipmentLine/BuyerPartNumber',
        "Line 002: the buyer's part is XX, the order has NW-2.",
      ],
    ]);
  });

  it('of one store no more is billed than it ordered, whatever the other stores did (810-05)', () => {
    const stores = ['0101', '0102'].map((store) => ({ store, qualifier: '92', quantity: '12', unit: 'EA', path: store }));
    const order = { ...bought, lines: bought.lines.slice(0, 1).map((line) => ({ ...line, stores })) };
    const out = earlier('856', [{ ...at(1, '12'), store: '0101' }], { store: '0101' });
    const links = [{ salesOrder: 'SO-000441', lotId: 'L1', customersLineNumber: 1, position: 1, store: '0101' }];
    const billed = (quantity: string) => {
      const orders = [ofOrder({ order, links, earlier: [out] })];
      const drafted = changed<Invoice>(bill({}, { orders, store: '0101' }), ({ lines }) => ({
        lines: lines.slice(0, 1).map((line) => ({ ...line, quantity })),
      }));
      return said(drafted, '810-05').map(({ message }) => message);
    };
    expect(billed('12')).toEqual([]);
    expect(billed('13')).toEqual(['Line 001: 13 EA billed in all, 12 shipped.']);
  });

  it('a credit note over more than was billed is held, where an invoice of the order is known (810-18)', () => {
    const over = (billed?: string) => {
      const out = billed === undefined ? [] : [earlier('810', [at(1, '24'), at(2, billed)], { id: 2, number: 'CIV-0' })];
      const drafted = bill({}, { orders: [ofOrder({ earlier: [shipped, ...out] })] }, { invoice: { credits: true } });
      if (drafted.kind !== '810') throw new Error('an invoice');
      return said({ ...drafted, document: { ...drafted.document, typeCode: 'CR' } }, '810-18');
    };
    expect(over('20')).toMatchObject([
      {
        severity: 'HOLD',
        path: 'Invoice/LineItem[2]/InvoiceLine/InvoiceQty',
        message: 'Line 002: 24 EA credited, 20 billed.',
        fix: { fix: 'dynamics', act: 'correct the credit note to what was billed' },
      },
    ]);
    expect([over('24'), over()]).toEqual([[], []]);
  });

  it('the price agreed last is that of the change decided last, however late another answer is told anew', () => {
    const answer = (id: number, price: string, change: Partial<EarlierDocument> = {}): EarlierDocument =>
      earlier('865', [{ ...at(1, '24'), price }], { id, number: `865-${id}`, ...change });
    const told = [shipped, answer(2, '11', { business: 'rejected' }), answer(3, '12.5'), answer(4, '11', { corrects: 2 })];
    expect(said(bill({}, { orders: [ofOrder({ earlier: told })] }), '810-06')).toEqual([]);
  });

  it('a discount in the price and as an allowance is found', () => {
    const netted = bill();
    if (netted.kind !== '810') throw new Error('an invoice');
    const lines = netted.document.lines.map((line) => ({ ...line, price: '11.875' }));
    expect(said({ ...netted, document: { ...netted.document, lines } }, '810-09')).toMatchObject([
      { path: 'Invoice/LineItem[1]/InvoiceLine/PurchasePrice' },
      {},
    ]);
  });
});
