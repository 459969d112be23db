import { z } from 'zod';
import { cursor, id, limit, reason, type Endpoint } from '../endpoint.ts';
import { acceptedPrice, priceDecision, priceNote, pricePreview, priceRow } from '../views/prices.ts';

const key = z.string().min(1).max(500);

/** The price and unit desk: open price holds by cause, one decision for all lines of a cause, what was accepted before. */
export const pricesEndpoints = {
  'prices.desk': {
    kind: 'query',
    input: z.strictObject({
      partnerId: z.string().max(35).optional(),
      cursor,
      limit: z.number().int().min(1).max(100).default(50),
    }),
    output: z.object({ rows: z.array(priceRow), nextCursor: z.string().optional() }),
  },
  /** One cause by its key; `not-found` when nothing waits for it any more. */
  'prices.get': { kind: 'query', input: z.strictObject({ key }), output: priceRow },
  'prices.preview': { kind: 'query', input: z.strictObject({ key, decision: priceDecision }), output: pricePreview },
  /** One decision for all lines of a cause; `accept-here` also for some of them. Throws `conflict` when the lines are others by now. */
  'prices.decide': {
    kind: 'command',
    input: z.strictObject({ key, decision: priceDecision, holdIds: z.array(id).min(1).max(5_000), reason }),
    output: z.object({ released: z.number().int(), note: priceNote.optional() }),
  },
  /** What to tell the buyer about one or several causes of one partner. */
  'prices.note': { kind: 'query', input: z.strictObject({ keys: z.array(key).min(1).max(200) }), output: priceNote },
  'prices.history': {
    kind: 'query',
    input: z.strictObject({
      partnerId: z.string().max(35),
      vendor: z.string().max(50).default(''),
      itemNumber: z.string().max(100),
      cursor,
      limit,
    }),
    output: z.object({ rows: z.array(acceptedPrice), nextCursor: z.string().optional() }),
  },
} as const satisfies Record<string, Endpoint>;
