import { z } from 'zod';
import { holdChoices } from '#core/domain/states.ts';
import { waitedFor } from '#core/domain/triage.ts';
import { cursor, done, id, limit, reason, type Endpoint } from '../endpoint.ts';
import { attentionKinds } from '../views/attention.ts';
import { answerJob, triageGroup, triageMember, triagePreview } from '../views/triage.ts';

const kind = z.enum(attentionKinds);
const group = z.string().min(1).max(1_000);

/** What needs a hand: groups by the fix that frees them, their members, one answer to many, whose turn it is. */
export const triageEndpoints = {
  /** The most urgent first. Without a kind all that waits for a person: what goes on by itself is asked for by `waiting`. */
  'triage.groups': {
    kind: 'query',
    input: z.strictObject({ kind: kind.optional(), cursor, limit }),
    output: z.object({ rows: z.array(triageGroup), nextCursor: z.string().optional() }),
  },
  'triage.members': {
    kind: 'query',
    input: z.strictObject({ kind, group, cursor, limit }),
    output: z.object({ rows: z.array(triageMember), nextCursor: z.string().optional() }),
  },
  /** What an answer to all of a group (or to these holds of it) would do. Nothing is changed. */
  'triage.preview': {
    kind: 'query',
    input: z.strictObject({ kind, group, choice: z.enum(holdChoices), holdIds: z.array(id).min(1).max(5_000).optional() }),
    output: triagePreview,
  },
  /**
   * Gives one answer to holds, each in a transaction of its own. `seen` is what the person looked at: where another
   * finding stands there by now, the answer is not given and the result shows both. Up to 20 holds are answered when this
   * returns; more go on by themselves and `triage.job` tells how far they are.
   */
  'triage.answerMany': {
    kind: 'command',
    input: z.strictObject({
      choice: z.enum(holdChoices),
      reason,
      holds: z
        .array(z.strictObject({ holdId: id, seen: z.string().max(100).optional() }))
        .min(1)
        .max(5_000),
    }),
    output: answerJob,
  },
  'triage.job': { kind: 'query', input: z.strictObject({ jobId: id }), output: answerJob },
  /** What is answered stays answered; the rest stays as it was. */
  'triage.cancelJob': { kind: 'command', input: z.strictObject({ jobId: id }), output: answerJob },
  /** Takes answers back that nothing has acted upon; `conflict` where a run took them up already. */
  'triage.undo': { kind: 'command', input: z.strictObject({ jobId: id }), output: answerJob },
  /** Whose turn it is and who looks after it; all empty takes the note away. The hold stays as it is. */
  'triage.note': {
    kind: 'command',
    input: z.strictObject({
      subject: z.string().min(1).max(1_100),
      waitingOn: z.enum(waitedFor).optional(),
      text: z.string().trim().max(500).default(''),
      owner: z.string().trim().max(60).default(''),
    }),
    output: done,
  },
} as const satisfies Record<string, Endpoint>;
