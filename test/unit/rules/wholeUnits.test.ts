import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '#core/domain/decimal.ts';
import { weigh } from '#core/rules/severity.ts';
import { heldFindings } from '#core/rules/releases.ts';
import { basisOf } from '#core/domain/releasedRule.ts';
import { inFullCases } from './itemCases.ts';
import { facts, oneLine, resolved, said } from './support.ts';

const rule = 'ITM-05';
const at = (unit: string, factor: string) => facts({ resolved: [resolved(1, { unit, factor: new Decimal(factor) })] });
const messages = (...input: Parameters<typeof said>): readonly string[] => said(...input).map(({ message }) => message);
const part = (store: string, quantity: string) => ({ store, quantity, qualifier: '92', unit: 'EA', path: `s${store}` });

describe('whole units on the way in (ITM-05)', () => {
  it.each([
    ['30', 'EA', 'cs', '0.0833333333', 'Line 001: 30 EA of item D1 are 2 cs and 6 EA left over.'],
    ['1201', 'EA', 'cs', '0.0833333333', 'Line 001: 1201 EA of item D1 are 100 cs and 1 EA left over.'],
    ['47', 'PK', 'ea', '0.5', 'Line 001: 47 PK of item D1 are 23 ea and 1 PK left over.'],
    ['7', 'PK', 'box', '0.4', 'Line 001: 7 PK of item D1 are 2 box and 2 PK left over.'],
    ['3', 'PK', 'ea', '2.5', 'Line 001: 3 PK of item D1 are 7 ea and 0.5 ea left over.'],
  ])('%s %s in %s at %s', (quantity, ediUnit, unit, factor, message) => {
    expect(messages(oneLine({ quantity, unit: ediUnit, priceBasis: '' }), at(unit, factor), rule)).toEqual([message]);
  });

  it.each([
    ['a fraction as it was ordered', '1.5', 'LB', 'lb', '1'],
    ['a fraction that the retailer means, in another unit', '2.5', 'CA', 'pal', '0.1'],
    ['a fraction that becomes whole', '2.5', 'CA', 'ea', '12'],
    ['whole cases of a factor without an end', '1200', 'EA', 'cs', '0.0833333333'],
    ['none', '0', 'EA', 'cs', '0.0833333333'],
  ])('passes %s', (_, quantity, ediUnit, unit, factor) => {
    expect(messages(oneLine({ quantity, unit: ediUnit, priceBasis: '' }), at(unit, factor), rule)).toEqual([]);
  });

  it('asks every store for whole ones, also where the line comes out whole', () => {
    const split = oneLine({ quantity: '24', stores: [part('0101', '10'), part('0102', '14'), part('0103', '0')] });
    const found = said(split, facts({ resolved: [inFullCases] }), rule);
    expect(found.map(({ path, message }) => [path, message])).toEqual([
      ['s0101', 'Line 001 for store 0101: 10 EA of item D1 are 0 cs and 10 EA left over.'],
      ['s0102', 'Line 001 for store 0102: 14 EA of item D1 are 1 cs and 2 EA left over.'],
    ]);
    const even = oneLine({ quantity: '24', stores: [part('0101', '12'), part('0102', '12')] });
    expect(said(even, facts({ resolved: [inFullCases] }), rule)).toEqual([]);
  });

  it('names what is whole and what is left over so that they add up to what was ordered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 2, max: 500 }), (pieces, size) => {
        const factor = new Decimal(1).dividedBy(size).toSignificantDigits(10).toFixed();
        const [message] = messages(oneLine({ quantity: String(pieces) }), at('cs', factor), rule);
        const rest = pieces % size;
        expect(message).toBe(
          rest === 0 ? undefined : `Line 001: ${pieces} EA of item D1 are ${(pieces - rest) / size} cs and ${rest} EA left over.`,
        );
      }),
    );
  });

  it('is released for what it comes to, and weighs as the sheet of the partner says', () => {
    const [found] = said(oneLine({ quantity: '10' }), facts({ resolved: [inFullCases] }), rule);
    if (!found) throw new Error('nothing was found');
    const release = { rule, path: found.path, basis: basisOf(found), who: 'w', at: '2026-03-02T10:00:00.000Z', reason: 'agreed' };
    expect(heldFindings([found], [release])).toEqual([]);
    const [other] = said(oneLine({ quantity: '10' }), at('cs', '0.0416666667'), rule);
    expect(heldFindings(other ? [other] : [], [release])[0]?.message).toMatch(/what was released has changed since/);
    expect(weigh([found], { severities: { [rule]: 'WARN' } })[0]?.severity).toBe('WARN');
    expect(weigh([found], { severities: { [rule]: 'OFF' } })).toEqual([]);
  });
});
