import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import type { OrderChange, PurchaseOrder, PurchaseOrderLine, StoreQuantity } from '#core/domain/purchaseOrder.ts';
import { changedLines, type ChangedLine } from '#core/drafting/changeLines.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import { changedOrder } from '#core/engine/outbound/changes/changedOrder.ts';
import { heldByHand } from '#core/engine/outbound/changes/heldByHand.ts';
import { laterSaid } from '#core/engine/outbound/changes/openChange.ts';
import { changeVerdicts } from '#core/engine/outbound/changes/planChange.ts';
import { decidedChanges } from '#core/engine/outbound/changes/decided.ts';
import type { OrderChangeRow, StoredChangeDecision } from '#core/store/types/changes.ts';
import type { AnsweredThread } from '#core/store/types/postings.ts';
import { line, order, state, there, verdict, wants } from './changeFixture.ts';

const other = { ...line.item, buyerPart: 'B-9' };
const stores = (...parts: readonly (readonly [string, string])[]): readonly StoreQuantity[] =>
  parts.map(([store, quantity]) => ({ store, quantity, qualifier: '92', unit: 'CA', path: '' }));
const { quantity: _quantity, ...lineWithoutQuantity } = line;
const judge = (changed: readonly ChangedLine[]) =>
  changeVerdicts(changed, order, [state(there())], {
    dates: { shipQualifiers: ['010'], receiptQualifiers: ['002'] },
    additions: [],
    earlierOpen: false,
    saidLater: new Map(),
  });

describe('a line of a change that is more than quantity, price and days', () => {
  it.each([
    ['another item', wants('4', { item: other }), 'names B-9 for this line, the order has B-1'],
    ['another unit', wants('2', { unit: 'EA' }), 'counts in EA, the order in CA'],
    ['other shares of stores', wants('4', { stores: stores(['A', '1'], ['B', '3']) }), 'in another way (A 0 to 1, B 0 to 3)'],
    ['allowances', { ...wants('4'), code: 'CE' }, 'about allowances or charges'],
    ['up, but down', { ...wants('3'), code: 'QI', previous: '4' }, 'goes up, but 3 is less than the 4'],
    ['down, but up', { ...wants('5'), code: 'QD', previous: '4' }, 'goes down, but 5 is more than the 4'],
    [
      'a difference that is none',
      { ...wants('1'), previous: '4', difference: '-1' },
      'a difference of -1, but from 4 to 1 it is -3',
    ],
    ['more away than there is', wants('-2'), 'takes more away than'],
    ['up, but not to what', { ...wants('4'), line: { ...lineWithoutQuantity }, code: 'QI', previous: '4' }, 'but not to what'],
  ])('is not accepted unwritten: %s', (_what, changed, why) => {
    expect(verdict(changed)).toMatchObject({ allowed: false, wanted: [] });
    expect(verdict(changed)?.why).toContain(why);
  });

  it('is what it seems where the rest is the same', () => {
    const same = { ...line.item, vendorPart: 'V-1', upc: '614141000012' };
    expect(verdict(wants('3', { item: same, unit: 'ca' }))).toMatchObject({ allowed: true, wanted: [{ quantity: '18' }] });
    expect(verdict({ ...wants('3'), previous: '4', difference: '1' })).toMatchObject({ allowed: true });
    const one = { ...line, stores: stores(['A', '4']) };
    expect(verdict({ ...wants('3', { stores: stores(['A', '3']) }), before: one })).toMatchObject({ allowed: true });
  });

  it('names no line of the order: only AI, or no code at all, adds one', () => {
    const { before: _before, ...unknown } = wants('9', { lineNumber: '007' });
    const [answer] = judge([{ ...unknown, position: 2 }]);
    expect(answer).toMatchObject({ allowed: false, wanted: [] });
    expect(answer?.why).toContain('The order has no line 007, and QD adds none');
  });

  it('is said twice: only one can hold', () => {
    const answers = judge([wants('3'), { ...wants('4', { price: '15' }), code: 'PC' }]);
    expect(answers.map(({ allowed, why }) => [allowed, why.slice(0, 43)])).toEqual([
      [false, 'The change names this line more than once, '],
      [false, 'The change names this line more than once, '],
    ]);
  });
});

