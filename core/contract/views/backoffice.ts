import { z } from 'zod';
import { outboundKinds } from '#core/domain/outbound.ts';

/** A sales order of the practice Dynamics, as the people at the practice company see it. */
export const backOfficeOrder = z.object({
  number: z.string(),
  company: z.string(),
  customer: z.string(),
  /** The customer's requisition: the purchase order. */
  purchaseOrder: z.string(),
  status: z.string(),
  lines: z.number().int(),
  /** Over all its lines, in sales units. */
  ordered: z.string(),
  shipped: z.string(),
  invoiced: z.string(),
  amount: z.string(),
  currency: z.string(),
  confirmations: z.array(z.string()),
  slips: z.array(z.string()),
  /** Credit notes among them. */
  invoices: z.array(z.string()),
});
export type BackOfficeOrder = z.infer<typeof backOfficeOrder>;

/** A posted packing slip, to be corrected or cancelled. */
export const backOfficeSlip = z.object({
  slip: z.string(),
  lines: z.array(z.object({ line: z.number(), item: z.string(), name: z.string(), quantity: z.string() })),
});

/** What was posted, by its numbers, and what was not and why. */
export const backOfficePosted = z.object({
  posted: z.array(z.string()),
  skipped: z.array(z.object({ order: z.string(), why: z.string() })),
});

/** A file that the practice SPS received. */
export const receivedFile = z.object({
  path: z.string(),
  kind: z.enum(outboundKinds).optional(),
  number: z.string(),
  at: z.string(),
  collected: z.boolean(),
  /** Another upload took its place under the same name before it was collected. */
  overwritten: z.boolean(),
  /** Kinds of replies that were sent for it. */
  answered: z.array(z.enum(['997', '824'])),
});
export type ReceivedFile = z.infer<typeof receivedFile>;
