import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** What is asked of the system. Both reject where nothing is there. */
export interface DiskSystem {
  realPath(path: string): Promise<string>;
  /** A number that all folders of one file system share, and no other has. */
  deviceOf(path: string): Promise<bigint>;
}

const thisMachine: DiskSystem = {
  realPath: (path) => realpath(path),
  deviceOf: async (path) => (await stat(path, { bigint: true })).dev,
};

/**
 * Where the disk begins that a folder lies on, or would lie on: `/mnt/backup`, `E:\`. It is the same whichever disk is put there,
 * and after every restart, which numbers of devices are not; where the disk is not mounted, it is that of the folder that is left.
 * Undefined where the system does not tell.
 */
export async function diskOf(folder: string, system: DiskSystem = thisMachine): Promise<string | undefined> {
  try {
    let point = await nearest(resolve(folder), system);
    // A volume of Windows without a letter has no other name.
    point = await system.realPath(point).catch(() => point);
    const device = await system.deviceOf(point);
    for (;;) {
      const above = dirname(point);
      if (above === point || (await system.deviceOf(above)) !== device) return point;
      point = above;
    }
  } catch {
    return undefined;
  }
}

/** The folder itself, or what is there already of the way to it. */
async function nearest(folder: string, system: DiskSystem): Promise<string> {
  let place = folder;
  while (dirname(place) !== place && !(await isThere(place, system))) place = dirname(place);
  return place;
}

const isThere = (path: string, system: DiskSystem): Promise<boolean> =>
  system.deviceOf(path).then(
    () => true,
    () => false,
  );