describe('what Dynamics says of a changed line', () => {
  it('counts evenly in larger units, and does not break them', () => {
    const each = { ...line, quantity: '36', unit: 'EA' };
    const inCases = {
      ...order,
      lines: [{ position: 1, itemNumber: 'D1', units: [{ unit: 'cs', factor: new Decimal(1).dividedBy(12).toString() }] }],
    } as unknown as DraftOrder;
    const of = (quantity: string) =>
      changeVerdicts(
        [{ ...wants(quantity), line: { ...each, quantity }, before: each }],
        inCases,
        [state(there({ unit: 'cs', ordered: '3' }))],
        { dates: { shipQualifiers: [], receiptQualifiers: [] }, additions: [], earlierOpen: false, saidLater: new Map() },
      )[0];
    expect(of('24')).toMatchObject({ allowed: true, wanted: [{ quantity: '2' }] });
    expect(of('17')).toMatchObject({ allowed: false, why: expect.stringContaining('17 EA are no even number of cs') as string });
  });

  it('tells a line that was split there from one that stores share', () => {
    const link = (lotId: string, store: string) => ({ salesOrder: 'SO-1', lotId, customersLineNumber: 1, position: 1, store });
    const states = [{ ...state(there()), lines: [there(), there({ lotId: 'L2' })] }];
    const why = (...links: readonly ReturnType<typeof link>[]) =>
      changeVerdicts([wants('3')], { ...order, links }, states, {
        dates: { shipQualifiers: [], receiptQualifiers: [] },
        additions: [],
        earlierOpen: false,
        saidLater: new Map(),
      })[0]?.why;
    expect(why(link('L1', ''), link('L2', ''))).toMatch(
      /^2 lines of sales order SO-1 stand for this one since it was split there/,
    );
    expect(why(link('L1', 'A'), link('L2', 'B'))).toMatch(/^Several stores share this line/);
  });

  it('has prices for a hundred where the product has them so', () => {
    expect(verdict(wants('4', { price: '15' }), there({ priceUnit: '100', price: '200' }))?.wanted).toMatchObject([
      { price: '250' },
    ]);
    expect(verdict(wants('3', { price: '12.00' }), there({ price: '2.1' }))?.wanted[0]).not.toHaveProperty('price');
  });

  it('tells a cancelled line from a cancelled order, and needs nothing where that line is to go', () => {
    expect(verdict(wants('3'), there({ status: 'Canceled' }))?.why).toBe(
      'The line is cancelled in Dynamics, in sales order SO-1.',
    );
    expect(verdict(wants('0'), there({ status: 'Canceled' }))).toMatchObject({ allowed: true, wanted: [] });
    expect(verdict(wants('0'), there({ status: 'Canceled', shipped: '6' }))).toMatchObject({ allowed: false });
  });
});

const decision: StoredChangeDecision = {
  decision: 'accept',
  refusedLines: [],
  reason: '',
  who: 'Ann',
  at: '2026-03-04T10:00:00.000Z',
};
const bought = (...lines: readonly Partial<PurchaseOrderLine>[]): PurchaseOrder =>
  ({
    kind: '850',
    dates: [],
    addresses: [],
    terms: [],
    allowances: [],
    notes: [],
    carrierCode: '',
    carrierRouting: '',
    transportMethod: '',
    lines: lines.map((entry, index) => ({ ...line, lineNumber: String(index + 1), ...entry, position: index + 1 })),
  }) as unknown as PurchaseOrder;
const change = (...lines: readonly (Partial<OrderChange['lines'][number]> & { readonly changeCode: string })[]): OrderChange =>
  ({ ...bought(...lines), kind: '860' }) as unknown as OrderChange;

describe('which line of the order a change means', () => {
  const unnumbered = bought({ lineNumber: '' }, { lineNumber: '', item: other });
  it('is told by the item where lines have no number: the place in a change that names few says nothing', () => {
    const [first] = changedLines(unnumbered, change({ lineNumber: '', item: other, quantity: '3', changeCode: 'QD' }), 'total');
    expect(first).toMatchObject({ position: 2, previous: '4' });
    const stranger = { ...other, buyerPart: 'B-7' };
    const [none] = changedLines(unnumbered, change({ lineNumber: '', item: stranger, quantity: '3', changeCode: 'QD' }), 'total');
    expect(none?.before).toBeUndefined();
  });
  it('goes up or down by the difference alone where no total is said', () => {
    const quantityOf = (changeCode: string, said: object) =>
      changedLines(bought({}), change({ changeCode, quantity: undefined, ...said } as never), 'total')[0]?.quantity.toString();
    expect(quantityOf('QI', { variance: '3' })).toBe('7');
    expect(quantityOf('QD', { variance: '-3' })).toBe('1');
    expect(quantityOf('QD', { variance: '3', previousQuantity: '9' })).toBe('6');
    expect(quantityOf('QI', {})).toBe('4');
    expect(quantityOf('PC', { variance: '3' })).toBe('4');
  });
  it('keeps what an order in place of another moved, and says where it has another item', () => {
    const moved = bought({ lineNumber: '', item: other });
    expect(changedLines(unnumbered, moved, 'total').map(({ position, code }) => [position, code])).toEqual([
      [2, 'NCH'],
      [1, 'DI'],
    ]);
    const replaced = bought({ item: other }, {});
    expect(changedLines(bought({}, {}), replaced, 'total').map(({ code }) => code)).toEqual(['RZ', 'NCH']);
  });
});

