import type { DecimalText } from './decimal.ts';
import type { Severity } from './finding.ts';
import type { DocumentKind } from './purchaseOrder.ts';

/** The identifiers of a line in the order in which a partner's are trusted. */
export const itemIdentifierKinds = ['buyerPart', 'vendorPart', 'upc', 'gtin', 'ean'] as const;
export type ItemIdentifierKind = (typeof itemIdentifierKinds)[number];

/** Everything that differs by retailer in intake, as data. Versioned in the store; grows with later documents. */
export interface PartnerSheet {
  /** `lines`: one sales order, a line per item and store with its own address. `orders`: one sales order per store. */
  readonly storeSplit: 'lines' | 'orders';
  /** True where one purchase order number is sent several times, once for each store. */
  readonly numberPerStore: boolean;
  readonly itemTrust: readonly ItemIdentifierKind[];
  /** Dynamics `DeliveryModeCode`; '' leaves the customer's default. The map turns a SCAC into one. */
  readonly deliveryMode: string;
  readonly deliveryModes: Readonly<Record<string, string>>;
  /** Used where the 850 names no currency; '' leaves the customer's default. */
  readonly currency: string;
  /** Default financial dimensions: segment values in the order of that environment's format. Empty sends none. */
  readonly dimensions: readonly string[];
  /** `SalesOrderOriginCode`; '' sends none. */
  readonly orderOrigin: string;
  /** What becomes `RequestedReceiptDate`: the date qualifiers in order of trust. */
  readonly receiptQualifiers: readonly string[];
  readonly shipQualifiers: readonly string[];
  /** Kinds of documents agreed with the partner (GEN-01). */
  readonly agreedDocuments: readonly DocumentKind[];
  /** Where the partner stands: `test` until its orders are real; '' does not say (GEN-02). */
  readonly stage: PartnerStage;
  /** Exact length of its location codes; 0 = any (GEN-13). */
  readonly locationCodeLength: number;
  /** `case`, `inner`: quantities must be a multiple of the outer or inner pack that the line names (ITM-06). */
  readonly orderMultiple: OrderMultiple;
  /** Least and most of one line in its own unit; '' = none (ITM-06). */
  readonly orderMinimum: DecimalText;
  readonly orderMaximum: DecimalText;
  /** Days from arrival that an order needs before its cancel-after date (850-07). */
  readonly leadDays: number;
  /**
   * How far a price may be above or below ours, by amount per unit and by percent; the wider one counts, '' is none
   * (850-08).
   */
  readonly priceUpAmount: DecimalText;
  readonly priceUpPercent: DecimalText;
  readonly priceDownAmount: DecimalText;
  readonly priceDownPercent: DecimalText;
  /**
   * Whether notes must have been read before an order goes on, and the note codes that need not (850-14). Shipping notes
   * (SHP) mostly repeat the routing guide on every order; held each time, nobody would read the others any more.
   */
  readonly notesMustBeRead: boolean;
  readonly exemptNotes: readonly string[];
  /** Rules that weigh otherwise for this partner, by id; `OFF` says nothing. */
  readonly severities: Readonly<Record<string, SheetSeverity>>;
}

export const partnerStages = ['', 'test', 'live'] as const;
export type PartnerStage = (typeof partnerStages)[number];
export const orderMultiples = ['off', 'case', 'inner'] as const;
export type OrderMultiple = (typeof orderMultiples)[number];
export type SheetSeverity = Severity | 'OFF';
export const sheetSeverities: readonly SheetSeverity[] = ['BLOCK', 'HOLD', 'WARN', 'INFO', 'OFF'];
/** The kinds that may be agreed. */
export const documentKinds: readonly DocumentKind[] = ['850', '855', '856', '810', '860', '865', '846'];

export const defaultPartnerSheet: PartnerSheet = {
  storeSplit: 'lines',
  numberPerStore: false,
  itemTrust: itemIdentifierKinds,
  deliveryMode: '',
  deliveryModes: {},
  currency: '',
  dimensions: [],
  orderOrigin: '',
  receiptQualifiers: ['002', '067', '074'],
  shipQualifiers: ['010', '068', '037'],
  agreedDocuments: documentKinds,
  stage: '',
  locationCodeLength: 0,
  orderMultiple: 'off',
  orderMinimum: '',
  orderMaximum: '',
  leadDays: 0,
  priceUpAmount: '',
  priceUpPercent: '',
  priceDownAmount: '',
  priceDownPercent: '',
  notesMustBeRead: true,
  exemptNotes: ['SHP'],
  severities: {},
};

/** X12 374 of "do not deliver after" / "cancel if not shipped by": kept by us, Dynamics has no field for it. */
export const cancelAfterQualifiers: readonly string[] = ['001', '177', '061', '038'];
