import { z } from 'zod';
import { masterSets } from '#core/domain/masterData.ts';

export const masterSetName = z.enum(masterSets);

/** One set of one legal entity (`company` is '' for sets of the whole environment): how fresh its copy is. */
export const masterSetState = z.object({
  set: masterSetName,
  company: z.string(),
  /** The entity set that is read, e.g. `CustomersV3`; '' before the first time. */
  entitySet: z.string(),
  rows: z.number().int(),
  /** When it was last read to its end; absent = never. */
  finishedAt: z.string().optional(),
  /** Present while it is being read. */
  progress: z.object({ read: z.number().int(), startedAt: z.string() }).optional(),
  /** A reading that was begun then and did not reach its end: what is there is older, the next one begins again. */
  incompleteSince: z.string().optional(),
  /** This environment has no such entity set. */
  missing: z.boolean(),
  /** Properties that this environment does not have; what needs them is left empty. */
  missingProperties: z.array(z.string()),
  message: z.string().optional(),
});
export type MasterSetState = z.infer<typeof masterSetState>;

export const masterStateView = z.object({
  running: z.boolean(),
  startedAt: z.string().optional(),
  everyHours: z.number().int(),
  nextAt: z.string().optional(),
  /** When the last sync that went through all sets ended. */
  finishedAt: z.string().optional(),
  /** Requests of the sync that is running, or of the last one. */
  requests: z.number().int(),
  /** Why the last sync did not get through; absent when it did. */
  message: z.string().optional(),
  openFindings: z.number().int(),
  sets: z.array(masterSetState),
});
export type MasterStateView = z.infer<typeof masterStateView>;

export const barcodeView = z.object({ barcode: z.string(), unit: z.string(), quantity: z.string() });

export const productMatches = ['item-number', 'barcode', 'customer-number', 'words', 'listed'] as const;
export const productRow = z.object({
  company: z.string(),
  itemNumber: z.string(),
  name: z.string(),
  searchName: z.string(),
  salesUnit: z.string(),
  inventoryUnit: z.string(),
  salesPrice: z.string(),
  priceQuantity: z.string(),
  lifecycle: z.string(),
  barcodes: z.array(barcodeView),
  /** By what the search found it; `listed` without a search. */
  matchedBy: z.enum(productMatches),
});
export type ProductRow = z.infer<typeof productRow>;

export const customerRow = z.object({
  company: z.string(),
  customer: z.string(),
  name: z.string(),
  currency: z.string(),
  invoiceAccount: z.string(),
  onHold: z.string(),
  holds: z.enum(['orders', 'invoices', 'none']),
  site: z.string(),
  warehouse: z.string(),
});
export type CustomerRow = z.infer<typeof customerRow>;

export const addressRow = z.object({
  company: z.string(),
  customer: z.string(),
  locationId: z.string(),
  description: z.string(),
  street: z.string(),
  city: z.string(),
  state: z.string(),
  postalCode: z.string(),
  country: z.string(),
  forDelivery: z.boolean(),
  duns: z.string(),
});
export type AddressRow = z.infer<typeof addressRow>;

export const masterFindingKinds = [
  'item-not-released',
  'item-unknown',
  'customer-on-hold',
  'customer-unknown',
  'address-unknown',
] as const;
/** What the last sync found wrong with a mapping row or a partner. */
export const masterFinding = z.object({
  id: z.number().int(),
  kind: z.enum(masterFindingKinds),
  partnerId: z.string(),
  vendor: z.string(),
  partnerName: z.string(),
  company: z.string(),
  /** The item number, the customer account or the address location id. */
  key: z.string(),
  /** The code that is mapped to it, where it is an address. */
  code: z.string(),
  message: z.string(),
  nextStep: z.string(),
  firstSeenAt: z.string(),
});
export type MasterFinding = z.infer<typeof masterFinding>;

/** `certain`: a number that means this and nothing else. `likely`: a number that usually does. `text-only`: words alone, never chosen beforehand. */
export const confidences = ['certain', 'likely', 'text-only'] as const;
export const suggestionReasons = [
  'same-gtin',
  'case-gtin',
  'customer-number',
  'vendor-part',
  'other-partner',
  'similar-text',
  'same-pack',
  'same-price',
  'conflict',
  'same-address',
  'similar-address',
  'same-code',
  'same-duns',
  'product-unit',
  'unit-name',
  'barcode-unit',
  'document-pack',
  'same-partner',
] as const;
const reasons = z.array(z.object({ reason: z.enum(suggestionReasons), text: z.string() }));
const check = z.enum(['fits', 'differs', 'unknown']);

const itemSuggestion = z.object({
  for: z.literal('item'),
  confidence: z.enum(confidences),
  preChosen: z.boolean(),
  reasons,
  itemNumber: z.string(),
  name: z.string(),
  lifecycle: z.string(),
  /** For the item map's `unit`: the Dynamics unit that the factor leads to. */
  unit: z.string(),
  /** For the unit map: one unit as ordered is so many of `unit`; absent where it is 1 or not known. */
  factor: z.string().optional(),
  /** Does the price as sent fit the released product's? `by-pack` says by which factor the two differ. */
  price: z.object({
    check: z.enum(['fits', 'by-pack', 'differs', 'unknown']),
    packFactor: z.string().optional(),
    text: z.string(),
  }),
  pack: z.object({ check, text: z.string() }),
});
const locationSuggestion = z.object({
  for: z.literal('location'),
  confidence: z.enum(confidences),
  preChosen: z.boolean(),
  reasons,
  address: addressRow,
});
const unitSuggestion = z.object({
  for: z.literal('unit'),
  confidence: z.enum(confidences),
  preChosen: z.boolean(),
  reasons,
  unit: z.string(),
  factor: z.string(),
});
export const suggestion = z.discriminatedUnion('for', [itemSuggestion, locationSuggestion, unitSuggestion]);
export type Suggestion = z.infer<typeof suggestion>;
export type ItemSuggestion = z.infer<typeof itemSuggestion>;
export type LocationSuggestion = z.infer<typeof locationSuggestion>;
export type UnitSuggestion = z.infer<typeof unitSuggestion>;

/** The suggestions for one missing mapping, best first; `none` says why there are none. */
export const suggestionList = z.object({ suggestions: z.array(suggestion), none: z.string().optional() });
export type SuggestionList = z.infer<typeof suggestionList>;
