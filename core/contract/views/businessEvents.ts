import { z } from 'zod';
import { postingKinds } from '#core/domain/posting.ts';

/**
 * What became of an event: it began a read · came again · is older than one of the same document · a test of the endpoint ·
 * of a type that no journal belongs to · of a company that is not ours · no business event at all.
 */
export const eventFates = ['read', 'duplicate', 'late', 'test', 'unknown', 'other-company', 'unreadable'] as const;
export type EventFate = (typeof eventFates)[number];

const seenEvent = z.object({
  at: z.string(),
  /** `BusinessEventId`; '' of what is no event. Text of a third party. */
  type: z.string(),
  company: z.string(),
  /** Number of the posting where the event tells it. */
  document: z.string(),
  fate: z.enum(eventFates),
});
export type SeenEvent = z.infer<typeof seenEvent>;

const eventType = z.object({
  type: z.string(),
  /** The journal that is read on it; absent where none belongs to it. */
  about: z.enum(postingKinds).optional(),
  count: z.number().int(),
  lastAt: z.string().optional(),
});

/** Business events of the open workspace, counted since the first one that came to it. */
export const businessEvents = z.object({
  /** Where they are pulled from; absent where the connection names no place. Never the connection string. */
  source: z.object({ kind: z.enum(['service-bus', 'blob']), place: z.string(), prefix: z.string() }).optional(),
  /** off: no place · starting: not looked yet · listening · failing: nothing comes, polling goes on. */
  state: z.enum(['off', 'starting', 'listening', 'failing']),
  problem: z.object({ code: z.string(), message: z.string(), at: z.string() }).optional(),
  /** When the first one that is counted came; where none ever did, when the workspace was opened. */
  since: z.string(),
  /** The last look that was answered. */
  lookedAt: z.string().optional(),
  counts: z.record(z.enum(eventFates), z.number().int()),
  /** Every type that is known or came, those that came first. */
  types: z.array(eventType),
  /** Newest first, at most 50. */
  recent: z.array(seenEvent),
});
export type BusinessEvents = z.infer<typeof businessEvents>;
