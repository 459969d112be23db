import { z } from 'zod';
import { lineCodes } from '#core/domain/outboundSheet.ts';
import { outboundKinds } from '#core/domain/outbound.ts';
import { postingKinds } from '#core/domain/posting.ts';
import { anyFixView } from './fix.ts';
import { readableNode } from './documents.ts';

/** Where a value of a draft came from. */
export const originView = z.discriminatedUnion('from', [
  z.object({ from: z.literal('dynamics'), set: z.string(), field: z.string() }),
  z.object({ from: z.literal('850'), path: z.string() }),
  z.object({ from: z.literal('sheet'), field: z.string() }),
  z.object({ from: z.literal('company'), field: z.string() }),
  z.object({ from: z.literal('packing'), what: z.string() }),
  z.object({ from: z.literal('computed'), how: z.string() }),
  z.object({ from: z.literal('typed'), who: z.string(), at: z.string(), reason: z.string() }),
]);

/** A value of the draft as it is sent, where it came from, and what it was before a person corrected it. */
export const draftValue = z.object({
  path: z.string(),
  name: z.string(),
  value: z.string(),
  /** What a code means, where the schema says it. */
  meaning: z.string().optional(),
  origin: originView.optional(),
  /** The drafted value, where a person typed another one. */
  before: z.string().optional(),
});

export const findingView = z.object({
  severity: z.enum(['BLOCK', 'HOLD', 'WARN', 'INFO']),
  rule: z.string(),
  path: z.string(),
  message: z.string(),
  value: z.string().optional(),
  expected: z.string().optional(),
  cost: z.string().optional(),
  /** What puts it right; findings of the format itself have none. */
  fix: anyFixView.optional(),
});

/** A question about an 855 that only a person can answer. */
export const ackQuestions = ['rest', 'price', 'substitute'] as const;
export const ackChoiceView = z.object({
  about: z.enum(ackQuestions),
  threadId: z.number().int(),
  position: z.number().int(),
  store: z.string(),
  lineNumber: z.string(),
  quantity: z.string(),
  question: z.string(),
  options: z.array(
    z.object({
      code: z.enum(lineCodes),
      label: z.string(),
      needs: z.array(z.enum(['date', 'price', 'item', 'reason'])),
    }),
  ),
});

/** What Dynamics posted, as a person reads it. */
export const postingView = z.object({
  kind: z.enum(postingKinds),
  number: z.string(),
  company: z.string(),
  date: z.string(),
  salesOrders: z.array(z.string()),
  set: z.string(),
  total: z.string().optional(),
  currency: z.string(),
  billOfLading: z.string().optional(),
  tracking: z.array(z.string()),
  /** Why it asks for no document, or what changed in it. */
  message: z.string(),
  lines: z.array(
    z.object({
      position: z.number().int(),
      salesOrder: z.string(),
      item: z.string(),
      name: z.string(),
      quantity: z.string(),
      unit: z.string(),
      price: z.string().optional(),
      amount: z.string().optional(),
      confirmedShip: z.string().optional(),
    }),
  ),
  charges: z.array(z.object({ code: z.string(), text: z.string(), amount: z.string() })),
});

/** A line of the 850 beside what Dynamics posted for it and what the draft says. */
export const comparedLine = z.object({
  threadId: z.number().int(),
  purchaseOrder: z.string(),
  position: z.number().int(),
  lineNumber: z.string(),
  item: z.string(),
  description: z.string(),
  unit: z.string(),
  ordered: z.string(),
  price: z.string().optional(),
  /** In the unit of the 850; absent where Dynamics posted nothing for it. */
  posted: z.string().optional(),
  drafted: z.string().optional(),
  /** True where the three do not agree. */
  differs: z.boolean(),
});

/** A draft to be read, checked and corrected: the 850, what Dynamics says and the document side by side. */
export const draftView = z.object({
  outboundId: z.number().int(),
  versionId: z.number().int(),
  kind: z.enum(outboundKinds),
  number: z.string(),
  builtAt: z.string(),
  /** The text that would be sent, cut for the screen where it is long. */
  text: z.string(),
  textCut: z.boolean(),
  /** The places of its elements in the text; absent where that was cut. */
  tree: readableNode.optional(),
  /** Meaning of the codes that occur: `DateTimeQualifier 010` → `Requested Ship`. */
  codes: z.record(z.string(), z.string()),
  values: z.array(draftValue),
  findings: z.array(findingView),
  missing: z.array(z.object({ path: z.string(), what: z.string(), nextStep: z.string(), typed: z.literal(true).optional() })),
  choices: z.array(ackChoiceView),
  lines: z.array(comparedLine),
  orders: z.array(z.object({ threadId: z.number().int(), purchaseOrder: z.string(), documentId: z.number().int() })),
  postings: z.array(postingView),
  corrections: z.array(
    z.object({ path: z.string(), before: z.string(), value: z.string(), reason: z.string(), who: z.string(), at: z.string() }),
  ),
  sheetVersion: z.number().int(),
});
export type DraftView = z.infer<typeof draftView>;

export const ackAnswerInput = z.strictObject({
  about: z.enum(ackQuestions),
  threadId: z.number().int().positive(),
  position: z.number().int().positive(),
  store: z.string().max(80).default(''),
  code: z.enum(lineCodes),
  date: z.iso.date().optional(),
  price: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,6})?$/)
    .optional(),
  item: z
    .strictObject({
      buyerPart: z.string().max(80).default(''),
      vendorPart: z.string().max(80).default(''),
      upc: z.string().max(20).default(''),
      gtin: z.string().max(20).default(''),
      ean: z.string().max(20).default(''),
    })
    .optional(),
  reason: z.string().max(500).optional(),
});

/** A posting that nobody could match to an order of ours. */
export const notOursRow = z.object({
  id: z.number().int(),
  kind: z.enum(postingKinds),
  company: z.string(),
  number: z.string(),
  date: z.string(),
  customer: z.string(),
  salesOrders: z.array(z.string()),
  requisition: z.string(),
  reference: z.string(),
  lines: z.number().int(),
  total: z.string().optional(),
  currency: z.string(),
  why: z.string(),
  firstSeenAt: z.string(),
});
