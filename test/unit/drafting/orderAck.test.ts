import { describe, expect, it } from 'vitest';
import type { AckAnswer } from '#core/drafting/draft.types.ts';
import { draftOrderAck } from '#core/drafting/orderAck.ts';
import { example } from '../rsx/helpers.ts';
import { answer, codes, lamps, laterMugs, mugs, rugs } from './ackStory.ts';
import { ackInput, basis, draftOrder, exampleOrder, postingLine, throughBytes, xmlOf } from './fixture.ts';

describe('the acknowledgment of the story', () => {
  const draft = draftOrderAck(ackInput([lamps, mugs, laterMugs], { answers: [answer({ reason: 'Discontinued' })] }));

  it('is the example of the reference, but for what it echoes more', () => {
    const lines = xmlOf(draft.document).split('\n');
    const wanted = example('855-orderack').split('\n');
    const more = lines.filter((line) => !wanted.includes(line)).map((line) => line.trim());
    expect(wanted.filter((line) => !lines.includes(line))).toEqual([]);
    expect(more).toEqual(expect.arrayContaining(['<ShipCompleteCode>Y</ShipCompleteCode>']));
  });

  it('asks nothing and waits for nothing', () => {
    expect([draft.choices, draft.missing, draft.findings]).toEqual([[], [], []]);
    expect(draft.lines).toEqual([
      { threadId: 7, position: 1, store: '', quantity: '24' },
      { threadId: 7, position: 2, store: '', quantity: '48' },
      { threadId: 7, position: 3, store: '', quantity: '0' },
    ]);
  });

  it('knows where every value came from', () => {
    const line = 'OrderAck/LineItem[2]';
    expect(draft.origins[`${line}/OrderLine/OrderQty`]).toEqual({ from: '850', path: 'Order/LineItem[2]/OrderLine/OrderQty' });
    expect(draft.origins[`${line}/LineItemAcknowledgement[2]/ItemScheduleDate`]).toEqual({
      from: 'dynamics',
      set: 'the confirmation set',
      field: 'confirmedShip',
    });
    expect(draft.origins['OrderAck/LineItem[3]/Notes[1]/Note']).toMatchObject({ from: 'typed', who: 'Ann' });
    expect(draft.origins['OrderAck/Summary/TotalAmount']).toMatchObject({ from: 'computed' });
  });

  it('is what its bytes say', () => {
    expect(throughBytes(draft.document)).toEqual(draft.document);
  });
});

