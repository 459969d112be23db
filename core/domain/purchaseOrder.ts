import type { DecimalText } from './decimal.ts';
import type { LocalDate } from './time.ts';

/** The X12 number of an RSX document, as the field calls it. */
export type DocumentKind = '850' | '855' | '856' | '810' | '860' | '865' | '846';

/** `path` everywhere: where the value stands in the RSX tree, so that a screen can point at it. */
export interface DocumentDate {
  /** X12 374: 010 requested ship, 002 requested delivery, 001 cancel after, 037/038 ship not before/after, … */
  readonly qualifier: string;
  readonly date: LocalDate;
  readonly time?: string;
  readonly path: string;
}

export interface DocumentAddress {
  /** X12 98: ST ship-to, BT bill-to, BY buying party, Z7 mark-for, SF ship-from, RI remit-to, … */
  readonly type: string;
  /** X12 66 qualifier of `code`: 92 the buyer's own code, 91 the seller's, UL a GLN, 9 a DUNS+4. */
  readonly qualifier: string;
  readonly code: string;
  readonly name: string;
  readonly alternateName: string;
  readonly lines: readonly string[];
  readonly city: string;
  readonly state: string;
  readonly postalCode: string;
  readonly country: string;
  readonly path: string;
}

export interface DocumentReference {
  readonly qualifier: string;
  readonly id: string;
  readonly description: string;
  readonly path: string;
}

export interface DocumentNote {
  readonly code: string;
  readonly text: string;
  readonly path: string;
}

export interface DocumentContact {
  readonly type: string;
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly path: string;
}

export interface PaymentTerms {
  readonly type: string;
  readonly basis: string;
  readonly discountPercent?: DecimalText;
  readonly discountDays?: string;
  readonly discountDate?: LocalDate;
  readonly discountAmount?: DecimalText;
  readonly netDays?: string;
  readonly netDate?: LocalDate;
  readonly description: string;
  readonly path: string;
}

export interface AllowanceOrCharge {
  /** A allowance, C charge, N neither. */
  readonly indicator: string;
  readonly code: string;
  readonly amount?: DecimalText;
  readonly percent?: DecimalText;
  /** Money per unit. */
  readonly rate?: DecimalText;
  /** The unit that `rate` is per; '' where it is the line's. */
  readonly unit: string;
  readonly handling: string;
  readonly description: string;
  readonly path: string;
}

/** The part of a line's quantity that one store gets (X12 SDQ). */
export interface StoreQuantity {
  readonly store: string;
  readonly qualifier: string;
  readonly quantity: DecimalText;
  readonly unit: string;
  readonly path: string;
}

/** The identifiers a line may carry for its product, as text with their zeros. Empty where absent. */
export interface ItemIdentifiers {
  readonly buyerPart: string;
  readonly vendorPart: string;
  readonly upc: string;
  readonly gtin: string;
  readonly ean: string;
}

export interface PurchaseOrderLine {
  /** 1-based position in the document. */
  readonly position: number;
  /** `LineSequenceNumber` exactly as sent, `001` stays `001`; empty where absent. */
  readonly lineNumber: string;
  readonly item: ItemIdentifiers;
  readonly description: string;
  readonly quantity?: DecimalText;
  readonly unit: string;
  readonly price?: DecimalText;
  /** X12 639 basis of the price (PE per each, CA per case, …); empty where absent. */
  readonly priceBasis: string;
  /** Outer-pack quantity where the document gives one. */
  readonly pack?: DecimalText;
  readonly innerPack?: DecimalText;
  readonly dates: readonly DocumentDate[];
  readonly notes: readonly DocumentNote[];
  readonly references: readonly DocumentReference[];
  readonly stores: readonly StoreQuantity[];
  /** Those of this line alone; the order's stand in its header. */
  readonly allowances: readonly AllowanceOrCharge[];
  readonly path: string;
}

/** What an 850 says, read from RSX. Lists are empty, texts are '' where the document is silent. */
export interface PurchaseOrder {
  readonly kind: '850';
  readonly partnerId: string;
  readonly vendor: string;
  readonly number: string;
  readonly release: string;
  /** X12 353: 00 or '' original, 05 replace, 01 cancel, 06/07 confirmation or duplicate of the original. */
  readonly purpose: string;
  /** X12 92: SA stand-alone, DS drop-ship, RO rush, … */
  readonly typeCode: string;
  readonly orderDate?: LocalDate;
  readonly currency: string;
  readonly department: string;
  readonly division: string;
  readonly customerOrderNumber: string;
  readonly shipComplete: string;
  readonly isDropShip: boolean;
  readonly dates: readonly DocumentDate[];
  readonly addresses: readonly DocumentAddress[];
  readonly contacts: readonly DocumentContact[];
  readonly references: readonly DocumentReference[];
  readonly notes: readonly DocumentNote[];
  readonly terms: readonly PaymentTerms[];
  readonly allowances: readonly AllowanceOrCharge[];
  readonly carrierCode: string;
  readonly carrierRouting: string;
  readonly transportMethod: string;
  readonly lines: readonly PurchaseOrderLine[];
  readonly totalAmount?: DecimalText;
  readonly totalLines?: string;
  /** Sum of the quantities as the document says it (its hash total). */
  readonly totalQuantity?: DecimalText;
}

export interface OrderChangeLine extends PurchaseOrderLine {
  /** X12 670: AI add, DI delete, QI/QD quantity, PC price, CT dates, RZ replace all, NC none. */
  readonly changeCode: string;
  readonly previousQuantity?: DecimalText;
  readonly variance?: DecimalText;
}

/** What an 860 says. */
export interface OrderChange extends Omit<PurchaseOrder, 'kind' | 'lines'> {
  readonly kind: '860';
  readonly changeSequence: string;
  readonly changeDate?: LocalDate;
  readonly lines: readonly OrderChangeLine[];
}
