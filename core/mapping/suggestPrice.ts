import type { ItemSuggestion } from '#core/contract/views/master.ts';
import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { ProductFacts } from '#core/domain/masterData.ts';
import { packFactor, packsOf } from '#core/domain/packFactor.ts';
import { priceInWords } from '#core/domain/prices.ts';

/** What a line says of its price and pack, as far as it does. */
export interface LinePrice {
  readonly unit: string;
  readonly price?: string;
  readonly pack?: string;
}

/** Prices closer than this are one price: a suggestion is no price check, which has the partner's own tolerance. */
const near = new Decimal('0.02');

const positive = (text: string | undefined): Decimal | undefined => {
  const value = text === undefined ? undefined : parseDecimal(text);
  return value?.greaterThan(0) ? value : undefined;
};

/** The price of one sales unit; undefined where Dynamics holds none. */
function unitPrice(product: ProductFacts): Decimal | undefined {
  return positive(product.salesPrice)?.dividedBy(positive(product.priceQuantity) ?? 1);
}

/** Packs that anything known of the line or the product names. */
export function knownPacks(line: Pick<LinePrice, 'pack'>, product: ProductFacts): readonly Decimal[] {
  return packsOf([line.pack, ...product.barcodes.map((barcode) => barcode.quantity)]);
}

/**
 * Does the price as sent fit this product? `factor` = sales units in one unit as ordered, where known. Prices that differ
 * by a pack speak for the product and against the unit (850-09).
 */
export function priceTick(line: LinePrice, product: ProductFacts, factor: Decimal | undefined): ItemSuggestion['price'] {
  const sent = positive(line.price);
  const each = unitPrice(product);
  if (!sent) return { check: 'unknown', text: 'The line carries no price.' };
  if (!each) return { check: 'unknown', text: `Dynamics holds no sales price for ${product.itemNumber}.` };
  const ours = each.times(factor ?? 1);
  const unit = product.salesUnit || product.inventoryUnit;
  const both = `${priceInWords(sent)} per ${line.unit || 'unit'} as sent, ${priceInWords(each)} per ${unit || 'unit'} in Dynamics`;
  if (sent.minus(ours).abs().lessThanOrEqualTo(ours.times(near))) {
    const by = factor && !factor.equals(1) ? `, ${decimalText(factor)} to one` : '';
    return { check: 'fits', text: `The price fits: ${both}${by}.` };
  }
  const pack = packFactor(sent, each, knownPacks(line, product));
  if (pack) {
    const text = `The prices differ by the pack of ${decimalText(pack)}, so one is per piece and one per pack: ${both}.`;
    return { check: 'by-pack', packFactor: decimalText(pack), text };
  }
  return { check: 'differs', text: `The prices differ: ${both}.` };
}

/** Does the pack that the line names fit one that Dynamics knows of the product? */
export function packTick(line: Pick<LinePrice, 'pack'>, product: ProductFacts): ItemSuggestion['pack'] {
  const sent = positive(line.pack);
  const ours = [...new Set(packsOf(product.barcodes.map((barcode) => barcode.quantity)).map((pack) => decimalText(pack)))];
  const packs = ours.filter((pack) => pack !== '1');
  if (!sent) return { check: 'unknown', text: 'The line names no pack.' };
  if (packs.length === 0) return { check: 'unknown', text: `Dynamics names no pack of ${product.itemNumber}.` };
  const text = decimalText(sent);
  return packs.includes(text)
    ? { check: 'fits', text: `Packs of ${text} on both sides.` }
    : { check: 'differs', text: `The line says packs of ${text}, Dynamics ${packs.join(' and ')}.` };
}
