import type { DecimalText } from './decimal.ts';
import type { Instant } from './time.ts';

/** The master data that is copied from Dynamics, in the order in which it is read: small sets first, so that pickers fill early. */
export const masterSets = [
  'companies',
  'units',
  'warehouses',
  'customers',
  'addresses',
  'products',
  'barcodes',
  'customer-items',
] as const;
export type MasterSet = (typeof masterSets)[number];

/** Sets that hold for the whole environment; all others are read per legal entity. */
export const sharedSets: ReadonlySet<MasterSet> = new Set(['companies', 'units']);

/** One row of each set as Dynamics gave it. Text is '' and a number '0' where Dynamics has none; decimals are exact text. */
export interface MasterRows {
  readonly companies: { readonly company: string; readonly name: string };
  readonly units: { readonly unit: string; readonly description: string };
  readonly warehouses: { readonly warehouse: string; readonly site: string; readonly name: string };
  readonly customers: {
    readonly customer: string;
    readonly name: string;
    readonly currency: string;
    readonly invoiceAccount: string;
    /** CustVendorBlocked by name: No, Invoice, All, Payment, Requisition, Never; '' where the environment does not say. */
    readonly onHold: string;
    readonly site: string;
    readonly warehouse: string;
  };
  readonly addresses: {
    readonly customer: string;
    readonly locationId: string;
    readonly description: string;
    readonly street: string;
    readonly city: string;
    readonly state: string;
    readonly postalCode: string;
    readonly country: string;
    readonly forDelivery: boolean;
    readonly duns: string;
  };
  readonly products: {
    readonly itemNumber: string;
    readonly name: string;
    readonly searchName: string;
    readonly salesUnit: string;
    readonly inventoryUnit: string;
    /** Per `priceQuantity` sales units, in the company's currency. */
    readonly salesPrice: DecimalText;
    readonly priceQuantity: DecimalText;
    /** ProductLifecycleStateId; which of them mean "blocked" is each company's own. */
    readonly lifecycle: string;
  };
  readonly barcodes: {
    readonly itemNumber: string;
    readonly barcode: string;
    readonly unit: string;
    /** How many of the inventory unit one piece with this barcode holds; '0' where Dynamics does not say. */
    readonly quantity: DecimalText;
    readonly setup: string;
  };
  readonly 'customer-items': {
    readonly itemNumber: string;
    readonly customer: string;
    readonly number: string;
    readonly description: string;
  };
}

/** What a customer's hold status stops: sales orders, only their invoices, or nothing that concerns us. */
export function customerHold(status: string): 'orders' | 'invoices' | 'none' {
  switch (status.toLowerCase()) {
    case 'all':
      return 'orders';
    case 'invoice':
      return 'invoices';
    default:
      return 'none';
  }
}

/** A product and what else the copy of the master data knows of it. */
export interface ProductFacts {
  readonly itemNumber: string;
  readonly name: string;
  readonly salesUnit: string;
  readonly inventoryUnit: string;
  readonly salesPrice: DecimalText;
  readonly priceQuantity: DecimalText;
  readonly lifecycle: string;
  readonly barcodes: readonly { readonly barcode: string; readonly unit: string; readonly quantity: DecimalText }[];
}

/**
 * What rules may know of one order's customer and items. `no-data` means that the set was never read to its end here (or
 * is missing in this environment): no rule can decide by it. `unknown` means that it was, and the row is not in it.
 */
export interface MasterFacts {
  readonly customer:
    | { readonly state: 'no-data' }
    | { readonly state: 'unknown'; readonly asOf: Instant }
    | {
        readonly state: 'known';
        readonly asOf: Instant;
        readonly name: string;
        readonly currency: string;
        readonly onHold: string;
        readonly holds: 'orders' | 'invoices' | 'none';
      };
  readonly items: readonly (
    | { readonly itemNumber: string; readonly state: 'no-data' }
    | { readonly itemNumber: string; readonly state: 'unknown'; readonly asOf: Instant }
    | { readonly itemNumber: string; readonly state: 'known'; readonly asOf: Instant; readonly product: ProductFacts }
  )[];
}
