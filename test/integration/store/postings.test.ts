import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { afterEach, expect, it } from 'vitest';
import { fileNames } from '#core/store/database.ts';
import type { Store } from '#core/store/store.types.ts';
import { at, newStore } from './fixture.ts';

const removals: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const remove of removals.splice(0)) await remove();
});

type Made = readonly [company: string, customer: string, salesOrder: string];

async function storeWith(orders: readonly Made[]): Promise<Store> {
  const { opened, folder, remove } = await newStore();
  removals.push(remove);
  const database = new BetterSqlite(join(folder, fileNames.database));
  // What a row refers to beside these matters little here.
  database.pragma('foreign_keys = OFF');
  for (const [index, [company, customer, salesOrder]] of orders.entries()) {
    const id = index + 1;
    database.exec(`
      INSERT INTO threads (id, identity_key, partner_id, vendor, number, release, store, copy, state, currency, amount, ship_sort, line_count, received_at, changed_at)
        VALUES (${id}, '${id}', 'P', 'V1', 'PO-${id}', '', '', 1, 'ordered', 'USD', '1', '', 1, '${at}', '${at}');
      INSERT INTO order_sagas (thread_id, document_id, state, company, customer, reference, store, sales_order_number, next_attempt_at, created_at, changed_at)
        VALUES (${id}, ${id}, 'done', '${company}', '${customer}', 'PO-${id}', '', '${salesOrder}', '${at}', '${at}', '${at}');
      INSERT INTO order_sweeps (thread_id, swept_on, closed) VALUES (${id}, '', 0);`);
  }
  database.close();
  return opened.store;
}

it('finds orders without a posting beside the named one, in whatever case their company was typed', async () => {
  const orders = [
    ['usmf', 'US-001', 'SO-1'],
    ['USMF', 'US-001', 'SO-2'],
    ['USMF', 'US-002', 'SO-3'],
    ['ussi', 'US-001', 'SO-4'],
  ] as const;
  const store = await storeWith(orders);
  const untold = await store.ordersUntold({ kind: 'packing-slip', orders: [{ company: 'usmf', salesOrder: 'SO-1' }] });
  expect(untold.map(({ company, salesOrder, besides }) => [company, salesOrder, besides])).toEqual([
    ['usmf', 'SO-1', ['SO-1']],
    ['USMF', 'SO-2', ['SO-1']],
  ]);
});

it('finds all of them, however many a customer has open', async () => {
  const orders = Array.from({ length: 260 }, (_, index): Made => ['usmf', 'US-001', `SO-${index + 1}`]);
  const store = await storeWith(orders);
  const untold = await store.ordersUntold({ kind: 'invoice', orders: [{ company: 'usmf', salesOrder: 'SO-7' }] });
  expect(untold.map(({ salesOrder }) => salesOrder).toSorted()).toEqual(orders.map(([, , salesOrder]) => salesOrder).toSorted());
});

it('asks about an order once a day, also where it was asked about last in a year that a wrong clock showed', async () => {
  const store = await storeWith([
    ['usmf', 'US-001', 'SO-1'],
    ['usmf', 'US-001', 'SO-2'],
    ['usmf', 'US-001', 'SO-3'],
  ]);
  const due = async (day: string, limit = 10): Promise<readonly number[]> =>
    (await store.sweepDue({ day, limit })).map(({ threadId }) => threadId);
  const sweep = (day: string, ids: readonly number[]): Promise<void> =>
    store.swept({ day, threads: ids.map((threadId) => ({ threadId, asked: 0, closed: false, canceled: false })) });
  await sweep('2031-03-02', [1]);
  await sweep('2026-03-02', [2]);
  await sweep('2026-03-01', [3]);
  expect(await due('2026-03-02')).toEqual([3, 1]);
  expect(await due('2026-03-02', 1)).toEqual([3]);
  await sweep('2026-03-02', [1, 3]);
  expect(await due('2026-03-02')).toEqual([]);
  expect(await due('2026-03-03')).toEqual([1, 2, 3]);
});
