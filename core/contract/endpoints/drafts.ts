import { z } from 'zod';
import { postingKinds } from '#core/domain/posting.ts';
import { cursor, done, id, limit, reason, type Endpoint } from '../endpoint.ts';
import { changeView } from '../views/changes.ts';
import { ackAnswerInput, draftView, notOursRow } from '../views/drafts.ts';
import { outboundSheetView, sheetChange, sheetView } from '../views/sheets.ts';

const partner = { partnerId: z.string().min(1).max(35), vendor: z.string().max(50) };

/** Drafts to read and correct, postings that are not ours, and how each retailer wants its answers. */
export const draftsEndpoints = {
  'outbound.draft': {
    kind: 'query',
    input: z.strictObject({ outboundId: id, versionId: id.optional() }),
    output: draftView,
  },
  /** A value in place of the drafted one; '' leaves it out. `versionId` is what was seen. */
  'outbound.correct': {
    kind: 'command',
    input: z.strictObject({
      outboundId: id,
      versionId: id,
      path: z.string().min(1).max(400),
      value: z.string().max(2_000),
      reason,
    }),
    output: z.object({ versionId: z.number().int() }),
  },
  /** Takes a person's corrections back, all or those of one value. */
  'outbound.uncorrect': {
    kind: 'command',
    input: z.strictObject({ outboundId: id, versionId: id, path: z.string().max(400).optional() }),
    output: z.object({ versionId: z.number().int() }),
  },
  /** What only a person can know of an acknowledgment. */
  'outbound.answerChoices': {
    kind: 'command',
    input: z.strictObject({ outboundId: id, versionId: id, answers: z.array(ackAnswerInput).min(1).max(2_000) }),
    output: done,
  },
  /** Lets findings of one document pass that a person may let pass, all or none; each bound to what it rested on. */
  'outbound.accept': {
    kind: 'command',
    input: z.strictObject({ outboundId: id, holdIds: z.array(id).min(1).max(2_000), reason }),
    output: done,
  },
  /** Not to leave as it is: held with a note for whoever puts it right. */
  'outbound.sendBack': {
    kind: 'command',
    input: z.strictObject({ outboundId: id, versionId: id, note: reason }),
    output: done,
  },
  /** Drafts it anew from what is known now. */
  'outbound.redraft': { kind: 'command', input: z.strictObject({ outboundId: id }), output: done },

  'postings.notOurs': {
    kind: 'query',
    input: z.strictObject({ kind: z.enum(postingKinds).optional(), cursor, limit }),
    output: z.object({ rows: z.array(notOursRow), nextCursor: z.string().optional() }),
  },
  /** A person says which order of ours it belongs to. */
  'postings.adopt': { kind: 'command', input: z.strictObject({ postingId: id, threadId: id, reason }), output: done },

  /** A change of the retailer (an 860, or an 850 in place of another): what it says and what Dynamics allows now. */
  'changes.get': { kind: 'query', input: z.strictObject({ documentId: id }), output: changeView },
  /** A person says that it is about another order of the same number; it is looked at anew there. */
  'changes.move': { kind: 'command', input: z.strictObject({ documentId: id, threadId: id, reason }), output: done },
  /** The answer: lines that are accepted are changed in Dynamics, then the 865 is drafted. */
  'changes.decide': {
    kind: 'command',
    input: z.strictObject({
      documentId: id,
      decision: z.enum(['accept', 'accept-in-part', 'refuse']),
      refusedLines: z
        .array(z.strictObject({ position: z.number().int().positive(), reason: z.string().trim().max(500) }))
        .max(2_000)
        .default([]),
      reason,
    }),
    output: done,
  },

  'sheets.get': { kind: 'query', input: z.strictObject(partner), output: sheetView },
  /** The next version; `seen` is the one that was edited, `conflict` where another one holds by now. */
  'sheets.save': {
    kind: 'command',
    input: z.strictObject({ ...partner, seen: z.number().int().min(0), sheet: outboundSheetView, why: reason }),
    output: z.object({ version: z.number().int() }),
  },
  'sheets.history': {
    kind: 'query',
    input: z.strictObject({ ...partner, cursor, limit }),
    output: z.object({
      rows: z.array(
        z.object({
          version: z.number().int(),
          at: z.string(),
          who: z.string(),
          why: z.string(),
          changes: z.array(sheetChange),
          sheet: outboundSheetView,
        }),
      ),
      nextCursor: z.string().optional(),
    }),
  },
} as const satisfies Record<string, Endpoint>;
