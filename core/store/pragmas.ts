import type { Database } from 'better-sqlite3';

/** Every pragma with its reason; set on each connection before anything else. */
const everywhere: readonly string[] = [
  'foreign_keys = ON', // off by default in SQLite
  'busy_timeout = 5000', // a reader of a checkpoint waits instead of failing
  'trusted_schema = OFF', // a tampered schema may not call functions
];

const writing: readonly string[] = [
  'journal_mode = WAL', // readers never wait for the writer
  'synchronous = FULL', // an operations record: a power cut may not lose the last commit (WAL would default to NORMAL)
  'wal_autocheckpoint = 16000', // 64 MB: a page that changes often is written back once for many commits
  'journal_size_limit = 67108864', // a large import does not leave a large WAL behind
  'checkpoint_fullfsync = ON', // macOS: fsync alone does not reach the disk
];

/** Sets up a connection that writes. */
export function prepareWriter(database: Database): void {
  for (const pragma of [...everywhere, ...writing]) database.pragma(pragma);
}

/** Sets up a connection that only reads. */
export function prepareReader(database: Database): void {
  for (const pragma of everywhere) database.pragma(pragma);
  database.pragma('query_only = ON');
}

/** Before closing: lets SQLite refresh the statistics that its planner goes by. */
export function finishWriter(database: Database): void {
  try {
    database.pragma('optimize');
  } catch {
    // statistics are no reason to fail: a full disk must still let us close
  }
}
