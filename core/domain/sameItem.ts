import type { ItemIdentifiers } from './purchaseOrder.ts';

const kinds = ['buyerPart', 'vendorPart', 'upc', 'gtin', 'ean'] as const satisfies readonly (keyof ItemIdentifiers)[];

/** Whether two lines name one product: `unknown` where no kind of identifier stands in both. One that is equal is enough. */
export function sameItem(a: ItemIdentifiers, b: ItemIdentifiers): 'same' | 'other' | 'unknown' {
  const both = kinds.filter((kind) => a[kind] !== '' && b[kind] !== '');
  if (both.length === 0) return 'unknown';
  return both.some((kind) => a[kind] === b[kind]) ? 'same' : 'other';
}
