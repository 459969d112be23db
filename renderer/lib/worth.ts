import { Decimal, parseDecimal } from '#core/domain/decimal.ts';
import type { Format } from './format.ts';

/** Sums of several currencies, never added: `$24,718.72 + €120.00`. */
export function worthInWords(worth: readonly { readonly amount: string; readonly currency: string }[], format: Format): string {
  return worth.map(({ amount, currency }) => format.money(amount, currency)).join(' + ');
}

/** What these are worth, one exact sum a currency. What has no amount counts for nothing. */
export function worthOf(
  rows: readonly { readonly amount?: string | undefined; readonly currency: string }[],
): readonly { readonly amount: string; readonly currency: string }[] {
  const sums = new Map<string, Decimal>();
  for (const { amount, currency } of rows) {
    const value = parseDecimal(amount ?? '');
    if (value) sums.set(currency, (sums.get(currency) ?? new Decimal(0)).plus(value));
  }
  return [...sums].map(([currency, sum]) => ({ amount: sum.toFixed(), currency }));
}
