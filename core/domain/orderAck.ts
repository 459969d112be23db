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

/** One answer to a line; several split it (IQ 36 now, IB 12 later) and their quantities add up to what was ordered. */
export interface LineAcknowledgement {
  /** X12 668: IA accepted, IQ quantity changed, IP price changed, IB backordered, IR rejected, DR rescheduled, … */
  readonly status: string;
  readonly quantity?: DecimalText;
  readonly unit: string;
  /** X12 374: 068 scheduled ship, 067 scheduled delivery, 017 rescheduled. */
  readonly scheduleQualifier: string;
  readonly scheduleDate?: LocalDate;
  readonly price?: DecimalText;
  readonly priceBasis: string;
  /** What is sent instead, where something else is. */
  readonly item: ItemIdentifiers;
  readonly path: string;
}

export interface OrderAckLine {
  readonly position: number;
  /** `LineSequenceNumber` exactly as the 850 had it. */
  readonly lineNumber: string;
  readonly item: ItemIdentifiers;
  readonly quantity?: DecimalText;
  readonly unit: string;
  readonly price?: DecimalText;
  readonly priceBasis: string;
  readonly extended?: DecimalText;
  readonly acknowledgements: readonly LineAcknowledgement[];
  readonly dates: readonly DocumentDate[];
  readonly prices: readonly DocumentPrice[];
  readonly descriptions: readonly ProductDescription[];
  readonly physicalDetails: readonly PhysicalDetail[];
  readonly references: readonly DocumentReference[];
  readonly notes: readonly DocumentNote[];
  readonly addresses: readonly DocumentAddress[];
  readonly quantities: readonly ScheduledQuantity[];
  readonly taxes: readonly DocumentTax[];
  readonly allowances: readonly DetailedAllowance[];
  readonly path: string;
}

/** What an 855 says. */
export interface OrderAck {
  readonly kind: '855';
  readonly partnerId: string;
  readonly vendor: string;
  readonly number: string;
  readonly release: string;
  /** X12 353: 00 original, 04 change. */
  readonly purpose: string;
  readonly typeCode: string;
  readonly orderDate?: LocalDate;
  readonly acknowledgementNumber: string;
  /** X12 587: AD all as ordered, AC with changes, AK received, RD or RJ rejected. */
  readonly acknowledgementType: string;
  readonly acknowledgementDate?: LocalDate;
  readonly acknowledgementTime: string;
  /** Our sales order. */
  readonly internalOrderNumber: string;
  readonly internalOrderDate?: LocalDate;
  readonly currency: string;
  readonly department: string;
  readonly division: string;
  readonly customerOrderNumber: string;
  readonly shipComplete: string;
  readonly terms: readonly PaymentTerms[];
  readonly dates: readonly DocumentDate[];
  readonly contacts: readonly DocumentContact[];
  readonly addresses: readonly DocumentAddress[];
  readonly fob: readonly FobTerms[];
  readonly carriers: readonly Carrier[];
  readonly references: readonly DocumentReference[];
  readonly notes: readonly DocumentNote[];
  readonly taxes: readonly DocumentTax[];
  readonly allowances: readonly DetailedAllowance[];
  readonly totals: readonly QuantityTotal[];
  readonly lines: readonly OrderAckLine[];
  readonly totalAmount?: DecimalText;
  readonly totalLines: string;
}
