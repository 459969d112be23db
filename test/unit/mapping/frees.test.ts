import { describe, expect, it } from 'vitest';
import { answers, isGapFix, unitGapOf } from '#core/mapping/frees.ts';
import { resolveOrder } from '#core/mapping/resolve.ts';
import { address, identity, line, order, partner, rows } from './fixture.ts';

const whose = { partnerId: 'P', vendor: 'V' };
const blank = { partnerId: 'P', buyerPart: '', vendorPart: '', upc: '', gtin: '', ean: '', unit: 'ea', validFrom: '' as const };
const item = {
  fix: 'item',
  ...whose,
  identifiers: { buyerPart: 'X-1', upc: '614141000012' },
  description: 'Mug',
  unit: 'CA',
  pack: '12',
} as const;

describe('what frees a document', () => {
  it.each([
    ['a partner', { fix: 'partner', ...whose, inactive: false } as const, {}, { partner: undefined }],
    [
      'a partner that is on',
      { fix: 'partner', ...whose, inactive: true } as const,
      {},
      { partner: partner({}, { active: false }) },
    ],
    [
      'a location',
      { fix: 'location', ...whose, qualifier: '92', code: '0817', name: '', address: [] } as const,
      {},
      { locations: [{ partnerId: 'P', qualifier: '92', code: '817', addressLocationId: 'L' }] },
    ],
    ['a row with any of its numbers', item, { items: [{ ...blank, gtin: '00614141000012', itemNumber: 'D1' }] }, {}],
    [
      'rows that agree',
      { ...item, fix: 'item-choice', candidates: [] } as const,
      { items: ['buyerPart', 'upc'].map((kind) => ({ ...blank, [kind]: item.identifiers[kind as 'upc'], itemNumber: 'D1' })) },
      {
        items: ['buyerPart', 'upc'].map((kind, index) => ({
          ...blank,
          [kind]: item.identifiers[kind as 'upc'],
          itemNumber: `D${index}`,
        })),
      },
    ],
    [
      'a unit for all items',
      { fix: 'unit', ...whose, itemNumber: 'D1', ediUnit: 'CA', itemUnit: 'ea' } as const,
      { units: [{ partnerId: 'P', itemNumber: '', ediUnit: 'ca', unit: 'ea', factor: '12' }] },
      { units: [{ partnerId: 'P', itemNumber: 'D2', ediUnit: 'CA', unit: 'ea', factor: '12' }] },
    ],
  ])('is %s', (_name, fix, good, bad) => {
    expect(answers(fix, rows(good))).toBe(true);
    expect(answers(fix, rows(bad))).toBe(false);
  });

  it('is decided as resolving decides it', () => {
    const broken = order({
      addresses: [address({ code: '9999' })],
      lines: [line(1, { item: { buyerPart: 'X', vendorPart: '', upc: '', gtin: '', ean: '' } }), line(2, { unit: 'PL' })],
    });
    const found = resolveOrder({ order: broken, identity, rows: rows(), today: '2026-03-02' });
    if (found.outcome !== 'gaps') throw new Error('three things are missing');
    expect(found.gaps.map(({ fix }) => answers(fix, rows()))).toEqual([false, false, false]);
    const filled = rows({
      locations: [{ partnerId: 'P', qualifier: '', code: '9999', addressLocationId: 'L9' }],
      items: [
        { ...blank, buyerPart: 'X', itemNumber: 'D9' },
        { ...blank, buyerPart: 'NW-2', itemNumber: 'D2' },
      ],
      units: [{ partnerId: 'P', itemNumber: 'D2', ediUnit: 'PL', unit: 'ea', factor: '48' }],
    });
    expect(found.gaps.map(({ fix }) => answers(fix, filled))).toEqual([true, true, true]);
    expect(resolveOrder({ order: broken, identity, rows: filled, today: '2026-03-02' }).outcome).toBe('resolved');
  });

  it('tells the unit that would be missing next', () => {
    const row = { ...blank, upc: '614141000012', itemNumber: 'D1' };
    expect(unitGapOf(item, row, [])).toMatchObject({ fix: 'unit', itemNumber: 'D1', ediUnit: 'CA', itemUnit: 'ea', pack: '12' });
    const known = { partnerId: 'P', itemNumber: 'D1', ediUnit: 'CA', unit: 'ea', factor: '12', validFrom: '' as const };
    expect(unitGapOf(item, row, [known])).toBeUndefined();
    expect(unitGapOf({ ...item, unit: 'EA' }, row, [])).toBeUndefined();
  });

  it('leaves prices and notes to others', () => {
    expect(isGapFix({ fix: 'read', texts: [] })).toBe(false);
    expect(isGapFix(item)).toBe(true);
  });
});
