import { isUtf8 } from 'node:buffer';
import { RsxUnreadable, truncated } from './unreadable.ts';

/** The size of a piece; a smaller file is one. */
export const chunkBytes = 1 << 20;

/**
 * The text of a file in pieces of about a megabyte, so that a big file is never held twice. A byte order mark and
 * white space before the first character are dropped. Throws RsxUnreadable for bytes that are no UTF-8, and tells a
 * character that was cut in half at the end from a wrong one.
 */
export function* decodeUtf8(bytes: Uint8Array): Generator<string> {
  let begun = false;
  for (let at = 0; at < bytes.length;) {
    const end: number = endOfCharacter(bytes, at + chunkBytes);
    const piece: string = decodePiece(bytes.subarray(at, end), end === bytes.length);
    const text: string = begun ? piece : piece.trimStart();
    begun ||= text !== '';
    if (text !== '') yield text;
    at = end;
  }
}

/** The end of a piece, moved back so that it cuts no character: its next byte begins one. */
function endOfCharacter(bytes: Uint8Array, wished: number): number {
  if (wished >= bytes.length) return bytes.length;
  let end = wished;
  for (let back = 0; back < 3 && isContinuation(bytes[end]); back += 1) end -= 1;
  return end;
}

/** Strings of one byte a character where the text allows it, which a streaming TextDecoder does not give. */
function decodePiece(bytes: Uint8Array, isLast: boolean): string {
  if (!isUtf8(bytes)) throw isLast && endsInHalfCharacter(bytes) ? truncated('its last character is cut in half') : notUtf8();
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** True when the text is UTF-8 but for a last character whose further bytes are missing. */
function endsInHalfCharacter(bytes: Uint8Array): boolean {
  let start = bytes.length - 1;
  while (start > bytes.length - 4 && isContinuation(bytes[start])) start -= 1;
  return (bytes[start] ?? 0) >= 0xc2 && isUtf8(bytes.subarray(0, start));
}

const isContinuation = (byte: number | undefined): boolean => byte !== undefined && (byte & 0xc0) === 0x80;

function notUtf8(): RsxUnreadable {
  return new RsxUnreadable(
    'not-utf8',
    'The file is not written in UTF-8, so its letters cannot be trusted. Ask SPS or the sender to send it in UTF-8.',
  );
}

/** The first characters of a file, whatever encoding it has: enough to tell what it is. */
export function head(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes.subarray(0, 4096)).trimStart();
}
