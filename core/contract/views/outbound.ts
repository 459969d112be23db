import { z } from 'zod';
import { businessStates, draftStates, outboundKinds, outboundPlaces, transportStates } from '#core/domain/outbound.ts';
import { outboundMoves } from '#core/domain/outboundSteps.ts';
import { correctionPolicies } from '#core/domain/outboundSheet.ts';
import { holdView } from './attention.ts';
import { count } from './count.ts';

/** One document on its way to SPS, as lists show it. */
export const outboundRow = z.object({
  outboundId: z.number().int(),
  versionId: z.number().int(),
  kind: z.enum(outboundKinds),
  number: z.string(),
  revision: z.number().int(),
  store: z.string(),
  intent: z.enum(['original', 'cancel', 'replace']),
  partnerId: z.string(),
  partnerName: z.string(),
  vendor: z.string(),
  /** Of the first order; `orders` says how many there are. */
  purchaseOrder: z.string(),
  orders: z.number().int(),
  threadId: z.number().int().optional(),
  amount: z.string().optional(),
  currency: z.string(),
  place: z.enum(outboundPlaces),
  draft: z.enum(draftStates),
  transport: z.enum(transportStates),
  business: z.enum(businessStates),
  /** It waits, or is held, for another document to go first, and for nothing else: a person may send it anyway. */
  outOfTurn: z.boolean(),
  /** What happens next, or what it waits for, as a sentence. */
  nextStep: z.string(),
  /** The first open hold in words. */
  problem: z.string().optional(),
  blockedBy: z.number().int().optional(),
  /** End of the undo ring. */
  dueAt: z.string().optional(),
  /** When it should have left: an instant or a day. */
  dueBy: z.string().optional(),
  remotePath: z.string().optional(),
  sentAt: z.string().optional(),
  collectedAt: z.string().optional(),
  createdAt: z.string(),
  changedAt: z.string(),
});
export type OutboundListRow = z.infer<typeof outboundRow>;

export const outboundFilter = z.strictObject({
  place: z.enum(outboundPlaces).optional(),
  kind: z.enum(outboundKinds).optional(),
  partnerId: z.string().max(35).optional(),
  /** Those of one order. */
  threadId: z.number().int().positive().optional(),
});

/** newest: last drafted first · due: what should have left first. */
export const outboundSorts = ['newest', 'due'] as const;

export const outboundCounts = z.object({
  /** Exact for open places; sent, collected, accepted and set aside stop at 10,000. */
  places: z.record(z.enum(outboundPlaces), count),
  /** Ends of the next ring, where one runs. */
  nextRingEnd: z.string().optional(),
});

export const lookEvidence = z.object({
  /** Looks in a row at listing and history that found nothing. */
  empty: z.number().int(),
  firstEmptyAt: z.string().optional(),
  lastEmptyAt: z.string().optional(),
  /** Since when nothing can be known, and why. */
  blindSince: z.string().optional(),
  blindBecause: z.string().optional(),
});

export const sendView = z.object({
  sendId: z.number().int(),
  remotePath: z.string(),
  sha256: z.string(),
  state: z.enum(['sending', 'sent', 'refused', 'unknown', 'collected', 'arrived']),
  sentAt: z.string().optional(),
  collectedAt: z.string().optional(),
  /** How a lost answer was settled, as a sentence. */
  settled: z.string().optional(),
  evidence: lookEvidence,
  attempts: z.array(
    z.object({
      id: z.number().int(),
      startedAt: z.string(),
      endedAt: z.string().optional(),
      outcome: z.enum(['pending', 'sent', 'refused', 'unknown', 'retry']),
      status: z.number().int().optional(),
      spsDate: z.string().optional(),
      message: z.string().optional(),
      requestId: z.string(),
    }),
  ),
});

export const replyView = z.object({
  id: z.number().int(),
  kind: z.enum(['997', '824', 'portal']),
  outcome: z.enum(['accepted', 'accepted-with-errors', 'rejected']),
  text: z.string(),
  at: z.string(),
  who: z.string(),
  fileId: z.number().int().optional(),
  /** When the partner said it, by its file. */
  saidAt: z.string().optional(),
});

