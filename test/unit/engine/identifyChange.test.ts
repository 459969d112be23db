import { describe, expect, it } from 'vitest';
import { identifyChange, type ChangeArrival } from '#core/engine/intake/identifyChange.ts';
import { isCalledOff } from '#core/engine/intake/lastWord.ts';
import { document, thread, tried } from './arrivals.ts';

const change = (threadId?: number): ChangeArrival => ({
  documentId: 10,
  purpose: '04',
  changeSequence: '1',
  documentDate: '2026-03-02',
  canonicalHash: 'c',
  threadId,
});

describe('a change of a number that two orders have', () => {
  const first = thread({ id: 5, sagas: tried });
  const second = thread({ id: 6, copy: 2, documents: [document({ id: 3, canonicalHash: 'b' })], sagas: tried });

  it.each([
    ['is placed with the newest when it comes', undefined, [first, second], 6],
    ['stays with the one that it stands with', 5, [first, second], 5],
    ['leaves one that was cancelled', 5, [{ ...first, cancelled: true }, second], 6],
    ['is placed with the newest where its own is of another store by now', 7, [first, second], 6],
  ] as const)('%s', (_what, threadId, threads, expected) => {
    expect(identifyChange(change(threadId), threads)).toMatchObject({ is: 'change', threadId: expected });
  });
});

describe('an order is called off', () => {
  const said = (...documents: readonly (readonly [string, string, 'done' | 'held' | 'superseded'])[]) =>
    documents.map(([kind, purpose, processing], index) => ({ id: 9 - index, kind, purpose, processing, place: index + 1 }));

  it.each([
    [
      'where its cancellation was acted upon',
      [
        ['850', '00', 'superseded'],
        ['850', '01', 'done'],
      ],
      true,
    ],
    [
      'by an 860, too',
      [
        ['850', '00', 'done'],
        ['860', '01', 'done'],
      ],
      true,
    ],
    [
      'not while the cancellation waits for a person',
      [
        ['850', '00', 'done'],
        ['860', '01', 'held'],
      ],
      false,
    ],
    [
      'not once it came again and was made',
      [
        ['850', '00', 'done'],
        ['860', '01', 'done'],
        ['850', '00', 'done'],
      ],
      false,
    ],
    [
      'not by a change of its lines',
      [
        ['850', '00', 'done'],
        ['860', '04', 'done'],
      ],
      false,
    ],
  ] as const)('%s', (_what, documents, expected) => {
    expect(isCalledOff(said(...documents))).toBe(expected);
  });
});
