import { readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordsSettings } from '#core/contract/views/records.ts';

type FolderSize = Pick<RecordsSettings['folder'], 'bytes' | 'parts'>;

/** What a folder holds, by the names at its top, the largest first. What goes away meanwhile counts nothing. */
export async function sizeOfFolder(folder: string): Promise<FolderSize> {
  const names = await readdir(folder).catch(() => []);
  const parts = await Promise.all(names.map(async (name) => ({ name, bytes: await sizeOf(join(folder, name)) })));
  return {
    bytes: parts.reduce((sum, { bytes }) => sum + bytes, 0),
    parts: parts.sort((a, b) => b.bytes - a.bytes),
  };
}

async function sizeOf(path: string): Promise<number> {
  const facts = await stat(path).catch(() => undefined);
  if (!facts) return 0;
  return facts.isDirectory() ? (await sizeOfFolder(path)).bytes : facts.size;
}

/** Free bytes of the disk that holds a folder, for this account; undefined where the system does not say. */
export async function freeBytes(folder: string): Promise<number | undefined> {
  return statfs(folder).then(
    ({ bavail, bsize }) => bavail * bsize,
    () => undefined,
  );
}
