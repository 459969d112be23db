import { z } from 'zod';
import { anyText } from '../bounds.ts';

const identifiers = z.object({
  buyerPart: anyText.optional(),
  vendorPart: anyText.optional(),
  upc: anyText.optional(),
  gtin: anyText.optional(),
  ean: anyText.optional(),
});
const whose = { partnerId: anyText, vendor: anyText };

/** A fix that is made in place, `FixInPlace` of core/domain/fix.ts on the wire. A row of an older version may carry more. */
export const fixView = z.discriminatedUnion('fix', [
  z.object({ fix: z.literal('partner'), ...whose, inactive: z.boolean() }),
  z.object({
    fix: z.literal('location'),
    ...whose,
    qualifier: anyText,
    code: anyText,
    name: anyText,
    address: z.array(anyText).max(500),
  }),
  z.object({
    fix: z.literal('item'),
    ...whose,
    identifiers,
    description: anyText,
    unit: anyText,
    quantity: anyText.optional(),
    price: anyText.optional(),
    pack: anyText.optional(),
  }),
  z.object({
    fix: z.literal('item-choice'),
    ...whose,
    identifiers,
    description: anyText,
    candidates: z
      .array(z.object({ by: z.enum(['buyerPart', 'vendorPart', 'upc', 'gtin', 'ean']), value: anyText, itemNumber: anyText }))
      .max(500),
  }),
  z.object({
    fix: z.literal('unit'),
    ...whose,
    itemNumber: anyText,
    ediUnit: anyText,
    itemUnit: anyText,
    pack: anyText.optional(),
  }),
  z.object({
    fix: z.literal('price'),
    ...whose,
    itemNumber: anyText,
    unit: anyText,
    currency: anyText,
    price: anyText,
    quantity: anyText,
    expected: anyText,
    expectedFrom: z.enum(['accepted-before', 'released-product']),
    packFactor: anyText.optional(),
  }),
  z.object({ fix: z.literal('read'), texts: z.array(anyText).max(500) }),
]);
export type FixView = z.infer<typeof fixView>;

/** A fix that is made elsewhere, `FixElsewhere` of core/domain/fix.ts on the wire. */
export const elsewhereView = z.discriminatedUnion('fix', [
  z.object({ fix: z.literal('sheet'), ...whose, fields: z.array(z.string()) }),
  z.object({ fix: z.literal('product'), partnerId: z.string(), company: z.string(), itemNumber: z.string() }),
  z.object({ fix: z.literal('retailer'), ask: z.string() }),
  z.object({ fix: z.literal('workspace'), what: z.string() }),
  z.object({ fix: z.literal('draft'), path: z.string() }),
  z.object({ fix: z.literal('packing') }),
  z.object({ fix: z.literal('dynamics'), act: z.string() }),
  z.object({ fix: z.literal('lost-answer') }),
  z.object({ fix: z.literal('other-document'), name: z.string(), act: z.string() }),
]);
export type ElsewhereView = z.infer<typeof elsewhereView>;

/** The fix that a hold or a finding carries. */
export const anyFixView = z.union([fixView, elsewhereView]);
export type AnyFixView = z.infer<typeof anyFixView>;
