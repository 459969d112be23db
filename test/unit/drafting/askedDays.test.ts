import { describe, expect, it } from 'vitest';
import { draftOrderAck } from '#core/drafting/orderAck.ts';
import { codes, lamps, mugs, rugs } from './ackStory.ts';
import { ackInput, basis, draftOrder, exampleOrder } from './fixture.ts';

describe('the day that the 850 asks for', () => {
  const asks = (...dates: readonly (readonly [string, string])[]) => ({
    ...exampleOrder,
    dates: dates.map(([qualifier, date]) => ({ qualifier, date, path: '' })),
  });
  const dates = { shipQualifiers: ['118', '010'], receiptQualifiers: ['074'] };
  const all = [lamps, { ...mugs, quantity: '48' }, rugs];
  it('is that of the qualifiers that intake reads by the partner sheet', () => {
    const order = draftOrder(asks(['010', '2026-03-12'], ['118', '2026-03-09'], ['037', '2026-03-01']), { dates });
    expect(codes(draftOrderAck(ackInput(all, { order })))).toEqual([['DR 24'], ['DR 48'], ['DR 12']]);
    const without = draftOrder(asks(['068', '2026-03-09']), { dates });
    expect(codes(draftOrderAck(ackInput(all, { order: without })))).toEqual([['IA 24'], ['IA 48'], ['IA 12']]);
  });
  it('gives the days on the way by the same', () => {
    const order = draftOrder(asks(['118', '2026-03-09'], ['002', '2026-03-10'], ['074', '2026-03-12']), { dates });
    const { document } = draftOrderAck(ackInput(all, { order, ...basis({ ack: { dateQualifier: '067' } }) }));
    expect(document.lines[0]?.acknowledgements[0]?.scheduleDate).toBe('2026-03-13');
  });
});
