import { describe, expect, it } from 'vitest';
import { turnOf } from '#core/engine/outbound/turn.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { OrderFact, SendCandidate } from '#core/store/types/sends.ts';
import { candidate, line, other, row } from './sendCandidate.ts';

const turn = (change: Partial<SendCandidate>): string => {
  const decided = turnOf(candidate(change));
  return decided.turn === 'go' ? 'go' : `${decided.turn} ${decided.reason}`;
};

const holdsOf = (change: Partial<SendCandidate>) => {
  const decided = turnOf(candidate(change));
  return decided.turn === 'go' ? [] : decided.holds;
};

describe('an 856 where an 855 is agreed', () => {
  it.each([
    ['goes when the first 855 was sent', [other()], 'go'],
    ['goes when it was collected', [other({ transport: 'collected' })], 'go'],
    ['waits while it is in review', [other({ draft: 'review', transport: 'none' })], 'wait order'],
    ['waits while it waits for data', [other({ draft: 'waiting', transport: 'none' })], 'wait order'],
    ['is held when its answer was lost', [other({ transport: 'unknown' })], 'hold order'],
    ['is held when SPS refused it', [other({ transport: 'refused' })], 'hold order'],
    ['is held when none was drafted', [], 'hold order'],
    ['is held when it was set aside', [other({ draft: 'set-aside', transport: 'none' })], 'hold order'],
    ['goes when a later one was sent', [other({ transport: 'refused' }), other({ id: 2 })], 'go'],
    ['is not let go by the 855 of another order', [other({ threadIds: [2] })], 'hold order'],
  ])('%s', (_what, others, expected) => {
    expect(turn({ others })).toBe(expected);
  });
  it('needs the 855 of each of its orders', () => {
    const two = row({ threadIds: [1, 2] });
    expect(turn({ row: two, others: [other()] })).toBe('hold order');
    expect(turn({ row: two, others: [other(), other({ id: 2, threadIds: [2] })] })).toBe('go');
    const orders = [1, 2].map((threadId) => ({ threadId, number: `45${threadId}` }));
    expect(turnOf(candidate({ row: two, orders, others: [other()] }))).toMatchObject({
      text: 'The partner expects an 855 of each order before this, and none was drafted for 1 of its 2 orders (452): no confirmation of it was posted in Dynamics.',
    });
  });
  it('goes by itself where none is agreed, and on a person’s word', () => {
    expect(turn({ row: row({ rules: { ...row().rules, afterAck: false } }) })).toBe('go');
    expect(turn({ row: row({ anyway: true }) })).toBe('go');
  });
});

describe('an 810', () => {
  const invoice = row({ kind: '810', number: 'I1' });
  const notice = (change: Partial<OrderFact> = {}): OrderFact =>
    other({ kind: '856', number: 'S1', lines: [line(1, '12')], ...change });
  const bill = (others: readonly OrderFact[], lines = [line(1, '12')], changed = invoice): string =>
    turn({ row: changed, lines, others });
  it.each([
    ['goes behind the sent 856 of its goods', [notice()], 'go'],
    ['waits while none was posted: an invoice before its ship notice', [], 'wait order'],
    ['waits while it is drafted', [notice({ draft: 'review', transport: 'none' })], 'wait order'],
    ['is held when nobody knows of it', [notice({ transport: 'unknown' })], 'hold order'],
    ['waits when less was announced than it bills', [notice({ lines: [line(1, '6')] })], 'wait order'],
    ['adds up several notices', [notice({ lines: [line(1, '6')] }), notice({ id: 2, lines: [line(1, '6')] })], 'go'],
    ['counts what other invoices billed of it', [notice(), other({ id: 2, kind: '810', lines: [line(1, '6')] })], 'wait order'],
    ['does not count a cancelling notice', [notice({ counts: false })], 'wait order'],
    [
      'does not count a rejected notice beside its correction',
      [
        notice({ business: 'rejected', lines: [line(1, '6')] }),
        notice({ id: 2, corrects: 1, lines: [line(1, '6')], transport: 'collected', place: 'collected' }),
      ],
      'wait order',
    ],
    [
      'does not count a notice beside the one that replaced it',
      [notice({ lines: [line(1, '6')] }), notice({ id: 2, corrects: 1, lines: [line(1, '6')] })],
      'wait order',
    ],
    [
      'counts a notice until its replacement has left',
      [notice({}), notice({ id: 2, corrects: 1, lines: [line(1, '6')], draft: 'review', transport: 'none' })],
      'go',
    ],
    [
      'does not count a notice that was taken back',
      [notice({}), notice({ id: 2, corrects: 1, counts: false, intent: 'cancel' })],
      'wait order',
    ],
    ['does not take another store’s notice', [notice({ lines: [line(1, '12', '0202')] })], 'go'],
  ])('%s', (_what, others, expected) => {
    expect(bill(others)).toBe(expected);
  });
  it('that is held says which rule holds it, what goes first, and what to do (810-03)', () => {
    const decided = turnOf(candidate({ row: invoice, lines: [line(1, '12')], others: [notice({ transport: 'refused' })] }));
    expect(decided).toMatchObject({
      turn: 'hold',
      blockedBy: 1,
      holds: [
        {
          cause: 'send-order',
          rule: '810-03',
          message: '810 I1 does not leave. It goes behind 856 S1, which SPS refused.',
          consequence: 'An invoice before its ship notice matches nothing and is not paid.',
          fix: { fix: 'other-document', name: '856 S1' },
        },
      ],
    });
    const ofNotice = turnOf(candidate({ others: [other({ transport: 'refused' })] }));
    expect(ofNotice.turn === 'hold' && ofNotice.holds.map(({ rule }) => rule)).toEqual([undefined]);
  });
  it('that waits says by which rule and for what; an 856 waits by its sheet alone', () => {
    const text = (change: Partial<SendCandidate>): string => {
      const decided = turnOf(candidate(change));
      return decided.turn === 'wait' ? decided.text : decided.turn;
    };
    const waitText = 'Two cartons are not packed.';
    expect(text({ others: [other({ draft: 'waiting', transport: 'none', waitText })] })).toBe(
      'It goes behind 855 A1, which waits itself: Two cartons are not packed.',
    );
    const wanted = { row: invoice, lines: [line(1, '12')] };
    expect(text({ ...wanted, others: [notice({ draft: 'review', transport: 'none' })] })).toBe(
      'It goes behind 856 S1, which is to be released (rule 810-03).',
    );
    expect(text({ ...wanted, others: [] })).toBe(
      'It waits for the 856 of the goods that it bills: Dynamics has posted no packing slip for all of them (rule 810-03).',
    );
    expect(text({ others: [other({ draft: 'review', transport: 'none' })] })).toBe(
      'It goes behind 855 A1, which is to be released.',
    );
  });
  it('of one store waits for the goods of that store', () => {
    const ofStore = [line(1, '12', '0101')];
    expect(bill([notice({ lines: [line(1, '12', '0202')] })], ofStore)).toBe('wait order');
    expect(bill([notice({ lines: [line(1, '12', '0101')] })], ofStore)).toBe('go');
  });
  it('of charges alone, and a credit, go at once', () => {
    expect(bill([], [])).toBe('go');
    expect(bill([], [line(1, '-3')])).toBe('go');
  });
  it('does not go beside what the partner would not take back', () => {
    const anew = row({
      id: 9,
      number: 'S1-R2',
      corrects: { id: 1, number: 'S1', newNumber: true },
      rules: { ...row().rules, afterAck: false },
    });
    const cancel = notice({ id: 2, corrects: 1, counts: false, intent: 'cancel' });
    expect(turn({ row: anew, others: [notice(), cancel] })).toBe('go');
    expect(turn({ row: anew, others: [notice(), { ...cancel, business: 'rejected' }] })).toBe('hold order');
    // Nor where the cancellation was set aside, unless the first is none any more for the partner.
    const aside = { ...cancel, draft: 'set-aside', transport: 'none', place: 'set-aside' } as const;
    expect(turn({ row: anew, others: [notice(), aside] })).toBe('hold order');
    expect(turn({ row: anew, others: [notice({ business: 'rejected' }), aside] })).toBe('go');
  });
  it('waits for the partner’s word where the sheet asks for it', () => {
    const accepted = row({ ...invoice, rules: { ...invoice.rules, afterShipNotice: 'accepted' } });
    expect(bill([notice()], undefined, accepted)).toBe('wait order');
    expect(bill([notice({ business: 'accepted' })], undefined, accepted)).toBe('go');
    expect(bill([notice({ business: 'rejected', place: 'rejected' })], undefined, accepted)).toBe('hold order');
  });
});

