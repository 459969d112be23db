import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal } from '#core/domain/decimal.ts';
import { packFactor, packsOf } from '#core/domain/packFactor.ts';
import { caseLine } from './itemCases.ts';
import { customer, facts, oneLine, product, said } from './support.ts';

const accepted = (price: string, change: { readonly ediUnit?: string; readonly currency?: string } = {}) => [
  { itemNumber: 'D1', ediUnit: 'EA', currency: 'USD', price, acceptedAt: '2026-02-01T00:00:00.000Z', ...change },
];
const rules = (...input: Parameters<typeof said>): readonly string[] => said(...input).map((found) => found.rule);

describe('the price of a line', () => {
  it.each([
    ['13.00', { priceUpAmount: '0.50' }, []],
    ['13.01', { priceUpAmount: '0.50' }, ['850-08']],
    ['13.00', { priceDownAmount: '0.50' }, ['850-08']],
    ['12.00', { priceDownAmount: '0.50' }, []],
    ['13.12', { priceUpPercent: '5' }, []],
    ['13.13', { priceUpPercent: '5' }, ['850-08']],
    ['13.12', { priceUpAmount: '0.10', priceUpPercent: '5' }, []],
    ['11.88', { priceDownPercent: '5' }, []],
    ['11.87', { priceDownPercent: '5' }, ['850-08']],
    ['12.504', {}, []],
    ['12.505', {}, ['850-08']],
  ] as const)('%s with %j', (price, sheet, expected) => {
    expect(rules(oneLine({ price }), facts({}, sheet))).toEqual(expected);
  });

  it('rounding of a cheap thing is one percent at most', () => {
    const cheap = facts({ master: { customer, items: [product('D1', { salesPrice: '0.02' })] } });
    expect(rules(oneLine({ price: '0.024' }), cheap)).toEqual(['850-08']);
  });

  it('what was accepted before goes before the released product, in its own unit and currency only', () => {
    expect(rules(oneLine({ price: '13.50' }), facts({ accepted: accepted('13.50') }))).toEqual([]);
    expect(said(oneLine(), facts({ accepted: accepted('13.50') }))[0]?.fix).toMatchObject({
      expectedFrom: 'accepted-before',
      expected: '13.5',
    });
    expect(rules(oneLine(), facts({ accepted: accepted('13.50', { ediUnit: 'CA' }) }))).toEqual([]);
    expect(rules(oneLine(), facts({ accepted: accepted('13.50', { currency: 'CAD' }) }))).toEqual([]);
  });

  it('is compared in one currency whatever its case, and the newest accepted price counts', () => {
    const order = { ...oneLine(), currency: 'usd' };
    expect(said(order, facts({ accepted: accepted('13.50') }))[0]?.fix).toMatchObject({ expected: '13.5', currency: 'USD' });
    expect(rules({ ...oneLine({ price: '13.50' }), currency: 'usd' }, facts())).toEqual(['850-08']);
    const [older] = accepted('13.50', { currency: 'usd' });
    const newer = accepted('14.50').map((entry) => ({ ...entry, acceptedAt: '2026-02-02T00:00:00.000Z' }));
    const both = older === undefined ? newer : [older, ...newer];
    expect(rules(oneLine({ price: '14.50' }), facts({ accepted: both }))).toEqual([]);
    expect(rules(oneLine({ price: '14.50' }), facts({ accepted: both.toReversed() }))).toEqual([]);
  });

  it('a price of nothing that was accepted is ours too', () => {
    expect(rules(oneLine({ price: '0.00' }), facts())).toEqual(['850-08']);
    expect(rules(oneLine({ price: '0.00' }), facts({ accepted: accepted('0') }))).toEqual([]);
    expect(said(oneLine(), facts({ accepted: accepted('0') }))[0]?.message).toContain('(+100 %)');
  });

  it('the released price is converted into the unit of the line', () => {
    const inCases = facts({ resolved: [caseLine] });
    expect(rules(oneLine({ unit: 'CA', priceBasis: 'CA', price: '150.00' }), inCases)).toEqual([]);
    expect(said(oneLine({ unit: 'CA', priceBasis: 'CA', price: '12.50' }), inCases)[0]).toMatchObject({
      rule: '850-09',
      expected: '150',
    });
    const perHundred = facts({ master: { customer, items: [product('D1', { salesPrice: '1250', priceQuantity: '100' })] } });
    expect(rules(oneLine(), perHundred)).toEqual([]);
  });

  it.each([
    ['another sales unit', facts({ master: { customer, items: [product('D1', { salesUnit: 'box' })] } })],
    ['no price there', facts({ master: { customer, items: [product('D1', { salesPrice: '0' })] } })],
    [
      'a customer in another currency',
      facts({ master: { customer: { ...customer, currency: 'EUR' }, items: [product('D1')] } as never }),
    ],
    ['an item that nobody knows', facts({ resolved: [] })],
  ])('nobody can tell: %s', (_why, about) => {
    expect(rules(oneLine({ price: '99' }), about)).toEqual([]);
  });

  it('a price in another unit than the quantity is one finding, not two', () => {
    expect(rules(oneLine({ unit: 'CA', price: '99' }), facts())).toEqual(['ITM-08']);
  });

  it.each([
    ['HP', 'hundred', 'HU'],
    ['HT', 'thousand', 'TH'],
    ['PN', 'ten', 'TP'],
    ['TT', 'ten thousand', ''],
    ['HTH', 'hundred thousand', ''],
    ['HF', 'hundred feet', 'HF'],
    ['TF', 'thousand feet', 'TL'],
    ['PS', 'thousand square feet', 'TS'],
    ['PG', 'gram', 'GR'],
    ['PO', 'ounce', 'OZ'],
    ['PT', 'ton', 'NS'],
  ])('a price per many (%s) is none per piece: the order would be made at a multiple of it', (priceBasis, word, unit) => {
    const [found] = said(oneLine({ priceBasis }), facts()).filter(({ rule }) => rule === 'ITM-08');
    expect(found?.message).toBe(`Line 001 orders in EA, but its price is per ${word} (basis ${priceBasis}).`);
    if (unit !== '') expect(rules(oneLine({ priceBasis, unit }), facts())).not.toContain('ITM-08');
  });

  it.each(['constructor', 'toString', '__proto__'])('a price basis called %s is one that nobody knows', (priceBasis) => {
    expect(rules(oneLine({ priceBasis }), facts())).not.toContain('ITM-08');
  });

  it('a price per unit of measure is one in the unit of the line', () => {
    expect(rules(oneLine({ priceBasis: 'UM' }), facts())).not.toContain('ITM-08');
  });
});

