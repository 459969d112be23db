import { z } from 'zod';
import { cartonRules, correctionPolicies, lineCodes, packStructures } from '#core/domain/outboundSheet.ts';
import { boundedRecord } from '../bounds.ts';

const handling = z.strictObject({
  agreed: z.boolean(),
  review: z.boolean(),
  undoSeconds: z.number().int().min(0).max(120),
  correction: z.enum(correctionPolicies),
  pickupMinutes: z.number().int().min(1).max(10_080),
  replyHours: z.number().int().min(0).max(720),
});
const companions = z.array(z.enum(['date', 'price', 'item', 'reason'])).max(4);
const code = z.string().max(40);

/** How a retailer wants its answers (`core/domain/outboundSheet.ts`). */
export const outboundSheetView = z.strictObject({
  documents: z.strictObject({ '855': handling, '856': handling, '810': handling, '865': handling }),
  ack: z.strictObject({
    codes: z.array(z.enum(lineCodes)).min(1).max(lineCodes.length),
    companions: z.partialRecord(z.enum(lineCodes), companions),
    shortage: z.enum(['split', 'partial']),
    dateQualifier: z.enum(['068', '067']),
    amendments: z.boolean(),
    total: z.enum(['accepted', 'ordered']),
    perStore: z.boolean(),
    rejection: z.enum(['RD', 'RJ']),
    dueHours: z.number().int().min(0).max(720),
  }),
  shipNotice: z.strictObject({
    structure: z.enum(packStructures),
    structureCode: z.string().max(4),
    per: z.enum(['slip', 'order']),
    perStore: z.boolean(),
    billOfLadingRequired: z.boolean(),
    proRequired: z.boolean(),
    trackingRequired: z.boolean(),
    overagePercent: z.string().regex(/^\d{1,3}(\.\d{1,4})?$/),
    cartons: z.enum(cartonRules),
    cartonsPerPallet: z.number().int().min(1).max(999),
    label: z.enum(['dc', 'store']),
  }),
  invoice: z.strictObject({
    rounding: z.enum(['line', 'total']),
    perStore: z.boolean(),
    allowances: z.enum(['from-order', 'from-dynamics', 'none']),
    chargeCodes: boundedRecord(code.min(1), code.min(1)),
    termsFrom: z.enum(['order', 'dynamics']),
    credits: z.boolean(),
    creditSign: z.enum(['positive', 'negative']),
    afterShipNotice: z.enum(['sent', 'accepted', 'no']),
    consolidated: z.enum(['each-order', 'hold']),
  }),
  echo: z.strictObject({
    references: z.array(code).max(200),
    lineReferences: z.array(code).max(200),
    notes: z.boolean(),
    department: z.boolean(),
    description: z.enum(['850', 'dynamics']),
  }),
  changes: z.strictObject({ quantityIs: z.enum(['total', 'difference']) }),
  forbiddenCharacters: z.string().max(200),
});

export const sheetView = z.object({
  partnerId: z.string(),
  vendor: z.string(),
  partnerName: z.string(),
  /** 0 while nobody saved one: the careful defaults with the columns of the partner. */
  version: z.number().int(),
  at: z.string(),
  who: z.string(),
  why: z.string(),
  sheet: outboundSheetView,
});

export const sheetChange = z.object({ field: z.string(), before: z.string(), after: z.string() });
