import { z } from 'zod';
import { balanceLine, outboundFigures, threadAnswer, threadPosting } from './views/answers.ts';
import { anyFixView } from './views/fix.ts';
import { errorCodes } from './errors.ts';
import { holdCauses, holdChoices, processingStates, sagaStates, threadStates, fileStates } from '#core/domain/states.ts';

/** A count of rows: exact for open work; closed sets stop at 10,000 and say so. */
export const count = z.object({ value: z.number().int(), capped: z.boolean() });
export type Count = z.infer<typeof count>;

const connectionHealth = z.object({
  state: z.enum(['unknown', 'good', 'failing', 'waiting']),
  lastGoodAt: z.string().optional(),
  /** Why it fails and what to do, in words; only when failing or waiting. */
  message: z.string().optional(),
  code: z.string().optional(),
  until: z.string().optional(),
  details: z.record(z.string(), z.string()).optional(),
});

export const runTriggers = ['schedule', 'person', 'start', 'command', 'event'] as const;
export const runOutcomes = ['running', 'good', 'failed', 'cancelled', 'interrupted'] as const;

export const runProgress = z.object({
  runId: z.number().int(),
  startedAt: z.string(),
  trigger: z.enum(runTriggers),
  phase: z.enum(['listing', 'fetching', 'reading', 'resolving', 'creating', 'postings', 'drafting', 'sending', 'finishing']),
  done: z.number().int(),
  total: z.number().int(),
});

export const runSummary = z.object({
  files: z.object({ found: z.number(), stored: z.number(), deleted: z.number(), quarantined: z.number() }),
  documents: z.object({ read: z.number(), duplicates: z.number(), parked: z.number(), held: z.number() }),
  orders: z.object({ created: z.number(), resumed: z.number(), failed: z.number() }),
  /** Absent in runs of before documents went out. */
  outbound: outboundFigures.optional(),
  requests: z.object({ sps: z.number(), dynamics: z.number() }),
  durationMs: z.number(),
});
export type RunSummary = z.infer<typeof runSummary>;

export const runRow = z.object({
  id: z.number().int(),
  trigger: z.enum(runTriggers),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  outcome: z.enum(runOutcomes),
  message: z.string().optional(),
  summary: runSummary.optional(),
  /** Requests by what they were for, `sps GET listing`, `dynamics POST header`. */
  requests: z.array(z.object({ remote: z.enum(['sps', 'dynamics']), operation: z.string(), count: z.number().int() })),
});
export type RunRow = z.infer<typeof runRow>;

export const scheduleView = z.object({
  everyMinutes: z.number().int().min(1).max(60),
  /** Local times HH:MM between which no run starts by itself; absent = none. */
  quietFrom: z.string().optional(),
  quietTo: z.string().optional(),
  pausedUntil: z.string().optional(),
  paused: z.boolean(),
  nextRunAt: z.string().optional(),
});
export type ScheduleView = z.infer<typeof scheduleView>;

export const attentionCounts = z.object({
  parked: z.number().int(),
  held: z.number().int(),
  quarantined: z.number().int(),
  waiting: z.number().int(),
  incident: z.number().int(),
});

/** What a person may know of the connection file: addresses, account names, folders. Never a secret. */
export const connectionFacts = z.object({
  sps: z.object({ apiBase: z.string(), clientId: z.string(), inbound: z.array(z.string()), keep: z.boolean() }),
  dynamics: z.object({
    environmentUrl: z.string(),
    tenantId: z.string(),
    clientId: z.string(),
    companies: z.array(z.string()),
    headerSet: z.string(),
    lineSet: z.string(),
  }),
});

export const statusView = z.object({
  workspace: z.object({
    name: z.string(),
    word: z.string(),
    colour: z.enum(['practice', 'test', 'live']),
    company: z.string(),
    dataFolder: z.string(),
  }),
  version: z.string(),
  user: z.string(),
  timeZone: z.string(),
  engine: z.enum(['starting', 'idle', 'running', 'paused', 'stopped', 'failed']),
  engineMessage: z.string().optional(),
  /** Present while the data folder cannot be written: nothing is fetched, made or sent. */
  standstill: z.object({ code: z.enum(errorCodes), message: z.string(), since: z.string() }).optional(),
  progress: runProgress.optional(),
  lastRun: runRow.optional(),
  schedule: scheduleView,
  sps: connectionHealth,
  dynamics: connectionHealth,
  attention: attentionCounts,
  nextDeadline: z
    .object({
      threadId: z.number().int(),
      purchaseOrder: z.string(),
      partner: z.string(),
      what: z.string(),
      /** The ship-by day of an order that is not in Dynamics, or a document that has not left. */
      of: z.enum(['order', 'document']),
      /** A day, or of a document also an instant. */
      date: z.string(),
    })
    .optional(),
  secretsInMemoryOnly: z.boolean(),
  practice: z.boolean(),
  /** Where this workspace is connected to, without any secret. */
  connection: connectionFacts.optional(),
});
export type StatusView = z.infer<typeof statusView>;

export const todayView = z.object({
  /** Since when the counts below are: the start of today in the workspace's zone. */
  since: z.string(),
  arrived: z.number().int(),
  /** Of those that arrived: in Dynamics, with nothing left to do. */
  ordered: z.number().int(),
  /** What they are worth, one sum a currency, the largest first. */
  worth: z.array(z.object({ amount: z.string(), currency: z.string() })),
  attention: attentionCounts,
  /** Documents to SPS: what left since then, what may have left, what should have left and did not. */
  leaving: z.object({ sent: z.number().int(), unknown: z.number().int(), late: z.number().int() }),
  /** What needs a hand, grouped by the fix that frees it, the most urgent first. */
  groups: z.array(
    z.object({
      key: z.string(),
      cause: z.string(),
      title: z.string(),
      nextStep: z.string(),
      orders: z.number().int(),
      earliestShipBy: z.string().optional(),
    }),
  ),
  recentRuns: z.array(runRow),
});
export type TodayView = z.infer<typeof todayView>;

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
  at: z.string(),
  what: z.string(),
  who: z.string(),
  detail: z.string().optional(),
  tone: z.enum(['neutral', 'good', 'warn', 'bad']),
});

export const threadView = z.object({
  order: orderRow,
  holds: z.array(holdView),
  documents: z.array(documentRow),
  salesOrders: z.array(salesOrderView),
  lines: z.array(threadLine),
  timeline: z.array(timelineEntry),
  /** Its lines: ordered, acknowledged, shipped, invoiced; empty while its 850 cannot be read. */
  balance: z.array(balanceLine),
  /** What answers it, oldest first. */
  answers: z.array(threadAnswer),
  /** What Dynamics posted of it, oldest first. */
  postings: z.array(threadPosting),
});
export type ThreadView = z.infer<typeof threadView>;

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
