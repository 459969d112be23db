import { describe, expect, it } from 'vitest';
import type { OrderChange } from '#core/domain/purchaseOrder.ts';
import { changedLines } from '#core/drafting/changeLines.ts';
import { changedOrder } from '#core/engine/outbound/changes/changedOrder.ts';
import { answerTo, stillOpen, deliveredUnread, unreadSlips, type LeftParts } from '#core/engine/outbound/changes/goodsLeft.ts';
import { line, order } from '../../mapping/fixture.ts';
import { draftOrder } from '../../drafting/fixture.ts';
import { state, there } from './changeFixture.ts';

const stores = ['0101', '0102'].map((store) => ({ store, qualifier: '92', quantity: '12', unit: 'EA', path: store }));
const bought = order({ lines: [line(1, { quantity: '24', stores }), line(2, { quantity: '24' })] });
const { kind: _kind, ...rest } = bought;
const change: OrderChange = { ...rest, kind: '860', purpose: '01', changeSequence: '1', lines: [] };
const left = (...parts: readonly (readonly [number, string, string])[]): LeftParts =>
  new Map(
    [...Map.groupBy(parts, ([position]) => position)].map(([position, own]) => [
      position,
      own.map(([, store, quantity]) => ({ store, quantity })),
    ]),
  );
const answer = (parts: LeftParts) => answerTo(changedLines(bought, change, 'total'), parts);

describe('the answer to a cancellation', () => {
  it('refuses what left, takes back what did not, and keeps of a line what left of it', () => {
    expect(answer(left([1, '0102', '7']))).toEqual({
      decision: 'accept-in-part',
      refusedLines: [{ position: 1, reason: '7 EA were shipped already.', kept: [{ store: '0102', quantity: '7' }] }],
    });
    expect(answer(left([1, '0101', '12'], [1, '0102', '12']))).toEqual({
      decision: 'accept-in-part',
      refusedLines: [{ position: 1, reason: '24 EA were shipped already.' }],
    });
  });
  it('is a refusal where all of it left', () => {
    expect(answer(left([1, '', '24'], [2, '', '25']))).toMatchObject({ decision: 'refuse', refusedLines: [{}, {}] });
  });
  it('leaves of the order what had left, store by store', () => {
    const decided = (parts: LeftParts) => {
      const decision = { ...answer(parts), reason: '', who: 'Ann', at: '2026-03-10T10:00:00.000Z' };
      const { lines } = changedOrder(bought, { change, documentId: 9, decision }, 'total');
      return lines.map(({ quantity, stores: of }) => [quantity, ...of.map((part) => `${part.store} ${part.quantity}`)]);
    };
    expect(decided(left([1, '0102', '7']))).toEqual([['7', '0101 0', '0102 7'], ['0']]);
    expect(decided(left([2, '', '24']))).toEqual([['0', '0101 0', '0102 0'], ['24']]);
  });
});

describe('what Dynamics has still to deliver of an order of which goods left', () => {
  it('is said with its line', () => {
    const open = there({ ordered: '24', shipped: '5', remaining: '19' });
    expect(stillOpen([state(open)], 'goods left')).toContain('sales order SO-1 still has 19 ea of D1 to deliver');
    expect(stillOpen([state({ ...open, ordered: '6', remaining: '1' })], 'nothing left')).toContain('still has 1 ea');
  });
  it.each([
    ['is delivered', there({ status: 'Delivered', shipped: '5' })],
    ['is cancelled', there({ status: 'Canceled', shipped: '0' })],
    ['is cut to what was shipped', there({ ordered: '5', shipped: '5', remaining: '0' })],
  ])('is nothing where the line %s', (_what, entry) => {
    expect(stillOpen([state(entry)], 'goods left')).toBeUndefined();
  });
  it('is nothing where the whole order is cancelled', () => {
    expect(stillOpen([state(there(), 'canceled')], 'nothing left')).toBeUndefined();
  });
});

describe('what Dynamics says was shipped', () => {
  const known = draftOrder(order({ lines: [line(1, { quantity: '24' })] }), {
    salesOrders: [{ salesOrder: 'SO-1', store: '' }],
  });
  const none = { postings: [], joined: new Map() };
  it('is compared with the slips that were read', () => {
    const shipped = state(there({ shipped: '5' }));
    expect(unreadSlips(none, known, [shipped], left())).toContain('has shipped 5 EA of line 001');
    expect(unreadSlips(none, known, [shipped], left([1, '', '5']))).toBeUndefined();
  });
  it('says nothing where its sets do not tell it', () => {
    const { shipped: _shipped, ...untold } = there();
    expect(unreadSlips(none, known, [state(untold)], left([1, '', '5']))).toBeUndefined();
  });
});

describe('what Dynamics delivered of which no packing slip was read here', () => {
  it('is said with its sales order: what left is not known yet', () => {
    const words = 'Sales order SO-1 has D1 delivered, and no packing slip of it was read here.';
    expect(deliveredUnread([state(there({ status: 'Delivered' }))])).toContain(words);
    expect(deliveredUnread([state(there({ status: 'Invoiced' }), 'invoiced')])).toContain(words);
  });
  it.each([
    ['is open', state(there())],
    ['was set to nothing', state(there({ status: 'Invoiced', ordered: '0' }))],
    ['belongs to an order that is cancelled', state(there({ status: 'Delivered' }), 'canceled')],
  ])('is nothing where the line %s', (_what, one) => {
    expect(deliveredUnread([one])).toBeUndefined();
  });
});
