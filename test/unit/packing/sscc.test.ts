import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasValidCheckDigit } from '#core/domain/checkDigit.ts';
import { nextBlock, nextFree, numbersOverlap, plainSscc, ssccOf, ssccProblem, type SerialSpan } from '#core/domain/sscc.ts';

describe('an SSCC', () => {
  it('is extension, prefix, serial and check digit: the example of the GS1 General Specifications', () => {
    expect(ssccOf({ extension: '1', prefix: '0614141' }, 123456789)).toBe('106141411234567897');
  });
  it('has 18 digits, a right check digit and its serial in it, for every prefix', () => {
    const issuer = fc.record({
      extension: fc.integer({ min: 0, max: 9 }).map(String),
      prefix: fc.integer({ min: 7, max: 10 }).chain((length) => fc.stringMatching(new RegExp(`^[0-9]{${length}}$`))),
    });
    fc.assert(
      fc.property(issuer, fc.nat({ max: 999_999 }), (from, serial) => {
        const sscc = ssccOf(from, serial);
        expect(sscc).toHaveLength(18);
        expect(hasValidCheckDigit(sscc)).toBe(true);
        expect(ssccProblem(sscc)).toBeUndefined();
        expect(sscc.startsWith(from.extension + from.prefix)).toBe(true);
        expect(Number(sscc.slice(1 + from.prefix.length, 17))).toBe(serial);
      }),
    );
  });
  it('is refused where the serial does not fit, and named wrong digit by digit', () => {
    expect(() => ssccOf({ extension: '0', prefix: '0614141000' }, 1_000_000)).toThrow(RangeError);
    expect(ssccProblem('10614141123456789')).toContain('17 digits');
    expect(ssccProblem('106141411234567898')).toContain('check digit is 7');
    expect(ssccProblem('1061414112345678X7')).toContain('no SSCC');
  });
  it('is read as people and scanners write it', () => {
    expect(plainSscc('(00) 1 0614141 123456789 7')).toBe('106141411234567897');
    expect(plainSscc('00106141411234567897')).toBe('106141411234567897');
    expect(plainSscc('006141411234567890')).toBe('006141411234567890');
  });
});

describe('blocks of a range', () => {
  it('never overlap one another and stay in the range, whatever is wanted', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 1_000 }),
        fc.integer({ min: 1, max: 3_000 }),
        fc.array(fc.integer({ min: 1, max: 400 })),
        (first, size, wants) => {
          const range = { first, last: first + size - 1 };
          const taken: SerialSpan[] = [];
          for (const wanted of wants) {
            const block = nextBlock(range, taken, wanted);
            if (!block) break;
            expect(block.first).toBe(nextFree(range, taken));
            expect(block.last).toBeLessThanOrEqual(range.last);
            expect(block.last - block.first + 1).toBeLessThanOrEqual(wanted);
            taken.push(block);
          }
          for (const [index, block] of taken.entries())
            if (index > 0) expect(block.first).toBe((taken[index - 1]?.last ?? 0) + 1);
        },
      ),
    );
  });
  it('end with the range', () => {
    expect(nextBlock({ first: 1, last: 50 }, [{ first: 1, last: 50 }], 1)).toBeUndefined();
    expect(nextBlock({ first: 1, last: 50 }, [], 80)).toEqual({ first: 1, last: 50 });
  });
});

describe('ranges of two prefixes', () => {
  const short = { extension: '0', prefix: '0614141', first: 400_000_000, last: 499_999_999 };
  it('give the same numbers where one prefix begins with the other', () => {
    expect(ssccOf(short, 400_000_007)).toBe(ssccOf({ extension: '0', prefix: '06141414' }, 7));
    expect(numbersOverlap(short, { extension: '0', prefix: '06141414', first: 7, last: 9 })).toBe(true);
    expect(numbersOverlap({ extension: '0', prefix: '06141414', first: 7, last: 9 }, short)).toBe(true);
  });
  it('give none twice where serials, extension or prefix keep them apart', () => {
    expect(numbersOverlap(short, { extension: '0', prefix: '06141415', first: 0, last: 9 })).toBe(false);
    expect(numbersOverlap(short, { extension: '1', prefix: '06141414', first: 7, last: 9 })).toBe(false);
    expect(numbersOverlap(short, { ...short, first: 500_000_000, last: 500_000_001 })).toBe(false);
  });
});
