import { join } from 'node:path';
import { closeDb, fileNames, openForWriting, type Db } from './database.ts';
import { storeFailure } from './failures.ts';
import { openGuard, type Guard, type GuardRecord } from './guard.ts';
import { rememberGuard } from './guardPosition.ts';
import { migrate, needsMigration } from './migrate.ts';
import { finishWriter } from './pragmas.ts';
import { isDurable, runOperation, type OperationName } from './operations.ts';
import { bindGuard, replayGuard, type GuardState } from './replay.ts';

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
}

/** The one connection that writes. Groups of operations share a commit; see docs/decisions/0001. */
export interface Writer {
  readonly guardState: GuardState;
  /** Files that the guard journal had and the database had not. */
  readonly replayed: number;
  commit(requests: readonly WriteRequest[]): readonly WriteResult[];
  /** Online copy of both databases; resolves when done. */
  backup(folder: string): Promise<void>;
  close(): void;
}

/** Opens, migrates (after a copy) and replays the guard journal. */
export function openWriter(options: WriterOptions): Writer {
  const { folder } = options;
  let pendingGuard: GuardRecord[] = [];
  const db = openForWriting(folder, (record) => pendingGuard.push(record), options.maxPages);
  let guard: Guard | undefined;
  try {
    if (needsMigration(db.main))
      db.main.exec(`VACUUM INTO '${join(folder, `before-${options.at.replaceAll(/[^0-9]/g, '')}.db`).replaceAll("'", "''")}'`);
    migrate(db.main, options.at, options.appVersion);
    guard = openGuard(join(folder, fileNames.guard));
    const guardState = bindGuard(db, guard, join(folder, fileNames.guard), options.guardId);
    const replayed = guardState === 'good' ? replayGuard(db, join(folder, fileNames.guard)) : 0;
    return writerOf(db, guard, guardState, replayed, () => {
      const taken = pendingGuard;
      pendingGuard = [];
      return taken;
    });
  } catch (thrown) {
    guard?.close();
    closeDb(db);
    throw storeFailure(thrown);
  }
}

function writerOf(
  db: Db,
  guard: Guard,
  guardState: GuardState,
  replayed: number,
  takeGuard: () => readonly GuardRecord[],
): Writer {
  const both = [db.main, db.payloads];
  let durable = true;
  /** The last commit that is synced takes the ones before it to the disk too. */
  const sync = (wanted: boolean): void => {
    if (wanted !== durable) db.main.exec(`PRAGMA synchronous = ${wanted ? 'FULL' : 'NORMAL'}`);
    durable = wanted;
  };
  const begin = (): void => {
    takeGuard();
    for (const database of both) database.exec('BEGIN IMMEDIATE');
  };
  const rollBack = (): void => {
    for (const database of both) if (database.inTransaction) database.exec('ROLLBACK');
  };

  function attempt(request: WriteRequest): WriteResult {
    db.main.exec('SAVEPOINT operation');
    try {
      const value = runOperation(db, request.name, request.input);
      db.main.exec('RELEASE operation');
      return { ok: true, value };
    } catch (thrown) {
      // A full disk rolls the whole transaction back by itself; anything else only this operation.
      if (!db.main.inTransaction) throw thrown;
      db.main.exec('ROLLBACK TO operation; RELEASE operation');
      return { ok: false, error: storeFailure(thrown) };
    }
  }

  /** Guard first, payloads second, the rows that name them last. */
  function finish(): void {
    const records = takeGuard();
    guard.append(records);
    if (records.length > 0) rememberGuard(db, guard.position());
    db.payloads.exec('COMMIT');
    db.main.exec('COMMIT');
  }

  return {
    guardState,
    replayed,
    commit(requests) {
      try {
        sync(requests.some(({ name }) => isDurable(name)));
        begin();
        const results = requests.map(attempt);
        finish();
        return results;
      } catch (thrown) {
        rollBack();
        const error = storeFailure(thrown);
        return requests.map(() => ({ ok: false, error }));
      }
    },
    async backup(folder) {
      await db.payloads.backup(join(folder, fileNames.payloads));
      await db.main.backup(join(folder, fileNames.database));
    },
    close() {
      finishWriter(db.main);
      guard.close();
      closeDb(db);
    },
  };
}
