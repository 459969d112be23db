import { existsSync, readdirSync, statfsSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, isAbsolute, join, relative, resolve } from 'node:path';
import { AppError } from '#core/contract/errors.ts';
import type { BackupPlace, MadeBackup } from '#core/engine/backups/backups.ts';
import { backupNote, isThere } from '#core/store/backup.ts';
import type { OpenedStore } from '#core/store/openStore.ts';
import { sizeOfFolder } from './dataFolder.ts';
import { diskOf } from './diskOf.ts';

const lastName = 'last-backup.json';

/** Copies of a workspace on this machine's disks. `folder` is the workspace's own. */
export function createBackupPlace(folder: string, opened: Pick<OpenedStore, 'backup'>): BackupPlace {
  return {
    async make({ parent, at, by, automatic, onShare, onChecking }) {
      await checkRoom(parent, folder);
      const report = await opened.backup(parent, at, {
        onShare,
        onChecking,
        note: { of: folder, by, ...(automatic ? { automatic: 'yes' } : {}) },
      });
      const made: MadeBackup = { at, folder: report.folder, bytes: report.bytes, by };
      await rememberBackup(folder, made);
      return made;
    },
    async last() {
      const made = await lastBackup(folder);
      return made && { ...made, there: isThere(made.folder, made.bytes) };
    },
    async prune(parent, keep, newest) {
      const ahead = (name: string): boolean => name > basename(newest.folder);
      const own = readdirSync(parent)
        .filter((name) => /^quayside-\d{8}T\d{6}Z$/.test(name))
        .filter((name) => {
          const note = backupNote(join(parent, name));
          return note?.['of'] === folder && note['automatic'] === 'yes';
        })
        .toSorted((a, b) => Number(ahead(b)) - Number(ahead(a)) || (a < b ? -1 : 1));
      for (const name of own.slice(0, Math.max(0, own.length - keep)))
        await rm(join(parent, name), { recursive: true, force: true });
    },
    diskOf: (parent) => diskOf(parent),
    checkFolder(parent) {
      if (!isAbsolute(parent))
        throw new AppError({
          code: 'invalid-input',
          message: `"${parent}" is no full path. Write it from the root of the disk.`,
        });
      const inside = relative(folder, resolve(parent));
      if (inside === '' || (!inside.startsWith('..') && !isAbsolute(inside)))
        throw new AppError({
          code: 'invalid-input',
          message:
            'Backups do not go into the data folder itself: what harms one would harm the other. Choose another disk or share.',
        });
    },
  };
}

/** Remembers the newest good backup beside the data, so that those of the command line count too. */
export async function rememberBackup(folder: string, made: MadeBackup): Promise<void> {
  const file = join(folder, lastName);
  await writeFile(`${file}.new`, JSON.stringify(made), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

async function lastBackup(folder: string): Promise<MadeBackup | undefined> {
  try {
    const value: unknown = JSON.parse(await readFile(join(folder, lastName), 'utf8'));
    return isMade(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isMade(value: unknown): value is MadeBackup {
  if (typeof value !== 'object' || value === null) return false;
  const { at, folder, bytes, by } = value as Partial<Record<keyof MadeBackup, unknown>>;
  return typeof at === 'string' && typeof folder === 'string' && Number.isInteger(bytes) && typeof by === 'string';
}

/** A disk that would run full half-way is refused before the first byte. */
export async function checkRoom(parent: string, folder: string): Promise<void> {
  let place = parent;
  while (!existsSync(place) && resolve(place, '..') !== place) place = resolve(place, '..');
  let free: number;
  try {
    const { bavail, bsize } = statfsSync(place);
    free = bavail * bsize;
  } catch {
    return;
  }
  const { parts } = await sizeOfFolder(folder);
  const needed = parts.filter(({ name }) => name.endsWith('.db')).reduce((sum, { bytes }) => sum + bytes, 0);
  if (free >= needed * 1.1) return;
  const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1e6)} MB`;
  throw new AppError({
    code: 'disk-full',
    message: `The disk that holds ${parent} has ${megabytes(free)} free; a backup needs about ${megabytes(needed * 1.1)}. No backup was made. Make room there or choose another folder.`,
  });
}
