import type { DecimalText } from './decimal.ts';
import type {
  Carrier,
  DetailedAllowance,
  DocumentPrice,
  DocumentTax,
  FobTerms,
  PhysicalDetail,
  ProductDescription,
  QuantityTotal,
  ScheduledQuantity,
} from './documentParts.ts';
import type {
  DocumentAddress,
  DocumentContact,
  DocumentDate,
  DocumentNote,
  DocumentReference,
  ItemIdentifiers,
  PaymentTerms,
} from './purchaseOrder.ts';
import type { LocalDate } from './time.ts';

export interface InvoiceLine {
  readonly position: number;
  /** `LineSequenceNumber` exactly as the 850 had it. */
  readonly lineNumber: string;
  readonly item: ItemIdentifiers;
  readonly quantity?: DecimalText;
  readonly unit: string;
  readonly price?: DecimalText;
  readonly priceBasis: string;
  readonly orderQuantity?: DecimalText;
  readonly orderUnit: string;
  readonly shipQuantity?: DecimalText;
  readonly shipUnit: string;
  readonly shipDate?: LocalDate;
  readonly leftToReceive?: DecimalText;
  readonly leftStatus: string;
  /** Quantity × price. */
  readonly extended?: DecimalText;
  readonly prices: readonly DocumentPrice[];
  readonly descriptions: readonly ProductDescription[];
  readonly physicalDetails: readonly PhysicalDetail[];
  readonly references: readonly DocumentReference[];
  readonly notes: readonly DocumentNote[];
  readonly dates: readonly DocumentDate[];
  readonly addresses: readonly DocumentAddress[];
  readonly quantities: readonly ScheduledQuantity[];
  readonly taxes: readonly DocumentTax[];
  readonly allowances: readonly DetailedAllowance[];
  readonly path: string;
}

/** What an 810 says. */
export interface Invoice {
  readonly kind: '810';
  readonly partnerId: string;
  readonly vendor: string;
  readonly number: string;
  readonly invoiceDate?: LocalDate;
  readonly orderNumber: string;
  readonly orderDate?: LocalDate;
  readonly release: string;
  readonly purpose: string;
  /** DR invoice, CR credit memo. */
  readonly typeCode: string;
  readonly currency: string;
  readonly internalOrderNumber: string;
  readonly internalOrderDate?: LocalDate;
  readonly department: string;
  readonly division: string;
  readonly customerOrderNumber: string;
  readonly pro: string;
  readonly billOfLading: string;
  readonly shipDate?: LocalDate;
  readonly deliveryDate?: LocalDate;
  readonly terms: readonly PaymentTerms[];
  readonly dates: readonly DocumentDate[];
  readonly contacts: readonly DocumentContact[];
  readonly addresses: readonly DocumentAddress[];
  readonly references: readonly DocumentReference[];
  readonly notes: readonly DocumentNote[];
  readonly taxes: readonly DocumentTax[];
  readonly allowances: readonly DetailedAllowance[];
  readonly fob: readonly FobTerms[];
  readonly carriers: readonly Carrier[];
  readonly totals: readonly QuantityTotal[];
  readonly lines: readonly InvoiceLine[];
  /** After allowances, charges and taxes. */
  readonly totalAmount?: DecimalText;
  /** Sum of the lines. */
  readonly totalSales?: DecimalText;
  readonly totalFreight?: DecimalText;
  readonly totalNonFreight?: DecimalText;
  readonly totalTaxesAndCharges?: DecimalText;
  readonly totalTermsDiscount?: DecimalText;
  readonly totalAllowances?: DecimalText;
  readonly totalCharges?: DecimalText;
  readonly totalCartons?: DecimalText;
  readonly totalLines: string;
  readonly dueByTermsDate?: DecimalText;
}
