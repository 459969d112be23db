import { gs1CheckDigit, toGtin14 } from './checkDigit.ts';

/**
 * The GTIN-14 of the piece inside, for a code of a case (indicator 1 to 8): the indicator goes and the check digit is
 * counted anew, because a case is a different trade item (ITM-03). Undefined for a code that names no case; 9 is a
 * variable measure, which has no piece.
 */
export function eachGtinOf(code: string): string | undefined {
  if (!/^[1-8]\d{13}$/.test(code)) return undefined;
  const body = `0${code.slice(1, 13)}`;
  return body + gs1CheckDigit(body);
}

/** True for a code whose GTIN-14 form says that it is not the piece itself (ITM-03). */
export function isCaseGtin(code: string): boolean {
  return /^[1-9]\d{13}$/.test(/^\d{8,14}$/.test(code) ? toGtin14(code) : code);
}
