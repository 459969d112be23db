import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** What a number counts, small: a mailbox whose files stay is listed anew at every run. */
export function packSubjects(subjects: readonly (number | string)[]): Buffer {
  return zstdCompressSync(JSON.stringify(subjects));
}

export function unpackSubjects(bytes: Uint8Array): readonly (number | string)[] {
  return JSON.parse(zstdDecompressSync(bytes).toString('utf8')) as (number | string)[];
}
