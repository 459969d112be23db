import { z } from 'zod';
import { businessStates, draftStates, outboundKinds, outboundPlaces, transportStates } from '#core/domain/outbound.ts';
import { postingKinds } from '#core/domain/posting.ts';

/** The balance of one line of an order: what the documents that are out say of it, in the unit of the 850. */
export const balanceLine = z.object({
  position: z.number().int(),
  lineNumber: z.string(),
  unit: z.string(),
  ordered: z.string(),
  /** Absent until an 855 is out. */
  acknowledged: z.string().optional(),
  shipped: z.string(),
  invoiced: z.string(),
  /** Still to ship. */
  open: z.string(),
  /** Shipped and not invoiced. */
  toInvoice: z.string(),
  /** Neighbours that do not agree, as sentences. */
  disagreements: z.array(
    z.object({
      between: z.enum(['ordered-acknowledged', 'acknowledged-shipped', 'shipped-invoiced']),
      by: z.string(),
      sentence: z.string(),
    }),
  ),
});

/** A document that answers an order, as its page lists it. */
export const threadAnswer = z.object({
  outboundId: z.number().int(),
  versionId: z.number().int(),
  kind: z.enum(outboundKinds),
  number: z.string(),
  revision: z.number().int(),
  store: z.string(),
  place: z.enum(outboundPlaces),
  draft: z.enum(draftStates),
  transport: z.enum(transportStates),
  business: z.enum(businessStates),
  /** What it waits for. */
  waitsFor: z.string().optional(),
  remotePath: z.string().optional(),
  sentAt: z.string().optional(),
  collectedAt: z.string().optional(),
  createdAt: z.string(),
});

/** What Dynamics posted of an order, shortly. */
export const threadPosting = z.object({
  kind: z.enum(postingKinds),
  number: z.string(),
  date: z.string(),
  salesOrders: z.array(z.string()),
  state: z.enum(['new', 'drafted', 'not-ours', 'adopted', 'corrected', 'ignored']),
  message: z.string(),
});

/** What a run did with documents that leave. */
export const outboundFigures = z.object({
  drafted: z.number(),
  waiting: z.number(),
  held: z.number(),
  released: z.number(),
  sent: z.object({ '855': z.number(), '856': z.number(), '810': z.number(), '865': z.number() }),
  unknown: z.number(),
  refused: z.number(),
  collected: z.number(),
});
