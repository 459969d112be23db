import { describe, expect, it } from 'vitest';
import type { Posting } from '#core/domain/posting.ts';
import { isAwaited, promises } from '#core/engine/outbound/brokenPromises.ts';
import type { KnownDocument } from '#core/engine/outbound/draftOrder.ts';
import type { AnsweredThread } from '#core/store/types/postings.ts';
import { line, row } from '../sendCandidate.ts';

interface Order {
  readonly cancelled?: boolean;
  readonly processing?: string;
  /** Of the 860. */
  readonly purpose?: string;
  /** An 850 that came after the 860 and was made. */
  readonly again?: boolean;
  readonly now?: string;
}

const order = ({ cancelled = false, processing = 'done', purpose = '04', again = false, now }: Order = {}): AnsweredThread =>
  ({
    thread: { id: 1, cancelled },
    documents: [
      { id: 1, kind: '850', purpose: '00', processing: 'done' },
      { id: 2, kind: '860', purpose, processing },
      ...(again ? [{ id: 3, kind: '850', purpose: '00', processing: 'done' }] : []),
    ],
    sagas: [
      {
        id: 1,
        state: 'done',
        salesOrderNumber: 'SO-1',
        plan: { company: 'USMF', lines: [{ quantity: '24', ...(now === undefined ? {} : { now }) }] },
      },
    ],
  }) as unknown as AnsweredThread;

const posted = (kind: Posting['kind'], quantity: string): Posting =>
  ({ kind, company: 'usmf', salesOrders: ['SO-1'], lines: [{ quantity }] }) as unknown as Posting;
/** One slip over this order and another. */
const consolidated = (own: string, other: string): Posting => ({
  ...posted('packing-slip', own),
  salesOrders: ['SO-2', 'SO-1'],
  lines: [
    { salesOrder: 'SO-1', quantity: own },
    { salesOrder: 'SO-2', quantity: other },
  ] as unknown as Posting['lines'],
});
const confirmed = posted('confirmation', '24');

describe('goods that a retailer waits for', () => {
  it.each<readonly [string, Order, readonly Posting[], boolean]>([
    ['were confirmed', {}, [confirmed], true],
    ['left in part', {}, [confirmed, posted('packing-slip', '10')], true],
    ['are none where nobody confirmed them', {}, [], false],
    ['are none once all left', {}, [confirmed, posted('packing-slip', '24')], false],
    ['are those that left for another order on the same slip', {}, [confirmed, consolidated('10', '24')], true],
    ['are none once all left beside another order', {}, [confirmed, consolidated('24', '10')], false],
    [
      'are those that a slip was taken back of',
      {},
      [confirmed, posted('packing-slip', '24'), posted('packing-slip', '-24')],
      true,
    ],
    ['are none where the retailer cancelled the order', { cancelled: true }, [confirmed], false],
    ['are none where a person has acted upon its cancellation', { purpose: '01' }, [confirmed], false],
    ['are those of an order that came again after it', { purpose: '01', again: true }, [confirmed], true],
    ['are none where a change took them out', { now: '0' }, [confirmed], false],
    ['are none while a change or cancellation waits for a person', { processing: 'held' }, [confirmed], false],
    ['are those of an order whose change was filed', { processing: 'filed' }, [confirmed], true],
  ])('%s', (_what, one, found, awaited) => {
    expect(isAwaited(order(one), found)).toBe(awaited);
  });
});

describe('what was promised', () => {
  const ack = (id: number, change: Partial<KnownDocument['row']> = {}, quantity = '24'): KnownDocument => ({
    row: row({ id, kind: '855', draft: 'left', transport: 'sent', ...change }),
    lines: [line(1, quantity)],
  });
  it.each<readonly [string, readonly KnownDocument[], readonly number[]]>([
    ['is the newest 855 that left', [ack(1), ack(2), ack(3, { draft: 'review', transport: 'none' })], [2]],
    ['is one a store', [ack(1, { store: 'A' }), ack(2, { store: 'B' }), ack(3, { store: 'A' })], [3, 2]],
    ['is nothing where SPS refused it', [ack(1, { transport: 'refused' })], []],
    ['is nothing where all lines were rejected', [ack(1, {}, '0')], []],
    ['is nothing where the partner rejected it', [ack(1, { business: 'rejected' })], []],
    ['is no other kind of document', [ack(1, { kind: '856' })], []],
  ])('%s', (_what, known, expected) => {
    expect(promises(known).map(({ id }) => id)).toEqual(expected);
  });
});
