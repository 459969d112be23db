import type { DecimalText } from './decimal.ts';
import type { Instant, LocalDate } from './time.ts';

/** What Dynamics posts of an order, and which document answers it: confirmation → 855, packing slip → 856, invoice → 810. */
export const postingKinds = ['confirmation', 'packing-slip', 'invoice'] as const;
export type PostingKind = (typeof postingKinds)[number];

/** One line of a posted journal, joined to the order by its inventory lot. Texts are '' where the entity set lacks them. */
export interface PostingLine {
  readonly position: number;
  readonly salesOrder: string;
  /** `InventTransId`: the order line's lot. '' in entity sets that do not carry it (SalesInvoiceV*Lines). */
  readonly lotId: string;
  readonly itemNumber: string;
  readonly externalItem: string;
  readonly customersLineNumber?: number;
  readonly name: string;
  /** Confirmed, shipped or billed; negative on corrections and credit notes. */
  readonly quantity: DecimalText;
  readonly unit: string;
  readonly ordered?: DecimalText;
  readonly remaining?: DecimalText;
  readonly price?: DecimalText;
  readonly priceUnit?: DecimalText;
  readonly amount?: DecimalText;
  readonly discount?: DecimalText;
  readonly tax?: DecimalText;
  readonly requestedShip?: LocalDate;
  readonly confirmedShip?: LocalDate;
}

/** A charge (`MarkupCode`) of an invoice; `line` where it belongs to one. */
export interface PostingCharge {
  readonly code: string;
  readonly text: string;
  readonly amount: DecimalText;
  readonly line?: number;
}

/** How the goods left, as far as Dynamics knows. */
export interface PostingShipment {
  readonly billOfLading: string;
  readonly carrier: string;
  readonly carrierName: string;
  readonly deliveryMode: string;
  readonly pro: string;
  readonly seal: string;
  readonly trailer: string;
  readonly load: string;
  readonly tracking: readonly string[];
  readonly weight?: DecimalText;
  readonly volume?: DecimalText;
  readonly warehouse: string;
}

export interface PostingTerms {
  readonly name: string;
  readonly dueDate?: LocalDate;
  readonly discountPercent?: DecimalText;
  readonly discountDate?: LocalDate;
  readonly discount?: DecimalText;
}

/** Why nobody can say which orders a posting is of: the set that it was read from names one order, and something speaks against it. */
export interface PostingDoubt {
  /** Positions of lines that cannot be of the order that it names. */
  readonly lines: readonly number[];
  /** Orders of the same customer that went as far in Dynamics, and of which no posting of this kind tells. */
  readonly others: readonly { readonly salesOrder: string; readonly purchaseOrder: string }[];
}

/**
 * One posted journal of Dynamics as the console needs it, whatever entity set it was read from. `key` is built only of
 * what every set carries (DESIGN 3, outbound 1), so that a switch of sets sends nothing again: company + order +
 * confirmation number; company + slip number + delivery date + order; company + invoice number + voucher.
 */
export interface Posting {
  readonly kind: PostingKind;
  readonly key: string;
  readonly company: string;
  /** Confirmation number, packing slip number or invoice number. */
  readonly number: string;
  readonly voucher: string;
  readonly date: LocalDate;
  /** Orders that its lines belong to; an invoice may bill several. */
  readonly salesOrders: readonly string[];
  readonly customer: string;
  readonly invoiceAccount: string;
  readonly requisition: string;
  readonly reference: string;
  /** The server's own stamp, from which watermarks come; undefined where the set has none. */
  readonly stampedAt?: Instant;
  readonly currency: string;
  readonly total?: DecimalText;
  readonly subtotal?: DecimalText;
  readonly taxTotal?: DecimalText;
  readonly discountTotal?: DecimalText;
  readonly lines: readonly PostingLine[];
  readonly charges: readonly PostingCharge[];
  readonly shipment?: PostingShipment;
  readonly terms?: PostingTerms;
  /** The entity set it was read from. */
  readonly set: string;
  readonly doubt?: PostingDoubt;
  /** The set that it was in doubt by before it was read from this one: what was sent meanwhile may say something else. */
  readonly doubtedBy?: string;
}

const joined = (...parts: readonly string[]): string => parts.join('\u001f');

/** The identity of a posting, from what every entity set carries. Company compares without case. */
export const postingKey = {
  confirmation: (company: string, salesOrder: string, number: string): string =>
    joined('confirmation', company.toLowerCase(), salesOrder, number),
  packingSlip: (company: string, number: string, deliveryDate: LocalDate, salesOrder: string): string =>
    joined('packing-slip', company.toLowerCase(), number, deliveryDate, salesOrder),
  invoice: (company: string, number: string, voucher: string): string =>
    joined('invoice', company.toLowerCase(), number, voucher),
} as const;
