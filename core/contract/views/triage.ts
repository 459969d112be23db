import { z } from 'zod';
import { holdCauses, holdChoices } from '#core/domain/states.ts';
import { waitedFor } from '#core/domain/triage.ts';
import { attentionKinds, attentionRow, holdView } from './attention.ts';
import { anyFixView } from './fix.ts';

const sum = z.object({ amount: z.string(), currency: z.string() });

/** Whose turn it is, and who looks after it: said by a person, changes nothing about the hold. */
export const triageNote = z.object({
  waitingOn: z.enum(waitedFor).optional(),
  text: z.string(),
  /** '' where nobody took it. */
  owner: z.string(),
  /** Since when it waits on that side, or is owned. */
  since: z.string(),
  by: z.string(),
});
export type TriageNote = z.infer<typeof triageNote>;

/** Everything that one fix frees: documents with one cause, files of one state. */
export const triageGroup = z.object({
  /** Unique over kinds. */
  key: z.string(),
  kind: z.enum(attentionKinds),
  /** What `attention.list` and `today.get` call the group. */
  group: z.string(),
  title: z.string(),
  cause: z.enum(holdCauses).optional(),
  rule: z.string().optional(),
  /** Of its most urgent member. */
  message: z.string(),
  nextStep: z.string(),
  consequence: z.string(),
  fix: anyFixView.optional(),
  choices: z.array(z.enum(holdChoices)),
  /** Holds, files or documents: how many rows `triage.members` has. */
  members: z.number().int(),
  orders: z.number().int(),
  /** Lines of orders; 0 where it is not about lines. */
  lines: z.number().int(),
  /** What the orders are worth, one sum a currency, the largest first. */
  worth: z.array(sum),
  /** At most three names, in order; more are told by `partnerCount`. */
  partners: z.array(z.string()),
  partnerCount: z.number().int(),
  earliestShipBy: z.string().optional(),
  earliestCancelAfter: z.string().optional(),
  /** Since when the oldest waits. */
  since: z.string(),
  /** What `triage.note` takes. */
  subject: z.string(),
  note: triageNote.optional(),
});
export type TriageGroup = z.infer<typeof triageGroup>;

/** One thing that waits, with everything a person looks at before they decide. */
export const triageMember = attentionRow.extend({
  amount: z.string().optional(),
  currency: z.string(),
  cancelAfter: z.string().optional(),
  /** The file it came in. */
  path: z.string().optional(),
  sha256: z.string().optional(),
  subject: z.string(),
  note: triageNote.optional(),
  /** What else holds the same document, in words: after an answer it waits for that. */
  otherHolds: z.array(z.string()),
  /** The newest requests made for it, for support. */
  requests: z.array(
    z.object({
      requestId: z.string(),
      step: z.string(),
      at: z.string(),
      outcome: z.string(),
      message: z.string().optional(),
    }),
  ),
});
export type TriageMember = z.infer<typeof triageMember>;

/** What one answer to many would do, before it is given. */
export const triagePreview = z.object({
  /** All holds of the group that take this answer, most urgent first; what `triage.answerMany` takes. */
  holds: z.array(z.object({ holdId: z.number().int(), seen: z.string() })),
  orders: z.number().int(),
  worth: z.array(sum),
  earliestShipBy: z.string().optional(),
  /** Orders that wait for nothing else afterwards. */
  freed: z.number().int(),
  /** The most urgent of them, at most 200. */
  rows: z.array(
    z.object({
      holdId: z.number().int(),
      threadId: z.number().int().optional(),
      purchaseOrder: z.string(),
      partner: z.string(),
      message: z.string(),
      amount: z.string().optional(),
      currency: z.string(),
      shipBy: z.string().optional(),
      otherHolds: z.array(z.string()),
    }),
  ),
});
export type TriagePreview = z.infer<typeof triagePreview>;

/** An answer that was not given, and why. */
export const answerFailure = z.object({
  holdId: z.number().int(),
  purchaseOrder: z.string(),
  /** Somebody answered it meanwhile · it is another finding by now · it could not be done. */
  why: z.enum(['answered', 'changed', 'failed']),
  message: z.string(),
  code: z.string(),
  /** For `changed`: what the person saw, and what stands there now (absent: nothing any more). */
  saw: z.string().optional(),
  now: holdView.optional(),
});
export type AnswerFailure = z.infer<typeof answerFailure>;

/** One answer to several holds on its way, or its result. */
export const answerJob = z.object({
  jobId: z.number().int(),
  choice: z.enum(holdChoices),
  total: z.number().int(),
  /** Looked at so far: answered or not. */
  done: z.number().int(),
  answered: z.number().int(),
  state: z.enum(['running', 'ended', 'cancelled', 'undone']),
  failures: z.array(answerFailure),
  /** Until then nothing of it has been acted upon by itself, and `triage.undo` takes it back; absent where it cannot. */
  undoUntil: z.string().optional(),
});
export type AnswerJob = z.infer<typeof answerJob>;
