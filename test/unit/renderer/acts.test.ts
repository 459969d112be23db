import { describe, expect, it } from 'vitest';
import type { OutboundListRow } from '#core/contract/views/outbound.ts';
import { actsOf } from '../../../renderer/features/outbound/acts.ts';

const row = (outboundId: number, change: Partial<OutboundListRow>): OutboundListRow =>
  ({ outboundId, place: 'held', draft: 'held', transport: 'none', outOfTurn: false, ...change }) as OutboundListRow;
const offered = (...rows: readonly OutboundListRow[]) =>
  actsOf(rows).map(({ act, rows: fitting }) => `${act} ${fitting.map(({ outboundId }) => outboundId).join(' ')}`);

describe('what the bar offers for the chosen documents', () => {
  it('is no sending anyway where each waits for data or for a person', () => {
    expect(offered(row(1, {}), row(2, { place: 'waiting', draft: 'waiting' }), row(3, {}))).toEqual(['set-aside 1 2 3']);
  });
  it('counts those that wait for another document only', () => {
    const waits = row(2, { place: 'waiting', draft: 'waiting', outOfTurn: true });
    expect(offered(row(1, {}), waits, row(3, { outOfTurn: true }))).toEqual(['send-anyway 2 3', 'set-aside 1 2 3']);
  });
});
