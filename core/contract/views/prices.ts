import { z } from 'zod';

/** The Dynamics unit that an EDI unit of an item stands for: quantities times `factor`, prices divided by it. */
const unitRow = z.object({ unit: z.string(), factor: z.string() });

/** A price that a person accepted, newest first in every list. */
export const acceptedPrice = z.object({
  id: z.number().int(),
  price: z.string(),
  currency: z.string(),
  /** The unit of the 850 in which the price stands. */
  ediUnit: z.string(),
  at: z.string(),
  by: z.string(),
  why: z.string(),
  /** The order on which it was accepted. */
  threadId: z.number().int().optional(),
  purchaseOrder: z.string().optional(),
});
export type AcceptedPriceView = z.infer<typeof acceptedPrice>;

/** One line that waits for a word on its price. */
export const priceLine = z.object({
  holdId: z.number().int(),
  threadId: z.number().int(),
  documentId: z.number().int(),
  purchaseOrder: z.string(),
  lineNumber: z.string(),
  path: z.string(),
  quantity: z.string(),
  /** (price - ours) times quantity; negative when the retailer pays less. */
  difference: z.string(),
  shipBy: z.string().optional(),
});

/** All open lines with one cause: partner, item, unit, price and what we expected. One decision answers them all. */
export const priceRow = z.object({
  /** Groups and pages by it; what `prices.preview` and `prices.decide` take. */
  key: z.string(),
  /** 850-08 a price, 850-09 probably a unit. */
  rule: z.string(),
  partnerId: z.string(),
  vendor: z.string(),
  partnerName: z.string(),
  itemNumber: z.string(),
  buyerPart: z.string(),
  vendorPart: z.string(),
  description: z.string(),
  unit: z.string(),
  currency: z.string(),
  price: z.string(),
  expected: z.string(),
  expectedFrom: z.enum(['accepted-before', 'released-product']),
  /** price - expected, for one unit. */
  difference: z.string(),
  /** The same as percent of what we expected, two decimals, with its sign. */
  percent: z.string(),
  /** Set where the two differ by about this factor: probably a unit, not a price. */
  packFactor: z.string().optional(),
  lineCount: z.number().int(),
  orderCount: z.number().int(),
  /** Sum over all lines, in the 850's unit. */
  quantity: z.string(),
  /** Difference in money over all lines. */
  money: z.string(),
  earliestShipBy: z.string().optional(),
  /** The lines, earliest ship date first, at most 50. */
  lines: z.array(priceLine),
  /** The last three accepted prices of the partner for the item. */
  accepted: z.array(acceptedPrice),
  /** What the released product costs in Dynamics, per its own unit; absent without master data. */
  released: z.object({ price: z.string(), unit: z.string() }).optional(),
  /** Other open orders of the partner with the item, at most 20: what the decision means for them shows here. */
  otherOrders: z.array(
    z.object({
      threadId: z.number().int(),
      purchaseOrder: z.string(),
      quantity: z.string(),
      unit: z.string(),
      price: z.string().optional(),
      shipBy: z.string().optional(),
    }),
  ),
  /** What the unit is mapped to today, and what it would be if the difference is a unit's. */
  unitNow: unitRow.optional(),
  unitProposed: unitRow.optional(),
  /**
   * For this partner a wrong price blocks (its sheet weighs the rule so): `accept-here` is refused. The price may be agreed
   * from now on, the unit corrected, or ours kept.
   */
  blocks: z.boolean(),
  /** A person said "we keep our price": it stays held until the retailer corrects it. */
  kept: z.object({ at: z.string(), by: z.string(), why: z.string() }).optional(),
});
export type PriceRow = z.infer<typeof priceRow>;

/**
 * What a person may say to a price: accept it on the orders shown only, accept it as this partner's price from now on,
 * keep ours (the orders stay held), or say that it is the unit which is wrong (saves a unit row).
 */
export const priceDecision = z.discriminatedUnion('is', [
  z.strictObject({ is: z.literal('accept-here') }),
  z.strictObject({ is: z.literal('accept-always') }),
  z.strictObject({ is: z.literal('keep-ours') }),
  z.strictObject({
    is: z.literal('unit'),
    unit: z.string().trim().min(1, 'name the unit in Dynamics').max(20),
    factor: z
      .string()
      .trim()
      .regex(/^\d{1,9}(\.\d{1,12})?$/, 'write a factor above zero with a point, 12 or 0.5')
      .refine((text) => /[1-9]/.test(text), 'the factor must be above zero'),
  }),
]);
export type PriceDecision = z.infer<typeof priceDecision>;

/** What a decision would do, before it is made. */
export const pricePreview = z.object({
  /** The open lines of the cause; a decision is refused when they are others by then. */
  holdIds: z.array(z.number().int()),
  lines: z.number().int(),
  orders: z.number().int(),
  /** Worth of the orders, one sum a currency. */
  worth: z.array(z.object({ amount: z.string(), currency: z.string() })),
  earliestShipBy: z.string().optional(),
  /** The orders, earliest ship date first, at most 50, and what else holds each. */
  documents: z.array(
    z.object({
      documentId: z.number().int(),
      threadId: z.number().int(),
      purchaseOrder: z.string(),
      shipBy: z.string().optional(),
      otherHolds: z.number().int(),
    }),
  ),
  /** For `unit`: the price that follows in the product's unit, what we expect there, and whether they fit then. */
  unit: z.object({ price: z.string(), expected: z.string(), unit: z.string(), fits: z.boolean() }).optional(),
});
export type PricePreview = z.infer<typeof pricePreview>;

/** What to tell the buyer, in words and as a table to paste. */
export const priceNote = z.object({
  subject: z.string(),
  text: z.string(),
  header: z.array(z.string()),
  rows: z.array(z.array(z.string())),
});
export type PriceNote = z.infer<typeof priceNote>;
