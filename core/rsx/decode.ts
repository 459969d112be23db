import { RsxUnreadable, truncated } from './unreadable.ts';

const chunkBytes = 1 << 20;

/**
 * The text of a file in pieces of about a megabyte, so that a big file is never held twice. A byte order mark and
 * white space before the first character are dropped. Throws RsxUnreadable for bytes that are no UTF-8, and tells a
 * character that was cut in half at the end from a wrong one.
 */
export function* decodeUtf8(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let begun = false;
  for (let at = 0; at < bytes.length; at += chunkBytes) {
    const piece: string = decodePiece(decoder, bytes.subarray(at, at + chunkBytes));
    const text: string = begun ? piece : piece.trimStart();
    begun ||= text !== '';
    if (text !== '') yield text;
  }
  try {
    decoder.decode();
  } catch {
    throw truncated('its last character is cut in half');
  }
}

function decodePiece(decoder: InstanceType<typeof TextDecoder>, bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: true });
  } catch {
    throw new RsxUnreadable(
      'not-utf8',
      'The file is not written in UTF-8, so its letters cannot be trusted. Ask SPS or the sender to send it in UTF-8.',
    );
  }
}

/** The first characters of a file, whatever encoding it has: enough to tell what it is. */
export function head(bytes: Uint8Array): string {
  return new TextDecoder('utf-8').decode(bytes.subarray(0, 4096)).trimStart();
}
