import { Decimal, decimalText, parseDecimal, type DecimalText } from './decimal.ts';
import type { Fix } from './fix.ts';
import type { Instant } from './time.ts';

/** A price that a person accepted for a partner's item, in the unit of the 850. The newest one is what we expect. */
export interface AcceptedPrice {
  readonly itemNumber: string;
  readonly ediUnit: string;
  readonly currency: string;
  readonly price: DecimalText;
  readonly acceptedAt: Instant;
}

export type PriceFix = Extract<Fix, { fix: 'price' }>;

/** What all keys of price holds begin with. */
export const priceKeyPrefix = 'price:';

/**
 * The cause of a price hold: lines with one key are answered by one decision. Partner first, so that the keys of one
 * partner lie side by side; parts are encoded, so that no value can look like two.
 */
export function priceKey(fix: Omit<PriceFix, 'fix' | 'quantity'>): string {
  const parts = [
    fix.partnerId,
    fix.vendor,
    fix.itemNumber,
    fix.unit.toUpperCase(),
    fix.currency,
    decimalText(fix.price),
    decimalText(fix.expected),
  ];
  return priceKeyPrefix + parts.map(encoded).join(':');
}

/** Half a character has no code of its own; a database keeps the sign for an unreadable one in its place, and so does the key. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** What the keys of one partner begin with. */
export function priceKeysOf(partnerId: string): string {
  return `${priceKeyPrefix}${encoded(partnerId)}:`;
}

/** A price in words: at least cents, what is finer stays (to six places); text that is no decimal stays as it is. */
export function priceInWords(price: Decimal | string): string {
  const value = typeof price === 'string' ? parseDecimal(price) : price;
  if (!value) return String(price);
  return value.decimalPlaces() < 2 ? value.toFixed(2) : decimalText(value.toDecimalPlaces(6));
}

/** By how many percent a price is off, with its sign; 100 where ours is nothing. */
export function percentOff(price: Decimal, ours: Decimal): Decimal {
  return ours.isZero() ? new Decimal(100) : price.minus(ours).dividedBy(ours).times(100);
}
