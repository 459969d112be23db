import { describe, expect, it } from 'vitest';
import { priceKey, priceKeysOf } from '#core/domain/prices.ts';

const line = {
  vendor: 'V',
  itemNumber: 'D1',
  currency: 'USD',
  price: '2.50',
  expected: '2.5',
  expectedFrom: 'accepted-before',
} as const;

describe('the key of a price hold', () => {
  it('begins with its partner, and no part of it looks like two', () => {
    const key = priceKey({ ...line, partnerId: 'P:1', unit: 'ea' });
    expect(key).toBe('price:P%3A1:V:D1:EA:USD:2.5:2.5');
    expect(key.startsWith(priceKeysOf('P:1'))).toBe(true);
  });

  it('is made of half a character too, as the database keeps it', () => {
    expect(priceKeysOf('P\ud800')).toBe(priceKeysOf('P\ufffd'));
    expect(priceKey({ ...line, partnerId: 'P', unit: '\ud800' })).toBe(priceKey({ ...line, partnerId: 'P', unit: '\ufffd' }));
  });
});
