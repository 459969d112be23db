import type { AnswerBody } from './fetch.ts';

/** What was read of a body. */
export interface ReadUpTo {
  readonly pieces: readonly Uint8Array[];
  /** How many bytes came, after decompression; where not all of them were wanted, how many had come by then. */
  readonly length: number;
  /** False where more came than was wanted: `pieces` are its beginning, the rest and its connection were given up. */
  readonly whole: boolean;
}

/**
 * Reads a body up to `most` bytes, so that no peer decides how much memory its answer takes. Bytes are only counted; rejects
 * where the connection ends early.
 */
export async function readUpTo(body: AnswerBody | null, most: number): Promise<ReadUpTo> {
  if (body?.upTo) return body.upTo(most);
  const pieces: Uint8Array[] = [];
  let length = 0;
  // Leaving the loop gives up what is left of the body.
  for await (const piece of body ?? []) {
    length += piece.length;
    if (length > most) return { pieces, length, whole: false };
    pieces.push(piece);
  }
  return { pieces, length, whole: true };
}

/** The same as UTF-8 text, without a byte order mark. */
export async function readTextUpTo(
  body: AnswerBody | null,
  most: number,
): Promise<{ readonly text: string; readonly whole: boolean }> {
  const { pieces, whole } = await readUpTo(body, most);
  const [first] = pieces;
  return { text: new TextDecoder().decode(pieces.length === 1 ? first : Buffer.concat(pieces)), whole };
}

/** A limit as a person reads it. */
export const megabytes = (bytes: number): string => `${bytes / 1_000_000} MB`;
