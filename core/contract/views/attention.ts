import { z } from 'zod';
import { fileStates, holdCauses, holdChoices } from '#core/domain/states.ts';
import { anyFixView } from './fix.ts';

export const attentionCounts = z.object({
  parked: z.number().int(),
  held: z.number().int(),
  quarantined: z.number().int(),
  waiting: z.number().int(),
  incident: z.number().int(),
});

export const holdView = z.object({
  id: z.number().int(),
  cause: z.enum(holdCauses),
  rule: z.string().optional(),
  /** What is wrong, the value, what it should be. */
  message: z.string(),
  /** What happens if nothing is done. */
  consequence: z.string(),
  /** What to do next. */
  nextStep: z.string(),
  path: z.string().optional(),
  documentId: z.number().int().optional(),
  /** A document on its way out. */
  outboundId: z.number().int().optional(),
  threadId: z.number().int().optional(),
  choices: z.array(z.enum(holdChoices)),
  openedAt: z.string(),
  closedAt: z.string().optional(),
  closedBy: z.string().optional(),
  choice: z.enum(holdChoices).optional(),
  reason: z.string().optional(),
  /** For a conflict: what differs, in plain sentences. */
  differences: z.array(z.string()).optional(),
  /** What would free it, as data; absent where no single act does. */
  fix: anyFixView.optional(),
  /** Stands for exactly this finding on exactly this document; an answer carries it. */
  seen: z.string(),
});

export type HoldView = z.infer<typeof holdView>;

export const attentionKinds = ['incident', 'parked', 'held', 'quarantined', 'waiting'] as const;

export const attentionRow = z.object({
  /** `hold:12`, `file:7`, `document:3`, `incident:4`: unique over kinds. */
  key: z.string(),
  kind: z.enum(attentionKinds),
  /** Rows with the same group are freed by the same fix. */
  group: z.string(),
  groupTitle: z.string(),
  title: z.string(),
  cause: z.string(),
  nextStep: z.string(),
  consequence: z.string(),
  partner: z.string(),
  purchaseOrder: z.string(),
  threadId: z.number().int().optional(),
  documentId: z.number().int().optional(),
  outboundId: z.number().int().optional(),
  fileId: z.number().int().optional(),
  fileState: z.enum(fileStates).optional(),
  incidentId: z.number().int().optional(),
  hold: holdView.optional(),
  since: z.string(),
  shipBy: z.string().optional(),
});

export type AttentionRow = z.infer<typeof attentionRow>;
