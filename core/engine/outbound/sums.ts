import { Decimal, parseDecimal } from '#core/domain/decimal.ts';

/** The sum of quantities; what is no number counts nothing. */
export const sumOf = (quantities: readonly string[]): Decimal =>
  quantities.reduce((total, quantity) => total.plus(parseDecimal(quantity) ?? 0), new Decimal(0));
