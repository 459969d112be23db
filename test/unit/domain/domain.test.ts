import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gs1CheckDigit, hasValidCheckDigit, toGtin14 } from '#core/domain/checkDigit.ts';
import { Decimal, decimalText, parseDecimal, sameDecimal } from '#core/domain/decimal.ts';
import { customerReference, customerRequisition, identityKey, isFullRequisition } from '#core/domain/identity.ts';
import { dayIn, parseLocalDate, startOfDayIn } from '#core/domain/time.ts';

describe('check digits', () => {
  it('are those of GS1', () => {
    expect(hasValidCheckDigit('012345678905')).toBe(true);
    expect(hasValidCheckDigit('614141000012')).toBe(true);
    expect(hasValidCheckDigit('006141410000001019')).toBe(true);
    expect(hasValidCheckDigit('614141000013')).toBe(false);
    expect(hasValidCheckDigit('12345')).toBe(false);
  });
  it('survive padding with zeros and change with an indicator (ITM-03)', () => {
    expect(hasValidCheckDigit(toGtin14('012345678905'))).toBe(true);
    expect(gs1CheckDigit('1001234567890')).toBe('2');
  });
  it('tell every single wrong digit', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{13}$/), fc.nat(12), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
        const good = digits + gs1CheckDigit(digits);
        const wrong = good.slice(0, at) + String((Number(good[at]) + shift) % 10) + good.slice(at + 1);
        expect(hasValidCheckDigit(good)).toBe(true);
        expect(hasValidCheckDigit(wrong)).toBe(false);
      }),
    );
  });
});

describe('decimals', () => {
  it('are plain decimals and nothing else', () => {
    expect(['12.50', '-3', '.5', '+1', '7.'].map((text) => parseDecimal(text)?.toFixed())).toEqual([
      '12.5',
      '-3',
      '0.5',
      '1',
      '7',
    ]);
    expect(['', '1e3', '1,000', 'NaN', '0x1', '1 2'].map(parseDecimal)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
  it('compare by value, texts by text', () => {
    expect(sameDecimal('10.0', '10')).toBe(true);
    expect(sameDecimal('BOX', 'box')).toBe(false);
    expect(decimalText('0.0000001')).toBe('0.0000001');
  });
  it('have one shortest text, whether or not they are written so already', () => {
    const digits = fc.string({ unit: fc.constantFrom('0', '1', '9'), minLength: 1, maxLength: 4 });
    const written = fc.tuple(fc.constantFrom('', '-'), digits, fc.option(digits, { nil: '' }));
    fc.assert(
      fc.property(written, ([sign, whole, part]) => {
        const text = `${sign}${whole}${part === '' ? '' : `.${part}`}`;
        expect(decimalText(text)).toBe(new Decimal(text).toFixed());
      }),
    );
    expect(decimalText('1e3')).toBe('1000');
  });
});

describe('identities', () => {
  const identity = { partnerId: 'P', vendor: 'V', number: 'PO1', release: '', store: '', copy: 1 };
  it('name release, store and copy only where they are needed', () => {
    expect(customerReference(identity)).toBe('PO1');
    expect(customerReference({ ...identity, release: '7', copy: 2 }, '0817')).toBe('PO1/7/0817#2');
    expect(customerRequisition({ ...identity, number: '1234567890123456789012345' })).toBe('12345678901234567890');
    const wide = `${'A'.repeat(19)}\u{1F600}`;
    expect(customerRequisition({ ...identity, number: wide })).toBe('A'.repeat(19));
    expect(customerRequisition({ ...identity, number: `${'A'.repeat(18)}\u{1F600}1` })).toBe(`${'A'.repeat(18)}\u{1F600}`);
    expect(isFullRequisition('A'.repeat(19), `${wide}1`)).toBe(true);
    expect(isFullRequisition('A'.repeat(19), `${'A'.repeat(19)}/1`)).toBe(false);
    expect(isFullRequisition('A'.repeat(20), 'A'.repeat(20))).toBe(true);
  });
  it('never meet when any part differs', () => {
    const part = fc.string({ unit: 'grapheme-ascii', maxLength: 8 });
    const any = fc.record({
      partnerId: part,
      vendor: part,
      number: part,
      release: part,
      store: part,
      copy: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(identityKey(a) === identityKey(b)).toBe(JSON.stringify(a) === JSON.stringify(b));
      }),
    );
  });
});

describe('days', () => {
  it('are real ones', () => {
    expect(['2026-02-28', '2024-02-29'].map(parseLocalDate)).toEqual(['2026-02-28', '2024-02-29']);
    expect(['2026-02-30', '20260228', '2026-13-01', ''].map(parseLocalDate)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
  it('begin at local midnight, also when the clock changes', () => {
    expect(startOfDayIn('America/Chicago', dayIn('America/Chicago', '2026-03-08T20:00:00.000Z'))).toBe(
      '2026-03-08T06:00:00.000Z',
    );
    expect(startOfDayIn('America/Chicago', dayIn('America/Chicago', '2026-07-01T03:00:00.000Z'))).toBe(
      '2026-06-30T05:00:00.000Z',
    );
    expect(startOfDayIn('Pacific/Auckland', dayIn('Pacific/Auckland', '2026-07-01T13:00:00.000Z'))).toBe(
      '2026-07-01T12:00:00.000Z',
    );
    expect(dayIn('Asia/Tokyo', '2026-03-01T16:00:00.000Z')).toBe('2026-03-02');
  });
  it('are those of the calendar there, whatever was asked for a moment before', () => {
    const zones = ['America/Chicago', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'Pacific/Chatham', 'UTC'];
    const wholeDay = 86_400_000;
    const start = Date.parse('1972-06-01T00:00:00Z');
    // Near each other, so that many fall into one quarter of an hour and many on both sides of a midnight.
    const near = fc.tuple(fc.integer({ min: 0, max: 30_000 }), fc.array(fc.integer({ min: -7_200_000, max: 7_200_000 })));
    fc.assert(
      fc.property(fc.constantFrom(...zones), near, (zone, [day, offsets]) => {
        const calendar = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' });
        const midnight = Date.parse(startOfDayIn(zone, new Date(start + day * wholeDay).toISOString().slice(0, 10)));
        for (const offset of offsets)
          expect(dayIn(zone, new Date(midnight + offset).toISOString())).toBe(calendar.format(midnight + offset));
      }),
    );
  });
});
