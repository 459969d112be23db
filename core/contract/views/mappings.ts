import { z } from 'zod';
import { mappingKinds, mappingOrigins } from '#core/domain/mapping.ts';
import { mappingStates } from '#core/domain/mappingState.ts';
import { itemIdentifierKinds } from '#core/domain/partnerSheet.ts';
import { count } from './count.ts';
import { fixView } from './fix.ts';
import { kindRow } from './mappingRows.ts';

// Partners, locations, items and units as screens show them, with what hangs on a row and on what is missing.

const id = z.number().int().positive();

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
