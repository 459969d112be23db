import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '#core/domain/decimal.ts';
import { convertPrice, convertQuantity } from '#core/mapping/resolveUnit.ts';

const cents = fc.integer({ min: 1, max: 10_000_000 }).map((value) => new Decimal(value).dividedBy(100).toFixed());
const whole = fc.integer({ min: 1, max: 100_000 }).map(String);
const pack = fc.integer({ min: 1, max: 1_000 }).map((value) => ({ unit: 'ea', factor: new Decimal(value) }));

describe('unit conversion', () => {
  it('quantities go there and back without a rest', () => {
    fc.assert(
      fc.property(whole, pack, (quantity, conversion) => {
        const converted = new Decimal(convertQuantity(quantity, conversion));
        expect(converted.dividedBy(conversion.factor).toFixed()).toBe(quantity);
      }),
    );
  });

  it('the amount of a line stays the same to a cent over any real quantity', () => {
    fc.assert(
      fc.property(cents, fc.integer({ min: 1, max: 1_000 }), pack, (price, cases, conversion) => {
        const before = new Decimal(price).times(cases);
        const after = new Decimal(convertPrice(price, conversion)).times(convertQuantity(String(cases), conversion));
        // Six decimals lose at most half a millionth an each: a cent at 20,000 eaches and more.
        const allowed = Decimal.max('0.005', conversion.factor.times(cases).times('0.0000005'));
        expect(after.minus(before).abs().lessThanOrEqualTo(allowed)).toBe(true);
      }),
    );
  });

  it('a factor of one changes nothing but the notation', () => {
    expect(convertPrice('12.50', { unit: 'ea', factor: new Decimal(1) })).toBe('12.5');
    expect(convertPrice('25.00', { unit: 'ea', factor: new Decimal(12) })).toBe('2.083333');
  });
});