describe('what was sent before', () => {
  const earlier = {
    outboundId: 1,
    revision: 1,
    contentHash: 'other',
    counts: true,
    transport: 'sent',
    business: 'none',
  } as const;
  const second = (policy: OutboundRow['rules']['correction'], change: Partial<OutboundRow> = {}): OutboundRow =>
    row({ kind: '855', revision: 2, rules: { ...row().rules, correction: policy }, ...change });
  it('blocks beside a lost answer (GEN-05), also on a person’s word', () => {
    expect(turn({ row: second('free', { anyway: true }), earlier: [{ ...earlier, transport: 'unknown' }] })).toBe('hold repeat');
  });
  it('blocks the same content twice (GEN-03)', () => {
    expect(turn({ row: second('free'), earlier: [{ ...earlier, contentHash: 'c' }] })).toBe('hold repeat');
  });
  it('lets the same content go again once it was taken back, and its cancellation once it was told anew', () => {
    const first = { ...earlier, contentHash: 'c' };
    const cancelled = { ...earlier, outboundId: 2, revision: 2, contentHash: 'cancelled', counts: false };
    expect(turn({ row: second('free', { revision: 3 }), earlier: [first, cancelled] })).toBe('go');
    const cancel = second('free', { revision: 3, intent: 'cancel', contentHash: 'cancelled' });
    expect(turn({ row: cancel, earlier: [first, cancelled] })).toBe('hold repeat');
    expect(turn({ row: cancel, earlier: [first, cancelled, { ...first, outboundId: 3, revision: 3 }] })).toBe('go');
  });
  it('obeys the correction policy (GEN-04)', () => {
    expect(turn({ row: second('free'), earlier: [earlier] })).toBe('go');
    expect(turn({ row: second('replace'), earlier: [earlier] })).toBe('go');
    expect(turn({ row: second('never'), earlier: [earlier] })).toBe('hold repeat');
    expect(turn({ row: second('cancel-and-new'), earlier: [earlier] })).toBe('hold repeat');
    expect(turn({ row: second('cancel-and-new', { intent: 'cancel' }), earlier: [earlier] })).toBe('go');
  });
  it('lets a correction of what was rejected go', () => {
    expect(turn({ row: second('never'), earlier: [{ ...earlier, business: 'rejected' }] })).toBe('go');
  });
  it('holds what a partner waits for who was deactivated (GEN-01)', () => {
    expect(turn({ row: second('free'), partnerActive: false })).toBe('hold partner');
    const [hold] = holdsOf({ row: second('free'), partnerActive: false });
    expect([hold?.message, hold?.groupTitle]).toEqual([
      expect.stringMatching(/: partner Northwind is not active\.$/),
      'Partner Northwind is not active',
    ]);
  });
});
