import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '#core/ports/http/retryAfter.ts';

const now = '2026-03-02T15:00:00.000Z';
const hour = 3_600_000;

describe('Retry-After', () => {
  it.each([
    ['seconds', '17', 17_000],
    ['spaces around', ' 7 ', 7_000],
    ['an HTTP date', 'Mon, 02 Mar 2026 15:00:20 GMT', 20_000],
  ])('%s is taken as it says', (_name, header, wait) => expect(parseRetryAfter(header, now)).toBe(wait));

  it.each([
    ['no wait', '0'],
    ['a date that is over', 'Mon, 02 Mar 2026 14:00:00 GMT'],
    ['this very second', 'Mon, 02 Mar 2026 15:00:00 GMT'],
  ])('%s is a second at least', (_name, header) => expect(parseRetryAfter(header, now)).toBe(1_000));

  it.each([
    ['the seconds since 1970', '1785000000'],
    ['more than a date can hold', '99999999999999'],
    ['more than a number can hold', '9'.repeat(400)],
    ['a date of another year', 'Thu, 01 Jan 2099 00:00:00 GMT'],
  ])('%s is an hour at most', (_name, header) => expect(parseRetryAfter(header, now)).toBe(hour));

  it.each([
    ['nothing', ''],
    ['a negative number', '-1'],
    ['words', 'soon 1'],
    ['part of a second', '1.5'],
    ['a date of another form', '2026-03-02T15:00:20Z'],
    ['a date without its zone', 'Mon, 02 Mar 2026 15:00:20'],
    ['a day that there is not', 'Tue, 31 Feb 2026 15:00:20 GMT'],
  ])('%s counts as no header', (_name, header) => expect(parseRetryAfter(header, now)).toBeUndefined());

  it('that is missing is missing', () => {
    expect(parseRetryAfter(undefined, now)).toBeUndefined();
    expect(parseRetryAfter(null, now)).toBeUndefined();
  });
});
