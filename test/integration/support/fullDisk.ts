import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';

/** Pages that the databases of these tests may have, and what one holds. */
export const maxPages = 1500;
const pageBytes = 4096;

/** The database of a folder as somebody else's program sees it. */
export function withDatabase<T>(folder: string, work: (database: BetterSqlite.Database) => T): T {
  const database = new BetterSqlite(join(folder, 'quayside.db'));
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/**
 * Fills the disk of a workspace that was opened with room for `maxPages`: what is left is `pages`. SQLite refuses what
 * needs more as it does on a disk that is full, for every account.
 */
export function fillDisk(folder: string, pages: number): void {
  withDatabase(folder, (database) => {
    database.exec('CREATE TABLE IF NOT EXISTS ballast (bytes BLOB NOT NULL)');
    const used = (): number => database.pragma('page_count', { simple: true }) as number;
    const put = database.prepare('INSERT INTO ballast (bytes) VALUES (zeroblob(?))');
    while (used() < maxPages - pages) put.run(Math.max(10, (maxPages - pages - used() - 1) * pageBytes - 200));
  });
}

/** Somebody deletes something: there is room again. */
export function makeRoom(folder: string): void {
  withDatabase(folder, (database) => database.exec('DROP TABLE IF EXISTS ballast'));
}
