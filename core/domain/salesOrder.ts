import type { DecimalText } from './decimal.ts';
import type { LocalDate } from './time.ts';

/** Where goods go: an address that Dynamics knows, or one that holds for this order only (drop-ship). */
export type DeliveryAddress =
  | { readonly kind: 'location'; readonly locationId: string }
  | {
      readonly kind: 'order-specific';
      readonly name: string;
      readonly street: string;
      readonly city: string;
      readonly state: string;
      readonly postalCode: string;
      readonly country: string;
    };

export interface SalesOrderPlanLine {
  /** 1-based, unique in the plan: what lines found in Dynamics are matched by where numbers are no distinct Int32. */
  readonly position: number;
  /** The 850's line number as text, kept by us. */
  readonly lineNumber: string;
  /** What is sent as `CustomersLineNumber` and the only key that lines are matched by. */
  readonly customersLineNumber: number;
  readonly itemNumber: string;
  readonly externalItem: string;
  readonly quantity: DecimalText;
  readonly unit: string;
  readonly price?: DecimalText;
  readonly requestedShip?: LocalDate;
  readonly requestedReceipt?: LocalDate;
  /** Only where the line goes elsewhere than the header (store split in lines). */
  readonly address?: DeliveryAddress;
  readonly store: string;
  /** Path of the 850 line it came from; of a line that a change added, the place in the change with its document (`changedPath`). */
  readonly path: string;
  /** What Dynamics holds since a change of the retailer, in the line's unit; absent while that is what was sent. */
  readonly now?: DecimalText;
}

/** What Dynamics holds of a line of a plan. */
export const heldNow = ({ quantity, now }: SalesOrderPlanLine): DecimalText => now ?? quantity;

/** One sales order, decided completely before the first request: what the saga makes true in Dynamics. */
export interface SalesOrderPlan {
  readonly company: string;
  readonly customer: string;
  readonly invoiceAccount: string;
  /** `CustomersOrderReference`, carries the identity. */
  readonly reference: string;
  /** `CustomerRequisitionNumber`, the number's first 20 characters. */
  readonly requisition: string;
  /** The store of one order of a split; '' otherwise. */
  readonly store: string;
  readonly currency: string;
  readonly site: string;
  readonly warehouse: string;
  readonly deliveryMode: string;
  readonly origin: string;
  readonly dimension: string;
  readonly email: string;
  readonly requestedShip?: LocalDate;
  readonly requestedReceipt?: LocalDate;
  readonly address?: DeliveryAddress;
  readonly lines: readonly SalesOrderPlanLine[];
}
