import { expect, it } from 'vitest';
import { newestNotices } from '#core/packing/newestNotices.ts';

const newest = (...numbers: readonly string[]): readonly string[] =>
  newestNotices(numbers.map((number, index) => ({ number, index }))).map(({ number, index }) => `${number} ${index}`);

it('takes the newest of each number, in the order in which they left', () => {
  expect(newest('PS-1', 'PS-1', 'PS-1-0042', 'PS-1')).toEqual(['PS-1-0042 2', 'PS-1 3']);
});

it('takes a new one after a cancellation for the same notice', () => {
  expect(newest('PS-1', 'PS-1', 'PS-1-R2', 'PS-1-R3')).toEqual(['PS-1-R3 3']);
  expect(newest('PS-1-0042', 'PS-1-0042-R2', 'PS-1-0043')).toEqual(['PS-1-0042-R2 1', 'PS-1-0043 2']);
});

it('leaves stores that are called R2 and R3 apart', () => {
  expect(newest('PS-1-R2', 'PS-1-R3')).toEqual(['PS-1-R2 0', 'PS-1-R3 1']);
  expect(newest('PS-1-R2', 'PS-1-R2-R2')).toEqual(['PS-1-R2-R2 1']);
});
