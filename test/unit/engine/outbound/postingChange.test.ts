import { describe, expect, it } from 'vitest';
import type { Posting, PostingLine } from '#core/domain/posting.ts';
import { contentHashOf, correctionsOf, takenBack, tellsMore } from '#core/engine/outbound/postingChange.ts';

const line = (change: Partial<PostingLine> = {}): PostingLine => ({
  position: 1,
  salesOrder: 'SO-1',
  lotId: 'L1',
  itemNumber: 'D1',
  externalItem: '',
  name: 'Lamp',
  quantity: '24',
  unit: 'ea',
  price: '2.5',
  ...change,
});

const slip = (lines: readonly PostingLine[] = [line()], change: Partial<Posting> = {}): Posting => ({
  kind: 'packing-slip',
  key: 'k',
  company: 'usmf',
  number: 'PS-1',
  voucher: '',
  date: '2026-03-02',
  salesOrders: ['SO-1'],
  customer: 'C',
  invoiceAccount: 'C',
  requisition: '',
  reference: '',
  currency: 'USD',
  lines,
  charges: [],
  set: 'A',
  ...change,
});

describe('what a correction is', () => {
  it.each([
    ['a quantity', slip([line({ quantity: '20' })]), 'D1: 20 ea instead of 24 ea.'],
    ['a price', slip([line({ price: '2.6' })]), 'D1: price 2.6 instead of 2.5.'],
    ['a day', slip([line()], { date: '2026-03-03' }), 'The day is Mar 3, 2026 instead of Mar 2, 2026.'],
    ['a line that went', slip([]), 'D1 is not posted any more.'],
    ['a line that came', slip([line(), line({ itemNumber: 'D2', quantity: '1' })]), 'D2: 1 ea came to it.'],
    ['a total', slip([line()], { total: '61' }), 'The total is 61 instead of 60.'],
  ])('%s', (_what, after, sentence) => {
    expect(correctionsOf(slip([line()], { total: '60' }), after)).toContain(sentence);
  });

  it('is not another set that tells less, another order of lines, or a number written otherwise', () => {
    const before = slip([line(), line({ itemNumber: 'D2', lotId: 'L2' })], { total: '60.00' });
    const { price: _price, ...bare } = line({ lotId: '', quantity: '24.0' });
    const after = slip([line({ itemNumber: 'D2', lotId: '', position: 1 }), bare], { set: 'B', total: '60' });
    expect(correctionsOf(before, after)).toEqual([]);
  });

  it('is what was moved from one line of an item to another, as from store to store, or from one order to another', () => {
    const lines = (first: string, second: string, change: Partial<PostingLine> = {}): Posting =>
      slip([line({ quantity: first }), line({ position: 2, lotId: 'L2', quantity: second, ...change })]);
    expect(correctionsOf(lines('24', '12'), lines('12', '24'))).toEqual([
      'D1: 12 ea instead of 24 ea.',
      'D1: 24 ea instead of 12 ea.',
    ]);
    // Sets without lots tell it by the order.
    const orders = (first: string, second: string): Posting =>
      slip([line({ lotId: '', quantity: first }), line({ lotId: '', salesOrder: 'SO-2', quantity: second })]);
    expect(correctionsOf(orders('24', '12'), orders('12', '24'))).toHaveLength(2);
    expect(correctionsOf(lines('24', '12'), lines('24.0', '12'))).toEqual([]);
  });

  it('is not a line that Dynamics split', () => {
    expect(correctionsOf(slip(), slip([line({ quantity: '20' }), line({ quantity: '4', lotId: 'L9' })]))).toEqual([]);
  });
});

describe('what is taken back', () => {
  it('is a slip with less than nothing, or with nothing left', () => {
    expect(takenBack(slip([line({ quantity: '-24' })]))).toContain('takes goods back');
    expect(takenBack(slip([line(), line({ quantity: '-24' })]))).toContain('add up to nothing');
    expect(takenBack(slip())).toBeUndefined();
  });
  it('is no credit note and no confirmation of nothing', () => {
    expect(takenBack(slip([line({ quantity: '-1' })], { kind: 'invoice' }))).toBeUndefined();
    expect(takenBack(slip([line({ quantity: '0' })], { kind: 'confirmation' }))).toBeUndefined();
  });
});

describe('the content of a posting', () => {
  it('does not depend on the set, the stamp or the order of its fields', () => {
    const { set: _set, ...rest } = slip();
    expect(contentHashOf({ set: 'B', ...rest, stampedAt: '2026-03-02T00:00:00.000Z' })).toBe(contentHashOf(slip()));
    expect(contentHashOf(slip([line({ quantity: '23' })]))).not.toBe(contentHashOf(slip()));
  });
});

describe('a set that names one order of a slip', () => {
  const stocked = 'BusinessDocumentStockedPackingSlipLinesV3';
  const second = line({ salesOrder: 'SO-2', itemNumber: 'D2', lotId: 'L2', quantity: '6' });
  const whole = slip([line(), second], { salesOrders: ['SO-1', 'SO-2'] });
  const own = slip([line()], { set: stocked });
  const through = slip([line(), line({ position: 2, lotId: '', itemNumber: '', name: '', quantity: '6' })], { set: stocked });

  it('is compared with what is told of that order, before and after', () => {
    expect(correctionsOf(whole, own)).toEqual([]);
    expect(correctionsOf(own, whole)).toEqual([]);
    expect(correctionsOf(whole, slip([line({ quantity: '20' })], { set: stocked }))).toEqual(['D1: 20 ea instead of 24 ea.']);
    expect(correctionsOf(own, slip([line({ quantity: '20' }), second], { salesOrders: ['SO-1', 'SO-2'] }))).toEqual([
      'D1: 20 ea instead of 24 ea.',
    ]);
  });

  it('changes nothing of what was known in full by telling all of it under one order', () => {
    expect(correctionsOf(whole, through)).toEqual([]);
    expect(
      correctionsOf(
        whole,
        slip(
          through.lines.slice(0, 1).map((one) => ({ ...one, quantity: '29' })),
          { set: stocked },
        ),
      ),
    ).toEqual(['D1: 29 ea instead of 24 ea.']);
  });

  it('told nothing of its goods where it was in doubt; where it was not, it was wrong', () => {
    expect(correctionsOf({ ...through, doubt: { lines: [2], others: [] } }, whole)).toEqual([]);
    expect(correctionsOf(through, whole)).not.toEqual([]);
  });

  it('tells less than the full set, whose content stays the same whatever was in doubt before', () => {
    expect([tellsMore(own, whole), tellsMore(whole, own), tellsMore(own, through)]).toEqual([true, false, false]);
    expect(contentHashOf({ ...whole, doubtedBy: stocked })).toBe(contentHashOf(whole));
    expect(contentHashOf({ ...own, doubt: { lines: [1], others: [] } })).not.toBe(contentHashOf(own));
  });
});
