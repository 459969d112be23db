import { describe, expect, test } from 'vitest';
import { firstOf, newestOfEach, type Correcting } from '#core/domain/standing.ts';

interface Sent extends Correcting {
  readonly out: boolean;
}
const sent = (id: number, corrects?: number, counts = true, out = true): Sent => ({
  id,
  counts,
  out,
  ...(corrects === undefined ? {} : { corrects }),
});
const speaking = (...documents: readonly Sent[]): readonly number[] =>
  newestOfEach(documents, ({ out }) => out).map(({ id }) => id);

describe('of a document and its corrections', () => {
  test('the newest that left speaks, in the order given', () => {
    expect(speaking(sent(1), sent(2), sent(3, 1))).toEqual([2, 3]);
    expect(speaking(sent(1), sent(2, 1), sent(3, 2))).toEqual([3]);
    expect(speaking(sent(1), sent(2, 1), sent(3, 1))).toEqual([3]);
  });

  test('the first speaks until its correction has left', () => {
    expect(speaking(sent(1), sent(2, 1, true, false))).toEqual([1]);
  });

  test('none speaks where the newest takes it back, and again the new one after it', () => {
    expect(speaking(sent(1), sent(2, 1, false))).toEqual([]);
    expect(speaking(sent(1), sent(2, 1, false, false))).toEqual([1]);
    expect(speaking(sent(1), sent(2, 1, false), sent(3, 1))).toEqual([3]);
  });

  test('what only takes back and stands alone says nothing', () => {
    expect(speaking(sent(1, undefined, false))).toEqual([]);
  });
});

test('the first of a chain is found also where its own row is not there', () => {
  const first = firstOf([sent(5, 4), sent(4, 2), sent(9)]);
  expect([5, 4, 2, 9, 7].map(first)).toEqual([2, 2, 2, 9, 7]);
});

test('a row that names itself or a later one ends', () => {
  expect(firstOf([sent(1, 1), sent(2, 3), sent(3, 2)])(2)).toBe(2);
});
