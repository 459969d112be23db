import { Decimal } from 'decimal.js';

/**
 * A decimal number as text (`12.50`), the form in which money and quantities are stored and cross
 * every boundary: it survives structured clone, JSON and SQLite without becoming a binary float.
 */
export type DecimalText = string & { readonly __decimalText?: never };

const plain = /^[+-]?(\d+\.?\d*|\.\d+)$/;

/** Reads a decimal as EDI writes it (no exponent, no thousands separator). `undefined` for anything else. */
export function parseDecimal(text: string): Decimal | undefined {
  const trimmed = text.trim();
  return plain.test(trimmed) ? new Decimal(trimmed) : undefined;
}

/** Already in the shortest notation, as most are that Dynamics and we have written. */
const shortest = /^(?!-0$)-?(?:0|[1-9]\d*)(?:\.\d*[1-9])?$/;

/** The shortest plain notation: `10.0` → `10`, never an exponent. */
export function decimalText(value: Decimal | number | string): DecimalText {
  if (typeof value === 'string' && shortest.test(value)) return value;
  return new Decimal(value).toFixed();
}

/** True when both are decimals of the same value (`10.0` equals `10`); text that is no decimal equals only itself. */
export function sameDecimal(left: string, right: string): boolean {
  if (left === right) return true;
  const a = parseDecimal(left);
  const b = parseDecimal(right);
  return a && b ? a.equals(b) : left === right;
}

/** How far beside a whole number the digits that a factor without an end lacks can lead: nine of them were written. */
const lackingDigits = '1e-8';

/**
 * What a factor below one made of a quantity. Such a factor may have no end (one each is a twelfth of a case), so what is
 * whole but for the digits that were not written is whole.
 */
export function evened(value: Decimal): Decimal {
  const whole = value.round();
  return value.minus(whole).abs().lessThanOrEqualTo(whole.abs().times(lackingDigits)) ? whole : value;
}

export { Decimal };
