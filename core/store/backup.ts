import { existsSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { AppError } from '#core/contract/errors.ts';
import { hashCopy, hashesOf, type CopyHashes } from './copyHashes.ts';
import { fileNames } from './database.ts';
import { storeFailure } from './failures.ts';
import { makeFolder } from './folder.ts';
import { verifyCopy } from './verifyCopy.ts';

export interface BackupReport {
  readonly folder: string;
  readonly bytes: number;
  readonly verified: true;
}

const manifestName = 'backup.json';
const databases = [fileNames.database, fileNames.payloads] as const;

export interface BackupOptions {
  /** Hears how much is copied, 0 to 1. */
  readonly onShare?: (share: number) => void;
  readonly onChecking?: () => void;
  /** Written into the backup: whose it is and who made it. */
  readonly note?: Readonly<Record<string, string>>;
  /** Checks the copy and gives the hashes of its files; in this thread unless told otherwise. */
  readonly verify?: (folder: string) => Promise<CopyHashes>;
}

/** Checks a copy just made, in this thread. Returns the hashes of its files as they are left. Throws as `verifyCopy`. */
export function checkCopy(folder: string): CopyHashes {
  verifyCopy(folder, 'workspace');
  return hashCopy(folder);
}

/** Copies through `copy` into a new folder named by its time, checks the copy, and leaves nothing half-done. */
export async function backupTo(
  parent: string,
  at: string,
  copy: (folder: string) => Promise<void>,
  options: BackupOptions = {},
): Promise<BackupReport> {
  const name = `quayside-${at.replaceAll(/[-:]/g, '').replace(/\.\d+Z$/, 'Z')}`;
  const folder = join(parent, name);
  if (existsSync(folder)) throw new AppError({ code: 'conflict', message: `${folder} exists already. Try again in a second.` });
  const unfinished = `${folder}.part`;
  try {
    rmSync(unfinished, { recursive: true, force: true });
    makeFolder(unfinished);
    await copy(unfinished);
    options.onChecking?.();
    const sha256 = options.verify ? await options.verify(unfinished) : checkCopy(unfinished);
    const manifest = { at, files: databases, ...options.note, sha256 };
    writeFileSync(join(unfinished, manifestName), JSON.stringify(manifest), { mode: 0o600 });
    renameSync(unfinished, folder);
  } catch (thrown) {
    removeQuietly(unfinished);
    throw backupFailure(thrown, parent);
  }
  return { folder, bytes: databases.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0), verified: true };
}

/** What went wrong at the place of a backup is said of that place, not of the data folder. */
function backupFailure(thrown: unknown, parent: string): unknown {
  const failure = storeFailure(thrown);
  if (!(failure instanceof AppError)) return failure;
  const nothing = 'No backup was made, and nothing half-done stays there.';
  if (failure.code === 'disk-full')
    return new AppError({ code: 'disk-full', message: `The disk that holds ${parent} is full. ${nothing}`, cause: thrown });
  if (failure.code === 'folder-not-writable')
    return new AppError({
      code: 'folder-not-writable',
      message: `Backups cannot be written to ${parent}. ${nothing} Name a folder that this account may write.`,
      cause: thrown,
    });
  return failure;
}

function removeQuietly(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true });
  } catch {
    // the failure that led here is the one to tell
  }
}

/** Everything in one step: other processes may write meanwhile, and a copy in parts would begin anew at each of their commits. */
const allPages = 0x7fffffff;

/**
 * Copies the databases of a folder that another process may be working in. Rows first, then the payloads that they name:
 * what is stored in between is in the payloads only. Throws `not-found` where there is no database.
 */
export async function copyOnline(folder: string, target: string): Promise<void> {
  for (const name of databases) {
    if (!existsSync(join(folder, name)))
      throw new AppError({ code: 'not-found', message: `There is nothing to back up: ${folder} has no ${name}.` });
  }
  for (const name of databases) {
    const database = new BetterSqlite(join(folder, name), { readonly: true, fileMustExist: true, timeout: 30_000 });
    try {
      await database.backup(join(target, name), { progress: () => allPages });
    } finally {
      database.close();
    }
  }
}

/** Whether the files of a backup lie there in the size that they were made with. Their content is compared at a restore. */
export function isThere(folder: string, bytes: number): boolean {
  if (backupNote(folder) === undefined) return false;
  const sizes = databases.map((name) => statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? Number.NaN);
  return sizes.reduce((sum, size) => sum + size, 0) === bytes;
}

/** The hashes that a backup was made with; undefined for one of before they were kept. Throws `database-damaged` where they cannot be read. */
export function backupHashes(folder: string): CopyHashes | undefined {
  return hashesOf(backupNote(folder) ?? {}, manifestName);
}

/** What a backup says of itself; undefined for any other folder. */
export function backupNote(folder: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(join(folder, manifestName), 'utf8'));
    return typeof value === 'object' && value !== null ? { ...value } : undefined;
  } catch {
    return undefined;
  }
}

/** The folder of a backup, named by itself, its manifest or one of its databases. Throws `not-found` for anything else. */
export function backupFolder(source: string): string {
  const folder = existsSync(source) && statSync(source).isDirectory() ? source : join(source, '..');
  try {
    JSON.parse(readFileSync(join(folder, manifestName), 'utf8'));
  } catch (cause) {
    throw new AppError({
      code: 'not-found',
      message: `${source} is no Quayside backup: ${manifestName} is missing or not readable. Name the folder that "quayside backup" made.`,
      cause,
    });
  }
  return folder;
}
