import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readSync, statSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';

/**
 * One record of the guard journal: what must survive even the restore of an older database. `inbound`: a file whose
 * bytes are about to be deleted at SPS. `outbound` and `sscc`: a send attempt and a block of serial numbers, written
 * before they are used. `start`: the journal's own identity.
 */
export interface GuardRecord {
  readonly kind: 'start' | 'inbound' | 'outbound' | 'sscc';
  readonly data: unknown;
}

const headerBytes = 8;

/** An open journal: append-only, each append is on disk when it returns. */
export interface Guard {
  append(records: readonly GuardRecord[]): void;
  /** Length in bytes: the position that the database remembers. */
  position(): number;
  close(): void;
}

/** `[length u32][crc32 u32][JSON]`: a torn record cannot pass for a whole one. */
function frame(record: GuardRecord): Buffer {
  const body = Buffer.from(JSON.stringify(record), 'utf8');
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(body.length, 0);
  header.writeUInt32LE(crc32(body), 4);
  return Buffer.concat([header, body]);
}

/** Opens (or begins) the journal. A torn last record, left by a crash while appending, is cut off. */
export function openGuard(path: string): Guard {
  const file = openSync(path, existsSync(path) ? 'r+' : 'w+', 0o600);
  let end = 0;
  for (const entry of scan(file, 0)) end = entry.end;
  ftruncateSync(file, end);
  return {
    append(records) {
      if (records.length === 0) return;
      const bytes = Buffer.concat(records.map(frame));
      writeSync(file, bytes, 0, bytes.length, end);
      fsyncSync(file);
      end += bytes.length;
    },
    position: () => end,
    close: () => closeSync(file),
  };
}

/** Every whole record from `from` on, with the position behind it. Stops at the first that is torn. */
export function* readGuard(path: string, from = 0): Generator<{ readonly record: GuardRecord; readonly end: number }> {
  if (!existsSync(path) || statSync(path).size < from) return;
  const file = openSync(path, 'r');
  try {
    yield* scan(file, from);
  } finally {
    closeSync(file);
  }
}

function* scan(file: number, from: number): Generator<{ readonly record: GuardRecord; readonly end: number }> {
  const header = Buffer.alloc(headerBytes);
  let at = from;
  while (readSync(file, header, 0, headerBytes, at) === headerBytes) {
    const body = Buffer.alloc(header.readUInt32LE(0));
    if (readSync(file, body, 0, body.length, at + headerBytes) !== body.length) return;
    if (crc32(body) !== header.readUInt32LE(4)) return;
    at += headerBytes + body.length;
    yield { record: JSON.parse(body.toString('utf8')) as GuardRecord, end: at };
  }
}
