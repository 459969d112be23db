import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
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
  /** Takes back what was appended behind a position: the rows that belong to it were not committed. */
  cutBack(position: number): void;
  /** Where its records end, in bytes: the position that the database remembers. */
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

/** Zeros written ahead of the records at a time. */
export const aheadBytes = 1 << 20;
/** Appends after which a journal counts as busy. */
export const busyAfter = 8;

/**
 * Opens (or begins) the journal, whose whole records end at `end`; what a crash left behind it is cut off. `room`: how many
 * bytes the disk still takes (tests of a full disk).
 *
 * A file that grows makes the disk write its length with every append, which takes ten times what the record takes. So a
 * busy journal is lengthened with zeros, a megabyte at a time; they end the reading like the end of the file, and are taken
 * away at the next opening at the latest.
 */
export function openGuard(path: string, end: number, room?: () => number): Guard {
  const file = openSync(path, existsSync(path) ? 'r+' : 'w+', 0o600);
  ftruncateSync(file, end);
  let position = end;
  let length = end;
  let appends = 0;
  const shorten = (to: number): void => {
    ftruncateSync(file, to);
    length = to;
  };
  /** Where there is no room for zeros there may still be room for the record. */
  const lengthen = (wanted: number): void => {
    const zeros = Buffer.alloc(wanted + aheadBytes - length);
    if (room && room() < zeros.length) return;
    try {
      writeWhole(file, zeros, length);
      length += zeros.length;
    } catch {
      shorten(position);
    }
  };
  return {
    append(records) {
      if (records.length === 0) return;
      const bytes = Buffer.concat(records.map(frame));
      appends += 1;
      if (appends > busyAfter && position + bytes.length > length) lengthen(position + bytes.length);
      try {
        writeWhole(file, bytes.subarray(0, room?.()), position);
        if (room && room() < bytes.length) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
        // The bytes and the length they need, not the time of the change.
        fdatasyncSync(file);
      } catch (thrown) {
        // A full disk takes a part: cut off, or it would hide everything that is appended behind it.
        shorten(position);
        throw thrown;
      }
      position += bytes.length;
      length = Math.max(length, position);
    },
    cutBack(to) {
      if (to >= position) return;
      shorten(to);
      fsyncSync(file);
      position = to;
    },
    position: () => position,
    close() {
      if (length > position) ftruncateSync(file, position);
      closeSync(file);
    },
  };
}

/** A single write may take less than it was given and say so only in its count. */
function writeWhole(file: number, bytes: Buffer, at: number): void {
  let written = 0;
  while (written < bytes.length) written += writeSync(file, bytes, written, bytes.length - written, at + written);
}

/** Every whole record from `from` on, with the position behind it. Stops at the first that is torn. */
export function* readGuard(path: string, from = 0): Generator<{ readonly record: GuardRecord; readonly end: number }> {
  if (!existsSync(path)) return;
  const file = openSync(path, 'r');
  try {
    yield* scan(file, from, fstatSync(file).size);
  } finally {
    closeSync(file);
  }
}

function* scan(file: number, from: number, size: number): Generator<{ readonly record: GuardRecord; readonly end: number }> {
  const header = Buffer.alloc(headerBytes);
  let at = from;
  while (at + headerBytes < size) {
    readSync(file, header, 0, headerBytes, at);
    const length = header.readUInt32LE(0);
    // Some file systems end with zeros after a power cut; a torn header may claim gigabytes.
    if (length === 0 || at + headerBytes + length > size) return;
    const body = Buffer.alloc(length);
    readSync(file, body, 0, length, at + headerBytes);
    const record = recordOf(header, body);
    if (!record) return;
    at += headerBytes + length;
    yield { record, end: at };
  }
}

function recordOf(header: Buffer, body: Buffer): GuardRecord | undefined {
  if (crc32(body) !== header.readUInt32LE(4)) return undefined;
  try {
    return JSON.parse(body.toString('utf8')) as GuardRecord;
  } catch {
    return undefined;
  }
}

/** How a journal looks from a position on. */
export interface GuardMeasure {
  readonly size: number;
  /** False for a shorter journal than the one that was measured from: it has no record that ends there. */
  readonly reaches: boolean;
  /** Where the whole records end. */
  readonly end: number;
  /** True when whole records follow behind an unreadable place: that is no torn end but damage. */
  readonly damaged: boolean;
}

/** Walks a journal from `from` (the end of a record, as the database remembers it) on; a missing one is empty. */
export function measureGuard(path: string, from: number): GuardMeasure {
  if (!existsSync(path)) return { size: 0, reaches: from === 0, end: 0, damaged: false };
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const reaches = from <= size && (from === 0 || endsRecord(file, from));
    let end = Math.min(from, size);
    for (const entry of scan(file, end, size)) ({ end } = entry);
    return { size, reaches, end, damaged: holdsRecord(file, end, size) };
  } finally {
    closeSync(file);
  }
}

/** Every record ends with its brace; the length alone says nothing, because zeros may stand behind the last one. */
function endsRecord(file: number, position: number): boolean {
  const last = Buffer.alloc(1);
  readSync(file, last, 0, 1, position - 1);
  return last.toString('latin1') === '}';
}

const recordStart = '{"kind":"';
const longestSearch = 256 * 1024 * 1024;

/** Looks for a whole record anywhere in a part of the file. */
function holdsRecord(file: number, from: number, to: number): boolean {
  const rest = Buffer.alloc(Math.min(longestSearch, Math.max(0, to - from)));
  readSync(file, rest, 0, rest.length, from);
  for (let at = rest.indexOf(recordStart); at >= 0; at = rest.indexOf(recordStart, at + 1)) {
    if (at < headerBytes) continue;
    const header = rest.subarray(at - headerBytes, at);
    const length = header.readUInt32LE(0);
    if (at + length <= rest.length && recordOf(header, rest.subarray(at, at + length))) return true;
  }
  return false;
}
