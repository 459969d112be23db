import { z } from 'zod';
import { fileStates, processingStates, sagaStates } from '#core/domain/states.ts';
import { runFigures } from '#core/domain/runFigures.ts';
import { errorCodes } from '../errors.ts';
import { runRow } from './runs.ts';

export const tones = ['neutral', 'good', 'warn', 'bad'] as const;
export const logLevels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof logLevels)[number];

/** What went wrong in a run, one entry a cause; the code says what to do next. */
export const runFailure = z.object({
  remote: z.enum(['sps', 'dynamics', 'here']),
  code: z.enum(errorCodes),
  message: z.string(),
  count: z.number().int(),
});
export type RunFailure = z.infer<typeof runFailure>;

/** A run with every number that it made; the rows behind a number are in `runs.rows`, exactly as many. */
export const runView = z.object({
  run: runRow,
  figures: z.array(z.object({ figure: z.enum(runFigures), count: z.number().int() })),
  failures: z.array(runFailure),
});
export type RunView = z.infer<typeof runView>;

/** A file, a document or a sales order that a run had to do with, as it stands now. */
export const runSubject = z.object({
  key: z.string(),
  kind: z.enum(['file', 'document', 'order', 'outbound']),
  /** The file's path; for a listed file that could not be fetched there is nothing else. */
  path: z.string(),
  fileId: z.number().int().optional(),
  fileState: z.enum(fileStates).optional(),
  documentId: z.number().int().optional(),
  documentKind: z.string().optional(),
  processing: z.enum(processingStates).optional(),
  sagaState: z.enum(sagaStates).optional(),
  threadId: z.number().int().optional(),
  purchaseOrder: z.string(),
  partnerId: z.string(),
  salesOrderNumber: z.string().optional(),
  /** What is in its way now, in words. */
  message: z.string().optional(),
});
export type RunSubject = z.infer<typeof runSubject>;

export const auditRow = z.object({
  id: z.number().int(),
  at: z.string(),
  who: z.string(),
  what: z.string(),
  detail: z.string().optional(),
  tone: z.enum(tones),
  threadId: z.number().int().optional(),
  /** Of the order, where there is one. */
  purchaseOrder: z.string().optional(),
  documentId: z.number().int().optional(),
  previousHash: z.string(),
  hash: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;

export const auditCheck = z.object({
  state: z.enum(['running', 'good', 'broken', 'cancelled', 'failed']),
  checked: z.number().int(),
  total: z.number().int(),
  startedAt: z.string(),
  endedAt: z.string().optional(),
  /** The first row that does not follow from the one before, or that is not the one that was checked last time. */
  brokenAt: z.number().int().optional(),
  message: z.string(),
});
export type AuditCheck = z.infer<typeof auditCheck>;

export const auditFacts = z.object({
  rows: z.number().int(),
  /** Everybody who stands in it. */
  people: z.array(z.string()),
  /** The check that goes on or was the last since the start. */
  check: auditCheck.optional(),
  /** The last good check ever, by its last row: what was rewritten or cut off since then is found. */
  lastGood: z.object({ at: z.string(), rows: z.number().int() }).optional(),
});
export type AuditFacts = z.infer<typeof auditFacts>;

export const backupSettings = z.strictObject({
  automatic: z.boolean(),
  /** Where automatic backups go; '' until somebody chose. */
  folder: z.string().max(1_000),
  /** So many automatic ones stay, older ones go. */
  keep: z.number().int().min(1).max(365),
  /** Local time HH:MM after which the day's backup is made. */
  at: z.iso.time({ precision: -1 }),
  warnAfterDays: z.number().int().min(1).max(365),
});
export type BackupSettings = z.infer<typeof backupSettings>;

export const backupState = z.object({
  settings: backupSettings,
  /** The copy that is being made. */
  running: z
    .object({ startedAt: z.string(), folder: z.string(), step: z.enum(['waiting', 'copying', 'checking']), share: z.number() })
    .optional(),
  /** The newest good one that this workspace knows of, whoever made it. */
  last: z.object({ at: z.string(), folder: z.string(), bytes: z.number().int(), by: z.string(), there: z.boolean() }).optional(),
  /** Why the newest attempt failed; absent once one is good again. */
  failure: z.object({ at: z.string(), message: z.string() }).optional(),
  nextAt: z.string().optional(),
  /** The folder of the settings lies on another disk than when it was chosen: where that began, and where this one does. */
  moved: z.object({ was: z.string(), is: z.string() }).optional(),
  /** True when the last good one is older than the settings allow, or there is none. */
  late: z.boolean(),
});
export type BackupState = z.infer<typeof backupState>;

export const recordsSettings = z.object({
  timeZone: z.object({
    zone: z.string(),
    /** False where the one who started this program set it. */
    changeable: z.boolean(),
    /** Of this machine. */
    machine: z.string(),
  }),
  folder: z.object({
    path: z.string(),
    bytes: z.number().int(),
    parts: z.array(z.object({ name: z.string(), bytes: z.number().int() })),
    /** Of the disk; absent where it does not say. */
    freeBytes: z.number().int().optional(),
  }),
  backup: backupState,
  payloads: z.object({ count: z.number().int(), oldestAt: z.string().optional() }),
  log: z.object({ level: z.enum(logLevels), path: z.string(), bytes: z.number().int() }),
  versions: z.array(z.object({ name: z.string(), version: z.string() })),
});
export type RecordsSettings = z.infer<typeof recordsSettings>;

export const logLine = z.object({
  at: z.string(),
  level: z.enum(logLevels),
  message: z.string(),
  fields: z.record(z.string(), z.string()),
});
export type LogLine = z.infer<typeof logLine>;

/** What a diagnostics bundle would hold: every part with its text, shown before anything is saved. */
export const diagnostics = z.object({
  parts: z.array(z.object({ name: z.string(), what: z.string(), bytes: z.number().int(), text: z.string() })),
  /** The short form, to be pasted into a message to support. */
  summary: z.string(),
});
export type Diagnostics = z.infer<typeof diagnostics>;
