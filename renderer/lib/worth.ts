import type { Format } from './format.ts';

/** Sums of several currencies, never added: `$24,718.72 + €120.00`. */
export function worthInWords(worth: readonly { readonly amount: string; readonly currency: string }[], format: Format): string {
  return worth.map(({ amount, currency }) => format.money(amount, currency)).join(' + ');
}
