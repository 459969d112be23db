import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mappingStateOf } from '#core/domain/mappingState.ts';
import { resolveOrder } from '#core/mapping/resolve.ts';
import { targetOf, validOn } from '#core/mapping/validity.ts';
import { identity, order, rows } from './fixture.ts';

const unit = (id: number, validFrom: string, to: string) => ({
  id,
  partnerId: 'P',
  itemNumber: '',
  ediUnit: 'CA',
  unit: to,
  factor: to === '' ? '' : '6',
  validFrom,
});
const story = [unit(1, '', 'ea'), unit(2, '2026-03-10', 'box'), unit(3, '2026-05-01', '')];

describe('rows that follow each other by day', () => {
  it.each([
    ['2026-03-09', [1]],
    ['2026-03-10', [2]],
    ['2026-04-30', [2]],
    ['2026-05-01', []],
  ])('hold on %s as %j', (today, ids) => {
    expect(validOn('units', story, today).map(({ id }) => id)).toEqual(ids);
    expect(validOn('units', story.toReversed(), today).map(({ id }) => id)).toEqual(ids);
  });

  it('keep to their keys', () => {
    const other = { ...unit(4, '2026-03-01', 'pal'), itemNumber: 'D1' };
    expect(validOn('units', [...story, other], '2026-03-09').map(({ id }) => id)).toEqual([1, 4]);
  });

  it('follow each other in whatever letters they are written, as orders find them', () => {
    const newer = { ...unit(4, '2026-03-01', 'box'), ediUnit: 'ca' };
    expect(validOn('units', [...story, newer], '2026-02-28').map(({ id }) => id)).toEqual([1]);
    expect(validOn('units', [...story, newer], '2026-03-09').map(({ id }) => id)).toEqual([4]);
  });

  it('give at most one row a key, the newest whose day has come, whatever their order', () => {
    const day = fc.integer({ min: 1, max: 28 }).map((number) => `2026-03-${String(number).padStart(2, '0')}`);
    fc.assert(
      fc.property(fc.uniqueArray(day, { maxLength: 8 }), day, (days, today) => {
        const list = days.map((from, index) => unit(index + 1, from, 'ea'));
        const [found, ...more] = validOn('units', list, today);
        expect(more).toEqual([]);
        expect(found?.validFrom).toBe(
          days
            .filter((from) => from <= today)
            .toSorted()
            .at(-1),
        );
      }),
    );
  });

  it.each([
    [{ validFrom: '', validTo: '', ends: false }, 'valid'],
    [{ validFrom: '2026-03-03', validTo: '', ends: false }, 'later'],
    [{ validFrom: '', validTo: '2026-03-02', ends: false }, 'past'],
    [{ validFrom: '', validTo: '2026-03-03', ends: false }, 'valid'],
    [{ validFrom: '2026-01-01', validTo: '', ends: true }, 'ended'],
  ])('stand on 2 March as %j says: %s', (row, state) => {
    expect(mappingStateOf(row, '2026-03-02')).toBe(state);
  });
});

describe('resolving on a day', () => {
  const items = [1, 2].flatMap((number) => [
    { buyerPart: `NW-${number}`, itemNumber: `D${number}`, validFrom: '' },
    { buyerPart: `NW-${number}`, itemNumber: `E${number}`, validFrom: '2026-03-10' },
  ]);
  const mapping = rows({
    items: items.map((row, index) => ({
      id: index + 1,
      partnerId: 'P',
      vendorPart: '',
      upc: '',
      gtin: '',
      ean: '',
      unit: 'ea',
      ...row,
    })),
  });
  const on = (today: string) => resolveOrder({ order: order(), identity, rows: mapping, today });

  it('takes the product of that day and tells which rows it took, each once', () => {
    const before = on('2026-03-09');
    const after = on('2026-03-10');
    if (before.outcome === 'gaps' || after.outcome === 'gaps') throw new Error('nothing is missing');
    expect(before.plans[0]?.lines.map((line) => line.itemNumber)).toEqual(['D1', 'D2']);
    expect(after.plans[0]?.lines.map((line) => line.itemNumber)).toEqual(['E1', 'E2']);
    expect(before.used).toEqual([
      { kind: 'locations', id: 1 },
      { kind: 'items', id: 1 },
      { kind: 'items', id: 3 },
    ]);
    expect(after.used.map(({ id }) => id)).toEqual([1, 2, 4]);
  });

  it('tells the rows that it found even where something else is missing, and how many lines wait', () => {
    const broken = order();
    const lines = broken.lines.map((line) => ({ ...line, unit: 'PL' }));
    const twice = [...lines, { ...lines[0], position: 3, path: 'Order/LineItem[3]' }] as typeof lines;
    const found = resolveOrder({ order: { ...broken, lines: twice }, identity, rows: mapping, today: '2026-03-09' });
    if (found.outcome !== 'gaps') throw new Error('the unit is missing');
    expect(found.gaps.map(({ fix, lines: waiting }) => [fix.fix, waiting])).toEqual([
      ['unit', 2],
      ['unit', 1],
    ]);
    expect(found.used).toEqual([{ kind: 'locations', id: 1 }]);
  });

  it('knows what a row points to', () => {
    expect(story.map((row) => targetOf('units', row))).toEqual(['ea', 'box', '']);
  });
});
