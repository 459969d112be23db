import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { fileNames } from './database.ts';
import { damaged } from './verifyCopy.ts';

/** SHA-256 of each file of a copy, in hex, by its name. */
export type CopyHashes = Readonly<Record<string, string>>;

const names = [fileNames.database, fileNames.payloads] as const;
const chunkBytes = 1 << 20;

/** Reads both files of a copy once, a megabyte at a time. Takes seconds for a large one: not for the thread of the app. */
export function hashCopy(folder: string): CopyHashes {
  return Object.fromEntries(names.map((name) => [name, hashFile(join(folder, name))]));
}

function hashFile(path: string): string {
  const hash = createHash('sha256');
  const chunk = Buffer.allocUnsafe(chunkBytes);
  const file = openSync(path, 'r');
  try {
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) hash.update(chunk.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/**
 * The hashes that were written down when a backup was made, from its manifest. Undefined for one of before they were kept.
 * Throws `database-damaged` where they are there and not whole.
 */
export function hashesOf(manifest: Readonly<Record<string, unknown>>, name: string): CopyHashes | undefined {
  const said = manifest['sha256'];
  if (said === undefined) return undefined;
  const entries = typeof said === 'object' && said !== null ? Object.entries(said) : [];
  const known = new Map(entries.filter((entry): entry is [string, string] => /^[0-9a-f]{64}$/.test(String(entry[1]))));
  const missing = names.find((file) => !known.has(file));
  if (missing !== undefined) throw damaged(name, `it gives no readable SHA-256 of ${missing}`);
  return Object.fromEntries(known);
}

/** Throws `database-damaged` for the first file that is not, byte for byte, what was written down. */
export function compareHashes(written: CopyHashes, found: CopyHashes): void {
  const other = names.find((name) => written[name] !== found[name]);
  if (other !== undefined)
    throw damaged(other, 'its content is not the one that the backup was made with (its SHA-256 is another)');
}
