import { describe, expect, it } from 'vitest';
import type { JoinedLine } from '#core/drafting/draft.types.ts';
import { asConfirmed } from '#core/engine/outbound/confirmedOrder.ts';
import type { Basis } from '#core/engine/outbound/gather.ts';
import type { PlannedDocument } from '#core/engine/outbound/plan.types.ts';

interface Line {
  readonly position: number;
  readonly quantity: string;
  readonly price?: string;
}

const orderOf = (...lines: readonly Line[]) => ({ order: { lines } });
const line = (position: number, quantity: string, price?: string): Line => ({
  position,
  quantity,
  ...(price === undefined ? {} : { price }),
});

const confirmed = (position: number, quantity: string, price?: string): JoinedLine =>
  ({
    threadId: 1,
    position,
    store: '',
    quantity,
    factor: '1',
    by: 'lot',
    source: price === undefined ? {} : { price, priceUnit: '1' },
  }) as unknown as JoinedLine;

/** States of one order, oldest first, and what Dynamics confirmed of it. */
function answered(states: readonly ReturnType<typeof orderOf>[], lines: readonly JoinedLine[]) {
  const now = states.at(-1);
  const changes = states.slice(0, -1).map((before) => ({ before }));
  const basis = {
    orders: new Map([[1, { draftOrder: now, order: now?.order, changes }]]),
    joined: new Map([['c', { lines }]]),
  } as unknown as Basis;
  const planned = { kind: '855', threadIds: [1], postingKeys: ['c'] } as unknown as PlannedDocument;
  const order = asConfirmed(basis, planned).orders.get(1);
  return { state: states.indexOf(order?.draftOrder as never), later: [...(order?.answeredLater ?? [])] };
}

const before = orderOf(line(1, '24'), line(2, '6'));
const less = orderOf(line(1, '12'), line(2, '6'));
const more = orderOf(line(1, '12'), line(2, '6'), line(3, '5'));

describe('the order that a confirmation answers', () => {
  it('is as it was before a change that the confirmation does not know', () => {
    const lines = [confirmed(1, '24'), confirmed(2, '6')];
    expect(answered([before, less], lines)).toEqual({ state: 0, later: [1] });
    expect(answered([before, less, more], lines)).toEqual({ state: 0, later: [3, 1] });
    const twice = [orderOf(line(1, '10')), orderOf(line(1, '5')), orderOf(line(1, '2'))];
    expect(answered(twice, [confirmed(1, '10')])).toEqual({ state: 0, later: [1] });
    const back = [orderOf(line(1, '10')), orderOf(line(1, '5')), orderOf(line(1, '10'))];
    expect(answered(back, [confirmed(1, '10')])).toEqual({ state: 2, later: [] });
  });

  it('is between two changes where it knows the first alone', () => {
    expect(answered([before, less, more], [confirmed(1, '12'), confirmed(2, '6')])).toEqual({ state: 1, later: [3] });
  });

  it('is as it is now where it says so, or what neither order said', () => {
    const lines = [confirmed(1, '12'), confirmed(2, '6'), confirmed(3, '5')];
    expect(answered([before, less, more], lines)).toEqual({ state: 2, later: [] });
    expect(answered([before, less], [confirmed(1, '20'), confirmed(2, '6')])).toEqual({ state: 1, later: [] });
  });

  it('knows a line that was taken away, parts of a line, and another price', () => {
    const gone = orderOf(line(1, '24'), line(2, '0'));
    expect(answered([before, gone], [confirmed(1, '24'), confirmed(2, '6')])).toEqual({ state: 0, later: [2] });
    expect(answered([before, gone], [confirmed(1, '20'), confirmed(1, '4')])).toEqual({ state: 1, later: [] });
    const dear = [orderOf(line(1, '24', '2.5')), orderOf(line(1, '24', '2.75'))];
    expect(answered(dear, [confirmed(1, '24', '2.5')])).toEqual({ state: 0, later: [1] });
    expect(answered(dear, [confirmed(1, '24', '2.75')])).toEqual({ state: 1, later: [] });
  });

  it('is what was ordered where a rejection answers it and the retailer cancelled it since', () => {
    const none = orderOf(line(1, '0'), line(2, '0'));
    const rejected = (decision: 'accept' | 'refuse') => {
      const cancellation = { before, change: { purpose: '01' }, row: { decision: { decision } } };
      const orders = new Map([[1, { draftOrder: none, order: none.order, changes: [cancellation] }]]);
      const planned = { kind: '855', threadIds: [1], postingKeys: [] } as unknown as PlannedDocument;
      return asConfirmed({ orders, joined: new Map() } as unknown as Basis, planned).orders.get(1)?.draftOrder;
    };
    expect(rejected('accept')).toBe(before);
    expect(rejected('refuse')).toBe(none);
  });
});
