import type { DecimalText } from '#core/domain/decimal.ts';
import type { SalesOrderPlan, SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import type { JournalClient } from './journals.types.ts';
import type { MasterReader } from './master.ts';

export interface OrderLookup {
  /** Whose order it is; without it orders of all companies and customers are looked at. */
  readonly owner?: { readonly company: string; readonly customer: string };
  readonly reference: string;
  readonly requisition: string;
}

export interface FoundOrder {
  readonly company: string;
  readonly salesOrderNumber: string;
  readonly customer: string;
  readonly reference: string;
  readonly requisition: string;
  /** SalesStatus name: Backorder, Delivered, Invoiced, Canceled. */
  readonly status: string;
  /** Server stamp; the only one an order header has. '' where empty. */
  readonly createdAt: string;
}

export interface OrderLine {
  readonly inventoryLotId: string;
  readonly customersLineNumber: number;
  readonly itemNumber: string;
  readonly quantity: DecimalText;
  readonly unit: string;
  readonly price: DecimalText;
  readonly etag: string;
}

/** What Dynamics said no to, in words; `position` where the message names a line of the plan. */
export interface Refusal {
  readonly messages: readonly { readonly text: string; readonly position?: number }[];
  readonly raw: string;
  readonly status: number;
  readonly requestId: string;
  readonly activityId: string;
  /** Other operations of the changeset were answered as done: it was no whole, whatever the reference says. */
  readonly partly?: true;
  /** It was never asked, because it could only refuse or cut: who sets that right. Nothing was sent. */
  readonly unasked?: 'retailer' | 'settings';
}

export type CreateHeaderResult =
  | {
      readonly result: 'created';
      readonly salesOrderNumber: string;
      readonly requestId: string;
      /** What the plan holds and Dynamics did not get, each as a sentence; absent where there is nothing to say. */
      readonly omitted?: readonly string[];
      /** What Dynamics stored otherwise than it was sent, by the body of its 201; absent where there is nothing to say. */
      readonly changed?: readonly string[];
    }
  | { readonly result: 'refused'; readonly refusal: Refusal };

export type CreateLinesResult =
  | {
      readonly result: 'created';
      readonly lines: readonly OrderLine[];
      readonly requestId: string;
      readonly omitted?: readonly string[];
      /** As for the header. Item, quantity, unit and price are in `lines`, for the caller to compare. */
      readonly changed?: readonly string[];
    }
  | { readonly result: 'refused'; readonly refusal: Refusal };

export type CreateOrderResult = CreateLinesResult | { readonly result: 'already-exists' };

export interface Capabilities {
  readonly headerSets: readonly string[];
  readonly lineSets: readonly string[];
  /** Sets that we need and that this environment lacks, and properties we send that it does not know. */
  readonly missingSets: readonly string[];
  readonly missingProperties: readonly { readonly set: string; readonly property: string }[];
}

/**
 * The Dynamics client. Every method throws AppError for what is no business answer: `outcome` 'unknown'
 * when a write may have been done (time-out, reset, 408, 5xx, unreadable answer), 'not-done' when it was not
 * (4xx, 429, or failed before the first byte). `requestId` is chosen by the caller and sent as x-ms-client-request-id.
 */
export interface DynamicsClient {
  /** Orders that carry either field of each look-up. Up to 30 look-ups go in one request; results are not deduplicated by meaning. */
  findOrders(lookups: readonly OrderLookup[], signal?: AbortSignal): Promise<readonly FoundOrder[]>;
  createHeader(plan: SalesOrderPlan, requestId: string, signal?: AbortSignal): Promise<CreateHeaderResult>;
  /** One `$batch` with one changeset: all lines or none. */
  createLines(
    plan: SalesOrderPlan,
    salesOrderNumber: string,
    lines: readonly SalesOrderPlanLine[],
    requestId: string,
    signal?: AbortSignal,
  ): Promise<CreateLinesResult>;
  /** Header and lines in one changeset under a number reserved beforehand (manual-number mode). */
  createOrder(
    plan: SalesOrderPlan,
    salesOrderNumber: string,
    requestId: string,
    signal?: AbortSignal,
  ): Promise<CreateOrderResult>;
  readLines(company: string, salesOrderNumber: string, signal?: AbortSignal): Promise<readonly OrderLine[]>;
  /** What a header holds otherwise than a plan, each as a sentence; undefined where no sales order has that number. */
  compareHeader(plan: SalesOrderPlan, salesOrderNumber: string, signal?: AbortSignal): Promise<readonly string[] | undefined>;
  deleteHeader(company: string, salesOrderNumber: string, requestId: string, signal?: AbortSignal): Promise<void>;
  /** Token, then the entity sets and properties we rely on. */
  probe(signal?: AbortSignal): Promise<Capabilities>;
  companies(signal?: AbortSignal): Promise<readonly { readonly id: string; readonly name: string }[]>;
  /** Customers, products and the rest, page by page and behind everything above. */
  readonly master: MasterReader;
  /** What was confirmed, shipped and invoiced, and changes of order lines. */
  readonly journals: JournalClient;
}
