import { expect, it } from 'vitest';
import { allRows, type Page } from '#core/engine/pages.ts';

const open = Array.from({ length: 1_203 }, (_, index) => ({ id: index + 1 }));
const page = async ({ limit, afterId = 0 }: Page) => open.filter(({ id }) => id > afterId).slice(0, limit);

it('a list of open work is walked to its end, though nothing of it is done meanwhile', async () => {
  const all = await allRows(page, ({ id }) => id);
  expect(all.map(({ id }) => id)).toEqual(open.map(({ id }) => id));
  expect(
    await allRows(
      async () => [],
      () => 0,
    ),
  ).toEqual([]);
});
