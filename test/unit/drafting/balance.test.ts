import { describe, expect, it } from 'vitest';
import { orderBalance } from '#core/drafting/balance.ts';
import type { EarlierDocument } from '#core/drafting/draft.types.ts';
import { draftOrder } from './fixture.ts';
import { earlier } from './earlierDocuments.ts';

const at = (position: number, quantity: string, store = '') => ({ position, store, quantity });
const first = (...documents: readonly EarlierDocument[]) => orderBalance(draftOrder(undefined, { earlier: documents }))[0];

describe('the balance of a line', () => {
  it('before anything left', () => {
    expect(first()).toEqual({
      position: 1,
      lineNumber: '1',
      unit: 'EA',
      ordered: '24',
      shipped: '0',
      invoiced: '0',
      open: '24',
      toInvoice: '0',
      disagreements: [],
    });
  });
  it('has nothing open where the order is cancelled, whatever was promised', () => {
    const order = draftOrder(undefined, { earlier: [earlier('855', [at(1, '24')]), earlier('856', [at(1, '4')])] });
    expect(orderBalance(order, true)[0]).toMatchObject({ acknowledged: '24', shipped: '4', open: '0', toInvoice: '4' });
  });
  it('adds shipments and invoices; of acknowledgments the newest counts', () => {
    const documents = [
      earlier('855', [at(1, '24')]),
      earlier('855', [at(1, '20')], { id: 2, number: '855-2' }),
      earlier('856', [at(1, '8')]),
      earlier('856', [at(1, '6')], { id: 4 }),
      earlier('810', [at(1, '8')]),
      earlier('810', [at(1, '-2')], { id: 6 }),
    ];
    expect(first(...documents)).toMatchObject({ acknowledged: '20', shipped: '14', invoiced: '6', open: '6', toInvoice: '8' });
  });
  it('adds the acknowledgments of stores', () => {
    expect(
      first(earlier('855', [at(1, '10', 'A')], { store: 'A' }), earlier('855', [at(1, '14', 'B')], { id: 2, store: 'B' })),
    ).toMatchObject({ acknowledged: '24', disagreements: [] });
  });
  it('lets an answer to a change take the place of what each store was promised', () => {
    const stores = [
      earlier('855', [at(1, '10', 'A')], { store: 'A' }),
      earlier('855', [at(1, '14', 'B')], { id: 2, store: 'B' }),
    ];
    expect(first(...stores, earlier('865', [at(1, '0')], { id: 3 }))).toMatchObject({ acknowledged: '0', open: '0' });
    const parts = earlier('865', [at(1, '6', 'A'), at(1, '6', 'B')], { id: 3 });
    expect(first(...stores, parts)).toMatchObject({ acknowledged: '12', open: '12' });
    expect(first(...stores, parts, earlier('855', [at(1, '5', 'A')], { id: 4, store: 'A' }))).toMatchObject({
      acknowledged: '11',
    });
  });
  it('lets an answer to a change count where the change was decided, however late it is told anew', () => {
    const ack = earlier('855', [at(1, '24')]);
    const fewer = earlier('865', [at(1, '6')], { id: 2, number: '865-1', business: 'rejected' });
    const none = earlier('865', [at(1, '0')], { id: 3, number: '865-2' });
    const anew = earlier('865', [at(1, '6')], { id: 4, number: '865-1-R2', corrects: 2 });
    expect(first(ack, fewer, none, anew)).toMatchObject({ acknowledged: '0', open: '0' });
    expect(first(ack, fewer, anew)).toMatchObject({ acknowledged: '6', open: '6' });
    // What is confirmed after it is newer, also where that one was told anew since.
    expect(first(ack, fewer, earlier('855', [at(1, '5')], { id: 3, number: '855-2' }), anew)).toMatchObject({
      acknowledged: '5',
    });
  });
  it.each([
    ['refused by SPS', { transport: 'refused' }],
    ['rejected by the partner', { business: 'rejected' }],
    ['not sent yet', { draft: 'review', transport: 'none' }],
    ['a cancellation', { counts: false }],
  ] as const)('does not count what is %s', (_name, change) => {
    expect(first(earlier('856', [at(1, '8')], change))).toMatchObject({ shipped: '0' });
  });
  it('counts what may have left', () => {
    expect(first(earlier('856', [at(1, '8')], { transport: 'unknown' }))).toMatchObject({ shipped: '8' });
  });
  it('says where neighbours disagree', () => {
    const documents = [earlier('855', [at(1, '20')]), earlier('856', [at(1, '22')]), earlier('810', [at(1, '24')])];
    expect(first(...documents)?.disagreements).toEqual([
      { between: 'ordered-acknowledged', by: '-4', sentence: 'Ordered 24 EA, acknowledged 20 EA.' },
      { between: 'acknowledged-shipped', by: '2', sentence: 'Shipped 22 EA, acknowledged 20 EA.' },
      { between: 'shipped-invoiced', by: '2', sentence: 'Invoiced 24 EA, shipped 22 EA.' },
    ]);
  });
  it('says where more was credited than invoiced', () => {
    const documents = [
      earlier('856', [at(1, '20')]),
      earlier('810', [at(1, '20')]),
      earlier('810', [at(1, '-24')], { id: 9, number: 'C2' }),
    ];
    expect(first(...documents)?.disagreements.map(({ sentence }) => sentence)).toContain('Credited 4 EA more than was invoiced.');
  });
});
