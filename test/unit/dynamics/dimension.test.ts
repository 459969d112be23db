import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkDimensionDisplayValue, dimensionDisplayValue } from '#core/dynamics/dimension.ts';

const format = { segments: ['BusinessUnit', 'Department', 'CostCenter', 'Project', 'Item'], delimiter: '-' };

describe('financial dimensions', () => {
  test('values stand in the order of the format, empty segments keep their delimiter', () => {
    expect(dimensionDisplayValue({ costcenter: '022', Department: '002' }, format)).toEqual({ ok: true, value: '-002-022--' });
    expect(dimensionDisplayValue({ Department: ' ' }, format)).toEqual({ ok: true, value: '' });
  });

  test('a delimiter inside a value and an unknown segment are both named', () => {
    const result = dimensionDisplayValue({ Department: '0-2', Region: 'W' }, format);
    expect(result.ok).toBe(false);
    expect(result.ok ? [] : result.problems).toEqual([
      expect.stringContaining('Region is no segment'),
      expect.stringContaining('"0-2" of the dimension Department contains "-"'),
    ]);
  });

  test('a text with another number of segments is refused with both figures', () => {
    expect(checkDimensionDisplayValue('-002-022--', format)).toEqual([]);
    expect(checkDimensionDisplayValue('', format)).toEqual([]);
    expect(checkDimensionDisplayValue('-002-022', format)[0]).toMatch(/have 3 segments.*has 5 segments/);
    expect(checkDimensionDisplayValue('-002-02-2--', format)[0]).toMatch(/have 6 segments/);
  });

  test('whatever is composed passes the check', () => {
    const value = fc.string({ unit: fc.constantFrom('0', '1', 'A', '_'), maxLength: 4 });
    fc.assert(
      fc.property(fc.tuple(value, value, value, value, value), (parts) => {
        const values = Object.fromEntries(format.segments.map((segment, index) => [segment, parts[index] ?? '']));
        const result = dimensionDisplayValue(values, format);
        expect(result.ok && checkDimensionDisplayValue(result.value, format)).toEqual([]);
      }),
    );
  });
});
