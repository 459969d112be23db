import { describe, expect, it } from 'vitest';
import { explained, ofOneTable } from '#core/dynamics/journals/charges.ts';
import { merge, tagOf } from '#core/dynamics/journals/headSet.ts';
import { stageOf } from '#core/dynamics/journals/orderState.ts';
import { fieldsOf } from '#core/dynamics/journals/rows.ts';
import type { OrderLineState, PostingHead } from '#core/dynamics/journals.types.ts';
import type { EntityShape } from '#core/dynamics/metadata.ts';
import type { Posting } from '#core/domain/posting.ts';

const line = (status: string, shipped: string | undefined, invoiced: string | undefined, ordered = '10'): OrderLineState => ({
  company: 'usmf',
  salesOrder: 'SO-1',
  lotId: '1',
  lineNumber: '1',
  customersLineNumber: 1,
  itemNumber: 'D0001',
  externalItem: '',
  ordered,
  unit: 'ea',
  price: '1',
  priceUnit: '1',
  status,
  ...(shipped === undefined ? {} : { shipped, remaining: String(Number(ordered) - Number(shipped)) }),
  ...(invoiced === undefined ? {} : { invoiced }),
  etag: '',
});
const open = line('Backorder', '0', '0');

describe('the stage of an order', () => {
  it.each([
    ['open', 'Backorder', 'Confirmed', [open, open]],
    ['picking', 'Backorder', 'PickingList', [open]],
    ['partly-shipped', 'Backorder', 'PackingSlip', [line('Backorder', '4', '0'), open]],
    ['partly-shipped', 'Backorder', '', [line('Delivered', undefined, undefined), line('Backorder', undefined, undefined)]],
    ['shipped', 'Backorder', '', [line('Backorder', '10', '0'), line('Canceled', '0', '0')]],
    ['partly-invoiced', 'Delivered', '', [line('Delivered', '10', '4')]],
    ['partly-invoiced', 'Backorder', '', [line('Invoiced', undefined, undefined), line('Backorder', undefined, undefined)]],
    ['invoiced', 'Backorder', '', [line('Invoiced', '10', '10'), line('Canceled', '0', '0')]],
    ['canceled', 'Backorder', '', [line('Canceled', '0', '0')]],
    ['canceled', 'Canceled', '', []],
    ['open', 'Backorder', '', []],
  ] as const)('is %s for status %s, processing "%s"', (stage, status, processing, lines) => {
    expect(stageOf(status, processing, lines)).toBe(stage);
  });
});

describe('charges', () => {
  const charge = (amount: string, code = 'F') => ({ code, text: '', amount });
  it('leave what no row explains as a charge without a code', () => {
    expect(explained([charge('10.30', '')], [charge('10'), charge('0.1')])).toEqual([
      charge('10'),
      charge('0.1'),
      charge('0.2', ''),
    ]);
    expect(explained([charge('0.3', '')], [charge('0.1'), charge('0.2')])).toHaveLength(2);
    expect(explained([], [charge('5'), charge('-5')])).toHaveLength(2);
    expect(explained([], [charge('5')])).toEqual([charge('5'), charge('-5', '')]);
  });

  it('on a record of the same id in another table are not those of the invoice', () => {
    const found = (table: string, amount: string) => ({ table, charge: charge(amount) });
    const mixed = [found('1', '7'), found('62', '5'), found('9', '-2')];
    expect(ofOneTable([charge('5', '')], mixed, [])).toEqual([charge('5')]);
    expect(ofOneTable([charge('8', '')], mixed, [charge('3')])).toEqual([charge('5')]);
    expect(ofOneTable([charge('3', '')], [found('1', '7')], [charge('3')])).toEqual([]);
    expect(ofOneTable([], [found('1', '7')], [])).toEqual([]);
    expect(ofOneTable([charge('9', '')], [found('1', '7'), found('1', '1')], [])).toEqual([charge('7'), charge('1')]);
  });
});

describe('rows under one number', () => {
  const posting = (key: string, total: string, stampedAt: string): Posting => ({
    kind: 'packing-slip',
    key,
    company: 'usmf',
    number: 'PS-1',
    voucher: '',
    date: '2026-02-01',
    salesOrders: ['SO-1'],
    customer: '',
    invoiceAccount: '',
    requisition: '',
    reference: '',
    stampedAt,
    currency: '',
    total,
    lines: [],
    charges: [],
    set: '',
  });
  const head = (key: string, total: string, stampedAt: string): PostingHead => ({
    key,
    tag: tagOf([key, total]),
    posting: posting(key, total, stampedAt),
  });
  it('are one posting whose figures add up, the same in whatever order they come', () => {
    const first = head('a', '10.1', '2026-02-01T09:00:00.000Z');
    const late = head('a', '-10.1', '2026-02-01T10:00:00.000Z');
    const other = head('b', '1', '2026-02-01T08:00:00.000Z');
    const merged = merge([late, other, first]);
    expect(merged).toEqual([merge([first, late])[0], other]);
    expect(merged[0]?.posting).toMatchObject({ total: '0', stampedAt: '2026-02-01T10:00:00.000Z' });
    expect(merged[0]?.tag).not.toBe(first.tag);
  });

  it('count once where a page shows again what moved behind it meanwhile', () => {
    const before = { ...head('a', '10.1', '2026-02-01T09:00:00.000Z'), recordId: '5' };
    const after = { ...head('a', '9.9', '2026-02-01T10:00:00.000Z'), recordId: '5' };
    const another = { ...head('a', '1', '2026-02-01T11:00:00.000Z'), recordId: '6' };
    expect(merge([before, after])).toEqual([after]);
    expect(merge([before, another, after])[0]?.posting.total).toBe('10.9');
  });
});

describe('the values of a row', () => {
  const row = {
    inventLocationId: '13',
    Qty: '1E+2',
    SourceKey: '9007199254740993',
    DueDate: '1900-01-01T00:00:00Z',
    CreatedOn: '2026-02-10T15:02:11Z',
  };
  const shape = (certain: boolean): EntityShape => ({
    set: 'Set',
    certain,
    readOnly: true,
    wire: (name) => (certain ? Object.keys(row).find((known) => known.toLowerCase() === name.toLowerCase()) : name),
  });
  it.each([true, false])('are found whatever their case, empty dates are none (metadata shown: %s)', (certain) => {
    const fields = fieldsOf(row, shape(certain));
    expect(fields.text('InventLocationId')).toBe('13');
    expect(fields.text('SourceKey')).toBe('9007199254740993');
    expect(fields.figure('QTY')).toBe('100');
    expect(fields.figure('Weight')).toBeUndefined();
    expect(fields.day('DueDate')).toBeUndefined();
    expect(fields.instant('CreatedOn')).toBe('2026-02-10T15:02:11.000Z');
  });
});
