import { z } from 'zod';

/** A change of the retailer beside what the order is and what Dynamics allows now. */
export const changeView = z.object({
  documentId: z.number().int(),
  threadId: z.number().int(),
  kind: z.enum(['860', '850']),
  purchaseOrder: z.string(),
  /** The order that it stands with, as Dynamics has it: the number, then what tells it from others of that number. */
  reference: z.string(),
  /** Other orders of that number, which it may be about instead. */
  others: z.array(z.object({ threadId: z.number().int(), reference: z.string(), salesOrders: z.array(z.string()) })),
  /** It in plain sentences. */
  sentences: z.array(z.string()),
  /** How far the sales orders went. */
  orders: z.array(z.object({ salesOrder: z.string(), stage: z.string(), status: z.string() })),
  lines: z.array(
    z.object({
      position: z.number().int(),
      lineNumber: z.string(),
      item: z.string(),
      code: z.string(),
      unit: z.string(),
      before: z.string().optional(),
      after: z.string(),
      priceBefore: z.string().optional(),
      priceAfter: z.string().optional(),
      /** Dynamics takes it now. */
      allowed: z.boolean(),
      why: z.string(),
      /** True where nothing of it is to be changed in Dynamics. */
      nothingToDo: z.boolean(),
    }),
  ),
  /** What was decided, and how far it got. */
  decided: z
    .object({
      decision: z.enum(['accept', 'accept-in-part', 'refuse']),
      state: z.enum(['applying', 'unknown', 'failed', 'applied']),
      message: z.string(),
      who: z.string(),
      at: z.string(),
      reason: z.string(),
    })
    .optional(),
  /** Why nothing can be decided here; absent where it can. */
  closed: z.string().optional(),
});
export type ChangeView = z.infer<typeof changeView>;
