import { describe, expect, test } from 'vitest';
import { checkDimensionDisplayValue } from '#core/dynamics/dimension.ts';

const format = { segments: ['BusinessUnit', 'Department', 'CostCenter', 'Project', 'Item'], delimiter: '-' };

describe('financial dimensions', () => {
  test('a text with another number of segments is refused with both figures', () => {
    expect(checkDimensionDisplayValue('-002-022--', format)).toEqual([]);
    expect(checkDimensionDisplayValue('', format)).toEqual([]);
    expect(checkDimensionDisplayValue('-002-022', format)[0]).toMatch(/have 3 segments.*has 5 segments/);
    expect(checkDimensionDisplayValue('-002-02-2--', format)[0]).toMatch(/have 6 segments/);
  });
});
