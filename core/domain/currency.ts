import { Decimal, decimalText, parseDecimal, type DecimalText } from './decimal.ts';

/** A currency (ISO 4217) as it is compared, added up and sent to Dynamics: `usd` is `USD`. What a partner is told stays as it wrote it. */
export const currencyCode = (written: string): string => written.trim().toUpperCase();

/** True of two writings of one currency. */
export const sameCurrency = (left: string, right: string): boolean => currencyCode(left) === currencyCode(right);

/** The currency that an order is in: its own, else the one of its partner's sheet. */
export function currencyOf(order: { readonly currency: string }, sheet: { readonly currency: string }): string {
  return currencyCode(order.currency || sheet.currency);
}

/** One exact sum a currency, the largest first: money of two currencies is never added up. What has no amount counts for nothing. */
export function worthOf(
  rows: Iterable<{ readonly amount?: DecimalText | null | undefined; readonly currency: string | null }>,
): { readonly amount: DecimalText; readonly currency: string }[] {
  const sums = new Map<string, Decimal>();
  for (const { amount, currency } of rows) {
    const value = parseDecimal(amount ?? '');
    if (!value || currency === null) continue;
    const code = currencyCode(currency);
    sums.set(code, (sums.get(code) ?? new Decimal(0)).plus(value));
  }
  const largestFirst = [...sums].toSorted(([, left], [, right]) => right.comparedTo(left));
  return largestFirst.map(([currency, sum]) => ({ amount: decimalText(sum), currency }));
}
