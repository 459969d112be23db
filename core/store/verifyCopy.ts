import { join } from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { AppError } from '#core/contract/errors.ts';
import { fileNames } from './database.ts';
import { newestSchema } from './migrate.ts';

/** What a copy says of itself: `meta` holds the accounts that it belongs to. */
export interface CopyFacts {
  readonly meta: ReadonlyMap<string, string>;
}

/**
 * Checks both databases of a copy that nobody works in, and makes each one file that needs no other beside it: SQLite's
 * own check, a schema that this program knows, and every row's text among the payloads. Throws `database-damaged` or
 * `database-newer` naming the file.
 */
export function verifyCopy(folder: string): CopyFacts {
  // First, so that what is wrong with it is said of it and not of the database that it is attached to.
  withCopy(folder, fileNames.payloads, () => undefined);
  return withCopy(folder, fileNames.database, (database) => {
    const version = database.pragma('user_version', { simple: true }) as number;
    if (version > newestSchema) {
      throw new AppError({
        code: 'database-newer',
        message: `This backup was written by a newer Quayside (schema ${version}, this one knows ${newestSchema}). Install the newer version; nothing was changed.`,
      });
    }
    database.prepare('ATTACH ? AS payloads').run(join(folder, fileNames.payloads));
    const missing = database
      .prepare(
        `SELECT count(*) FROM main.files f WHERE f.sha256 <> '' AND NOT EXISTS (SELECT 1 FROM payloads.payloads p WHERE p.sha256 = f.sha256)`,
      )
      .pluck()
      .get() as number;
    if (missing > 0) throw damaged(fileNames.payloads, `the texts of ${missing} files are missing`);
    database.exec('DETACH payloads');
    const rows = database.prepare('SELECT key, value FROM meta').all() as { readonly key: string; readonly value: string }[];
    return { meta: new Map(rows.map((row) => [row.key, row.value])) };
  });
}

function withCopy<T>(folder: string, name: string, use: (database: Database) => T): T {
  let database: Database | undefined;
  try {
    database = new BetterSqlite(join(folder, name), { fileMustExist: true });
    database.pragma('journal_mode = DELETE');
    const answer = String(database.pragma('quick_check(1)', { simple: true }));
    if (answer !== 'ok') throw damaged(name, answer);
    return use(database);
  } catch (thrown) {
    throw thrown instanceof AppError ? thrown : damaged(name, thrown instanceof Error ? thrown.message : String(thrown), thrown);
  } finally {
    database?.close();
  }
}

/** What is wrong with one file of a backup. */
export function damaged(name: string, why: string, cause?: unknown): AppError {
  return new AppError({
    code: 'database-damaged',
    message: `${name} of the backup is damaged: ${why}. Choose another backup.`,
    ...(cause === undefined ? {} : { cause }),
  });
}
