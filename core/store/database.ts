import { closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite, { type Database, type Statement } from 'better-sqlite3';
import { AppError } from '#core/contract/errors.ts';
import type { GuardRecord } from './guard.ts';
import { prepareReader, prepareWriter } from './pragmas.ts';

/** The files of a workspace folder. */
export const fileNames = {
  database: 'quayside.db',
  payloads: 'payloads.db',
  guard: 'guard.journal',
  lock: 'engine.lock.db',
  owner: 'engine.owner.json',
  /** A backup on its way into place; there only while `restore` works. */
  restoring: 'restoring',
} as const;

/** What an operation works on: the two databases, statements prepared once, and what is to be written to the guard journal. */
export interface Db {
  readonly main: Database;
  readonly payloads: Database;
  /** A statement of the main database, prepared once. */
  sql(text: string): Statement;
  payloadSql(text: string): Statement;
  /** Appended and fsynced before the group's commit. */
  guard(record: GuardRecord): void;
}

/**
 * A statement whose values the planner cannot look into: `?` as `+?`, which means the same. Where it can, SQLite parses
 * and plans the whole statement anew for every value that might lead to another plan (a look-up of 1 µs takes 6 to 40),
 * and the plan that a test has proven is not the one that runs.
 */
export function hideValues(text: string): string {
  return text.replaceAll(/'[^']*'|\?/g, (part) => (part === '?' ? '+?' : part));
}

function statements(database: Database): (text: string) => Statement {
  const prepared = new Map<string, Statement>();
  return (text) => {
    let statement = prepared.get(text);
    if (!statement) {
      statement = database.prepare(hideValues(text));
      prepared.set(text, statement);
    }
    return statement;
  };
}

/** Opens a database file for writing; a new one may be read by this account alone, as may what SQLite puts beside it. */
export function openPrivate(path: string, options: BetterSqlite.Options = {}): Database {
  closeSync(openSync(path, 'a', 0o600));
  return new BetterSqlite(path, options);
}

/**
 * Opens both databases of a folder for writing. `maxPages` bounds their size (tests of a full disk). Throws
 * `database-damaged` where only the main one is there (its rows would
 * name texts that nobody has) or where a restore was interrupted.
 */
export function openForWriting(folder: string, guard: (record: GuardRecord) => void, maxPages?: number): Db {
  const path = { main: join(folder, fileNames.database), payloads: join(folder, fileNames.payloads) };
  if (!existsSync(path.main) && existsSync(join(folder, fileNames.restoring))) {
    throw new AppError({
      code: 'database-damaged',
      message: `A restore of ${folder} was interrupted half-way. Run it again; what it replaced is in the folder "replaced-…" there.`,
    });
  }
  if (existsSync(path.main) && !existsSync(path.payloads)) {
    throw new AppError({
      code: 'database-damaged',
      message: `${fileNames.payloads} is missing beside ${fileNames.database} in ${folder}. Put it back, or restore the last good backup (quayside restore).`,
    });
  }
  const payloads = openPrivate(path.payloads);
  let main: Database | undefined;
  try {
    main = openPrivate(path.main);
    for (const database of [main, payloads]) {
      prepareWriter(database);
      if (maxPages !== undefined) database.pragma(`max_page_count = ${maxPages}`);
    }
    payloads.exec('CREATE TABLE IF NOT EXISTS payloads (sha256 TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT, WITHOUT ROWID');
  } catch (thrown) {
    main?.close();
    payloads.close();
    throw thrown;
  }
  return { main, payloads, sql: statements(main), payloadSql: statements(payloads), guard };
}

/** Opens both databases of a folder for reading only. */
export function openForReading(folder: string): Db {
  const main = new BetterSqlite(join(folder, fileNames.database), { readonly: true });
  const payloads = new BetterSqlite(join(folder, fileNames.payloads), { readonly: true });
  for (const database of [main, payloads]) prepareReader(database);
  return {
    main,
    payloads,
    sql: statements(main),
    payloadSql: statements(payloads),
    guard: () => {
      throw new Error('a reading operation writes nothing');
    },
  };
}

export function closeDb(db: Db): void {
  db.main.close();
  db.payloads.close();
}

/** All rows of a query, typed by the caller who wrote the columns. */
export function all<Row>(db: Db, text: string, ...values: unknown[]): Row[] {
  return db.sql(text).all(...values) as Row[];
}

/** The first row of a query, or nothing. */
export function one<Row>(db: Db, text: string, ...values: unknown[]): Row | undefined {
  return db.sql(text).get(...values) as Row | undefined;
}

/** Runs a statement; returns the new row id. */
export function run(db: Db, text: string, ...values: unknown[]): number {
  return Number(db.sql(text).run(...values).lastInsertRowid);
}

/** Runs a statement; returns how many rows it changed. */
export function change(db: Db, text: string, ...values: unknown[]): number {
  return db.sql(text).run(...values).changes;
}
