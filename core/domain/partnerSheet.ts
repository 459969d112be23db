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
}

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
};

/** X12 374 of "do not deliver after" / "cancel if not shipped by": kept by us, Dynamics has no field for it. */
export const cancelAfterQualifiers: readonly string[] = ['001', '177', '061', '038'];