/** What "send again" may do for a document that the partner has, in words. */
export const correctionView = z.object({
  policy: z.enum(correctionPolicies),
  /** Why it is not this one that can be corrected: its correction waits, or left in its place. */
  already: z.string().optional(),
  /** The one that waits or left, where there is one. */
  by: z.object({ outboundId: z.number().int(), name: z.string() }).optional(),
  allowed: z.boolean(),
  /** What will happen, and what it may cost. */
  warning: z.string(),
  /** The person must have spoken with the partner first. */
  needsCall: z.boolean(),
});

/** Why it is not its turn: the rule that says so, and the document that goes first. */
export const turnView = z.object({
  text: z.string(),
  rule: z.object({ id: z.string(), title: z.string(), cost: z.string() }).optional(),
  /** Absent where there is none yet. */
  first: z.object({ outboundId: z.number().int(), name: z.string(), place: z.enum(outboundPlaces) }).optional(),
});

/** One time that a document was drafted; `outbound.draft` has what it said. */
export const versionRow = z.object({ versionId: z.number().int(), builtAt: z.string(), corrections: z.number().int() });

export const outboundView = z.object({
  row: outboundRow,
  /** While it waits for its turn. */
  turn: turnView.optional(),
  threads: z.array(z.object({ threadId: z.number().int(), purchaseOrder: z.string() })),
  /** Those that wait for an answer, newest first. */
  holds: z.array(holdView),
  /** How many have one; `outbound.pastHolds` lists them. */
  pastHolds: z.number().int(),
  sends: z.array(sendView),
  replies: z.array(replyView),
  lines: z.array(
    z.object({
      threadId: z.number().int(),
      position: z.number().int(),
      store: z.string(),
      quantity: z.string(),
      amount: z.string().optional(),
    }),
  ),
  /** How often it was drafted; `outbound.versions` lists them. */
  versions: z.number().int(),
  moves: z.array(z.enum(outboundMoves)),
  correction: correctionView.optional(),
  /** A correction that is asked for and not drafted yet. */
  redraft: z.object({ intent: z.string(), who: z.string(), at: z.string(), reason: z.string() }).optional(),
});
export type OutboundView = z.infer<typeof outboundView>;

/** One document whose answer was lost, with what was seen of it. */
export const unknownRow = z.object({
  outboundId: z.number().int(),
  sendId: z.number().int(),
  kind: z.enum(outboundKinds),
  number: z.string(),
  partnerName: z.string(),
  purchaseOrder: z.string(),
  threadId: z.number().int().optional(),
  remotePath: z.string(),
  attemptedAt: z.string(),
  message: z.string(),
  evidence: lookEvidence,
  /** looking: it settles by itself or is looked for again · not-found: a person may decide · blind: SPS cannot be asked. */
  state: z.enum(['looking', 'not-found', 'blind']),
  /** What is known, as a sentence. */
  known: z.string(),
  nextStep: z.string(),
});
export type UnknownRow = z.infer<typeof unknownRow>;

/** What an act on many documents would do; nothing is changed. */
export const outboundPreview = z.object({
  /** Those that it would touch, with what happens to each. */
  will: z.array(
    z.object({
      outboundId: z.number().int(),
      versionId: z.number().int(),
      kind: z.enum(outboundKinds),
      number: z.string(),
      partnerName: z.string(),
      purchaseOrder: z.string(),
      amount: z.string().optional(),
      currency: z.string(),
      /** `leaves in 30 s unless taken back`, `waits for its 855`… */
      happens: z.string(),
    }),
  ),
  /** Those that it would leave alone, and why. */
  not: z.array(z.object({ outboundId: z.number().int(), number: z.string(), why: z.string() })),
});
export type OutboundPreview = z.infer<typeof outboundPreview>;

/** What became of an act on many. */
export const outboundResult = z.object({
  done: z.array(z.number().int()),
  refused: z.array(z.object({ outboundId: z.number().int(), why: z.string() })),
});
export type OutboundResult = z.infer<typeof outboundResult>;

/** The guard journal of this data folder is missing: what left since the copy is not known, so nothing leaves. */
export const reconcileView = z.object({
  active: z.boolean(),
  since: z.string().optional(),
  /** From when on nothing is known: the last thing this database knows. */
  from: z.string().optional(),
  /** Documents that would leave and do not. */
  waiting: z.number().int(),
  /** Documents that history showed as sent. */
  found: z.number().int(),
  /** When history was last read to its end; absent until then. */
  lookedAt: z.string().optional(),
  message: z.string(),
  nextStep: z.string(),
});
export type ReconcileView = z.infer<typeof reconcileView>;
