import { z } from 'zod';
import { mappingKinds, mappingOrigins } from '#core/domain/mapping.ts';
import { cursor, done, id, limit, reason, type Endpoint } from '../endpoint.ts';
import { importLine, importPreview } from '../views/mappingImports.ts';
import { datedKinds, mappingChange, unitAddition } from '../views/mappingRows.ts';
import {
  changeSet,
  coverageRow,
  fixCandidate,
  mappingDetail,
  mappingEntry,
  missingMapping,
  releasePreview,
  removalPreview,
} from '../views/mappings.ts';
import { fixView } from '../views/fix.ts';

const kind = z.enum(mappingKinds);
const partnerId = z.string().max(35).optional();
const page = <T extends z.ZodType>(row: T) => z.object({ rows: z.array(row), nextCursor: z.string().optional() });

/** A file of at most 25 MB as base64. Only its length is looked at here: walking through it would hold up everything else. */
const base64 = z
  .string()
  .max(Math.ceil((25 * 1024 * 1024) / 3) * 4, 'the file is larger than 25 MB')
  .refine((text) => text.length % 4 === 0, 'is no base64');

const importSource = z.discriminatedUnion('from', [
  z.strictObject({
    from: z.literal('file'),
    name: z.string().min(1).max(260),
    bytes: base64,
    /** Said by a person where the file itself does not tell. */
    encoding: z.enum(['windows-1252']).optional(),
  }),
  /** Cells copied from a spreadsheet (tabs) or CSV text; the first line names the columns. */
  z.strictObject({ from: z.literal('paste'), text: z.string().min(1).max(5_000_000) }),
  /** The source of a preview that is there already, to take its corrections or to compare again. */
  z.strictObject({ from: z.literal('preview'), previewId: z.string().max(64), encoding: z.enum(['windows-1252']).optional() }),
]);

/** Partners, locations, items and units: look, change, import, undo. Partners are a kind like the others. */
export const mappingsEndpoints = {
  /** In key order; with `text` by partner and then by the number that begins with it (item numbers and identifiers). */
  'mappings.list': {
    kind: 'query',
    input: z.strictObject({ kind, partnerId, text: z.string().trim().max(60).optional(), cursor, limit }),
    output: page(mappingEntry),
  },
  'mappings.get': {
    kind: 'query',
    input: z.strictObject({ kind, id, cursor, limit }),
    output: mappingDetail,
  },
  /** What is missing, the earliest deadline first. */
  'mappings.missing': {
    kind: 'query',
    input: z.strictObject({ kind: kind.optional(), partnerId, cursor, limit }),
    output: z.object({ rows: z.array(missingMapping), nextCursor: z.string().optional(), total: z.number().int() }),
  },
  /** The rows of the map that speak of a missing item's numbers: which one is wrong where they contradict each other. */
  'mappings.candidates': {
    kind: 'query',
    input: z.strictObject({ key: z.string().max(1_000) }),
    output: z.object({ fix: fixView, candidates: z.array(fixCandidate) }),
  },
  /** What a change would let go on, before it is made. */
  'mappings.releasePreview': {
    kind: 'query',
    input: z.strictObject({ change: mappingChange }),
    output: releasePreview,
  },
  /** Which open orders use a row: asked before it is removed, ended or changed. */
  'mappings.removalPreview': {
    kind: 'query',
    input: z.strictObject({ kind: z.enum([...datedKinds, 'partners']), id }),
    output: removalPreview,
  },
  /**
   * Makes one change and lets everything that waited for it be looked at again. Removing or ending a row that open
   * orders use takes the `token` of its removal preview.
   */
  'mappings.save': {
    kind: 'command',
    input: z.strictObject({
      change: mappingChange,
      /** Made in the same step: both are there, or neither, and one undo takes both back. */
      also: unitAddition.optional(),
      why: reason,
      origin: z.enum(mappingOrigins).extract(['screen', 'suggestion']).default('screen'),
      token: z.string().max(200).optional(),
    }),
    output: z.object({ changeSetId: id, id: id.optional(), woken: z.number().int() }),
  },
  'mappings.coverage': {
    kind: 'query',
    input: z.strictObject({ partnerId, days: z.number().int().min(1).max(400).default(90), cursor, limit: limit.default(20) }),
    output: page(coverageRow),
  },
  'mappings.changes': {
    kind: 'query',
    input: z.strictObject({ kind: kind.optional(), cursor, limit }),
    output: page(changeSet),
  },
  'mappings.changeRows': {
    kind: 'query',
    input: z.strictObject({ changeSetId: id, cursor, limit }),
    output: page(importLine),
  },
  /** Puts back what a change set changed, as a change set of its own; `conflict` names the rows that changed since. */
  'mappings.undo': {
    kind: 'command',
    input: z.strictObject({ changeSetId: id, why: reason }),
    output: z.object({ changeSetId: id }),
  },
  /** Compares a file or pasted cells with the map. Nothing is changed; the preview is kept for half an hour. */
  'mappings.previewImport': {
    kind: 'command',
    input: z.strictObject({
      kind,
      source: importSource,
      /** Takes what the corrections suggest (a code that lost its zeros). */
      takeCorrections: z.boolean().default(false),
    }),
    output: importPreview,
  },
  'mappings.previewRows': {
    kind: 'query',
    input: z.strictObject({
      previewId: z.string().max(64),
      which: z.enum(['changes', 'errors', 'corrections', 'notes']),
      cursor,
      limit,
    }),
    output: page(importLine),
  },
  'mappings.applyImport': {
    kind: 'command',
    input: z.strictObject({ previewId: z.string().max(64), why: reason }),
    output: z.object({ changeSetId: id, added: z.number().int(), updated: z.number().int(), woken: z.number().int() }),
  },
  'mappings.dropPreview': { kind: 'command', input: z.strictObject({ previewId: z.string().max(64) }), output: done },
  'mappings.export': {
    kind: 'query',
    input: z.strictObject({ kind, format: z.enum(['csv', 'xlsx']), partnerId }),
    output: z.object({ name: z.string(), rows: z.number().int(), bytes: z.string() }),
  },
} as const satisfies Record<string, Endpoint>;
