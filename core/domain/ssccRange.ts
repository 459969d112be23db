import { gs1CheckDigit } from './checkDigit.ts';

export interface SsccParts {
  readonly prefix: string;
  readonly extension: string;
  readonly first: string;
  readonly last: string;
}

export type SsccRange =
  | { readonly state: 'none' }
  | { readonly state: 'good'; readonly count: string; readonly example: string }
  | {
      readonly state: 'wrong';
      readonly problems: readonly {
        readonly field: 'gs1Prefix' | 'ssccExtension' | 'ssccFirst' | 'ssccLast';
        readonly message: string;
      }[];
    };

/** Digits of an SSCC between its extension digit and its check digit: company prefix and serial share them. */
const shared = 16;

/**
 * The range of serial shipping container codes that a company may use: extension digit, company prefix of 7 to 10 digits,
 * serial, check digit; 18 in all (GS1 General Specifications). All parts are texts; leading zeros count.
 */
export function ssccRange({ prefix, extension, first, last }: SsccParts): SsccRange {
  if ([prefix, extension, first, last].every((part) => part === '')) return { state: 'none' };
  const problems: Extract<SsccRange, { state: 'wrong' }>['problems'][number][] = [];
  if (!/^\d{7,10}$/.test(prefix))
    problems.push({
      field: 'gs1Prefix',
      message: 'The GS1 company prefix has 7 to 10 digits; it stands on your GS1 certificate.',
    });
  // A prefix alone is fine: labels come later.
  const ranged = extension !== '' || first !== '' || last !== '';
  if (ranged && !/^\d$/.test(extension))
    problems.push({ field: 'ssccExtension', message: 'The extension digit is one digit, 0 to 9.' });
  const room = shared - prefix.length;
  if (ranged) {
    for (const [field, serial, word] of [
      ['ssccFirst', first, 'first'],
      ['ssccLast', last, 'last'],
    ] as const) {
      if (!/^\d+$/.test(serial)) problems.push({ field, message: `Enter the ${word} serial number of the range, digits only.` });
      else if (withoutZeros(serial).length > room && room > 0)
        problems.push({ field, message: `With this prefix a serial number has at most ${room} digits, not ${serial.length}.` });
    }
  }
  if (problems.length === 0 && ranged && BigInt(first) > BigInt(last))
    problems.push({ field: 'ssccLast', message: 'The last serial number is below the first.' });
  if (problems.length > 0) return { state: 'wrong', problems };
  if (!ranged) return { state: 'none' };
  const body = `${extension}${prefix}${withoutZeros(first).padStart(room, '0')}`;
  return { state: 'good', count: String(BigInt(last) - BigInt(first) + 1n), example: body + gs1CheckDigit(body) };
}

function withoutZeros(serial: string): string {
  return serial.replace(/^0+(?=\d)/, '');
}
