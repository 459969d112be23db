import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { AppError } from '#core/contract/errors.ts';
import { systemCode } from './failures.ts';
import { networkOf, type Place } from './networkPlace.ts';

/** What the host finds out about a folder; numbers as the operating system gives them. */
export interface FolderFacts {
  readonly path: string;
  readonly ownerUid: number | undefined;
  readonly processUid: number | undefined;
  readonly writable: boolean;
}

/** Refuses a place that another machine can reach too: its engine and ours could not see each other's lock. */
export function checkPlace(path: string, place: Place): void {
  const network = networkOf(place);
  if (network === undefined) return;
  throw new AppError({
    code: 'folder-on-network-share',
    message: `${path} is on a network share, ${network}, where two engines could not see each other. Choose a folder on a disk of this machine (--data DIR, or QUAYSIDE_DATA for all of them).`,
    details: { path, realPath: place.realPath, network },
  });
}

/** Refuses a data folder on which a workspace would not be safe; says why and what to do. */
export function checkFolder(facts: FolderFacts): void {
  if (facts.ownerUid !== undefined && facts.processUid !== undefined && facts.ownerUid !== facts.processUid) {
    throw new AppError({
      code: 'folder-of-another-account',
      message: `${facts.path} belongs to another account. Work under that account, or choose a folder of your own.`,
    });
  }
  if (!facts.writable) {
    throw new AppError({ code: 'folder-not-writable', message: `${facts.path} cannot be written. Check its permissions.` });
  }
}

/**
 * Makes a folder for this account alone, and what is missing above it. Node's own `recursive` never comes back where the
 * system says "no such entry" of a folder whose parent is there (below /proc). Throws the system's error.
 */
export function makeFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (thrown) {
    const code = systemCode(thrown);
    if (code === 'ENOENT') throw Object.assign(new Error(`${path} cannot be made`, { cause: thrown }), { code: 'EPERM' });
    // Another process made it in the same moment.
    if (code !== 'EEXIST' || !statSync(path).isDirectory()) throw thrown;
  }
}
