import type { DecimalText } from './decimal.ts';
import type {
  Carrier,
  DetailedAllowance,
  DocumentPrice,
  DocumentTax,
  FobTerms,
  LadingTotal,
  PhysicalDetail,
  ProductDescription,
  QuantityTotal,
} from './documentParts.ts';
import type {
  DocumentAddress,
  DocumentContact,
  DocumentDate,
  DocumentNote,
  DocumentReference,
  ItemIdentifiers,
} from './purchaseOrder.ts';
import type { LocalDate } from './time.ts';

/** What every level of a shipment may carry. */
interface LevelBase {
  readonly dates: readonly DocumentDate[];
  readonly references: readonly DocumentReference[];
  readonly notes: readonly DocumentNote[];
  readonly addresses: readonly DocumentAddress[];
  readonly carriers: readonly Carrier[];
  /** The levels inside, in the document's order. The schema says which may stand in which; any depth. */
  readonly levels: readonly ShipmentLevel[];
  readonly path: string;
}

export interface ContainerLevel extends LevelBase {
  readonly level: 'container';
  readonly billOfLading: string;
  readonly pro: string;
  readonly lading: readonly LadingTotal[];
}

/** One purchase order in a shipment. */
export interface OrderLevel extends LevelBase {
  readonly level: 'order';
  readonly number: string;
  readonly release: string;
  readonly orderDate?: LocalDate;
  readonly internalOrderNumber: string;
  readonly internalOrderDate?: LocalDate;
  readonly invoiceNumber: string;
  readonly invoiceDate?: LocalDate;
  readonly vendor: string;
  readonly department: string;
  readonly division: string;
  readonly customerOrderNumber: string;
  readonly deliveryDate?: LocalDate;
  readonly deliveryTime: string;
  readonly lading: readonly LadingTotal[];
  readonly taxes: readonly DocumentTax[];
  readonly allowances: readonly DetailedAllowance[];
}

/** A pallet, carton or other pack. */
export interface PackLevel extends LevelBase {
  readonly level: 'pack';
  /** P carton, T tare (pallet). */
  readonly type: string;
  /** SSCC with its application identifier: `00` and 18 digits. */
  readonly serial: string;
  /** The carrier's package number (tracking). */
  readonly packageId: string;
  readonly physicalDetails: readonly PhysicalDetail[];
  readonly marks: readonly { readonly qualifier: string; readonly text: string; readonly path: string }[];
  readonly taxes: readonly DocumentTax[];
  readonly allowances: readonly DetailedAllowance[];
}

/** Goods of one order line. */
export interface ItemLevel extends LevelBase {
  readonly level: 'item';
  readonly lineNumber: string;
  readonly item: ItemIdentifiers;
  readonly orderQuantity?: DecimalText;
  readonly orderUnit: string;
  readonly price?: DecimalText;
  readonly priceBasis: string;
  /** X12 668 of the shipped line: AC shipped, BP partly with the rest backordered, … */
  readonly status: string;
  readonly shipQuantity?: DecimalText;
  readonly shipUnit: string;
  readonly cumulative?: DecimalText;
  readonly leftToReceive?: DecimalText;
  readonly shipDate?: LocalDate;
  readonly prices: readonly DocumentPrice[];
  readonly descriptions: readonly ProductDescription[];
  readonly physicalDetails: readonly PhysicalDetail[];
  readonly taxes: readonly DocumentTax[];
  readonly allowances: readonly DetailedAllowance[];
}

export type ShipmentLevel = ContainerLevel | OrderLevel | PackLevel | ItemLevel;

/** What an 856 says. */
export interface Shipment {
  readonly kind: '856';
  readonly partnerId: string;
  /** Our shipment number. */
  readonly number: string;
  readonly purpose: string;
  readonly typeCode: string;
  readonly shipDate?: LocalDate;
  readonly shipTime: string;
  readonly noticeDate?: LocalDate;
  readonly noticeTime: string;
  /** 0001 shipment-order-pack-item, 0004 shipment-order-item, … */
  readonly structure: string;
  readonly currency: string;
  readonly statusReason: string;
  readonly billOfLading: string;
  readonly pro: string;
  readonly appointment: string;
  readonly pickup: string;
  readonly scheduledShipDate?: LocalDate;
  readonly scheduledShipTime: string;
  readonly scheduledDeliveryDate?: LocalDate;
  readonly scheduledDeliveryTime: string;
  readonly dates: readonly DocumentDate[];
  readonly references: readonly DocumentReference[];
  readonly notes: readonly DocumentNote[];
  readonly contacts: readonly DocumentContact[];
  readonly addresses: readonly DocumentAddress[];
  readonly carriers: readonly Carrier[];
  readonly lading: readonly LadingTotal[];
  readonly taxes: readonly DocumentTax[];
  readonly allowances: readonly DetailedAllowance[];
  readonly fob: readonly FobTerms[];
  readonly totals: readonly QuantityTotal[];
  readonly levels: readonly ShipmentLevel[];
  readonly totalOrders: string;
  readonly totalLines: string;
}
