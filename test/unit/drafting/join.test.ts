import { describe, expect, it } from 'vitest';
import type { Posting, PostingLine } from '#core/domain/posting.ts';
import { line, order } from '../mapping/fixture.ts';
import { draftOrder, join, posting, postingLine } from './fixture.ts';

const joined = (lines: readonly PostingLine[], orders = [draftOrder()], charges?: ReadonlySet<string>) =>
  join(posting('invoice', lines), orders, charges);
const places = (result: ReturnType<typeof joined>): unknown =>
  result.lines.map(({ threadId, position, store, quantity, by }) => [threadId, position, store, quantity, by]);

describe('posted lines find their line of the 850', () => {
  it.each([
    ['by lot', postingLine(9, { lotId: 'L2', itemNumber: '', quantity: '5' }), [7, 2, '', '5', 'lot']],
    [
      'by lot before anything else',
      postingLine(9, { lotId: 'L2', customersLineNumber: 3, itemNumber: '', externalItem: 'NW-1001' }),
      [7, 2, '', '1', 'lot'],
    ],
    [
      'a foreign lot by customer’s line number',
      postingLine(9, { lotId: 'X', customersLineNumber: 3, itemNumber: '' }),
      [7, 3, '', '1', 'line-number'],
    ],
    ['then by product', postingLine(9, { lotId: 'X', itemNumber: 'D3' }), [7, 3, '', '1', 'product']],
    [
      'or by the item of the customer',
      postingLine(9, { lotId: '', itemNumber: '', externalItem: 'NW-1002' }),
      [7, 2, '', '1', 'product'],
    ],
    ['without an order number too', postingLine(9, { lotId: 'X', salesOrder: '', itemNumber: 'D3' }), [7, 3, '', '1', 'product']],
  ])('%s', (_name, posted, expected) => {
    const result = joined([posted]);
    expect([places(result), result.held, result.findings]).toEqual([[expected], [], []]);
  });

  it('a line that Dynamics split in two is one line of the 850 twice', () => {
    expect(
      places(joined([postingLine(1, { quantity: '10' }), postingLine(2, { lotId: 'X', itemNumber: 'D1', quantity: '14' })])),
    ).toEqual([
      [7, 1, '', '10', 'lot'],
      [7, 1, '', '14', 'product'],
    ]);
  });

  it('a line with another product than the order’s is joined, and held on what names the goods', () => {
    const other = postingLine(9, { lotId: 'X', customersLineNumber: 3, itemNumber: 'D77', quantity: '4' });
    const of = (kind: Posting['kind'], item: object = {}) => join(posting(kind, [{ ...other, ...item }]), [draftOrder()]);
    expect(places(of('packing-slip'))).toEqual([[7, 3, '', '4', 'line-number']]);
    expect(of('packing-slip').findings).toMatchObject([
      {
        severity: 'HOLD',
        rule: 'JOIN-ITEM',
        message:
          'Posted line 9 (4 ea D77) of PS-000902 stands for line 3 of the order, which is D3: the draft names what was ordered, not what left. Let it pass where the buyer agreed to the other item.',
        value: 'D77',
        expected: 'D3',
      },
    ]);
    expect(of('invoice').findings).toMatchObject([{ rule: 'JOIN-ITEM' }]);
    // An 855 asks about it; and Dynamics finds its items whatever their case.
    expect([of('confirmation').findings, of('invoice', { itemNumber: 'd3' }).findings]).toEqual([[], []]);
  });

  it('is held where two lines of the 850 have the product, or none', () => {
    const twins = draftOrder(undefined, {
      lines: [1, 2, 3].map((position) => ({ position, itemNumber: 'SAME', units: [{ unit: 'ea', factor: '1' }] })),
    });
    const several = joined([postingLine(9, { lotId: 'X', itemNumber: 'SAME' })], [twins]);
    expect([several.lines, several.held.length]).toEqual([[], 1]);
    expect(several.findings).toEqual([
      {
        severity: 'HOLD',
        rule: 'JOIN-LINE',
        path: '',
        message:
          "Posted line 9 (1 ea SAME) of CIV-000871 fits line 1 and line 2 and line 3, and nothing says which: no inventory lot of ours, customer's line number unknown, several lines with this product.",
        value: 'SAME',
        expected: 'one line of the 850',
        fix: { fix: 'dynamics', act: "give the line its customer's line number" },
        cost: 'Sent under the wrong line it is a shortage there and an overage here.',
      },
    ]);
    expect(joined([postingLine(9, { lotId: 'X', itemNumber: 'ZZ' })]).findings).toMatchObject([
      { rule: 'JOIN-LINE', value: 'ZZ' },
    ]);
  });

  it('keeps orders of one consolidated posting apart, and those of another company out', () => {
    const other = draftOrder(order({ lines: [line(1)] }), {
      threadId: 8,
      salesOrders: [{ salesOrder: 'SO-2', store: '' }],
      links: [{ salesOrder: 'SO-2', lotId: 'M1', customersLineNumber: 1, position: 1, store: '' }],
    });
    const lines = [postingLine(1), postingLine(2, { salesOrder: 'SO-2', lotId: 'X', itemNumber: 'D1' })];
    expect(places(joined(lines, [draftOrder(), other]))).toEqual([
      [7, 1, '', '1', 'lot'],
      [8, 1, '', '1', 'product'],
    ]);
    expect(joined(lines, [draftOrder(), { ...other, company: 'dat' }]).held).toHaveLength(1);
  });

  it('knows the store of a line by its lot', () => {
    const stores = ['0101', '0102'].map((store) => ({ store, qualifier: '92', quantity: '5', unit: 'EA', path: store }));
    const split = draftOrder(order({ lines: [line(1, { stores })] }));
    expect(places(joined([postingLine(2, { itemNumber: 'D1' })], [split]))).toEqual([[7, 1, '0102', '1', 'lot']]);
    // Without a lot nobody can say whose: a slip must know, an invoice bills the line of both.
    const foreign = [postingLine(2, { lotId: 'X', itemNumber: 'D1' })];
    expect(join(posting('packing-slip', foreign), [split]).held).toHaveLength(1);
    expect(places(joined(foreign, [split]))).toEqual([[7, 1, '', '1', 'product']]);
  });

  it('lines that are nothing but a charge become charges, on an invoice only', () => {
    const free = postingLine(8, { lotId: 'X', itemNumber: '', name: 'Handling', amount: '4' });
    const service = postingLine(9, { lotId: 'Y', itemNumber: 'FREIGHT', name: 'Freight', quantity: '2', price: '3' });
    expect(joined([free, service], [draftOrder()], new Set(['FREIGHT'])).charges).toEqual([
      { code: 'Handling', text: 'Handling', amount: '4' },
      { code: 'FREIGHT', text: 'Freight', amount: '6' },
    ]);
    expect(join(posting('packing-slip', [free])).held).toHaveLength(1);
  });
});

