import { z } from 'zod';
import { outboundFigures } from './answers.ts';

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
