import { gs1CheckDigit, hasValidCheckDigit } from './checkDigit.ts';

/** Who gives numbers: extension digit and GS1 company prefix. The serial fills the rest of 17 digits, 6 to 9 of them. */
export interface SsccIssuer {
  readonly extension: string;
  readonly prefix: string;
}

/** A span of serials of one issuer, both ends in it. */
export interface SerialSpan {
  readonly first: number;
  readonly last: number;
}

/** How many are left when it is said that a range comes to its end: enough to have another one agreed. */
export const warnBelow = 5_000;

/** The SSCC-18 of a serial: extension + prefix + serial + check digit. Throws where the serial does not fit. */
export function ssccOf({ extension, prefix }: SsccIssuer, serial: number): string {
  const room = 16 - prefix.length;
  const digits = String(serial).padStart(room, '0');
  if (!Number.isSafeInteger(serial) || serial < 0 || digits.length > room)
    throw new RangeError(`serial ${serial} does not fit behind prefix ${prefix}`);
  const body = `${extension}${prefix}${digits}`;
  return body + gs1CheckDigit(body);
}

/** What is wrong with an SSCC, for a person; undefined where nothing is. */
export function ssccProblem(sscc: string): string | undefined {
  if (!/^\d+$/.test(sscc)) return `"${sscc}" is no SSCC: it has 18 digits and nothing else.`;
  if (sscc.length !== 18) return `${sscc} has ${sscc.length} digits; an SSCC has 18.`;
  if (!hasValidCheckDigit(sscc))
    return `${sscc} ends with ${sscc.at(-1)}; its check digit is ${gs1CheckDigit(sscc.slice(0, -1))}.`;
  return undefined;
}

/** An SSCC as people and scanners write it: spaces, brackets and the application identifier 00 are left out. */
export function plainSscc(text: string): string {
  const compact = text.replaceAll(/[\s()-]/g, '');
  return compact.length === 20 && compact.startsWith('00') ? compact.slice(2) : compact;
}

/** First serial of a range behind every block that was taken from it. A range that is used up gives one past its end. */
export function nextFree(range: SerialSpan, blocks: readonly SerialSpan[]): number {
  const inside = blocks.filter(({ first, last }) => last >= range.first && first <= range.last);
  return inside.reduce((next, { last }) => Math.max(next, last + 1), range.first);
}

/**
 * The next block of `wanted` numbers, cut off at the range's end; undefined where none is left. A block holds no more than
 * is used at once: numbers kept open for later would be given again by a restored copy that is older than their use.
 */
export function nextBlock(range: SerialSpan, blocks: readonly SerialSpan[], wanted: number): SerialSpan | undefined {
  const first = nextFree(range, blocks);
  if (first > range.last) return undefined;
  return { first, last: Math.min(range.last, first + wanted - 1) };
}

export const spansOverlap = (a: SerialSpan, b: SerialSpan): boolean => a.first <= b.last && b.first <= a.last;

/**
 * True where two issuers would give the same number: they are one, or the prefix of one begins with that of the other and
 * the serials share what is behind it (0614141 with serial 500000001 is 06141415 with serial 00000001).
 */
export function numbersOverlap(a: SsccIssuer & SerialSpan, b: SsccIssuer & SerialSpan): boolean {
  const [left, right] = [printedSpan(a), printedSpan(b)];
  return left.first <= right.last && right.first <= left.last;
}

/** A span as its numbers are printed, without their check digit. */
function printedSpan({ extension, prefix, first, last }: SsccIssuer & SerialSpan): {
  readonly first: bigint;
  readonly last: bigint;
} {
  const printed = (serial: number): bigint => BigInt(`${extension}${prefix}${String(serial).padStart(16 - prefix.length, '0')}`);
  return { first: printed(first), last: printed(last) };
}