describe('the decision table', () => {
  const all = [lamps, { ...mugs, quantity: '48' }, rugs];
  const two = [lamps, { ...mugs, quantity: '48' }];
  it.each([
    ['all as ordered', all, {}, 'AD', [['IA 24'], ['IA 48'], ['IA 12']]],
    [
      'a day later inside the window',
      [lamps, { ...mugs, quantity: '48', confirmedShip: '2026-03-12' }, rugs],
      {},
      'AC',
      [['IA 24'], ['DR 48'], ['IA 12']],
    ],
    [
      'the rest with a later day, in one BP',
      [lamps, mugs, laterMugs, rugs],
      { ack: { shortage: 'partial' } },
      'AC',
      [['IA 24'], ['BP 36'], ['IA 12']],
    ],
    [
      'IB not taken, so BP',
      [lamps, mugs, laterMugs, rugs],
      { ack: { codes: ['IA', 'IQ', 'BP'] } },
      'AC',
      [['IA 24'], ['BP 36'], ['IA 12']],
    ],
    [
      'in two days that are both in time',
      [lamps, { ...mugs, confirmedShip: '2026-03-05' }, { ...laterMugs, confirmedShip: '2026-03-10' }, rugs],
      {},
      'AD',
      [['IA 24'], ['IA 48'], ['IA 12']],
    ],
    [
      'in two days that are in time, and more later',
      [lamps, { ...mugs, quantity: '20', confirmedShip: '2026-03-05' }, { ...mugs, quantity: '16' }, laterMugs, rugs],
      {},
      'AC',
      [['IA 24'], ['IQ 36', 'IB 12'], ['IA 12']],
    ],
    [
      'in two days that are in time, at two prices',
      [lamps, { ...mugs, confirmedShip: '2026-03-05' }, { ...laterMugs, confirmedShip: '2026-03-10', price: '7' }, rugs],
      {},
      'AC',
      [['IA 24'], ['IQ 36', 'IB 12'], ['IA 12']],
    ],
    ['a lower price', [lamps, { ...mugs, quantity: '48', price: '7' }, rugs], {}, 'AC', [['IA 24'], ['IP 48'], ['IA 12']]],
    [
      'a lower price and another day',
      [lamps, { ...mugs, quantity: '48', price: '7', confirmedShip: '2026-03-12' }, rugs],
      { ack: { codes: ['IA', 'DR', 'IC', 'IP'] } },
      'AC',
      [['IA 24'], ['IC 48'], ['IA 12']],
    ],
    [
      'the same price after a round trip over eaches',
      [lamps, { ...mugs, quantity: '48', price: '7.25000000' }, rugs],
      {},
      'AD',
      [['IA 24'], ['IA 48'], ['IA 12']],
    ],
    ['nothing of a line: a question', two, {}, 'AC', [['IA 24'], ['IA 48'], ['IR 12']]],
  ] as const)('%s', (_name, lines, change, header, expected) => {
    const draft = draftOrderAck(ackInput(lines, basis(change)));
    expect(draft.document.acknowledgementType).toBe(header);
    expect(codes(draft)).toEqual(expected);
    expect(throughBytes(draft.document)).toEqual(draft.document);
  });

  it('promises what comes in several days that are in time by the last of them', () => {
    const early = [lamps, { ...mugs, confirmedShip: '2026-03-05' }, { ...laterMugs, confirmedShip: '2026-03-09' }, rugs];
    const draft = draftOrderAck(ackInput(early));
    expect(draft.document.lines[1]?.acknowledgements).toMatchObject([
      { status: 'IA', quantity: '48', scheduleDate: '2026-03-09' },
    ]);
    expect([draft.choices, draft.missing, draft.findings]).toEqual([[], [], []]);
    // Before the order's window is not in time: it stays in sight, for 855-05 to hold it.
    const window = [
      ...exampleOrder.dates.filter(({ qualifier }) => qualifier !== '037'),
      { qualifier: '037', date: '2026-03-08', path: '' },
    ];
    const order = draftOrder({ ...exampleOrder, dates: window });
    expect((codes(draftOrderAck(ackInput(early, { order }))) as string[][])[1]).toEqual(['IQ 36', 'IB 12']);
    // Less than was ordered stays a question, about all of the rest.
    const short = draftOrderAck(
      ackInput(
        [lamps, { ...mugs, quantity: '20', confirmedShip: '2026-03-05' }, mugs, rugs].map((line) =>
          line === mugs ? { ...mugs, quantity: '16' } : line,
        ),
      ),
    );
    expect(short.choices).toMatchObject([{ about: 'rest', position: 2, quantity: '12' }]);
  });

  it('asks what nothing shows, with the codes that the partner takes', () => {
    const draft = draftOrderAck(ackInput([lamps, mugs, rugs]));
    expect(draft.choices).toEqual([
      {
        about: 'rest',
        position: 2,
        store: '',
        lineNumber: '2',
        quantity: '12',
        question: 'Line 2: Dynamics confirmed 36 of 48. Do the other 12 EA come later, or never?',
        options: [
          { code: 'IR', label: 'It never comes: rejected, with the reason', needs: ['reason'] },
          { code: 'IB', label: 'It comes later: backordered, with the date', needs: ['date'] },
        ],
      },
    ]);
  });

  it.each([
    [{ code: 'IB', date: '2026-03-19' }, {}, ['IQ 36', 'IB 12']],
    [{ code: 'IR', reason: 'Sold out' }, {}, ['IQ 36', 'IR 12']],
    [{ code: 'BP', date: '2026-03-19' }, { ack: { shortage: 'partial' } }, ['BP 36']],
    [{ code: 'IQ' }, { ack: { codes: ['IA', 'IQ'] } }, ['IQ 36']],
  ] as const)('takes the answer %j', (said, change, expected) => {
    const draft = draftOrderAck(ackInput([lamps, mugs, rugs], { ...basis(change), answers: [answer({ position: 2, ...said })] }));
    expect([draft.choices, (codes(draft) as string[][])[1]]).toEqual([[], expected]);
  });

  it('asks for a higher price, and answers with either', () => {
    const dear = [lamps, { ...mugs, quantity: '48', price: '8' }, rugs];
    const asked = draftOrderAck(ackInput(dear));
    expect(asked.choices).toMatchObject([{ about: 'price', position: 2, options: [{ code: 'IP' }, { code: 'IA' }] }]);
    const ours = draftOrderAck(
      ackInput(dear, { answers: [answer({ about: 'price', position: 2, code: 'IP', reason: 'Agreed by phone' })] }),
    );
    expect(ours.document.lines[1]?.acknowledgements[0]).toMatchObject({ status: 'IP', price: '8' });
    const theirs = draftOrderAck(ackInput(dear, { answers: [answer({ about: 'price', position: 2, code: 'IA' })] }));
    expect(theirs.document.lines[1]?.acknowledgements[0]).toMatchObject({ status: 'IA' });
    expect(theirs.document.acknowledgementType).toBe('AD');
  });

  it('asks for a substitute', () => {
    const other = [lamps, postingLine(2, { itemNumber: 'D77', quantity: '48', confirmedShip: '2026-03-10' }), rugs];
    const draft = draftOrderAck(ackInput(other, basis({ ack: { codes: ['IA', 'IS', 'IR'] } })));
    expect(draft.choices).toMatchObject([{ about: 'substitute', position: 2 }]);
    expect(draft.document.lines[1]?.acknowledgements[0]).toMatchObject({ status: 'IS', item: { vendorPart: 'D77' } });
  });

  describe('where Dynamics split a line and something is otherwise in a part of it', () => {
    const takes = { ack: { codes: ['IA', 'IQ', 'IB', 'BP', 'IS', 'IP', 'IR'], shortage: 'partial' } } as const;
    const other = { lotId: 'L9', customersLineNumber: 2, quantity: '12' };
    const part = (change: object) => postingLine(3, { ...other, itemNumber: 'D2', confirmedShip: '2026-03-10', ...change });
    const answers = (rest: ReturnType<typeof postingLine>, said: readonly AckAnswer[] = []) => {
      const draft = draftOrderAck(ackInput([rest, lamps, { ...mugs, price: '7.25' }, rugs], { ...basis(takes), answers: said }));
      return { draft, mugs: (codes(draft) as string[][])[1], asked: draft.choices.map(({ about }) => about) };
    };
    const substitute = (code: AckAnswer['code']) => answer({ about: 'substitute', position: 2, code });
    const price = (code: AckAnswer['code']) => answer({ about: 'price', position: 2, code });

    it.each([
      ['the same day', part({ itemNumber: 'D77' })],
      ['a later day', part({ itemNumber: 'D77', confirmedShip: '2026-03-24' })],
    ])('another item on %s is asked for, and never accepted as what was ordered', (_name, line) => {
      expect(answers(line).asked).toEqual(['substitute']);
      const agreed = answers(line, [substitute('IS')]);
      expect([agreed.asked, agreed.mugs]).toEqual([[], ['IQ 36', 'IS 12']]);
      expect(agreed.draft.document.lines[1]?.acknowledgements[1]?.item).toMatchObject({ vendorPart: 'D77' });
      expect(answers(line, [substitute('IR')]).mugs).toEqual(['IQ 36', 'IR 12']);
    });
    it('a higher price on the same day is asked for; kept at the price of the order the line is whole', () => {
      expect(answers(part({ price: '8' })).asked).toEqual(['price']);
      const ours = answers(part({ price: '8' }), [price('IP')]);
      expect(ours.mugs).toEqual(['IQ 36', 'IP 12']);
      expect(ours.draft.document.lines[1]?.acknowledgements[1]).toMatchObject({ price: '8' });
      expect(ours.draft.lines[1]).not.toHaveProperty('price');
      const theirs = answers(part({ price: '8' }), [price('IA')]);
      expect([theirs.mugs, theirs.draft.document.acknowledgementType]).toEqual([['IA 48'], 'AD']);
    });
    it('a higher price on a later day is asked for, and stands with the day', () => {
      const later = part({ price: '8', confirmedShip: '2026-03-24' });
      expect(answers(later).asked).toEqual(['price']);
      const ours = answers(later, [price('IP')]);
      expect(ours.mugs).toEqual(['IQ 36', 'IB 12']);
      expect(ours.draft.document.lines[1]?.acknowledgements[1]).toMatchObject({ price: '8', scheduleDate: '2026-03-24' });
    });
    it('the same item at the same price is one part, in whatever order it is posted', () => {
      expect(answers(part({ price: '7.25' }))).toMatchObject({ asked: [], mugs: ['IA 48'] });
    });
  });
});

