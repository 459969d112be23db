import { describe, expect, it } from 'vitest';
import type { Posting, PostingLine } from '#core/domain/posting.ts';
import type { OrderLineState, OrderStage, OrderState } from '#core/dynamics/journals.types.ts';
import { doubtOf, type OrderEvidence } from '#core/engine/outbound/doubt.ts';
import { posting, postingLine } from '../../drafting/fixture.ts';

const orderLine = (number: number, change: Partial<OrderLineState> = {}): OrderLineState => ({
  company: 'usmf',
  salesOrder: 'SO-1',
  lotId: `L${number}`,
  lineNumber: String(number),
  customersLineNumber: number,
  itemNumber: `D${number}`,
  externalItem: '',
  ordered: '10',
  unit: 'ea',
  price: '1',
  priceUnit: '1',
  status: 'Backorder',
  etag: '',
  ...change,
});

const order = (lines: readonly OrderLineState[], stage: OrderStage = 'partly-shipped', processing = ''): OrderState => ({
  company: 'usmf',
  salesOrder: 'SO-1',
  stage,
  status: '',
  processing,
  etag: '',
  lines,
});

const other = (stage: OrderStage, processing = '') => ({
  salesOrder: 'SO-2',
  purchaseOrder: '4711',
  state: { ...order([], stage, processing), salesOrder: 'SO-2' },
});

const slip = (...lines: readonly PostingLine[]): Posting => posting('packing-slip', lines, { salesOrders: ['SO-1'] });
const shipped = (number: number, quantity: string, change: Partial<PostingLine> = {}): PostingLine =>
  postingLine(number, { lotId: `L${number}`, itemNumber: `D${number}`, quantity, ...change });
const unknown = (position: number): PostingLine => shipped(position, '4', { lotId: '', itemNumber: '' });

const doubt = (of: Posting, lines: readonly OrderLineState[], change: Partial<OrderEvidence> = {}) =>
  doubtOf({ posting: of, own: order(lines), before: [], others: [], ...change });

describe('a slip whose set names one order', () => {
  const open = [orderLine(1), orderLine(2)];

  it('is of that order where its lines fit, in part or in whole', () => {
    expect(doubt(slip(shipped(1, '4'), shipped(2, '9')), open)).toBeUndefined();
    const done = open.map((line) => ({ ...line, status: 'Delivered' }));
    expect(doubt(slip(shipped(1, '10'), shipped(2, '10')), done)).toBeUndefined();
    expect(
      doubt(slip(shipped(1, '6')), [orderLine(1, { status: 'Delivered' })], { before: [slip(shipped(1, '4'))] }),
    ).toBeUndefined();
  });

  it.each([
    ['a line that the order does not have', slip(shipped(1, '4'), unknown(2)), [2]],
    ['a line that stands twice', slip(shipped(1, '4'), shipped(1, '3', { position: 2 })), [2]],
    ['a line that would be complete and is open in Dynamics', slip(shipped(1, '10'), shipped(2, '3')), [1]],
    ['more than was ordered of a line that is open', slip(shipped(2, '11')), [2]],
  ])('may be of several: %s', (_what, of, lines) => {
    expect(doubt(of, open)).toEqual({ lines, others: [] });
  });

  it('may be of several where another order is shipped that no slip tells of, unless it completes lines that are complete', () => {
    const others = [other('shipped')];
    const told = [{ salesOrder: 'SO-2', purchaseOrder: '4711' }];
    expect(doubt(slip(shipped(1, '4')), open, { others })).toEqual({ lines: [], others: told });
    expect(doubt(slip(shipped(1, '4')), open, { others: [other('open', 'PackingSlip')] })).toEqual({ lines: [], others: told });
    expect(doubt(slip(shipped(1, '4')), open, { others: [other('open')] })).toBeUndefined();
    expect(doubt(slip(shipped(1, '10')), [orderLine(1, { status: 'Delivered' })], { others })).toBeUndefined();
    expect(doubt(slip(shipped(1, '12')), [orderLine(1, { status: 'Delivered' })], { others })).toEqual({
      lines: [1],
      others: told,
    });
  });

  it('leaves more than was ordered to the rules where no other order is in sight', () => {
    expect(doubt(slip(shipped(1, '12')), [orderLine(1, { status: 'Delivered' })])).toBeUndefined();
  });

  it('says nothing where the order cannot be read, and nothing of what takes back', () => {
    expect(doubt(slip(unknown(1)), open, { own: undefined })).toBeUndefined();
    expect(doubt(slip(shipped(1, '-4', { lotId: '', itemNumber: '' })), open)).toBeUndefined();
  });
});

describe('an invoice whose set names one order', () => {
  const billed = (number: number, quantity: string, change: Partial<PostingLine> = {}): PostingLine =>
    postingLine(number, { lotId: '', itemNumber: `D${number}`, quantity, amount: quantity, ...change });
  const lines = [orderLine(1, { status: 'Delivered' }), orderLine(2)];

  it('is judged by product, slip by slip', () => {
    expect(doubt(posting('invoice', [billed(1, '4'), billed(1, '5', { position: 2 })]), lines)).toBeUndefined();
    expect(doubt(posting('invoice', [billed(1, '4'), billed(9, '5', { position: 2 })]), lines)).toEqual({
      lines: [2],
      others: [],
    });
    expect(doubt(posting('invoice', [billed(1, '10')]), lines)).toEqual({ lines: [1], others: [] });
    expect(doubt(posting('invoice', [billed(1, '10')]), [orderLine(1, { status: 'Invoiced' })])).toBeUndefined();
  });

  it('may be of another order that is billed, and not of one that is shipped', () => {
    const one = posting('invoice', [billed(1, '4')]);
    expect(doubt(one, lines, { others: [other('partly-invoiced')] })?.others).toHaveLength(1);
    expect(doubt(one, lines, { others: [other('shipped', 'PackingSlip')] })).toBeUndefined();
  });
});
