import { describe, expect, it } from 'vitest';
import type { AckAnswer } from '#core/drafting/draft.types.ts';
import { draftOrderAck } from '#core/drafting/orderAck.ts';
import { answer, codes, lamps, laterMugs, mugs, rugs } from './ackStory.ts';
import { ackInput, basis, draftOrder, exampleOrder, type postingLine } from './fixture.ts';

describe('an order that allows no backorder', () => {
  const order = draftOrder({ ...exampleOrder, shipComplete: 'N' });
  const drafted = (lines: readonly ReturnType<typeof postingLine>[], said: readonly AckAnswer[] = [], change = {}) => {
    const draft = draftOrderAck(ackInput(lines, { order, ...basis(change), answers: said }));
    return {
      asked: draft.choices.map(({ quantity, question, options }) => [quantity, question, options.map(({ code }) => code)]),
      mugs: (codes(draft) as string[][])[1],
      draft,
    };
  };
  const takes = { ack: { codes: ['IA', 'IQ', 'IB', 'BP', 'DR', 'IR'], shortage: 'partial' } } as const;
  const asks = (codes: readonly string[]) => [
    [
      '12',
      'Line 2: Dynamics confirmed 36 of 48 in time, and the order allows no backorder (ShipCompleteCode N). What becomes of the other 12 EA?',
      codes,
    ],
  ];

  it('offers none for what is not confirmed, whatever the sheet prefers', () => {
    for (const change of [{}, takes]) expect(drafted([lamps, mugs, rugs], [], change).asked).toEqual(asks(['IR']));
    expect(drafted([lamps, mugs, rugs], [answer({ position: 2, code: 'IR' })]).mugs).toEqual(['IQ 36', 'IR 12']);
    expect(drafted([lamps, mugs, rugs], [], { ack: { codes: ['IA', 'IQ', 'BP'] } }).asked).toEqual(asks(['IQ']));
    const nothing = drafted([lamps, { ...mugs, quantity: '48' }]);
    expect(nothing.asked).toEqual([
      [
        '12',
        'Line 3: Dynamics confirmed none of 12 EA, and the order allows no backorder (ShipCompleteCode N). What becomes of them?',
        ['IR'],
      ],
    ]);
  });
  it('takes no answer that was given while one was allowed', () => {
    expect(drafted([lamps, mugs, rugs], [answer({ position: 2, code: 'IB', date: '2026-03-19' })]).asked).toEqual(asks(['IR']));
  });
  it('asks what becomes of what Dynamics confirmed too late, and says the later day only on a person’s word', () => {
    const later = [lamps, mugs, laterMugs, rugs];
    for (const change of [{}, takes]) {
      expect(drafted(later, [], change)).toMatchObject({ asked: asks(['IR', 'DR']), mugs: ['IQ 36', 'IR 12'] });
      const agreed = drafted(later, [answer({ position: 2, code: 'DR' })], change);
      expect(agreed).toMatchObject({ asked: [], mugs: ['IQ 36', 'DR 12'] });
      expect(agreed.draft.document.lines[1]?.acknowledgements[1]).toMatchObject({ scheduleDate: '2026-03-24' });
      expect(agreed.draft.missing).toEqual([]);
    }
    expect(drafted(later, [answer({ position: 2, code: 'IR', reason: 'Too late' })]).mugs).toEqual(['IQ 36', 'IR 12']);
    // Late and not confirmed at all are one question: nothing of it comes in time.
    const both = drafted([lamps, { ...mugs, quantity: '36' }, { ...laterMugs, quantity: '7' }, rugs]);
    expect(both).toMatchObject({ asked: asks(['IR']), mugs: ['IQ 36', 'IR 12'] });
  });
  it('asks nothing of what comes in time, or late as a whole', () => {
    const inTime = [
      lamps,
      { ...mugs, confirmedShip: '2026-03-05' },
      { ...laterMugs, confirmedShip: '2026-03-10', price: '7' },
      rugs,
    ];
    expect(drafted(inTime)).toMatchObject({ asked: [], mugs: ['IQ 36', 'IP 12'] });
    expect(drafted([lamps, { ...mugs, quantity: '48', confirmedShip: '2026-03-12' }, rugs])).toMatchObject({
      asked: [],
      mugs: ['DR 48'],
    });
  });
  it('leaves it to the sheet where the 850 says nothing', () => {
    const open = draftOrder({ ...exampleOrder, shipComplete: '' });
    const draft = draftOrderAck(ackInput([lamps, mugs, laterMugs, rugs], { order: open, ...basis(takes) }));
    expect((codes(draft) as string[][])[1]).toEqual(['BP 36']);
  });
});
