import { z } from 'zod';
import { mappingKinds } from '#core/domain/mapping.ts';
import { kindRow } from './mappingRows.ts';

// What a file or a paste would change, and what a change set did.

/** One line of a preview or of a change set. `row` is the row of the file (the header being 1), or the number of the change. */
export const importLine = z.discriminatedUnion('line', [
  z.object({ line: z.literal('add'), row: z.number().int(), after: kindRow }),
  z.object({ line: z.literal('update'), row: z.number().int(), before: kindRow, after: kindRow }),
  z.object({ line: z.literal('remove'), row: z.number().int(), before: kindRow }),
  /** Stops the import. */
  z.object({ line: z.literal('error'), row: z.number().int(), column: z.string(), value: z.string(), sentence: z.string() }),
  /** Stops the import until the suggestion is taken. */
  z.object({
    line: z.literal('correction'),
    row: z.number().int(),
    column: z.string(),
    value: z.string(),
    sentence: z.string(),
    suggestion: z.string(),
  }),
  /** Worth knowing, stops nothing: text that looks like a formula. */
  z.object({ line: z.literal('note'), row: z.number().int(), column: z.string(), value: z.string(), sentence: z.string() }),
]);
export type ImportLine = z.infer<typeof importLine>;

export const importPreview = z.object({
  previewId: z.string(),
  kind: z.enum(mappingKinds),
  source: z.string(),
  expiresAt: z.string(),
  rows: z.number().int(),
  added: z.number().int(),
  updated: z.number().int(),
  unchanged: z.number().int(),
  errors: z.number().int(),
  corrections: z.number().int(),
  notes: z.number().int(),
  /** Columns that mean nothing here; they are left alone. */
  unknownColumns: z.array(z.string()),
  /** How the text was read (`UTF-8`, `UTF-16`, `Windows-1252`, `Excel workbook`). */
  readAs: z.string(),
  /** Sheets of the workbook that have rows, too, and were not read. */
  otherSheets: z.array(z.string()),
  /** The first 50 lines, errors first. */
  first: z.array(importLine),
});
export type ImportPreview = z.infer<typeof importPreview>;
