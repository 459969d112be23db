import { AppError } from '#core/contract/errors.ts';
import type { BackupState } from '#core/contract/views/records.ts';
import type { EngineParts } from '../engine.types.ts';
import type { BackupPlace } from './backups.ts';

/** The folder of the settings and where the disk began that it lay on. */
interface Remembered {
  readonly folder: string;
  readonly disk: string;
}

export interface BackupDisk {
  /** Remembers the disk of a folder that a person chose just now; of one that was chosen before, what is remembered stays. */
  chosen(folder: string): Promise<void>;
  /** Where the folder lay and lies now, if that is another disk. */
  moved(folder: string): Promise<BackupState['moved']>;
  /** Throws `not-found` where the folder is not on the disk that it was chosen on. */
  check(folder: string): Promise<void>;
  /** A person's word that it is meant to lie where it lies now. Gives what `check` threw until then. */
  accept(folder: string): Promise<AppError | undefined>;
}

const key = 'backup.disk';

/**
 * Tells a backup folder whose disk is not mounted from a folder: what is left of it lies on the system's own disk, takes every copy
 * without a word, and goes with that disk.
 */
export function createBackupDisk({
  store,
  place,
}: Pick<EngineParts, 'store'> & { readonly place: Pick<BackupPlace, 'diskOf'> }): BackupDisk {
  async function remembered(folder: string): Promise<string | undefined> {
    const text = await store.meta({ key });
    const known = text ? (JSON.parse(text) as Remembered) : undefined;
    return known?.folder === folder ? known.disk : undefined;
  }

  async function remember(folder: string, disk: string | undefined): Promise<void> {
    if (disk !== undefined) await store.setMeta({ key, value: JSON.stringify({ folder, disk } satisfies Remembered) });
  }

  async function look(folder: string): Promise<{ readonly is: string | undefined; readonly moved: BackupState['moved'] }> {
    const [was, is] = await Promise.all([remembered(folder), place.diskOf(folder)]);
    const moved = was !== undefined && is !== undefined && !holds(was, is) ? { was, is } : undefined;
    return { is, moved };
  }

  return {
    async chosen(folder) {
      if (folder !== '' && (await remembered(folder)) === undefined) await remember(folder, await place.diskOf(folder));
    },
    moved: async (folder) => (folder === '' ? undefined : (await look(folder)).moved),
    async check(folder) {
      const { is, moved } = await look(folder);
      if (moved) throw awayFrom(folder, moved);
      // One that has come to lie on a disk of its own is known there from now on.
      if ((await remembered(folder)) !== undefined) await remember(folder, is);
    },
    async accept(folder) {
      const { is, moved } = await look(folder);
      await remember(folder, is);
      return moved && awayFrom(folder, moved);
    },
  };
}

/** Whether the second place is the first or lies in it: a disk that is mounted deeper is no loss. */
function holds(was: string, is: string): boolean {
  if (was === is) return true;
  return is.startsWith(/[\\/]$/.test(was) ? was : `${was}${was.includes('\\') ? '\\' : '/'}`);
}

const awayFrom = (folder: string, { was, is }: NonNullable<BackupState['moved']>): AppError =>
  new AppError({
    code: 'not-found',
    message: `${folder} lay on the disk at ${was}; now it lies on the one at ${is}, as where a disk is not connected. No backup was made: it would not be where you look for it. Connect the disk; or, if the folder is meant to lie there now, say so in Settings under Backup.`,
  });
