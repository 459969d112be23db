import type { AnswerBody } from './fetch.ts';

/** The text of a body as far as it was read. */
export interface ReadUpTo {
  /** UTF-8, without a byte order mark. */
  readonly text: string;
  /** False where more came than was wanted: `text` is its beginning, the rest and its connection were given up. */
  readonly whole: boolean;
}

/**
 * Reads a body as text up to `most` bytes (as they are after decompression), so that no peer decides how much memory its
 * answer takes. Bytes are only counted; rejects where the connection ends early.
 */
export async function readUpTo(body: AnswerBody | null, most: number): Promise<ReadUpTo> {
  if (body?.upTo) return body.upTo(most);
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop gives up what is left of the body.
  for await (const piece of body ?? []) {
    bytes += piece.length;
    if (bytes > most) return { text: textOf(pieces), whole: false };
    pieces.push(piece);
  }
  return { text: textOf(pieces), whole: true };
}

/** The pieces as one UTF-8 text, without a byte order mark. */
export function textOf(pieces: readonly Uint8Array[]): string {
  const [first] = pieces;
  return new TextDecoder().decode(pieces.length === 1 ? first : Buffer.concat(pieces));
}

/** A limit as a person reads it. */
export const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`;
