import { z } from 'zod';
import { runFigures } from '#core/domain/runFigures.ts';
import { cursor, done, id, limit, nothing, type Endpoint } from '../endpoint.ts';
import { runOutcomes, runRow, runTriggers } from '../views/runs.ts';
import {
  auditFacts,
  auditRow,
  backupSettings,
  backupState,
  diagnostics,
  logLevels,
  logLine,
  recordsSettings,
  runSubject,
  runView,
  tones,
} from '../views/records.ts';

const page = <Row extends z.ZodType>(row: Row) => z.object({ rows: z.array(row), nextCursor: z.string().optional() });

export const auditFilter = z.strictObject({
  /** Words and numbers from their beginning, all of which stand in the entry. */
  text: z.string().trim().max(120).optional(),
  who: z.string().max(120).optional(),
  tone: z.enum(tones).optional(),
  /** At or after, and before, these instants. */
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  threadId: id.optional(),
});

/** Names of people can be left out of what goes to support. */
const hideNames = z.boolean().default(true);

/** What was done and by whom, how the workspace is kept, and what support needs. */
export const recordsEndpoints = {
  'runs.list': {
    kind: 'query',
    input: z.strictObject({
      filter: z.strictObject({ outcome: z.enum(runOutcomes).optional(), trigger: z.enum(runTriggers).optional() }).default({}),
      cursor,
      limit,
    }),
    output: page(runRow),
  },
  'runs.get': { kind: 'query', input: z.strictObject({ runId: id }), output: runView },
  'runs.rows': {
    kind: 'query',
    input: z.strictObject({ runId: id, figure: z.enum(runFigures), cursor, limit }),
    output: page(runSubject),
  },

  'audit.list': {
    kind: 'query',
    input: z.strictObject({ filter: auditFilter.default({}), cursor, limit }),
    output: page(auditRow),
  },
  'audit.facts': { kind: 'query', input: nothing, output: auditFacts },
  /** Walks the whole chain in the background; the result arrives in `audit.facts`. */
  'audit.check': { kind: 'command', input: nothing, output: z.object({ alreadyRunning: z.boolean() }) },
  'audit.cancelCheck': { kind: 'command', input: nothing, output: done },
  /** A piece of an export, oldest first; the pieces put together are the file. */
  'audit.export': {
    kind: 'query',
    input: z.strictObject({
      format: z.enum(['csv', 'json']),
      from: z.iso.datetime().optional(),
      to: z.iso.datetime().optional(),
      cursor,
    }),
    output: z.object({ text: z.string(), rows: z.number().int(), nextCursor: z.string().optional() }),
  },

  'settings.get': { kind: 'query', input: nothing, output: recordsSettings },
  'settings.set': {
    kind: 'command',
    input: z.strictObject({ timeZone: z.string().max(60).optional(), logLevel: z.enum(logLevels).optional() }),
    output: done,
  },
  'backup.state': { kind: 'query', input: nothing, output: backupState },
  'backup.set': { kind: 'command', input: backupSettings, output: backupState },
  /** The folder of the settings is meant to lie on the disk that it lies on now. */
  'backup.acceptDisk': { kind: 'command', input: nothing, output: backupState },
  /** Begins a backup into this folder, or the one of the settings; how it goes arrives in `backup.state`. */
  'backup.now': {
    kind: 'command',
    input: z.strictObject({ folder: z.string().trim().min(1).max(1_000).optional() }),
    output: z.object({ alreadyRunning: z.boolean() }),
  },

  'log.lines': {
    kind: 'query',
    input: z.strictObject({ level: z.enum(logLevels).default('info'), limit: z.number().int().min(1).max(1_000).default(200) }),
    /** Newest first. */
    output: z.object({ lines: z.array(logLine) }),
  },
  'diagnostics.preview': { kind: 'query', input: z.strictObject({ hideNames }), output: diagnostics },
  /** The same parts as one zip, in base64. */
  'diagnostics.bundle': {
    kind: 'query',
    input: z.strictObject({ hideNames }),
    output: z.object({ name: z.string(), base64: z.string() }),
  },
} as const satisfies Record<string, Endpoint>;
