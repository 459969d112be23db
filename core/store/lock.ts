import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { AppError } from '#core/contract/errors.ts';
import { fileNames } from './database.ts';

export interface Owner {
  readonly host: string;
  readonly pid: number;
  readonly user: string;
  readonly since: string;
}

/**
 * Takes the workspace for this process: an exclusive transaction on a side file, which the operating system ends with
 * the process however it dies. Throws `folder-locked` naming the holder.
 */
export function takeLock(folder: string, owner: Owner): { release(): void } {
  const database = new BetterSqlite(join(folder, fileNames.lock), { timeout: 0 });
  try {
    database.pragma('journal_mode = DELETE');
    database.exec('BEGIN EXCLUSIVE');
  } catch (thrown) {
    database.close();
    throw lockedBy(folder, thrown);
  }
  writeFileSync(join(folder, fileNames.owner), JSON.stringify(owner), { mode: 0o600 });
  return { release: () => database.close() };
}

/** Who holds a workspace, as far as its owner file says. */
export function readOwner(folder: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, fileNames.owner), 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function lockedBy(folder: string, cause: unknown): AppError {
  const owner = readOwner(folder);
  const who = owner ? `process ${owner.pid} on ${owner.host} (${owner.user}), since ${owner.since}` : 'another process';
  return new AppError({
    code: 'folder-locked',
    message: `This workspace is in use by ${who}. Open the console that runs there, or stop it first.`,
    details: owner ? { host: owner.host, pid: String(owner.pid), since: owner.since } : {},
    cause,
  });
}
