import { fileProblem } from './grid.ts';

/** Text that a person said the encoding of, because the bytes themselves do not tell. */
export type SaidEncoding = 'windows-1252';

export interface DecodedText {
  readonly text: string;
  /** For a person: `UTF-8`, `UTF-16`, `Windows-1252`. */
  readonly readAs: string;
}

/**
 * Bytes of a text file as text. UTF-8 and UTF-16 are told by their bytes; anything else is refused with the place and
 * with what it would say, because guessing could turn letters into others.
 */
export function decodeText(bytes: Uint8Array, said?: SaidEncoding): DecodedText {
  const wide = wideOrder(bytes);
  if (wide) return { text: without(new TextDecoder(wide).decode(bytes)), readAs: 'UTF-16' };
  try {
    return { text: without(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), readAs: 'UTF-8' };
  } catch {
    if (said === 'windows-1252') return { text: new TextDecoder('windows-1252').decode(bytes), readAs: 'Windows-1252' };
    throw fileProblem(notUtf8(bytes));
  }
}

const without = (text: string): string => text.replace(/^\uFEFF/, '');

/** How many bytes tell whether every other one is zero, as the names of columns in UTF-16 are. */
const looked = 64;

function wideOrder(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, Math.min(looked, bytes.length - (bytes.length % 2)));
  if (head.length < 4) return undefined;
  const zeros = (odd: number): boolean => head.every((byte, index) => (index % 2 === odd ? byte === 0 : byte !== 0));
  if (zeros(1)) return 'utf-16le';
  return zeros(0) ? 'utf-16be' : undefined;
}

/** Where the first bytes stand that are no UTF-8, and what the line says as Windows-1252, Excel's own form of CSV. */
function notUtf8(bytes: Uint8Array): string {
  let line = 1;
  for (let start = 0; start < bytes.length; line += 1) {
    const found = bytes.indexOf(0x0a, start);
    const end = found < 0 ? bytes.length : found;
    const part = bytes.subarray(start, end);
    if (!isUtf8(part)) {
      const told = new TextDecoder('windows-1252').decode(part).trim().slice(0, 60);
      return `Line ${line} is not UTF-8. Read as Windows-1252 it says "${told}": if that is right, import the file as Windows-1252; else save it as "CSV UTF-8" and import it again.`;
    }
    start = end + 1;
  }
  return 'The file is not UTF-8 (Excel calls it "CSV UTF-8"). Save it in that form.';
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
