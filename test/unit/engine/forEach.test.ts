import { expect, it } from 'vitest';
import { forEach } from '#core/engine/runContext.ts';

it('ends only when all that was begun has ended, and begins nothing more once one has thrown', async () => {
  const open = Array.from({ length: 3 }, () => Promise.withResolvers<void>());
  const begun: number[] = [];
  const ended: number[] = [];
  let over = false;
  const all = forEach([0, 1, 2, 3, 4], 3, new AbortController().signal, async (index) => {
    begun.push(index);
    await open[index]?.promise;
    ended.push(index);
  }).finally(() => (over = true));
  open[1]?.reject(new Error('damaged'));
  open[0]?.resolve();
  await new Promise(setImmediate);
  expect(over).toBe(false);
  open[2]?.resolve();
  await expect(all).rejects.toThrow('damaged');
  expect(begun.length).toBeLessThan(5);
  expect(new Set(ended)).toEqual(new Set(begun.filter((index) => index !== 1)));
});
