import { z } from 'zod';
import { cartonRules, correctionPolicies, lineCodes, packStructures } from '#core/domain/outboundSheet.ts';
import { businessStates, draftStates, outboundKinds, outboundPlaces, transportStates } from '#core/domain/outbound.ts';
import { postingKinds } from '#core/domain/posting.ts';
import { readableNode } from './documents.ts';

/** Where a value of a draft came from. */
export const originView = z.discriminatedUnion('from', [
  z.object({ from: z.literal('dynamics'), set: z.string(), field: z.string() }),
  z.object({ from: z.literal('850'), path: z.string() }),
  z.object({ from: z.literal('sheet'), field: z.string() }),
  z.object({ from: z.literal('company'), field: z.string() }),
  z.object({ from: z.literal('packing'), what: z.string() }),
  z.object({ from: z.literal('computed'), how: z.string() }),
  z.object({ from: z.literal('typed'), who: z.string(), at: z.string(), reason: z.string() }),
]);

/** A value of the draft as it is sent, where it came from, and what it was before a person corrected it. */
export const draftValue = z.object({
  path: z.string(),
  name: z.string(),
  value: z.string(),
  /** What a code means, where the schema says it. */
  meaning: z.string().optional(),
  origin: originView.optional(),
  /** The drafted value, where a person typed another one. */
  before: z.string().optional(),
});

export const findingView = z.object({
  severity: z.enum(['BLOCK', 'HOLD', 'WARN', 'INFO']),
  rule: z.string(),
  path: z.string(),
  message: z.string(),
  value: z.string().optional(),
  expected: z.string().optional(),
  cost: z.string().optional(),
});

/** A question about an 855 that only a person can answer. */
export const ackQuestions = ['rest', 'price', 'substitute'] as const;
export const ackChoiceView = z.object({
  about: z.enum(ackQuestions),
  threadId: z.number().int(),
  position: z.number().int(),
  store: z.string(),
  lineNumber: z.string(),
  quantity: z.string(),
  question: z.string(),
  options: z.array(
    z.object({
      code: z.enum(lineCodes),
      label: z.string(),
      needs: z.array(z.enum(['date', 'price', 'item', 'reason'])),
    }),
  ),
});

/** What Dynamics posted, as a person reads it. */
export const postingView = z.object({
  kind: z.enum(postingKinds),
  number: z.string(),
  company: z.string(),
  date: z.string(),
  salesOrders: z.array(z.string()),
  set: z.string(),
  total: z.string().optional(),
  currency: z.string(),
  billOfLading: z.string().optional(),
  tracking: z.array(z.string()),
  /** Why it asks for no document, or what changed in it. */
  message: z.string(),
  lines: z.array(
    z.object({
      position: z.number().int(),
      salesOrder: z.string(),
      item: z.string(),
      name: z.string(),
      quantity: z.string(),
      unit: z.string(),
      price: z.string().optional(),
      amount: z.string().optional(),
      confirmedShip: z.string().optional(),
    }),
  ),
  charges: z.array(z.object({ code: z.string(), text: z.string(), amount: z.string() })),
});

/** A line of the 850 beside what Dynamics posted for it and what the draft says. */
export const comparedLine = z.object({
  threadId: z.number().int(),
  purchaseOrder: z.string(),
  position: z.number().int(),
  lineNumber: z.string(),
  item: z.string(),
  description: z.string(),
  unit: z.string(),
  ordered: z.string(),
  price: z.string().optional(),
  /** In the unit of the 850; absent where Dynamics posted nothing for it. */
  posted: z.string().optional(),
  drafted: z.string().optional(),
  /** True where the three do not agree. */
  differs: z.boolean(),
});

/** A draft to be read, checked and corrected: the 850, what Dynamics says and the document side by side. */
export const draftView = z.object({
  outboundId: z.number().int(),
  versionId: z.number().int(),
  kind: z.enum(outboundKinds),
  number: z.string(),
  builtAt: z.string(),
  /** The text that would be sent, cut for the screen where it is long. */
  text: z.string(),
  textCut: z.boolean(),
  /** The places of its elements in the text; absent where that was cut. */
  tree: readableNode.optional(),
  /** Meaning of the codes that occur: `DateTimeQualifier 010` → `Requested Ship`. */
  codes: z.record(z.string(), z.string()),
  values: z.array(draftValue),
  findings: z.array(findingView),
  missing: z.array(z.object({ path: z.string(), what: z.string(), nextStep: z.string() })),
  choices: z.array(ackChoiceView),
  lines: z.array(comparedLine),
  orders: z.array(z.object({ threadId: z.number().int(), purchaseOrder: z.string(), documentId: z.number().int() })),
  postings: z.array(postingView),
  corrections: z.array(
    z.object({ path: z.string(), before: z.string(), value: z.string(), reason: z.string(), who: z.string(), at: z.string() }),
  ),
  sheetVersion: z.number().int(),
});
export type DraftView = z.infer<typeof draftView>;

export const ackAnswerInput = z.strictObject({
  about: z.enum(ackQuestions),
  threadId: z.number().int().positive(),
  position: z.number().int().positive(),
  store: z.string().max(80).default(''),
  code: z.enum(lineCodes),
  date: z.iso.date().optional(),
  price: z
    .string()
    .regex(/^\d{1,12}(\.\d{1,6})?$/)
    .optional(),
  item: z
    .strictObject({
      buyerPart: z.string().max(80).default(''),
      vendorPart: z.string().max(80).default(''),
      upc: z.string().max(20).default(''),
      gtin: z.string().max(20).default(''),
      ean: z.string().max(20).default(''),
    })
    .optional(),
  reason: z.string().max(500).optional(),
});

