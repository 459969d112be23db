import { z } from 'zod';
import { errorCodes } from '../errors.ts';
import { attentionCounts } from './attention.ts';
import { runProgress, runRow, scheduleView } from './runs.ts';

const connectionHealth = z.object({
  state: z.enum(['unknown', 'good', 'failing', 'waiting']),
  lastGoodAt: z.string().optional(),
  /** Why it fails and what to do, in words; only when failing or waiting. */
  message: z.string().optional(),
  code: z.string().optional(),
  until: z.string().optional(),
  details: z.record(z.string(), z.string()).optional(),
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
      /**
       * The ship-by day of an order that is not in Dynamics, the 855 of one that nobody has confirmed there, or a document
       * that has not left.
       */
      of: z.enum(['order', 'confirmation', 'document']),
      /** A day; of a confirmation or a document also an instant. */
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
      /** Where all of it is one partner's. */
      partner: z.string().optional(),
      earliestShipBy: z.string().optional(),
    }),
  ),
  recentRuns: z.array(runRow),
});

export type TodayView = z.infer<typeof todayView>;
