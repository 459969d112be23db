import { closeSync, openSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';

/** Each is as large as the database; a program that fails at every start must not fill the disk with them. */
const keep = 2;

/**
 * A copy of the database as it was before its schema changes, beside it; one that could not be finished is taken away again.
 * Of former ones the newest stays. Throws what SQLite or the system throws.
 */
export function copyBefore(database: Database, folder: string, at: string): void {
  const copy = join(folder, `before-${at.replaceAll(/[^0-9]/g, '')}.db`);
  try {
    closeSync(openSync(copy, 'wx', 0o600));
    database.prepare('VACUUM INTO ?').run(copy);
  } catch (thrown) {
    rmSync(copy, { force: true });
    throw thrown;
  }
  const copies = readdirSync(folder).filter((name) => /^before-\d{17}\.db$/.test(name));
  for (const name of copies.toSorted().slice(0, -keep)) rmSync(join(folder, name), { force: true });
}
