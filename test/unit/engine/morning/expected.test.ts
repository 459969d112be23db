import { describe, expect, it } from 'vitest';
import { expectedBut, spansOf } from '#core/engine/morning/expected.ts';

const partners = [
  { partnerId: 'A', name: 'Adventure' },
  { partnerId: 'B', name: 'Blue Yonder' },
];

describe('who is expected but not here', () => {
  it('is a partner that had sent by now on three of the last four weekdays like this', () => {
    expect(expectedBut(partners, [[], ['A', 'B'], ['A'], ['B'], ['A']])).toEqual([
      { partnerId: 'A', partnerName: 'Adventure', days: 3 },
    ]);
  });

  it('is nobody who sent today already', () => {
    expect(expectedBut(partners, [['A'], ['A'], ['A'], ['A'], ['A']])).toEqual([]);
  });

  it('is nobody whose rhythm is not known yet, and no partner that is not active any more', () => {
    expect(expectedBut(partners, [[], ['B'], ['B'], [], []])).toEqual([]);
    expect(expectedBut(partners, [[], ['C'], ['C'], ['C'], ['C']])).toEqual([]);
  });

  it('looks at the same stretch of the same weekday, in the zone of the workspace', () => {
    // Tuesday 08:30 in Chicago; a week later in spring the clocks went forward.
    expect(spansOf('2026-03-10T13:30:00.000Z', 'America/Chicago')).toEqual([
      { from: '2026-03-10T05:00:00.000Z', to: '2026-03-10T13:30:00.000Z' },
      { from: '2026-03-03T06:00:00.000Z', to: '2026-03-03T14:30:00.000Z' },
      { from: '2026-02-24T06:00:00.000Z', to: '2026-02-24T14:30:00.000Z' },
      { from: '2026-02-17T06:00:00.000Z', to: '2026-02-17T14:30:00.000Z' },
      { from: '2026-02-10T06:00:00.000Z', to: '2026-02-10T14:30:00.000Z' },
    ]);
  });
});
