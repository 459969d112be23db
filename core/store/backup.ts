import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import BetterSqlite from 'better-sqlite3';
import { AppError } from '#core/contract/errors.ts';
import { fileNames } from './database.ts';

export interface BackupReport {
  readonly folder: string;
  readonly bytes: number;
  readonly verified: true;
}

const manifestName = 'backup.json';
const databases = [fileNames.database, fileNames.payloads] as const;

/** Copies through `copy` into a new folder named by its time, checks the copy, and leaves nothing half-done. */
export async function backupTo(parent: string, at: string, copy: (folder: string) => Promise<void>): Promise<BackupReport> {
  const name = `quayside-${at.replaceAll(/[-:]/g, '').replace(/\.\d+Z$/, 'Z')}`;
  const folder = join(parent, name);
  const unfinished = `${folder}.part`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true, mode: 0o700 });
  try {
    await copy(unfinished);
    verify(unfinished);
    writeFileSync(join(unfinished, manifestName), JSON.stringify({ at, files: databases }), { mode: 0o600 });
    if (existsSync(folder)) throw new AppError({ code: 'conflict', message: `${folder} exists already.` });
    renameSync(unfinished, folder);
  } catch (thrown) {
    rmSync(unfinished, { recursive: true, force: true });
    throw thrown;
  }
  return { folder, bytes: databases.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0), verified: true };
}

/** SQLite's own check of both files of a copy. Throws `database-damaged` naming the file. */
function verify(folder: string): void {
  for (const name of databases) {
    const path = join(folder, name);
    let answer: string;
    try {
      const database = new BetterSqlite(path, { readonly: true, fileMustExist: true });
      answer = String(database.pragma('quick_check(1)', { simple: true }));
      database.close();
    } catch (thrown) {
      throw new AppError({
        code: 'database-damaged',
        message: `${name} of the backup cannot be opened. Choose another backup.`,
        cause: thrown,
      });
    }
    if (answer !== 'ok')
      throw new AppError({
        code: 'database-damaged',
        message: `${name} of the backup is damaged: ${answer}. Choose another backup.`,
      });
  }
}

/**
 * Puts a backup in place of a workspace's databases. The backup is verified first; what it replaces is kept beside, in a
 * folder that is returned. The guard journal stays: the next start replays it. The caller holds the workspace's lock.
 */
export function restoreBackup(source: string, target: string, at: string): { readonly replaced: string | undefined } {
  const folder = backupFolder(source);
  verify(folder);
  mkdirSync(target, { recursive: true, mode: 0o700 });
  const replaced = join(target, `replaced-${at.replaceAll(/[^0-9]/g, '')}`);
  const present = readdirSync(target).filter((name) => databases.some((file) => name.startsWith(file)));
  if (present.length > 0) {
    mkdirSync(replaced, { mode: 0o700 });
    for (const name of present) renameSync(join(target, name), join(replaced, name));
  }
  for (const file of databases) copyFileSync(join(folder, file), join(target, file));
  return { replaced: present.length > 0 ? replaced : undefined };
}

/** A backup may be named by its folder, its manifest or its database. */
function backupFolder(source: string): string {
  const folder = existsSync(source) && statSync(source).isDirectory() ? source : dirname(source);
  if (!existsSync(join(folder, manifestName))) {
    throw new AppError({
      code: 'not-found',
      message: `${source} is no Quayside backup: ${manifestName} is missing. Name the folder that "quayside backup" made.`,
    });
  }
  JSON.parse(readFileSync(join(folder, manifestName), 'utf8'));
  return folder;
}
