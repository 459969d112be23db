import { z } from 'zod';
import { mappingKinds, mappingOrigins } from '#core/domain/mapping.ts';
import { mappingStates } from '#core/domain/mappingState.ts';
import { itemIdentifierKinds } from '#core/domain/partnerSheet.ts';
import { count } from './count.ts';
import { fixView } from './fix.ts';

// Partners, locations, items and units as screens show and change them. Texts keep their zeros; '' says nothing.

/** Kinds whose rows follow each other by day. */
export const datedKinds = ['locations', 'items', 'units'] as const;

const id = z.number().int().positive();
const text = z.string().trim().max(100);
const day = z.union([z.literal(''), z.iso.date()]);

/** What differs by partner (`core/domain/partnerSheet.ts`), every field as text in the form that the files use. */
export const partnerRow = z.strictObject({
  partnerId: text,
  vendor: text,
  name: text,
  company: text,
  customer: text,
  invoiceAccount: text,
  site: text,
  warehouse: text,
  active: z.boolean(),
  review: z.boolean(),
  undoSeconds: z.number().int().min(0).max(120),
  /** The columns of the partner's sheet by name (`storeSplit`, `itemTrust`, …), as text; a missing one keeps the default. */
  sheet: z.record(z.string(), z.string().max(500)),
});
export type PartnerRow = z.infer<typeof partnerRow>;

/** `validFrom` '' = always. A row without a target (`addressLocationId`, `itemNumber`, `unit`) ends its key from that day. */
export const locationRow = z.strictObject({
  partnerId: text,
  qualifier: text,
  code: text,
  addressLocationId: text,
  validFrom: day,
});
export const itemRow = z.strictObject({
  partnerId: text,
  buyerPart: text,
  vendorPart: text,
  upc: text,
  gtin: text,
  ean: text,
  itemNumber: text,
  unit: text,
  validFrom: day,
});
export const unitRow = z.strictObject({
  partnerId: text,
  itemNumber: text,
  ediUnit: text,
  unit: text,
  /** How many of the Dynamics unit one EDI unit is, as decimal text. */
  factor: text,
  validFrom: day,
});

/** A row of any kind with its kind. */
export const kindRow = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('partners'), row: partnerRow }),
  z.strictObject({ kind: z.literal('locations'), row: locationRow }),
  z.strictObject({ kind: z.literal('items'), row: itemRow }),
  z.strictObject({ kind: z.literal('units'), row: unitRow }),
]);
export type KindRow = z.infer<typeof kindRow>;

const changes = <K extends (typeof mappingKinds)[number], R extends z.ZodType>(kind: K, row: R) =>
  [
    z.strictObject({ action: z.literal('add'), kind: z.literal(kind), row }),
    /** `seen` is the row as the screen showed it: a row that somebody changed meanwhile is a `conflict`. */
    z.strictObject({ action: z.literal('update'), kind: z.literal(kind), id, seen: row, row }),
    z.strictObject({ action: z.literal('remove'), kind: z.literal(kind), id, seen: row }),
  ] as const;

/**
 * One change of one row. `update` corrects a row in place; another target from a day on is an `add` with the same key
 * and that `validFrom`; `end` says that the key means nothing from a day on.
 */
export const mappingChange = z.union([
  ...changes('partners', partnerRow),
  ...changes('locations', locationRow),
  ...changes('items', itemRow),
  ...changes('units', unitRow),
  z.strictObject({ action: z.literal('end'), kind: z.literal('locations'), id, seen: locationRow, from: z.iso.date() }),
  z.strictObject({ action: z.literal('end'), kind: z.literal('items'), id, seen: itemRow, from: z.iso.date() }),
  z.strictObject({ action: z.literal('end'), kind: z.literal('units'), id, seen: unitRow, from: z.iso.date() }),
]);
export type MappingChangeInput = z.infer<typeof mappingChange>;

/** The unit that an item of cases needs beside it. */
export const unitAddition = z.strictObject({ action: z.literal('add'), kind: z.literal('units'), row: unitRow });
export type UnitAdditionInput = z.infer<typeof unitAddition>;

/** Who changed a row last, and why. */
const stamp = {
  changedAt: z.string(),
  changedBy: z.string(),
  why: z.string(),
  origin: z.enum(mappingOrigins),
};

export const mappingEntry = z.intersection(
  kindRow,
  z.object({
    id,
    ...stamp,
    state: z.enum(mappingStates),
    /** The day from which the next row of the key holds, where there is one. */
    validTo: z.string().optional(),
  }),
);
export type MappingEntry = z.infer<typeof mappingEntry>;

const money = z.array(z.object({ amount: z.string(), currency: z.string() }));

