import { hash } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { AppError } from '#core/contract/errors.ts';
import type { Db } from './database.ts';

/** The compressed form in which bytes are kept. */
export function pack(bytes: Uint8Array): Buffer {
  return zstdCompressSync(bytes);
}

/** Keeps packed bytes under the hash of what they hold; the same bytes once. Committed before the rows that name them. */
export function putPayload(db: Db, sha256: string, packed: Uint8Array): void {
  const known = db.payloadSql('SELECT 1 FROM payloads WHERE sha256 = ?').get(sha256);
  if (known === undefined) db.payloadSql('INSERT INTO payloads (sha256, bytes) VALUES (?, ?)').run(sha256, packed);
}

/**
 * The bytes of a hash. Throws `database-damaged` when they are not there (every row's payload was committed before it) or are
 * not what they were: they may be about to leave for SPS.
 */
export function getPayload(db: Db, sha256: string): Uint8Array {
  const row = db.payloadSql('SELECT bytes FROM payloads WHERE sha256 = ?').get(sha256) as { bytes: Uint8Array } | undefined;
  if (!row) throw damaged(sha256, 'missing');
  const bytes = unpack(row.bytes);
  if (bytes === undefined || hash('sha256', bytes, 'hex') !== sha256) throw damaged(sha256, 'damaged');
  return new Uint8Array(bytes);
}

function unpack(packed: Uint8Array): Buffer | undefined {
  try {
    return zstdDecompressSync(packed);
  } catch {
    return undefined;
  }
}

const damaged = (sha256: string, what: 'missing' | 'damaged'): AppError =>
  new AppError({
    code: 'database-damaged',
    message: `The stored bytes ${sha256.slice(0, 12)}… are ${what}. Restore the last good backup.`,
  });
