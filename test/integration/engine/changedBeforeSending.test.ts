import { expect, it } from 'vitest';
import { bench, once, open, run, settled, useDesk } from '../support/desk.ts';
import { documents, holdsOut, ordered, places, received, withSheets } from '../support/wayBack.ts';

useDesk(131);

const act = (what: string, body: object = {}) => bench.control(what, { orders: 'all', ...body });

/** More notices than are compared with Dynamics in one go. */
const many = 61;

it('a slip that changes while its notices are drafted keeps back every one of them, however many rest on it', async () => {
  const changing = once('draft-saved', () =>
    bench.control('correct', { slip: 'PS-000001', lines: [{ line: 1, quantity: 1 }], as: 'in-place' }),
  );
  await open(settled, { checkpoint: async (name) => (begun ? changing.checkpoint?.(name) : undefined) });
  let begun = false;
  await withSheets((sheet) => ({ ...sheet, shipNotice: { ...sheet.shipNotice, per: 'order' } }));
  await ordered({ count: many, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 1 });
  await act('confirm');
  await run();
  await act('ship', { consolidate: true });
  begun = true;
  await run();
  expect((await received()).filter(({ path }) => path.startsWith('in/SH'))).toEqual([]);
  expect(new Set((await places()).filter((place) => place.startsWith('856')))).toEqual(new Set(['856 held']));
  expect(new Set(await holdsOut()).size).toBe(1);
  expect((await documents()).length).toBe(2 * many);
});