describe('an order after a change', () => {
  const day = (qualifier: string, date: string) => ({ qualifier, date, path: '' });
  it('keeps the days that the change does not name, and takes over another item and other shares', () => {
    const before = bought({ dates: [day('010', '2026-04-01'), day('002', '2026-04-09')] });
    const said = change({
      changeCode: 'RZ',
      quantity: '4',
      item: other,
      description: 'Other mug',
      stores: stores(['A', '1'], ['B', '3']),
      dates: [day('010', '2026-04-03')],
    });
    const [after] = changedOrder(before, { change: said, documentId: 7, decision }, 'total').lines;
    expect(after?.dates.map(({ qualifier, date }) => `${qualifier} ${date}`)).toEqual(['002 2026-04-09', '010 2026-04-03']);
    expect(after).toMatchObject({ item: { buyerPart: 'B-9' }, description: 'Other mug' });
    expect(after?.stores.map(({ quantity }) => quantity)).toEqual(['1', '3']);
    const one = bought({ stores: stores(['A', '4']) });
    const less = changedOrder(one, { change: change({ changeCode: 'QD', quantity: '3' }), documentId: 7, decision }, 'total');
    expect(less.lines[0]?.stores).toMatchObject([{ store: 'A', quantity: '3' }]);
  });
});

describe('a change that comes after it', () => {
  it('and is in Dynamics already is said with the lines that this one would take back', () => {
    const documents = [
      { id: 1, changeSequence: '1', documentDate: '2026-03-04' },
      { id: 2, changeSequence: '2', documentDate: '2026-03-04' },
    ];
    const before = { order: bought({}, {}) } as unknown as DraftOrder;
    const later = change({ changeCode: 'QI', quantity: '9' });
    const said = (own: number, decided = decision) =>
      laterSaid(documents[own] as never, {
        answered: { documents } as never,
        changes: [{ row: { documentId: 2, decision: decided } as never, change: later, before }],
        draftOrder: { order: bought({ quantity: '9' }, {}) } as unknown as DraftOrder,
        sheet: { sheet: { changes: { quantityIs: 'total' } } } as never,
      });
    expect([...said(0)]).toEqual([[1, 'A later change is in Dynamics already and left 9 CA of this line: this one is older.']]);
    expect(said(0, { ...decision, decision: 'refuse' }).size).toBe(0);
    expect(said(1).size).toBe(0);
    // A cancellation took back of the line what had not left.
    const left = [{ position: 1, reason: 'left', kept: [{ store: '', quantity: '9' }] }];
    expect(said(0, { ...decision, decision: 'accept-in-part', refusedLines: left }).size).toBe(1);
    expect(said(0, { ...decision, decision: 'accept-in-part', refusedLines: [{ position: 1, reason: 'no' }] }).size).toBe(0);
  });
});

describe('a change that a person made in Dynamics', () => {
  const one = { order, states: [state(there())], additions: [], documentId: 7, earlierOpen: false };
  it('is taken at its word where another item came, and not where it counts in another unit', () => {
    expect(heldByHand([wants('4', { item: other })], one)).toMatchObject([{ held: 'unsure' }]);
    expect(heldByHand([wants('24', { unit: 'EA' })], one)[0]?.wrong).toContain('counts in EA, the order in CA');
  });
  it('is no line of another quantity: what we count by would be wrong for good', () => {
    const entered = there({
      lotId: 'L2',
      customersLineNumber: 2,
      itemNumber: 'D2',
      externalItem: 'B-9',
      ordered: '5',
      unit: 'CA',
    });
    const { before: _before, ...added } = wants('4', { lineNumber: '2', item: other, path: 'OrderChange/LineItem[1]' });
    const states = [{ ...state(there()), lines: [there(), entered] }];
    const held = (quantity: string) =>
      heldByHand([{ ...added, code: 'AI', position: 2, quantity: new Decimal(quantity) }], {
        ...one,
        states,
        order: { ...order, salesOrders: [{ salesOrder: 'SO-1', store: '' }] },
      });
    expect(held('5')).toMatchObject([{ held: 'yes', entered: [{ lotId: 'L2' }] }]);
    expect(held('5')[0]).not.toHaveProperty('wrong');
    expect(held('4')[0]?.wrong).toBe(
      'Sales order SO-1 has 5 CA of D2, the change adds 4 CA. Make it 4 there, or refuse the line.',
    );
  });
});

describe('a sheet that reads quantities otherwise since', () => {
  it('changes nothing of what was decided before', () => {
    const ordered = bought({});
    const rowOf = (quantityIs?: 'total' | 'difference') =>
      ({
        documentId: 7,
        decision: { ...decision, ...(quantityIs === undefined ? {} : { quantityIs }) },
      }) as unknown as OrderChangeRow;
    const parts = { answered: { sagas: [] } as unknown as AnsweredThread, units: [] };
    const after = (row: OrderChangeRow) =>
      decidedChanges(
        parts,
        { order: ordered, lines: [], links: [] } as unknown as DraftOrder,
        [{ row, change: change({ changeCode: 'QD', quantity: '3' }) }],
        'difference',
      ).order.order.lines[0]?.quantity;
    expect(after(rowOf('total'))).toBe('3');
    expect(after(rowOf('difference'))).toBe('1');
    expect(after(rowOf())).toBe('1');
  });
});
