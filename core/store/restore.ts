import { accessSync, constants, copyFileSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { backupFolder, backupHashes } from './backup.ts';
import { compareHashes, hashCopy } from './copyHashes.ts';
import { fileNames } from './database.ts';
import { storeFailure, systemCode } from './failures.ts';
import { makeFolder } from './folder.ts';
import { damaged, verifyCopy, type CopyFacts } from './verifyCopy.ts';

/** Payloads first, the database that names them last: with it the workspace is whole again. */
const databases = [fileNames.payloads, fileNames.database] as const;

export interface RestoredBackup {
  /** Where what was there before is kept; undefined where there was nothing. */
  readonly replaced: string | undefined;
  /** True where every byte was compared by the hashes of the backup; false for one of before they were kept. */
  readonly compared: boolean;
}

/**
 * Puts a backup in place of a workspace's databases. It is copied beside them and verified there, byte for byte where it
 * knows its hashes, `accept` may refuse it by throwing, and only then do the files change places: until then nothing is touched. What it replaces is kept in a
 * folder that is returned. The guard journal stays: the next start replays it. The caller holds the workspace's lock.
 */
export function restoreBackup(
  source: string,
  target: string,
  at: string,
  accept: (facts: CopyFacts) => void = () => undefined,
): RestoredBackup {
  const folder = backupFolder(source);
  const staged = join(target, fileNames.restoring);
  let compared = false;
  try {
    rmSync(staged, { recursive: true, force: true });
    makeFolder(staged);
    for (const file of databases) takeCopy(join(folder, file), join(staged, file), file);
    const written = backupHashes(folder);
    // Read before SQLite opens them, said after its own check, which knows more about what is wrong.
    const found = written && hashCopy(staged);
    const facts = verifyCopy(staged);
    if (written && found) compareHashes(written, found);
    compared = written !== undefined;
    accept(facts);
  } catch (thrown) {
    rmSync(staged, { recursive: true, force: true });
    throw storeFailure(thrown);
  }
  const replaced = putAside(target, `replaced-${at.replaceAll(/[^0-9]/g, '')}`);
  for (const file of databases) renameSync(join(staged, file), join(target, file));
  rmSync(staged, { recursive: true, force: true });
  return { replaced, compared };
}

/** What cannot be read there is said of the backup, not of the data folder that it goes to. */
function takeCopy(from: string, to: string, name: string): void {
  try {
    accessSync(from, constants.R_OK);
  } catch (thrown) {
    const code = systemCode(thrown);
    throw damaged(name, code === 'ENOENT' ? 'it is missing' : `it cannot be read (${code})`, { cause: thrown });
  }
  copyFileSync(from, to);
}

/** Moves the present databases (and what SQLite keeps beside them) into a folder; nothing where there are none. */
function putAside(target: string, name: string): string | undefined {
  const present = readdirSync(target).filter((entry) => databases.some((file) => entry.startsWith(file)));
  if (present.length === 0) return undefined;
  const replaced = join(target, name);
  mkdirSync(replaced, { mode: 0o700 });
  for (const entry of present.toSorted(databaseFirst)) renameSync(join(target, entry), join(replaced, entry));
  return replaced;
}

/** A restore that is killed here leaves no database, and the next start says so, never an older half. */
function databaseFirst(a: string, b: string): number {
  return Number(b.startsWith(fileNames.database)) - Number(a.startsWith(fileNames.database));
}