/** One order in a preview: enough to name it and to open it. */
export const orderBrief = z.object({
  documentId: id,
  threadId: id.optional(),
  purchaseOrder: z.string(),
  partner: z.string(),
  processing: z.string(),
  amount: z.string().optional(),
  currency: z.string(),
  shipBy: z.string().optional(),
  /** What else it waits for, in words; empty when nothing. */
  waitsFor: z.array(z.string()),
});
export type OrderBrief = z.infer<typeof orderBrief>;

/** How much hangs on something: exact counts, one sum a currency, the largest first. */
export const weight = z.object({ orders: z.number().int(), worth: money, earliestShipBy: z.string().optional() });

export const missingMapping = z.object({
  /** The holds' group: what one fix frees. */
  key: z.string(),
  kind: z.enum(mappingKinds),
  title: z.string(),
  nextStep: z.string(),
  fix: fixView,
  partnerId: z.string(),
  partnerName: z.string(),
  orders: z.number().int(),
  lines: z.number().int(),
  worth: money,
  earliestShipBy: z.string().optional(),
  /** When the first of them began to wait. */
  since: z.string(),
});
export type MissingMapping = z.infer<typeof missingMapping>;

/** What a change would do to what waits, before it is made. */
export const releasePreview = z.object({
  /** Orders that wait for nothing else and go on by themselves. */
  freed: weight,
  /** Orders that it helps, but that wait for something else as well. */
  stillWaiting: weight,
  /** The first 200 of both, the earliest deadline first. */
  orders: z.array(orderBrief),
  /** What would be missing next (a unit of the item that is mapped now), with the orders that would wait for it. */
  next: z.array(z.object({ fix: fixView, title: z.string(), orders: z.number().int() })),
});
export type ReleasePreview = z.infer<typeof releasePreview>;

export const removalPreview = z.object({
  /** Open orders that use the row: parked, held, waiting, or ready and not yet begun in Dynamics. */
  open: weight,
  orders: z.array(orderBrief),
  /** All documents that ever used it. */
  used: count,
  /** Goes into `mappings.save` as proof that this was seen; another order that came to use the row makes it void. */
  token: z.string(),
});
export type RemovalPreview = z.infer<typeof removalPreview>;

/** One entry of a row's story. */
export const mappingEvent = z.object({
  changeSetId: id,
  change: z.enum(['add', 'update', 'remove']),
  at: z.string(),
  who: z.string(),
  why: z.string(),
  origin: z.enum(mappingOrigins),
  before: kindRow.optional(),
  after: kindRow.optional(),
});

export const mappingDetail = z.object({
  entry: mappingEntry,
  /** All rows of the key, oldest first. */
  rows: z.array(mappingEntry),
  /** The newest 50 changes of the key, newest first. */
  history: z.array(mappingEvent),
  /** Documents that used the row, newest first, by keyset. */
  usedBy: z.object({
    rows: z.array(
      z.object({
        documentId: id,
        threadId: id.optional(),
        purchaseOrder: z.string(),
        processing: z.string(),
        receivedAt: z.string(),
      }),
    ),
    nextCursor: z.string().optional(),
    count,
  }),
});
export type MappingDetail = z.infer<typeof mappingDetail>;

/** Rows behind a contradiction: which of them speaks of which number of the line. */
export const fixCandidate = z.object({
  entry: mappingEntry,
  by: z.array(z.object({ kind: z.enum(itemIdentifierKinds), value: z.string() })),
});

export const coverageRow = z.object({
  partnerId: z.string(),
  partnerName: z.string(),
  /** Documents looked at; `capped` says that there were more than we counted. */
  documents: count,
  /** By kind: distinct mappings that documents of the span used, distinct ones that are missing now, share in percent. */
  items: z.object({ mapped: z.number().int(), missing: z.number().int(), percent: z.number().int().optional() }),
  locations: z.object({ mapped: z.number().int(), missing: z.number().int(), percent: z.number().int().optional() }),
  units: z.object({ mapped: z.number().int(), missing: z.number().int(), percent: z.number().int().optional() }),
});
export type CoverageRow = z.infer<typeof coverageRow>;

export const changeSet = z.object({
  id,
  kind: z.enum(mappingKinds),
  at: z.string(),
  who: z.string(),
  why: z.string(),
  origin: z.enum(mappingOrigins),
  /** The file's name, or where else it came from. */
  source: z.string(),
  added: z.number().int(),
  updated: z.number().int(),
  removed: z.number().int(),
  /** The change set that this one took back. */
  undoes: id.optional(),
  undoneAt: z.string().optional(),
  /** The change set that took this one back. */
  undoneBy: id.optional(),
});
export type ChangeSet = z.infer<typeof changeSet>;

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
  /** The first 50 lines, errors first. */
  first: z.array(importLine),
});
export type ImportPreview = z.infer<typeof importPreview>;