describe('an order that was never confirmed', () => {
  const refused = draftOrder(exampleOrder, { standing: 'refused', reason: 'Unknown ship-to', salesOrders: [], links: [] });
  const input = (change: Parameters<typeof basis>[0]) => {
    const { confirmation: _, ...rest } = ackInput([], { order: refused, ...basis(change) });
    return rest;
  };
  it('is rejected with every line and the reason', () => {
    const draft = draftOrderAck(input({}));
    expect(draft.document).toMatchObject({
      acknowledgementType: 'RD',
      acknowledgementNumber: '4500012345-R',
      dates: [],
      totalAmount: '0',
    });
    expect(codes(draft)).toEqual([['IR 24'], ['IR 48'], ['IR 12']]);
    expect(draft.document.lines[0]?.notes).toMatchObject([{ code: 'GEN', text: 'Unknown ship-to' }]);
    expect(draft.missing).toEqual([]);
  });
  it('is rejected without detail where the partner wants that', () => {
    expect(draftOrderAck(input({ ack: { rejection: 'RJ' } })).document).toMatchObject({ acknowledgementType: 'RJ', lines: [] });
  });
  it('waits for a reason that nobody gave', () => {
    const draft = draftOrderAck({ ...input({}), order: { ...refused, reason: '' } });
    expect(draft.missing.map(({ path }) => path)).toEqual([1, 2, 3].map((line) => `OrderAck/LineItem[${line}]/Notes[1]/Note`));
  });
});
