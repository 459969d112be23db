import { promisify } from 'node:util';
import { crc32, deflateRaw } from 'node:zlib';

const packedOf = promisify<Buffer, Buffer>(deflateRaw);

/** A file of an archive. */
export interface ZipEntry {
  readonly name: string;
  readonly text: string;
}

const localHeader = 0x04034b50;
const centralHeader = 0x02014b50;
const endRecord = 0x06054b50;
const version = 20;
const utf8Names = 0x0800;
const deflated = 8;
/** Midnight of 1 January 1980: an archive tells no more of the moment than its contents do. */
const date = 0x0021;

/** A zip archive (PKWARE APPNOTE 6.3) of a few texts, all of it in memory; below 4 GB, without extensions. */
export async function zip(entries: readonly ZipEntry[]): Promise<Buffer> {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text } of entries) {
    const title = Buffer.from(name, 'utf8');
    const bytes = Buffer.from(text, 'utf8');
    const packed = await packedOf(bytes);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(version, 0);
    facts.writeUInt16LE(utf8Names, 2);
    facts.writeUInt16LE(deflated, 4);
    facts.writeUInt16LE(0, 6);
    facts.writeUInt16LE(date, 8);
    facts.writeUInt32LE(crc32(bytes), 10);
    facts.writeUInt32LE(packed.length, 14);
    facts.writeUInt32LE(bytes.length, 18);
    facts.writeUInt16LE(title.length, 22);
    files.push(word(localHeader), facts, title, packed);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(word(centralHeader), half(version), facts, place, title);
    offset += 4 + facts.length + title.length + packed.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(central.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, central, word(endRecord), end]);
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}
