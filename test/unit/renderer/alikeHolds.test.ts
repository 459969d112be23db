import { describe, expect, it } from 'vitest';
import type { HoldView } from '#core/contract/views/attention.ts';
import { alikeHolds } from '../../../renderer/features/outbound/alikeHolds.ts';

const hold = (id: number, change: Partial<HoldView> = {}): HoldView => ({
  id,
  cause: 'draft-rule',
  rule: '855-05',
  message: `Line ${id}`,
  consequence: 'Late promises are fined.',
  nextStep: 'Confirm an earlier date.',
  choices: [],
  openedAt: '2026-11-26T10:00:00.000Z',
  seen: String(id),
  ...change,
});

const ids = (holds: readonly HoldView[]): readonly (readonly number[])[] =>
  alikeHolds(holds).map((alike) => alike.map(({ id }) => id));

describe('holds of a document that one decision answers', () => {
  it('are what one rule found with the same cost and next step, in their order', () => {
    expect(ids([hold(1), hold(2, { rule: '855-02' }), hold(3)])).toEqual([[1, 3], [2]]);
    expect(ids([hold(1), hold(2, { consequence: 'Goods that come early are refused.' })])).toEqual([[1], [2]]);
  });

  it('are not what has a value of its own to put right, differences of its own, or another cause', () => {
    expect(ids([hold(1, { fix: { fix: 'draft', path: 'a' } }), hold(2, { fix: { fix: 'draft', path: 'a' } })])).toEqual([
      [1],
      [2],
    ]);
    expect(ids([hold(1, { differences: ['x'] }), hold(2, { differences: ['x'] })])).toEqual([[1], [2]]);
    expect(ids([hold(1, { cause: 'corrected' }), hold(2, { cause: 'corrected' })])).toEqual([[1], [2]]);
  });
});