/** A posting that nobody could match to an order of ours. */
export const notOursRow = z.object({
  id: z.number().int(),
  kind: z.enum(postingKinds),
  company: z.string(),
  number: z.string(),
  date: z.string(),
  customer: z.string(),
  salesOrders: z.array(z.string()),
  requisition: z.string(),
  reference: z.string(),
  lines: z.number().int(),
  total: z.string().optional(),
  currency: z.string(),
  why: z.string(),
  firstSeenAt: z.string(),
});

const handling = z.strictObject({
  agreed: z.boolean(),
  review: z.boolean(),
  undoSeconds: z.number().int().min(0).max(120),
  correction: z.enum(correctionPolicies),
  pickupMinutes: z.number().int().min(1).max(10_080),
  replyHours: z.number().int().min(0).max(720),
});
const companions = z.array(z.enum(['date', 'price', 'item', 'reason']));
const code = z.string().max(40);

/** How a retailer wants its answers (`core/domain/outboundSheet.ts`). */
export const outboundSheetView = z.strictObject({
  documents: z.strictObject({ '855': handling, '856': handling, '810': handling, '865': handling }),
  ack: z.strictObject({
    codes: z.array(z.enum(lineCodes)).min(1),
    companions: z.partialRecord(z.enum(lineCodes), companions),
    shortage: z.enum(['split', 'partial']),
    dateQualifier: z.enum(['068', '067']),
    amendments: z.boolean(),
    total: z.enum(['accepted', 'ordered']),
    perStore: z.boolean(),
    rejection: z.enum(['RD', 'RJ']),
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
    chargeCodes: z.record(code, code),
    termsFrom: z.enum(['order', 'dynamics']),
    credits: z.boolean(),
    creditSign: z.enum(['positive', 'negative']),
    afterShipNotice: z.enum(['sent', 'accepted', 'no']),
  }),
  echo: z.strictObject({
    references: z.array(code),
    lineReferences: z.array(code),
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

/** The balance of one line of an order: what the documents that are out say of it, in the unit of the 850. */
export const balanceLine = z.object({
  position: z.number().int(),
  lineNumber: z.string(),
  unit: z.string(),
  ordered: z.string(),
  /** Absent until an 855 is out. */
  acknowledged: z.string().optional(),
  shipped: z.string(),
  invoiced: z.string(),
  /** Still to ship. */
  open: z.string(),
  /** Shipped and not invoiced. */
  toInvoice: z.string(),
  /** Neighbours that do not agree, as sentences. */
  disagreements: z.array(
    z.object({
      between: z.enum(['ordered-acknowledged', 'acknowledged-shipped', 'shipped-invoiced']),
      by: z.string(),
      sentence: z.string(),
    }),
  ),
});
export type BalanceLine = z.infer<typeof balanceLine>;

/** A document that answers an order, as its page lists it. */
export const threadAnswer = z.object({
  outboundId: z.number().int(),
  versionId: z.number().int(),
  kind: z.enum(outboundKinds),
  number: z.string(),
  revision: z.number().int(),
  store: z.string(),
  place: z.enum(outboundPlaces),
  draft: z.enum(draftStates),
  transport: z.enum(transportStates),
  business: z.enum(businessStates),
  /** What it waits for. */
  waitsFor: z.string().optional(),
  remotePath: z.string().optional(),
  sentAt: z.string().optional(),
  collectedAt: z.string().optional(),
  createdAt: z.string(),
});

/** What Dynamics posted of an order, shortly. */
export const threadPosting = z.object({
  kind: z.enum(postingKinds),
  number: z.string(),
  date: z.string(),
  salesOrders: z.array(z.string()),
  state: z.enum(['new', 'drafted', 'not-ours', 'adopted', 'corrected', 'ignored']),
  message: z.string(),
});

/** A change of the retailer beside what the order is and what Dynamics allows now. */
export const changeView = z.object({
  documentId: z.number().int(),
  threadId: z.number().int(),
  kind: z.enum(['860', '850']),
  purchaseOrder: z.string(),
  /** It in plain sentences. */
  sentences: z.array(z.string()),
  /** How far the sales orders went. */
  orders: z.array(z.object({ salesOrder: z.string(), stage: z.string(), status: z.string() })),
  lines: z.array(
    z.object({
      position: z.number().int(),
      lineNumber: z.string(),
      item: z.string(),
      code: z.string(),
      unit: z.string(),
      before: z.string().optional(),
      after: z.string(),
      priceBefore: z.string().optional(),
      priceAfter: z.string().optional(),
      /** Dynamics takes it now. */
      allowed: z.boolean(),
      why: z.string(),
      /** True where nothing of it is to be changed in Dynamics. */
      nothingToDo: z.boolean(),
    }),
  ),
  /** What was decided, and how far it got. */
  decided: z
    .object({
      decision: z.enum(['accept', 'accept-in-part', 'refuse']),
      state: z.enum(['applying', 'unknown', 'failed', 'applied']),
      message: z.string(),
      who: z.string(),
      at: z.string(),
      reason: z.string(),
    })
    .optional(),
  /** Why nothing can be decided here; absent where it can. */
  closed: z.string().optional(),
});
export type ChangeView = z.infer<typeof changeView>;
