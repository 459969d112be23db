import { join } from 'node:path';
import type { Database, Statement } from 'better-sqlite3';
import { copyBefore } from './copyBefore.ts';
import { closeDb, fileNames, openForWriting, type Db } from './database.ts';
import { storeFailure } from './failures.ts';
import type { GuardRecord } from './guard.ts';
import { bindGuard, type BoundGuard, type GuardState } from './guardBinding.ts';
import { knownPayloadsPosition, rememberGuard, rememberPayloads } from './guardPosition.ts';
import { migrate, needsMigration } from './migrate.ts';
import { finishWriter } from './pragmas.ts';
import { measured, type OnSlow } from './slowLog.ts';
import { isDurable, isGuarded, runOperation, type OperationName } from './operations.ts';

export interface WriteRequest {
  readonly name: OperationName;
  readonly input: unknown;
}

export type WriteResult = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: unknown };

export interface WriterOptions {
  readonly folder: string;
  readonly at: string;
  readonly appVersion: string;
  /** A new id for this workspace's guard journal, used when there is none yet. */
  readonly guardId: string;
  readonly maxPages?: number;
  /** How many bytes the disk still takes of the guard journal, asked before each write; in this thread only (tests of a full disk). */
  readonly guardRoom?: () => number;
  /** Told of every operation and every commit that took more than 40 ms. */
  readonly onSlow?: OnSlow;
}

/** Bytes of the journal after which payloads are synced by themselves all the same, so that an opening has little to look at. */
const payloadsBehind = 4 * 1024 * 1024;

/** What is copied between two commits: a few milliseconds of work. */
const pagesAtOnce = 100;

/** The one connection that writes. Groups of operations share a commit; see docs/decisions/0001. */
export interface Writer {
  readonly guardState: GuardState;
  /** Files that the guard journal had and the database had not. */
  readonly replayed: number;
  commit(requests: readonly WriteRequest[]): readonly WriteResult[];
  /** Online copy of both databases; resolves when done. `onShare` hears how much of them is copied, 0 to 1. */
  backup(folder: string, onShare?: (share: number) => void): Promise<void>;
  close(): void;
}

/** Opens, migrates (after a copy) and replays the guard journal. Throws AppError where one of the files is not good. */
export function openWriter(options: WriterOptions): Writer {
  const { folder, at } = options;
  const pending: GuardRecord[] = [];
  let db: Db | undefined;
  let bound: BoundGuard | undefined;
  try {
    db = openForWriting(folder, (record) => pending.push(record), options.maxPages);
    if (needsMigration(db.main)) copyBefore(db.main, folder, at);
    migrate(db.main, at, options.appVersion);
    const room = options.guardRoom === undefined ? {} : { room: options.guardRoom };
    bound = bindGuard(db, { path: join(folder, fileNames.guard), at, guardId: options.guardId, ...room });
    return writerOf(db, bound, pending, options.onSlow);
  } catch (thrown) {
    bound?.guard.close();
    if (db) closeDb(db);
    throw storeFailure(thrown);
  }
}

/** The statements that every group needs, prepared once. */
const control = (database: Database): { readonly begin: Statement; readonly commit: Statement } => ({
  begin: database.prepare('BEGIN IMMEDIATE'),
  commit: database.prepare('COMMIT'),
});

/** Switches whether commits are synced; a database is opened with all of them synced. */
function syncing(database: Database): (wanted: boolean) => void {
  let now = true;
  return (wanted) => {
    if (wanted !== now) database.exec(`PRAGMA synchronous = ${wanted ? 'FULL' : 'NORMAL'}`);
    now = wanted;
  };
}

