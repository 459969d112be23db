import { z } from 'zod';
import { cursor, done, id, limit, nothing, reason, type Endpoint } from '../endpoint.ts';
import { holdView } from '../views/attention.ts';
import {
  outboundCounts,
  outboundFilter,
  outboundPreview,
  outboundResult,
  outboundRow,
  outboundSorts,
  outboundView,
  reconcileView,
  unknownRow,
  versionRow,
} from '../views/outbound.ts';

const ids = z.array(id).min(1).max(1_000);
const seen = z
  .array(z.strictObject({ outboundId: id, versionId: id }))
  .min(1)
  .max(1_000);

/** Documents on their way to SPS: lists, release and undo, lost answers, corrections, replies. */
export const outboundEndpoints = {
  'outbound.list': {
    kind: 'query',
    input: z
      .strictObject({ filter: outboundFilter.default({}), sort: z.enum(outboundSorts).default('newest'), cursor, limit })
      .refine(
        ({ filter, sort }) => filter.threadId === undefined || sort === 'newest',
        'documents of one order are listed newest first',
      ),
    output: z.object({ rows: z.array(outboundRow), nextCursor: z.string().optional() }),
  },
  'outbound.counts': { kind: 'query', input: nothing, output: outboundCounts },
  'outbound.get': { kind: 'query', input: z.strictObject({ outboundId: id }), output: outboundView },
  /** Newest first. */
  'outbound.versions': {
    kind: 'query',
    input: z.strictObject({ outboundId: id, cursor, limit }),
    output: z.object({ rows: z.array(versionRow), nextCursor: z.string().optional() }),
  },
  /** What held it and does not any more, newest first. */
  'outbound.pastHolds': {
    kind: 'query',
    input: z.strictObject({ outboundId: id, cursor, limit }),
    output: z.object({ rows: z.array(holdView), nextCursor: z.string().optional() }),
  },
  /** What an act on many would do, one document a line. */
  'outbound.preview': {
    kind: 'query',
    input: z.strictObject({
      act: z.enum(['release', 'set-aside', 'send-anyway', 'try-again', 'send-same-bytes', 'arrived']),
      outboundIds: ids,
    }),
    output: outboundPreview,
  },
  /** `versionId` is what was seen: a draft that changed meanwhile is refused. */
  'outbound.release': { kind: 'command', input: z.strictObject({ documents: seen }), output: outboundResult },
  /** Out of the ring; `refused` are those that have left. */
  'outbound.takeBack': { kind: 'command', input: z.strictObject({ outboundIds: ids }), output: outboundResult },
  /** The rest of the time to undo is given up: they leave with a run that starts at once. */
  'outbound.sendNow': { kind: 'command', input: z.strictObject({ outboundIds: ids }), output: outboundResult },
  'outbound.setAside': { kind: 'command', input: z.strictObject({ outboundIds: ids, reason }), output: outboundResult },
  /** Without waiting for the document that should go first. */
  'outbound.sendAnyway': { kind: 'command', input: z.strictObject({ outboundIds: ids, reason }), output: outboundResult },
  /** What SPS refused, once more with the same bytes. */
  'outbound.tryAgain': { kind: 'command', input: z.strictObject({ outboundIds: ids }), output: outboundResult },
  /** A correction of what the partner has, as its policy allows; it is drafted anew and reviewed. */
  'outbound.sendAgain': {
    kind: 'command',
    input: z.strictObject({ outboundId: id, reason, called: z.boolean().default(false) }),
    output: done,
  },

  'outbound.unknown': {
    kind: 'query',
    input: z.strictObject({ partnerId: z.string().max(35).optional(), cursor, limit }),
    output: z.object({ rows: z.array(unknownRow), nextCursor: z.string().optional() }),
  },
  /** Looks for lost answers in listing and history now. */
  'outbound.look': { kind: 'command', input: nothing, output: z.object({ found: z.number().int(), left: z.number().int() }) },
  /** A person's word on lost answers. `send-same-bytes` looks once more first and sends only what is still not found. */
  'outbound.settle': {
    kind: 'command',
    input: z.strictObject({ outboundIds: ids, decision: z.enum(['send-same-bytes', 'arrived']), reason }),
    output: outboundResult,
  },
  /** What the partner said, typed in. */
  'outbound.reply': {
    kind: 'command',
    input: z.strictObject({
      outboundId: id,
      kind: z.enum(['997', '824', 'portal']),
      outcome: z.enum(['accepted', 'accepted-with-errors', 'rejected']),
      text: z.string().trim().max(4_000).default(''),
    }),
    output: done,
  },

  'outbound.reconcile': { kind: 'query', input: nothing, output: reconcileView },
  /** A person has compared what SPS has with what is here: sending goes on. */
  'outbound.endReconcile': { kind: 'command', input: z.strictObject({ reason }), output: done },
} as const satisfies Record<string, Endpoint>;
