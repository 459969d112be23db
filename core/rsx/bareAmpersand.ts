const reference = /&(?:#\d+|#x[\da-fA-F]+|[\w:.-]+);/y;
/** A reference that this close to the end of a piece may go on in the next one. */
const longestReference = 12;

/**
 * The offset of the first `&` in a piece of XML that begins no reference, -1 if there is none. The parser looks for the
 * end of such a reference to the end of the file, so that `Bed & Bath` would look like a file that ends early.
 */
export function bareAmpersand(piece: string): number {
  const end = piece.length - longestReference;
  for (let at = piece.indexOf('&'); at >= 0 && at < end; at = piece.indexOf('&', at + 1)) {
    reference.lastIndex = at;
    if (!reference.test(piece)) return at;
  }
  return -1;
}