function writerOf(db: Db, { guard, state: guardState, replayed }: BoundGuard, pending: GuardRecord[], onSlow?: OnSlow): Writer {
  const both = [db.main, db.payloads];
  const main = control(db.main);
  const payloads = control(db.payloads);
  /** Most groups hold no payload; its database has a transaction from the first statement on. */
  let withPayloads = false;
  const working: Db = {
    ...db,
    payloadSql: (text) => {
      if (!withPayloads) payloads.begin.run();
      withPayloads = true;
      return db.payloadSql(text);
    },
  };
  /** The last commit that is synced takes the ones before it to the disk too. */
  const syncMain = syncing(db.main);
  const syncPayloads = syncing(db.payloads);
  let payloadsSynced = true;
  let payloadsAt = knownPayloadsPosition(db);
  const begin = (): void => {
    pending.length = 0;
    withPayloads = false;
    main.begin.run();
  };
  const rollBack = (): void => {
    for (const database of both) if (database.inTransaction) database.exec('ROLLBACK');
  };
  /** A full disk rolls a whole transaction back by itself. */
  const isLost = (): boolean => !db.main.inTransaction || (withPayloads && !db.payloads.inTransaction);

  const perform = (request: WriteRequest): unknown =>
    measured(request.name, () => runOperation(working, request.name, request.input), onSlow);

  /** One operation that may fail without taking the others of its group with it. */
  function attempt(request: WriteRequest): WriteResult {
    const guarded = pending.length;
    db.main.exec('SAVEPOINT operation');
    try {
      const value = perform(request);
      db.main.exec('RELEASE operation');
      return { ok: true, value };
    } catch (thrown) {
      if (isLost()) throw thrown;
      pending.length = guarded;
      db.main.exec('ROLLBACK TO operation; RELEASE operation');
      return { ok: false, error: storeFailure(thrown) };
    }
  }

  /**
   * A savepoint an operation lets SQLite write every page that it changes a second time. So a group is done without them,
   * and only where one of its operations fails it is undone and done again with them.
   */
  function all(requests: readonly WriteRequest[]): readonly WriteResult[] {
    begin();
    try {
      return requests.map((request) => ({ ok: true, value: perform(request) }));
    } catch (thrown) {
      if (isLost()) throw thrown;
      rollBack();
      if (requests.length === 1) return [{ ok: false, error: storeFailure(thrown) }];
      begin();
      return requests.map(attempt);
    }
  }

  /** Guard first, payloads second, the rows that name them last. */
  function finish(): void {
    const before = guard.position();
    guard.append(pending);
    try {
      if (pending.length > 0) rememberGuard(db, guard.position());
      if (withPayloads) {
        payloads.commit.run();
        if (payloadsSynced) {
          payloadsAt = guard.position();
          rememberPayloads(db, payloadsAt);
        }
      }
      main.commit.run();
    } catch (thrown) {
      // It never happened: a document that was not begun must not be "may have been sent" after a restart.
      guard.cutBack(before);
      throw thrown;
    }
  }

  return {
    guardState,
    replayed,
    commit(requests) {
      try {
        syncMain(requests.some(({ name }) => isDurable(name)));
        payloadsSynced = guard.position() - payloadsAt > payloadsBehind || requests.some(({ name }) => !isGuarded(name));
        syncPayloads(payloadsSynced);
        const results = all(requests);
        if (db.main.inTransaction) measured('commit', finish, onSlow);
        return results;
      } catch (thrown) {
        rollBack();
        const error = storeFailure(thrown);
        return requests.map(() => ({ ok: false, error }));
      }
    },
    // Writing goes on meanwhile: the payloads come second, so that they hold all that the copied rows name.
    async backup(folder, onShare) {
      const pages = both.map((database) => database.pragma('page_count', { simple: true }) as number);
      const all = Math.max(
        1,
        pages.reduce((sum, count) => sum + count, 0),
      );
      const copied = (before: number) => ({
        progress: ({ totalPages, remainingPages }: { readonly totalPages: number; readonly remainingPages: number }): number => {
          onShare?.(Math.min(1, (before + totalPages - remainingPages) / all));
          return pagesAtOnce;
        },
      });
      await db.main.backup(join(folder, fileNames.database), copied(0));
      await db.payloads.backup(join(folder, fileNames.payloads), copied(pages[0] ?? 0));
    },
    close() {
      finishWriter(db.main);
      guard.close();
      closeDb(db);
    },
  };
}
