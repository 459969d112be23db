import { describe, expect, it } from 'vitest';
import { toCsv, toTsv } from '../../../renderer/lib/csv.ts';
import { dueWords } from '../../../renderer/lib/due.ts';
import { errorTexts, isErrorCode, shownError, supportText } from '../../../renderer/lib/errorTexts.ts';
import { createFormat, daysInWords } from '../../../renderer/lib/format.ts';
import { startOfTomorrow } from '../../../renderer/lib/zone.ts';
import { AppError, errorCodes } from '#core/contract/errors.ts';

const now = Date.parse('2026-11-24T16:30:00.000Z');
const chicago = createFormat('America/Chicago');

describe('format', () => {
  it("shows times and days in the workspace's zone", () => {
    expect(chicago.time('2026-11-24T16:14:00.000Z')).toBe('10:14');
    expect(chicago.moment('2026-11-24T05:59:00.000Z', now)).toBe('Nov 23, 23:59');
    expect(chicago.moment('2025-11-24T16:14:00.000Z', now)).toBe('Nov 24, 2025, 10:14');
  });

  it('names the zone where a moment stands alone, in summer and in winter', () => {
    expect(chicago.stamp('2026-11-24T16:14:00.000Z', now)).toBe('Nov 24, 10:14 CST');
    expect(chicago.stamp('2026-07-24T16:14:00.000Z', now)).toBe('Jul 24, 11:14 CDT');
  });

  it('counts days to a calendar day from today in the zone', () => {
    const lateEvening = Date.parse('2026-11-25T05:30:00.000Z');
    expect(chicago.daysTo('2026-11-25', lateEvening)).toBe(1);
    expect(createFormat('UTC').daysTo('2026-11-25', lateEvening)).toBe(0);
    expect([-3, -1, 0, 1, 4].map(daysInWords)).toEqual(['3 days ago', 'yesterday', 'today', 'tomorrow', 'in 4 days']);
  });

  it('says of a moment that is due how long it is until then, and when it is over how long ago', () => {
    const words = (minutes: number) => dueWords(new Date(now + minutes * 60_000).toISOString(), chicago, now);
    expect([0.5, 59, 60, 23.9 * 60, 47 * 60, 49 * 60, 80 * 60].map((minutes) => words(minutes).distance)).toEqual([
      'in 1 min',
      'in 59 min',
      'in 1 h',
      'in 23 h',
      'in 47 h',
      'in 2 days',
      'in 3 days',
    ]);
    expect(words(23 * 60)).toMatchObject({ late: false, pressing: true, said: 'Nov 25, 09:30' });
    expect(words(25 * 60)).toMatchObject({ pressing: false });
    expect(words(-120)).toMatchObject({ late: true, distance: chicago.age('2026-11-24T14:30:00.000Z', now) });
    expect(dueWords('2026-11-24', chicago, now)).toMatchObject({ distance: 'today', late: false, pressing: true });
  });

  it('says how long ago and how soon', () => {
    expect(chicago.age('2026-11-24T16:29:30.000Z', now)).toBe('just now');
    expect(chicago.age('2026-11-24T16:18:00.000Z', now)).toBe('12 min ago');
    expect(chicago.age('2026-11-24T13:18:00.000Z', now)).toBe('3 h ago');
    expect(chicago.ahead('2026-11-24T16:38:00.000Z', now)).toBe('in 8 min');
    expect(chicago.ahead('2026-11-24T22:38:00.000Z', now)).toBe('at 16:38');
  });

  it('keeps every digit of an amount, and shows a currency that nobody knows as it came', () => {
    expect(chicago.money('12345678901234567.89', 'USD')).toBe('$12,345,678,901,234,567.89');
    expect(chicago.money('12.5', 'DOLLARS')).toBe('12.5 DOLLARS');
    expect(chicago.money('12.5', '')).toBe('12.5');
  });

  it('shows a day that is none as it came', () => {
    expect(chicago.day('soon', now)).toBe('soon');
  });
});

describe('tomorrow', () => {
  it('begins at midnight of the zone, also on the day that clocks change', () => {
    expect(startOfTomorrow('America/Chicago', now)).toBe('2026-11-25T06:00:00.000Z');
    expect(startOfTomorrow('America/Chicago', Date.parse('2026-11-01T05:30:00.000Z'))).toBe('2026-11-02T06:00:00.000Z');
    expect(startOfTomorrow('Asia/Kolkata', now)).toBe('2026-11-24T18:30:00.000Z');
  });
});

describe('tables as text', () => {
  it('quotes what CSV must quote and disarms what a sheet would run', () => {
    expect(
      toCsv([
        ['Order', 'Note'],
        ['0047', 'a "b", c'],
        ['-12.5', '=HYPERLINK("x")'],
      ]),
    ).toBe('\uFEFFOrder,Note\r\n0047,"a ""b"", c"\r\n-12.5,"\'=HYPERLINK(""x"")"\r\n');
  });

  it('keeps a cell in its column when it holds tabs or line ends', () => {
    expect(
      toTsv([
        ['a\tb', 'c\r\nd'],
        ['@x', '1'],
      ]),
    ).toBe("a b\tc d\n'@x\t1");
  });
});

describe('errors in words', () => {
  it('has a sentence and a next step for every code', () => {
    for (const code of errorCodes) {
      expect(errorTexts[code].title.length).toBeGreaterThan(10);
      expect(errorTexts[code].nextStep).toMatch(/[.a-zA-Z]$/);
    }
    expect(isErrorCode('toString')).toBe(false);
  });

  it('keeps the sentence of the engine and what support asks for', () => {
    const error = new AppError({ code: 'sps-throttled', message: 'SPS asked for 30 s.', details: { 'request id': 'r1' } });
    expect(shownError(error)).toMatchObject({ title: errorTexts['sps-throttled'].title, message: 'SPS asked for 30 s.' });
    expect(supportText(shownError(error), ['Quayside 1'])).toBe(
      'Quayside 1\ncode: sps-throttled\nmessage: SPS asked for 30 s.\nrequest id: r1',
    );
  });

  it('takes anything thrown as an error inside Quayside whose outcome is unknown', () => {
    expect(shownError(new Error('boom'))).toMatchObject({ code: 'internal', message: 'boom', outcome: 'unknown' });
  });
});

describe('a length of time', () => {
  it.each([
    [0, '0 ms'],
    [999.4, '999 ms'],
    [999.6, '1.0 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min 0 s'],
    [105_468, '1 min 45 s'],
    [119_700, '2 min 0 s'],
  ])('%d ms is %s', (milliseconds, words) => {
    expect(chicago.duration(milliseconds)).toBe(words);
  });
});
