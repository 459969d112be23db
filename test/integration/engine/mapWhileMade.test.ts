import { expect, it } from 'vitest';
import type { Store } from '#core/store/store.types.ts';
import { app, bench, open, ordersThere, run, useDesk } from '../support/desk.ts';
import { setPartnerColumn } from '../support/fixture.ts';

useDesk(92);

/** Somebody acts between the engine's look at what is to be made and the first attempt at it. */
function afterTheLook(act: () => Promise<unknown>): void {
  const before = { ...app.store };
  let once = false;
  const interposed: Pick<Store, 'dueSagas'> = {
    dueSagas: async (input) => {
      const sagas = await before.dueSagas(input);
      if (once || sagas.length === 0) return sagas;
      once = true;
      await act();
      return sagas;
    },
  };
  Object.assign(app.store, interposed);
}

it('an order whose map changes while orders are made is made once, as the map says by then', async () => {
  await open();
  bench.world.place({ count: 40, family: 'bulk', partner: '7QAALLCONTOSOUS', lines: 1 });
  afterTheLook(() => setPartnerColumn(app.store, 'customer', 'US-102'));
  await run();
  await run();
  await run();
  const orders = await ordersThere();
  expect(orders).toHaveLength(40);
  expect(new Set(orders.map(({ purchaseOrder }) => purchaseOrder)).size).toBe(40);
  expect(new Set(orders.map(({ customer }) => customer))).toEqual(new Set(['US-102']));
  expect((await app.store.attentionList({ limit: 10 })).rows).toEqual([]);
});
