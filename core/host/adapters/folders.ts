import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { AppError } from '#core/contract/errors.ts';
import { storeFailure, systemCode } from '#core/store/failures.ts';
import { checkFolder, checkPlace, makeFolder, type FolderFacts } from '#core/store/folder.ts';
import type { Place } from '#core/store/networkPlace.ts';
import { findPlace } from './findPlace.ts';

/** Where Quayside keeps its workspaces on this machine; QUAYSIDE_DATA names another place, as seen from `cwd`. */
export function userDataFolder(
  { env, cwd }: { readonly env: Readonly<Record<string, string | undefined>>; readonly cwd: string },
  platform: NodeJS.Platform = process.platform,
): string {
  if (env['QUAYSIDE_DATA']) return resolve(cwd, env['QUAYSIDE_DATA']);
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'Quayside');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Quayside');
  return join(env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'quayside');
}

/** What the operating system says about a folder. */
function folderFacts(path: string): FolderFacts {
  const stat = statSync(path);
  let writable = true;
  try {
    accessSync(path, constants.W_OK);
  } catch {
    writable = false;
  }
  return {
    path,
    ownerUid: process.platform === 'win32' ? undefined : stat.uid,
    processUid: process.getuid?.(),
    writable,
  };
}

/** Makes a workspace's folder for this account alone and refuses one that is not safe; nothing is made on a network share. */
export function prepareFolder(path: string, placeOf: (path: string) => Place = findPlace): string {
  const folder = resolve(path);
  let facts: FolderFacts;
  try {
    checkPlace(folder, placeOf(nearest(folder)));
    makeFolder(folder);
    facts = folderFacts(folder);
  } catch (thrown) {
    throw folderFailure(folder, thrown);
  }
  checkFolder(facts);
  return folder;
}

/** Makes what the desktop keeps beside workspaces, which sees nothing of the store. Throws the system's error. */
export function privateFolder(path: string): void {
  makeFolder(path);
}

/** The folder itself, or what is there already of the way to it. */
function nearest(folder: string): string {
  let place = folder;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  return place;
}

function folderFailure(folder: string, thrown: unknown): unknown {
  const failure = storeFailure(thrown);
  if (!(failure instanceof AppError) || failure.code !== 'folder-not-writable') return failure;
  return new AppError({
    code: 'folder-not-writable',
    message: `The data folder ${folder} cannot be made or read (${systemCode(thrown)}). Check the permissions along its path, or choose another folder.`,
    cause: thrown,
  });
}
