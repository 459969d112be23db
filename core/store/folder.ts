import { AppError } from '#core/contract/errors.ts';
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
