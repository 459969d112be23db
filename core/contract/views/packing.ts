import { z } from 'zod';
import { findingView } from './drafts.ts';

export const packingSources = ['rule', 'file', 'person'] as const;
export const packingStates = ['waiting', 'packed'] as const;

const quantity = z.string().regex(/^\d{1,12}(\.\d{1,6})?$/, 'is no quantity');
const weight = z
  .string()
  .regex(/^\d{1,9}(\.\d{1,4})?$/, 'is no weight')
  .optional();
const weightUnit = z.enum(['LB', 'KG', '']);
/** 18 digits; '' while it has none. */
const sscc = z.string().regex(/^(\d{18})?$/, 'has 18 digits');
const number = z.number().int().min(1).max(9_999);

/** Goods of one packing slip line in a carton, in the unit of the slip. */
export const cartonLineView = z.strictObject({
  slipLine: z.number().int().min(1),
  quantity,
  lot: z.string().max(80).optional(),
  expiry: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
});

export const cartonView = z.strictObject({
  number,
  sscc,
  pallet: number.optional(),
  store: z.string().max(80),
  weight,
  weightUnit,
  tracking: z.string().max(80),
  lines: z.array(cartonLineView).max(2_000),
});

export const palletView = z.strictObject({ number, sscc, weight, weightUnit });

/** How a slip is packed, as a person changes it. A carton without a number gets one when it is saved. */
export const packingInput = z.strictObject({
  cartons: z.array(cartonView).max(5_000),
  pallets: z.array(palletView).max(2_000),
});
export type PackingInput = z.infer<typeof packingInput>;

/** A line of a packing slip as it is packed. */
export const packLineView = z.object({
  /** Its place on the slip. */
  slipLine: z.number().int(),
  purchaseOrder: z.string(),
  lineNumber: z.string(),
  store: z.string(),
  itemNumber: z.string(),
  buyerPart: z.string(),
  upc: z.string(),
  description: z.string(),
  quantity: z.string(),
  unit: z.string(),
  /** In the slip's unit, where a case is known. */
  perCase: z.string().optional(),
});

/** One packing slip in the list of those that are packed here. */
export const packingRow = z.object({
  slipId: z.number().int(),
  number: z.string(),
  company: z.string(),
  postedOn: z.string(),
  partnerId: z.string(),
  partnerName: z.string(),
  purchaseOrders: z.string(),
  state: z.enum(packingStates),
  /** What it waits for; '' where it is packed. */
  waitText: z.string(),
  cartons: z.number().int(),
  pallets: z.number().int(),
  /** Cartons and pallets that have no number yet. */
  bare: z.number().int(),
  /** Cartons whose label was printed here. */
  printed: z.number().int(),
  source: z.enum(packingSources).optional(),
  threadId: z.number().int().optional(),
});
export type PackingRow = z.infer<typeof packingRow>;

export const packingView = z.object({
  slip: packingRow,
  /** What the partner's sheet asks for. */
  structure: z.enum(['carton', 'pallet-carton', 'items']),
  /** The sheet's rule in words. */
  rule: z.string(),
  weightUnit: z.enum(['LB', 'KG']),
  lines: z.array(packLineView),
  /** 0 where nobody packed it yet; a save names what it was made on. */
  version: z.number().int(),
  record: z.object({ source: z.enum(packingSources), who: z.string(), at: z.string(), why: z.string() }).optional(),
  cartons: z.array(cartonView),
  pallets: z.array(palletView),
  findings: z.array(findingView),
  /** Numbers of cartons whose label was printed here as they are now. */
  printed: z.array(z.number().int()),
  /** Texts of its labels and content list with letters that cannot be printed, and what would stand there; at most ten. */
  unprintable: z.array(z.object({ text: z.string(), printed: z.string() })),
  /** Ship notices of this slip that left: changing it afterwards needs "send again". */
  left: z.array(z.object({ outboundId: z.number().int(), number: z.string() })),
  /** After a restore: its ship notice has left, and how it was packed cannot be read back. A person says it. */
  lost: z.boolean(),
  /** And that notice was cancelled: it is packed anew, with new numbers. */
  cancelled: z.boolean(),
  /** Earlier versions, newest first, at most 20. */
  history: z.array(
    z.object({
      version: z.number().int(),
      source: z.enum(packingSources),
      who: z.string(),
      at: z.string(),
      why: z.string(),
      cartons: z.number().int(),
    }),
  ),
});
export type PackingView = z.infer<typeof packingView>;

/** Something wrong with a cell of a packing list. */
export const packingCellError = z.object({
  row: z.number().int(),
  column: z.string(),
  value: z.string(),
  sentence: z.string(),
});

export const packingImportPreview = z.object({
  previewId: z.string(),
  source: z.string(),
  readAs: z.string(),
  /** Sheets of the workbook that have rows, too, and were not read. */
  otherSheets: z.array(z.string()),
  rows: z.number().int(),
  /** The first 500. */
  errors: z.array(packingCellError),
  errorCount: z.number().int(),
  unknownColumns: z.array(z.string()),
  slips: z.array(
    z.object({
      slipId: z.number().int(),
      number: z.string(),
      purchaseOrders: z.string(),
      cartons: z.number().int(),
      pallets: z.number().int(),
      /** True where it is packed already: the file takes the place of that. */
      replaces: z.boolean(),
      findings: z.array(findingView),
    }),
  ),
});
export type PackingImportPreview = z.infer<typeof packingImportPreview>;

/** Where the numbers of cartons come from, and how many are left. */
export const ssccView = z.object({
  /** The range in use; absent where none was set. */
  range: z
    .object({
      extension: z.string(),
      prefix: z.string(),
      first: z.string(),
      last: z.string(),
      setAt: z.string(),
      who: z.string(),
    })
    .optional(),
  /** The number that the next carton gets, with its check digit; absent where there is none to give. */
  next: z.string().optional(),
  /** Its serial alone, as it is typed in after a restore. */
  nextSerial: z.string().optional(),
  left: z.string(),
  /** ready · none: no range was set · used-up · ask-start: after a restore without the guard journal the next number is typed in. */
  state: z.enum(['ready', 'none', 'used-up', 'ask-start']),
  /** What is to be said of it: few left, a range of the connection that was refused. */
  message: z.string(),
  nextStep: z.string(),
  /** How many numbers were given out, by range and from files together. */
  used: z.number().int(),
});
export type SsccView = z.infer<typeof ssccView>;
