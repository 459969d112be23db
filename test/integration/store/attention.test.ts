import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { fileNames } from '#core/store/database.ts';
import type { Store } from '#core/store/store.types.ts';
import { at, fileOf, newStore } from './fixture.ts';

async function walk(store: Store, limit: number): Promise<readonly string[]> {
  const keys: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await store.attentionList({ kind: 'waiting', limit, ...(cursor === undefined ? {} : { cursor }) });
    expect(page.rows.length).toBeLessThanOrEqual(limit);
    keys.push(...page.rows.map(({ key }) => key));
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return keys;
}

it('lists every sales order whose answer was lost and every document that waits, once each, whatever the page', async () => {
  const { opened, folder, remove } = await newStore();
  try {
    for (const number of ['A', 'B', 'C']) await opened.store.storeFile(fileOf(number));
    const database = new BetterSqlite(join(folder, fileNames.database));
    // What a row refers to beside these matters little here.
    database.pragma('foreign_keys = OFF');
    database.exec(`
      UPDATE documents SET processing = 'waiting';
      INSERT INTO threads (id, identity_key, partner_id, vendor, number, release, store, copy, state, currency, amount, ship_sort, line_count, received_at, changed_at)
        VALUES (1, '1', 'P', 'V1', 'PO-1', '', '', 1, 'ordered', 'USD', '1', '', 1, '${at}', '${at}');
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)
      INSERT INTO order_sagas (thread_id, document_id, state, company, customer, reference, store, next_attempt_at, created_at, changed_at)
        SELECT 1, 1, 'header-unknown', 'usmf', 'US-001', 'PO-1', '', '${at}', '${at}', '${at}' FROM n;`);
    database.close();
    const counted = (await opened.store.attentionCounts({})).waiting;
    expect(counted).toBe(253);
    for (const limit of [2, 100, 500]) {
      const keys = await walk(opened.store, limit);
      expect(keys).toHaveLength(counted);
      expect(new Set(keys).size).toBe(counted);
    }
  } finally {
    await remove();
  }
});
