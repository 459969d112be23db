import { join } from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { AppError } from '#core/contract/errors.ts';
import { fileNames } from './database.ts';
import { newestSchema } from './migrate.ts';

/** What a copy says of itself: `meta` holds the accounts that it belongs to. */
export interface CopyFacts {
  readonly meta: ReadonlyMap<string, string>;
}

/** Whose fault a damage is: the backup's that someone restores, or the workspace's that a backup is being made of. */
export type CopyOf = 'backup' | 'workspace';

/** Columns that name a text: each but an empty one is among the payloads before its row is written (`payloads.ts`). */
const naming = [
  { table: 'files', texts: 'files' },
  // The version that counts of each; what an older one said is in its row.
  { table: 'outbound_documents', texts: 'drafted documents' },
  { table: 'sends', texts: 'sent documents' },
  { table: 'guarded_sends', texts: 'documents that the guard journal knew' },
] as const;

/**
 * Checks both databases of a copy that nobody works in, and makes each one file that needs no other beside it: SQLite's
 * own check, a schema that this program knows, and every row's text among the payloads. Throws `database-damaged` or
 * `database-newer` naming the file.
 */
export function verifyCopy(folder: string, of: CopyOf = 'backup'): CopyFacts {
  // First, so that what is wrong with it is said of it and not of the database that it is attached to.
  withCopy(folder, fileNames.payloads, of, () => undefined);
  return withCopy(folder, fileNames.database, of, (database) => {
    const version = database.pragma('user_version', { simple: true }) as number;
    if (version > newestSchema) {
      throw new AppError({
        code: 'database-newer',
        message: `This backup was written by a newer Quayside (schema ${version}, this one knows ${newestSchema}). Install the newer version; nothing was changed.`,
      });
    }
    database.prepare('ATTACH ? AS payloads').run(join(folder, fileNames.payloads));
    for (const { table, texts } of naming) {
      const missing = missingTexts(database, table);
      if (missing > 0) throw damaged(fileNames.payloads, `the texts of ${missing} ${texts} are missing`, { of });
    }
    database.exec('DETACH payloads');
    const rows = database.prepare('SELECT key, value FROM meta').all() as { readonly key: string; readonly value: string }[];
    return { meta: new Map(rows.map((row) => [row.key, row.value])) };
  });
}

/** Rows of a table whose text is not there; a copy of an older schema may not have the table yet. */
function missingTexts(database: Database, table: (typeof naming)[number]['table']): number {
  const known = database.prepare(`SELECT 1 FROM main.sqlite_schema WHERE type = 'table' AND name = ?`).get(table);
  if (known === undefined) return 0;
  return database
    .prepare(
      `SELECT count(*) FROM main.${table} t WHERE t.sha256 <> '' AND NOT EXISTS (SELECT 1 FROM payloads.payloads p WHERE p.sha256 = t.sha256)`,
    )
    .pluck()
    .get() as number;
}

function withCopy<T>(folder: string, name: string, of: CopyOf, use: (database: Database) => T): T {
  let database: Database | undefined;
  try {
    database = new BetterSqlite(join(folder, name), { fileMustExist: true });
    database.pragma('journal_mode = DELETE');
    const answer = String(database.pragma('quick_check(1)', { simple: true }));
    if (answer !== 'ok') throw damaged(name, answer, { of });
    return use(database);
  } catch (thrown) {
    if (thrown instanceof AppError) throw thrown;
    throw damaged(name, thrown instanceof Error ? thrown.message : String(thrown), { of, cause: thrown });
  } finally {
    database?.close();
  }
}

/** What is wrong with one file of a backup, or with the workspace that one was to be made of. */
export function damaged(name: string, why: string, { of = 'backup', cause }: { of?: CopyOf; cause?: unknown } = {}): AppError {
  const message = {
    backup: `${name} of the backup is damaged: ${why}. Choose another backup.`,
    workspace: `No backup was made: the copy of ${name} is damaged (${why}), so this workspace's own probably is. Start Quayside once, which looks through the guard journal, and try again; else restore the last good backup (quayside restore).`,
  }[of];
  return new AppError({ code: 'database-damaged', message, ...(cause === undefined ? {} : { cause }) });
}
