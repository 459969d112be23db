import { z } from 'zod';
import { processingStates, sagaStates, threadStates } from '#core/domain/states.ts';
import { balanceLine, threadAnswer, threadPosting } from './answers.ts';
import { holdView } from './attention.ts';

export const orderSorts = ['received', 'shipBy', 'number'] as const;

export const orderRow = z.object({
  threadId: z.number().int(),
  purchaseOrder: z.string(),
  release: z.string(),
  store: z.string(),
  copy: z.number().int(),
  partnerId: z.string(),
  partnerName: z.string(),
  vendor: z.string(),
  state: z.enum(threadStates),
  salesOrders: z.array(z.string()),
  company: z.string(),
  lines: z.number().int(),
  amount: z.string().optional(),
  currency: z.string(),
  receivedAt: z.string(),
  shipBy: z.string().optional(),
  cancelAfter: z.string().optional(),
  /** The first open hold's cause, in words; absent when nothing is wrong. */
  problem: z.string().optional(),
});

export type OrderRow = z.infer<typeof orderRow>;

export const orderFilter = z.strictObject({
  state: z.enum(threadStates).optional(),
  partnerId: z.string().max(35).optional(),
  /** Arrived at or after and before these instants; such a list stands in order of arrival. */
  receivedFrom: z.iso.datetime().optional(),
  receivedTo: z.iso.datetime().optional(),
});

export type OrderFilter = z.infer<typeof orderFilter>;

export const documentRow = z.object({
  id: z.number().int(),
  direction: z.enum(['in', 'out']),
  kind: z.string(),
  processing: z.enum(processingStates),
  purpose: z.string(),
  fileId: z.number().int(),
  path: z.string(),
  format: z.string(),
  receivedAt: z.string(),
  sha256: z.string(),
});

export const salesOrderView = z.object({
  sagaId: z.number().int(),
  state: z.enum(sagaStates),
  salesOrderNumber: z.string().optional(),
  company: z.string(),
  customer: z.string(),
  reference: z.string(),
  store: z.string(),
  message: z.string().optional(),
  nextAttemptAt: z.string().optional(),
  /** Where to open it in Dynamics; absent in practice. */
  url: z.string().optional(),
  attempts: z.array(
    z.object({
      id: z.number().int(),
      step: z.enum(['header', 'lines', 'changeset', 'delete']),
      startedAt: z.string(),
      endedAt: z.string().optional(),
      outcome: z.enum(['pending', 'done', 'refused', 'unknown', 'not-done']),
      message: z.string().optional(),
      requestId: z.string(),
    }),
  ),
});

export const threadLine = z.object({
  position: z.number().int(),
  lineNumber: z.string(),
  buyerPart: z.string(),
  vendorPart: z.string(),
  description: z.string(),
  ordered: z.string(),
  unit: z.string(),
  price: z.string().optional(),
  itemNumber: z.string().optional(),
  erpQuantity: z.string().optional(),
  erpUnit: z.string().optional(),
  path: z.string(),
});

export const timelineEntry = z.object({
  id: z.number().int(),
  at: z.string(),
  what: z.string(),
  who: z.string(),
  detail: z.string().optional(),
  tone: z.enum(['neutral', 'good', 'warn', 'bad']),
});

/** Orders that stand in Dynamics and that nobody has confirmed there: their 855 cannot be drafted, and is due. */
export const unconfirmedOrders = z.object({
  orders: z.number().int(),
  late: z.number().int(),
  /** What is due first first. */
  rows: z.array(
    z.object({
      threadId: z.number().int(),
      purchaseOrder: z.string(),
      partnerId: z.string(),
      partnerName: z.string(),
      receivedAt: z.string(),
      /** An instant, from the time that the partner's sheet names. */
      dueBy: z.string(),
    }),
  ),
  nextCursor: z.string().optional(),
});
export type UnconfirmedOrders = z.infer<typeof unconfirmedOrders>;

export const threadView = z.object({
  order: orderRow,
  /** When its first answer must have left: from the moment that it stands in Dynamics until an 855 left. */
  ackDue: z.string().optional(),
  holds: z.array(holdView),
  documents: z.array(documentRow),
  salesOrders: z.array(salesOrderView),
  lines: z.array(threadLine),
  /** The newest entries; `orders.timeline` has all. */
  timeline: z.array(timelineEntry),
  /** Its lines: ordered, acknowledged, shipped, invoiced; empty while its 850 cannot be read. */
  balance: z.array(balanceLine),
  /** What answers it, oldest first. */
  answers: z.array(threadAnswer),
  /** What Dynamics posted of it, oldest first. */
  postings: z.array(threadPosting),
});

export type ThreadView = z.infer<typeof threadView>;

export const searchHit = z.object({
  threadId: z.number().int(),
  purchaseOrder: z.string(),
  partnerName: z.string(),
  /** What matched: `purchase order`, `sales order`, `item`, `UPC`, `store`, `file name`, … */
  kind: z.string(),
  key: z.string(),
  state: z.enum(threadStates),
  receivedAt: z.string(),
});

export type SearchHit = z.infer<typeof searchHit>;
