import { describe, expect, it } from 'vitest';
import type { OutboundFacts } from '#core/rules/outbound/facts.ts';
import { ack, bought, facts, ofOrder, said } from './support.ts';

/** Both lines are promised for March 10. */
const found = (change: Partial<OutboundFacts>, document = {}, sheet = {}) =>
  said(ack(document, { ...change }, sheet), '855-05').map(({ message }) => message);
const over = (line: string) => `Line ${line}: promised for Mar 10, 2026, the day is over and no slip says that the goods left.`;
const gone = (position: number, quantity: string, day: string) => ({ threadId: 7, position, store: '', quantity, day });

describe('a promise for a day that is over (855-05)', () => {
  it('is held with what to do, and not while the day lasts', () => {
    expect(found({ today: '2026-03-10' })).toEqual([]);
    expect(found({ today: '2026-03-11' })).toEqual([over('001'), over('002')]);
    expect(said(ack({}, { today: '2026-03-11' }), '855-05')[0]).toMatchObject({
      severity: 'HOLD',
      value: '2026-03-10',
      expected: 'from 2026-03-11',
      fix: { fix: 'dynamics', act: 'confirm the day on which the goods will ship' },
    });
  });
  it('is kept where the goods left by then: all that was promised of the line', () => {
    const today = '2026-03-12';
    expect(found({ today, left: [gone(1, '20', '2026-03-09'), gone(1, '4', '2026-03-10')] })).toEqual([over('002')]);
    expect(found({ today, left: [gone(1, '24', '2026-03-11'), gone(2, '23', '2026-03-10')] })).toEqual([
      over('001'),
      over('002'),
    ]);
    expect(found({ today, left: [{ ...gone(1, '24', '2026-03-10'), threadId: 8 }, gone(2, '24', '2026-03-10')] })).toEqual([
      over('001'),
    ]);
  });
  it('is about the ship day where delivery days are promised', () => {
    const dates = [
      { qualifier: '010', date: '2026-03-10', path: '' },
      { qualifier: '002', date: '2026-03-12', path: '' },
    ];
    const orders = [ofOrder({ order: { ...bought, dates } })];
    const sheet = { ...facts().sheet, ack: { ...facts().sheet.ack, dateQualifier: '067' as const } };
    // Delivered on the 10th is shipped on the 8th.
    expect(found({ today: '2026-03-08', orders, sheet })).toEqual([]);
    expect(found({ today: '2026-03-09', orders, sheet })).toHaveLength(2);
  });
});