const cents = fc.integer({ min: 1, max: 1_000_000 }).map((value) => new Decimal(value).dividedBy(100));
const pack = fc.integer({ min: 2, max: 500 }).map((value) => new Decimal(value));

describe('the pack-factor test', () => {
  it('finds the pack whichever way the price is off', () => {
    fc.assert(
      fc.property(cents, pack, (price, factor) => {
        expect(packFactor(price.times(factor), price, [factor])?.equals(factor)).toBe(true);
        expect(packFactor(price, price.times(factor), [factor])?.equals(factor)).toBe(true);
      }),
    );
  });

  it('calls nothing a pack that is more than five percent off, nor equal prices', () => {
    fc.assert(
      fc.property(cents, pack, fc.double({ min: 1.06, max: 1.8, noNaN: true }), (price, factor, off) => {
        expect(packFactor(price.times(factor).times(off), price, [factor])).toBeUndefined();
        expect(packFactor(price, price, [factor])).toBeUndefined();
      }),
    );
  });

  it('takes the nearest of several packs', () => {
    fc.assert(
      fc.property(cents, pack, (price, factor) => {
        const near = factor.times('1.03');
        expect(packFactor(price.times(factor), price, [near, factor, factor.times(3)])?.equals(factor)).toBe(true);
      }),
    );
  });

  it('knows a factor below one as a pack the other way round, and leaves out what is none', () => {
    expect(packsOf(['0.25', undefined, '', 'x', '0', '12']).map((value) => value.toFixed())).toEqual(['4', '12']);
    expect(packFactor(new Decimal(5), new Decimal(5), [new Decimal(1)])).toBeUndefined();
    expect(packFactor(new Decimal(0), new Decimal(5), [new Decimal(12)])).toBeUndefined();
  });
});
