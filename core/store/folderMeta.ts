import { existsSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { fileNames } from './database.ts';
import { storeFailure } from './failures.ts';

/**
 * What the database of a folder remembers of itself (the accounts that it belongs to), read beside whoever works in it.
 * Nothing where there is no database yet.
 */
export function readFolderMeta(folder: string): ReadonlyMap<string, string> {
  const path = join(folder, fileNames.database);
  if (!existsSync(path)) return new Map();
  let database: Database | undefined;
  try {
    database = new BetterSqlite(path, { readonly: true, timeout: 1_000 });
    const table = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'").get();
    if (table === undefined) return new Map();
    const rows = database.prepare('SELECT key, value FROM meta').all() as { readonly key: string; readonly value: string }[];
    return new Map(rows.map((row) => [row.key, row.value]));
  } catch (thrown) {
    throw storeFailure(thrown);
  } finally {
    database?.close();
  }
}
