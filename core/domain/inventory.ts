import type { DecimalText } from './decimal.ts';
import type { PhysicalDetail, ProductDescription, ScheduledQuantity } from './documentParts.ts';
import type {
  DocumentAddress,
  DocumentContact,
  DocumentDate,
  DocumentNote,
  DocumentReference,
  ItemIdentifiers,
} from './purchaseOrder.ts';
import type { LocalDate } from './time.ts';

export interface InventoryLine {
  readonly position: number;
  readonly lineNumber: string;
  readonly item: ItemIdentifiers;
  readonly price?: DecimalText;
  readonly priceBasis: string;
  readonly descriptions: readonly ProductDescription[];
  readonly physicalDetails: readonly PhysicalDetail[];
  readonly references: readonly DocumentReference[];
  readonly notes: readonly DocumentNote[];
  readonly dates: readonly DocumentDate[];
  readonly addresses: readonly DocumentAddress[];
  /** 33 available for sale, … */
  readonly quantities: readonly ScheduledQuantity[];
  readonly path: string;
}

/** The lines of one classification; most reports have a single one without any name. */
export interface InventorySection {
  readonly classification: string;
  readonly description: string;
  readonly subClassification: string;
  readonly subDescription: string;
  readonly lines: readonly InventoryLine[];
  readonly path: string;
}

/** What an 846 says. */
export interface InventoryReport {
  readonly kind: '846';
  readonly partnerId: string;
  readonly vendor: string;
  /** Number of the report. */
  readonly number: string;
  readonly purpose: string;
  /** MB manufacturer, … */
  readonly reportType: string;
  readonly inventoryDate?: LocalDate;
  readonly inventoryTime: string;
  readonly action: string;
  readonly currency: string;
  readonly division: string;
  readonly department: string;
  readonly dates: readonly DocumentDate[];
  readonly contacts: readonly DocumentContact[];
  readonly addresses: readonly DocumentAddress[];
  readonly references: readonly DocumentReference[];
  readonly notes: readonly DocumentNote[];
  readonly sections: readonly InventorySection[];
  readonly totalAmount?: DecimalText;
  readonly totalLines: string;
  readonly totalQuantity?: DecimalText;
}