describe('quantities go back to the unit of the 850', () => {
  const cases = draftOrder(order({ lines: [line(1, { unit: 'CA', quantity: '10', pack: '12' })] }), {
    lines: [
      {
        position: 1,
        itemNumber: 'D1',
        units: [
          { unit: 'ea', factor: '12' },
          { unit: 'BOX', factor: '2' },
        ],
      },
    ],
  });
  const back = (quantity: string, unit: string) => joined([postingLine(1, { quantity, unit })], [cases]);

  it.each([
    ['120', 'ea', '10', '12'],
    ['120', 'EA', '10', '12'],
    ['20', 'box', '10', '2'],
    ['10', 'CA', '10', '1'],
    ['-24', 'ea', '-2', '12'],
    ['0', 'ea', '0', '12'],
    ['24', '', '2', '12'],
  ])('%s %s is %s CA', (quantity, unit, expected, factor) => {
    expect(back(quantity, unit)).toMatchObject({ lines: [{ quantity: expected, factor }], findings: [], held: [] });
  });

  it('a remainder is held with what is left', () => {
    expect(back('125', 'ea')).toMatchObject({
      lines: [],
      held: [{ quantity: '125' }],
      findings: [
        { rule: 'ITM-05', severity: 'BLOCK', message: 'Line 001: 125 ea at 12 ea per CA leaves 5 ea; the order counts in CA.' },
      ],
    });
  });
  it('a broken case is joined and found', () => {
    expect(back('18', 'ea')).toMatchObject({
      lines: [{ quantity: '1.5' }],
      findings: [{ rule: 'ITM-05', severity: 'HOLD', value: '1.5' }],
    });
  });
  it('a unit without a conversion is held, with the fix', () => {
    expect(back('1', 'pal')).toMatchObject({
      lines: [],
      findings: [{ rule: 'ITM-04', fix: { fix: 'unit', itemNumber: 'D1', ediUnit: 'CA', itemUnit: 'pal', pack: '12' } }],
    });
  });
});

describe('a posting that may be of several orders', () => {
  const lines = [postingLine(1), postingLine(2, { quantity: '6' })];
  const doubted = (change: Partial<Posting>) =>
    join(posting('packing-slip', lines, { set: 'OneOrderSet', ...change }), [draftOrder()]);
  const others = [{ salesOrder: 'SO-2', purchaseOrder: '4711' }];

  it('keeps the lines that cannot be of its order out, and says once what nobody can know', () => {
    const result = doubted({ doubt: { lines: [2], others } });
    expect([result.lines.map(({ position }) => position), result.held.map(({ position }) => position)]).toEqual([[1], [2]]);
    expect(result.findings).toMatchObject([{ severity: 'HOLD', rule: 'JOIN-ORDERS' }]);
    const message = result.findings.map((one) => one.message).join();
    for (const words of [
      'read from OneOrderSet',
      'Line 2 (6 ea D2) cannot be of it',
      'SO-2 (purchase order 4711) is shipped too',
    ])
      expect(message).toContain(words);
  });

  it('is said where only another order speaks for it, and not at all where nothing does', () => {
    const result = doubted({ doubt: { lines: [], others } });
    expect([result.lines.length, result.held, result.findings.length]).toEqual([2, [], 1]);
    expect(doubted({}).findings).toEqual([]);
  });

  it('takes charges of an invoice for charges all the same', () => {
    const charge = postingLine(2, { itemNumber: 'FREIGHT', lotId: '', amount: '5' });
    const invoice = posting('invoice', [postingLine(1), charge], { doubt: { lines: [2], others: [] } });
    const result = join(invoice, [draftOrder()], new Set(['FREIGHT']));
    expect([result.charges.map(({ code }) => code), result.held, result.findings]).toEqual([['FREIGHT'], [], []]);
  });
});
