import { describe, expect, it } from 'vitest';
import { differences } from '#core/domain/orderDifferences.ts';
import { address, line, order } from '../mapping/fixture.ts';

describe('what changed from one order to another', () => {
  it('is nothing where decimals are only written otherwise', () => {
    expect(
      differences(order({ lines: [line(1, { quantity: '24' })] }), order({ lines: [line(1, { quantity: '24.0' })] })),
    ).toEqual([]);
  });
  it('is said with both values, line by line', () => {
    const before = order({ purpose: '00', lines: [line(1, { quantity: '48' }), line(2)] });
    const after = order({ purpose: '05', lines: [line(1, { quantity: '36' }), line(3, { quantity: '5', unit: 'EA' })] });
    expect(differences(before, after)).toEqual([
      'Order: purpose code from 00 to 05',
      'Line 001: quantity from 48 to 36',
      expect.stringMatching(/^Line 003 added: 5 EA of /),
      expect.stringMatching(/^Line 002 removed: /),
    ]);
  });
  it('takes numbers that only look alike for two, and says where one is missing', () => {
    const before = order({ department: '007', addresses: [address({ code: '0817' })] });
    const after = order({ department: '7', addresses: [] });
    const [department, shipTo] = differences(before, after);
    expect(department).toBe('Order: department from 007 to 7');
    expect(shipTo).toMatch(/^Order: ship-to from 0817, .* to \(none\)$/);
  });
});
