import { z } from 'zod';
import { cursor, done, id, limit, nothing, reason, type Endpoint } from '../endpoint.ts';
import { packingImportPreview, packingInput, packingRow, packingStates, packingView, ssccView } from '../views/packing.ts';

const digits = z.string().regex(/^\d{1,9}$/, 'is one to nine digits');

/** How packing slips are packed, the numbers of cartons, and their labels. */
export const packingEndpoints = {
  /** Newest slip first; `state` waiting is what a person has to pack or to number. */
  'packing.list': {
    kind: 'query',
    input: z.strictObject({
      state: z.enum(packingStates).optional(),
      /** A slip number from its beginning. */
      number: z.string().max(40).optional(),
      cursor,
      limit,
    }),
    output: z.object({ rows: z.array(packingRow), nextCursor: z.string().optional() }),
  },
  'packing.get': { kind: 'query', input: z.strictObject({ slipId: id }), output: packingView },
  /**
   * A person's packing. `seen` is the version that it was made on, `conflict` where another one holds by now. A carton keeps
   * its number as long as its content is as it was; a repacked one gets a new number.
   */
  'packing.save': {
    kind: 'command',
    input: z.strictObject({ slipId: id, seen: z.number().int().min(0), packing: packingInput, why: reason }),
    output: packingView,
  },
  /** Packs it anew by the rule of the partner's sheet; `rule` in place of that of the sheet. */
  'packing.byRule': {
    kind: 'command',
    input: z.strictObject({
      slipId: id,
      seen: z.number().int().min(0),
      rule: z.enum(['case-pack', 'line', 'one']).optional(),
      cartonsPerPallet: z.number().int().min(1).max(999).optional(),
      why: reason,
    }),
    output: packingView,
  },
  'packing.previewImport': {
    kind: 'command',
    input: z.strictObject({
      name: z.string().min(1).max(200),
      /** Base64. */
      bytes: z.string().max(35_000_000),
      encoding: z.enum(['windows-1252']).optional(),
    }),
    output: packingImportPreview,
  },
  /** All slips of the file in one step, or none. */
  'packing.applyImport': {
    kind: 'command',
    input: z.strictObject({ previewId: z.string().max(64), why: reason }),
    output: z.object({ slips: z.number().int(), cartons: z.number().int() }),
  },
  'packing.dropPreview': { kind: 'command', input: z.strictObject({ previewId: z.string().max(64) }), output: done },
  /** Labels of cartons (all where none is named) or the content list, as a PDF in base64. Labels are remembered as printed. */
  'packing.labels': {
    kind: 'command',
    input: z.strictObject({
      slipId: id,
      what: z.enum(['labels', 'content-list']),
      cartons: z.array(z.number().int().min(1)).max(5_000).optional(),
    }),
    output: z.object({ name: z.string(), pages: z.number().int(), bytes: z.string() }),
  },
  'packing.ranges': { kind: 'query', input: nothing, output: ssccView },
  /** The range from now on. Refused where it overlaps numbers of another range, or ends before what was given out. */
  'packing.setRange': {
    kind: 'command',
    input: z.strictObject({
      prefix: z.string().regex(/^\d{7,10}$/, 'has 7 to 10 digits'),
      extension: z.string().regex(/^\d$/, 'is one digit'),
      first: digits,
      last: digits,
      why: reason,
    }),
    output: ssccView,
  },
  /** After a restore without its guard journal: the serial that the next carton gets. */
  'packing.setNextStart': { kind: 'command', input: z.strictObject({ serial: digits, why: reason }), output: ssccView },
} as const satisfies Record<string, Endpoint>;
