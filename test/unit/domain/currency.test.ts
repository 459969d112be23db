import { describe, expect, it } from 'vitest';
import { currencyOf, sameCurrency, worthOf } from '#core/domain/currency.ts';

describe('a currency', () => {
  it('is one whatever its case, of the order before its sheet', () => {
    expect(sameCurrency('usd', ' USD ')).toBe(true);
    expect(sameCurrency('usd', 'CAD')).toBe(false);
    expect(currencyOf({ currency: 'usd' }, { currency: 'EUR' })).toBe('USD');
    expect(currencyOf({ currency: '' }, { currency: 'eur' })).toBe('EUR');
  });

  it('has one exact sum, the largest first; what has no amount counts for nothing', () => {
    const rows = [
      { amount: '0.1', currency: 'usd' },
      { amount: '7', currency: 'CAD' },
      { amount: '0.2', currency: 'USD' },
      { amount: null, currency: 'EUR' },
      { amount: undefined, currency: 'EUR' },
      { amount: '9', currency: null },
    ];
    expect(worthOf(rows)).toEqual([
      { amount: '7', currency: 'CAD' },
      { amount: '0.3', currency: 'USD' },
    ]);
  });
});
