import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite, { type Database } from 'better-sqlite3';
import { AppError } from '#core/contract/errors.ts';
import { fileNames, openPrivate } from './database.ts';
import { storeFailure, systemCode } from './failures.ts';

export interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly user: string;
  readonly since: string;
}

/** The side file of a lock, and the file that says who holds it. */
export interface LockNames {
  readonly lock: string;
  readonly owner: string;
}

const engineLock: LockNames = { lock: fileNames.lock, owner: fileNames.owner };

/** Whoever only looks who works in a folder (`whoWorksIn`) holds its lock for a moment, which is no reason to refuse it. */
const lookMs = 1000;

/**
 * The locks of this process, by the handles that hold them. A handle that nobody keeps is collected, which closes it and
 * lets the next process in while this one still works: a lock lasts until it is released, whoever forgets what took it.
 */
const held = new Set<Database>();

/**
 * Takes the workspace for this process: an exclusive transaction on a side file, which the operating system ends with
 * the process however it dies. Throws `folder-locked` naming the holder, or what keeps the folder from being written.
 */
export function takeLock(folder: string, owner: Owner, names: LockNames = engineLock): { release(): void } {
  let database: Database | undefined;
  try {
    database = openPrivate(join(folder, names.lock), { timeout: lookMs });
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
    writeFileSync(join(folder, names.owner), JSON.stringify(owner), { mode: 0o600 });
  } catch (thrown) {
    database?.close();
    throw systemCode(thrown).startsWith('SQLITE_BUSY') ? lockedBy(folder, names, thrown) : storeFailure(thrown);
  }
  const handle = database;
  held.add(handle);
  return {
    release() {
      held.delete(handle);
      handle.close();
    },
  };
}

/** Who holds a workspace, as far as its owner file says. */
export function readOwner(folder: string, names: LockNames = engineLock): Owner | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, names.owner), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

/**
 * Who works in a folder at this moment; nothing where nobody does. Only looks: it waits for nobody and leaves no trace.
 * For a folder that this process itself holds the answer is this process.
 */
export function whoWorksIn(folder: string, names: LockNames = engineLock): Owner | 'somebody' | undefined {
  const path = join(folder, names.lock);
  if (!existsSync(path)) return undefined;
  let database: Database | undefined;
  try {
    database = new BetterSqlite(path, { readonly: true, timeout: 0 });
    database.pragma('schema_version');
    return undefined;
  } catch (thrown) {
    return systemCode(thrown).startsWith('SQLITE_BUSY') ? (readOwner(folder, names) ?? 'somebody') : undefined;
  } finally {
    database?.close();
  }
}

function lockedBy(folder: string, names: LockNames, cause: unknown): AppError {
  const owner = readOwner(folder, names);
  const who = owner ? `process ${owner.pid} on ${owner.host} (${owner.user}), since ${owner.since}` : 'another process';
  return new AppError({
    code: 'folder-locked',
    message: `This workspace is in use by ${who}. Open the console that runs there, or stop it first.`,
    details: owner ? { host: owner.host, pid: String(owner.pid), since: owner.since } : {},
    cause,
  });
}
