import { describe, expect, it } from 'vitest';
import type { Posting } from '#core/domain/posting.ts';
import { asItIsNow, toldBy } from '#core/engine/outbound/toldTwice.ts';
import { posting, postingLine } from '../../drafting/fixture.ts';

const slip = (key: string, salesOrders: readonly string[], change: Partial<Posting> = {}): Posting =>
  posting('packing-slip', [], { key, salesOrders, ...change });
const stocked = { set: 'BusinessDocumentStockedPackingSlipLinesV2' };

describe('a slip that two sets tell', () => {
  const whole = slip('K1', ['SO-1', 'SO-2']);

  it('is one: what was told order by order is part of it', () => {
    expect([...toldBy([whole, slip('K2', ['SO-2'], stocked)])]).toEqual([['K2', 'K1']]);
  });

  it.each([
    ['of another number', slip('K2', ['SO-2'], { ...stocked, number: 'PS-2' })],
    ['of another day', slip('K2', ['SO-2'], { ...stocked, date: '2026-03-11' })],
    ['of another company', slip('K2', ['SO-2'], { ...stocked, company: 'usrt' })],
    ['of an order that it does not have', slip('K2', ['SO-3'], stocked)],
    ['that a full set tells apart', slip('K2', ['SO-2'])],
  ])('is another one %s', (_what, other) => {
    expect([...toldBy([whole, other])]).toEqual([]);
  });
});

describe('a slip as it is read now', () => {
  const lines = [postingLine(1, { salesOrder: 'SO-1' }), postingLine(2, { salesOrder: 'SO-2' })];
  const whole = slip('K1', ['SO-1', 'SO-2'], { lines });
  const parts = [
    slip('K1', ['SO-1'], { ...stocked, lines: lines.slice(0, 1) }),
    slip('K2', ['SO-2'], { ...stocked, lines: lines.slice(1) }),
  ];

  it('is itself, the whole that tells it, or its parts together', () => {
    expect(asItIsNow(whole, [whole])).toBe(whole);
    expect(asItIsNow(slip('K2', ['SO-2'], stocked), [whole])).toBe(whole);
    expect(asItIsNow(whole, parts)).toMatchObject({ key: 'K1', salesOrders: ['SO-1', 'SO-2'], lines });
    expect(asItIsNow(whole, parts.slice(1))).toBe(parts[1]);
  });

  it('is gone where nothing tells it', () => {
    expect(asItIsNow(whole, [])).toBeUndefined();
    expect(asItIsNow(whole, [slip('K3', ['SO-3'], stocked)])).toBeUndefined();
  });
});
