import { z } from 'zod';
import type { mappingKinds } from '#core/domain/mapping.ts';
import { boundedRecord } from '../bounds.ts';

// Rows of the map and the changes that a screen asks for. Texts keep their zeros; '' says nothing.

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
  sheet: boundedRecord(z.string().max(100), z.string().max(500)),
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
