import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '#core/domain/decimal.ts';
import { backToOrdered } from '#core/drafting/units.ts';
import { convertPrice, convertQuantity } from '#core/mapping/resolveUnit.ts';
import { draftOrder } from '../drafting/fixture.ts';
import { line, order } from './fixture.ts';

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

  it('a factor without an end leaves whole ones whole, there and back, however many of its digits were written', () => {
    expect(convertQuantity('24', { unit: 'cs', factor: new Decimal('0.0833333333') })).toBe('2');
    expect(convertQuantity('25', { unit: 'cs', factor: new Decimal('0.0833333333') })).toBe('2.0833333325');
    expect(convertQuantity('7', { unit: 'kg', factor: new Decimal('0.4536') })).toBe('3.1752');
    fc.assert(
      fc.property(whole, fc.integer({ min: 2, max: 1_000 }), fc.integer({ min: 9, max: 20 }), (cases, size, digits) => {
        const factor = new Decimal(1).dividedBy(size).toSignificantDigits(digits);
        const pieces = new Decimal(cases).times(size).toFixed();
        expect(convertQuantity(pieces, { unit: 'cs', factor })).toBe(cases);
        const ordered = line(1, { unit: 'EA', quantity: pieces });
        const known = { position: 1, itemNumber: 'D1', units: [{ unit: 'cs', factor: factor.toFixed() }] };
        const posted = { quantity: cases, unit: 'cs' };
        expect(backToOrdered(posted, ordered, known, draftOrder(order({ lines: [ordered] })))).toEqual({
          quantity: pieces,
          factor: factor.toFixed(),
        });
      }),
    );
  });

  /** What Dynamics posted of an order of so many cases, said in the order's unit (ITM-05). */
  const back = (quantity: string, factor: Decimal) => {
    const ordered = line(1, { unit: 'CA', quantity: '10' });
    const known = { position: 1, itemNumber: 'D1', units: [{ unit: 'ea', factor: factor.toFixed() }] };
    return backToOrdered({ quantity, unit: 'ea' }, ordered, known, draftOrder(order({ lines: [ordered] })));
  };

  it('whole cases come back from Dynamics as they were ordered, without a word', () => {
    fc.assert(
      fc.property(whole, pack, (cases, conversion) => {
        expect(back(convertQuantity(cases, conversion), conversion.factor)).toEqual({
          quantity: cases,
          factor: conversion.factor.toFixed(),
        });
      }),
    );
  });

  it('a rest is never lost: it is said as a broken case, or named and stopped', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000 }), fc.integer({ min: 2, max: 500 }), fc.nat(498), (cases, size, over) => {
        const rest = 1 + (over % (size - 1));
        const posted = new Decimal(cases * size + rest);
        const said = back(posted.toFixed(), new Decimal(size));
        expect(said.finding).toMatchObject({ rule: 'ITM-05', severity: 'quantity' in said ? 'HOLD' : 'BLOCK' });
        if ('quantity' in said) expect(new Decimal(said.quantity).times(size).equals(posted)).toBe(true);
        else expect(said.finding.message).toContain(`leaves ${rest} ea`);
      }),
    );
  });
});
