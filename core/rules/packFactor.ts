import { Decimal, parseDecimal } from '#core/domain/decimal.ts';

/** How far from the pack a ratio may be and still be one: prices of a case are seldom exactly the pack times the each. */
const about = new Decimal('0.05');

/**
 * The pack-factor test (850-09): the pack by which `price` and `expected` differ, give or take 5 %, whichever way; the
 * nearest of the packs that are known. `undefined` where none fits: then it is a price. Packs of one say nothing.
 */
export function packFactor(price: Decimal, expected: Decimal, packs: readonly Decimal[]): Decimal | undefined {
  if (!price.greaterThan(0) || !expected.greaterThan(0)) return undefined;
  const ratio = price.greaterThan(expected) ? price.dividedBy(expected) : expected.dividedBy(price);
  let best: { readonly pack: Decimal; readonly off: Decimal } | undefined;
  for (const pack of packs) {
    if (pack.lessThan(2)) continue;
    const off = ratio.dividedBy(pack).minus(1).abs();
    if (off.lessThanOrEqualTo(about) && (!best || off.lessThan(best.off))) best = { pack, off };
  }
  return best?.pack;
}

/** The numbers among texts that may be a pack. */
export function packsOf(texts: readonly (string | undefined)[]): readonly Decimal[] {
  return texts.flatMap((text) => {
    const value = text === undefined ? undefined : parseDecimal(text);
    if (!value?.greaterThan(0)) return [];
    // A factor below one is a pack the other way round.
    return [value.lessThan(1) ? new Decimal(1).dividedBy(value) : value];
  });
}
