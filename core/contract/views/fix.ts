import { z } from 'zod';

const identifiers = z.object({
  buyerPart: z.string().optional(),
  vendorPart: z.string().optional(),
  upc: z.string().optional(),
  gtin: z.string().optional(),
  ean: z.string().optional(),
});
const whose = { partnerId: z.string(), vendor: z.string() };

/** A fix that is made in place, `FixInPlace` of core/domain/fix.ts on the wire. */
export const fixView = z.discriminatedUnion('fix', [
  z.object({ fix: z.literal('partner'), ...whose, inactive: z.boolean() }),
  z.object({
    fix: z.literal('location'),
    ...whose,
    qualifier: z.string(),
    code: z.string(),
    name: z.string(),
    address: z.array(z.string()),
  }),
  z.object({
    fix: z.literal('item'),
    ...whose,
    identifiers,
    description: z.string(),
    unit: z.string(),
    quantity: z.string().optional(),
    price: z.string().optional(),
    pack: z.string().optional(),
  }),
  z.object({
    fix: z.literal('item-choice'),
    ...whose,
    identifiers,
    description: z.string(),
    candidates: z.array(
      z.object({ by: z.enum(['buyerPart', 'vendorPart', 'upc', 'gtin', 'ean']), value: z.string(), itemNumber: z.string() }),
    ),
  }),
  z.object({
    fix: z.literal('unit'),
    ...whose,
    itemNumber: z.string(),
    ediUnit: z.string(),
    itemUnit: z.string(),
    pack: z.string().optional(),
  }),
  z.object({
    fix: z.literal('price'),
    ...whose,
    itemNumber: z.string(),
    unit: z.string(),
    currency: z.string(),
    price: z.string(),
    quantity: z.string(),
    expected: z.string(),
    expectedFrom: z.enum(['accepted-before', 'released-product']),
    packFactor: z.string().optional(),
  }),
  z.object({ fix: z.literal('read'), texts: z.array(z.string()) }),
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
