import type { DecimalText } from '#core/domain/decimal.ts';
import type { Posting, PostingKind } from '#core/domain/posting.ts';
import type { SalesOrderPlan, SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import type { Instant, LocalDate } from '#core/domain/time.ts';
import type { Refusal } from './client.types.ts';

/** An order of Dynamics by what its number is unique in. */
export interface SalesOrderRef {
  readonly company: string;
  readonly salesOrder: string;
}

/** A posted document by what every entity set finds it with. */
export interface PostingRef {
  readonly kind: PostingKind;
  readonly key: string;
  readonly company: string;
  readonly number: string;
}

/**
 * A posting as its journal's header alone tells it; `posting` has no lines and charges yet. Reading the lines of what is
 * known already would cost a request a poll, so the caller compares first: `key` says which posting it is, `tag` changes
 * whenever a value of the header does.
 */
export interface PostingHead {
  readonly key: string;
  readonly tag: string;
  readonly posting: Posting;
  /** Set where the header takes back what another row under the same number posted. */
  readonly reversal?: true;
  /** Dynamics' record id of the header (Int64 as text), where the set tells it. */
  readonly recordId?: string;
}

export interface JournalRead {
  /** In the order of their stamps, all companies of the connection together. Proforma rows are left out. */
  readonly heads: readonly PostingHead[];
  /**
   * The newest stamp that the server has given, to be passed as `since` next time: an instant, or midnight of a day where
   * the set has dates only. Never older than the `since` that was given. The overlap is taken off when it is used.
   */
  readonly mark: Instant;
}

/** A sales order line as it stands now. */
export interface OrderLineState {
  readonly company: string;
  readonly salesOrder: string;
  readonly lotId: string;
  /** Dynamics' own number of the line; decimal, because lines are put between others. */
  readonly lineNumber: DecimalText;
  readonly customersLineNumber: number;
  readonly itemNumber: string;
  readonly externalItem: string;
  readonly ordered: DecimalText;
  readonly unit: string;
  readonly price: DecimalText;
  readonly priceUnit: DecimalText;
  /** SalesStatus name: Backorder (open), Delivered, Invoiced, Canceled. */
  readonly status: string;
  /** Sums of the posted packing slips and invoices; undefined where no set of this environment tells it by lot. */
  readonly shipped?: DecimalText;
  readonly invoiced?: DecimalText;
  /** What is still to be delivered: Dynamics' own figure where the set has one, else ordered less shipped. */
  readonly remaining?: DecimalText;
  readonly requestedShip?: LocalDate;
  readonly requestedReceipt?: LocalDate;
  readonly confirmedShip?: LocalDate;
  readonly etag: string;
}

/**
 * How far an order went, as what may still be changed depends on it: open (nothing picked) · picking (the warehouse has
 * begun, where Dynamics shows it) · partly-shipped · shipped · partly-invoiced · invoiced · canceled.
 */
export type OrderStage = 'open' | 'picking' | 'partly-shipped' | 'shipped' | 'partly-invoiced' | 'invoiced' | 'canceled';

export interface OrderState extends SalesOrderRef {
  readonly stage: OrderStage;
  /** SalesStatus and SalesOrderProcessingStatus names as Dynamics has them. */
  readonly status: string;
  readonly processing: string;
  readonly etag: string;
  readonly lines: readonly OrderLineState[];
}

/** One change of a line, valid only while the line is as `etag` knows it; or a line that is added. */
export type LineChange =
  | {
      readonly change: 'set';
      readonly lotId: string;
      readonly etag: string;
      readonly quantity?: DecimalText;
      readonly price?: DecimalText;
      readonly requestedShip?: LocalDate;
      readonly requestedReceipt?: LocalDate;
    }
  /** What was not shipped yet is not wanted any more; `shipped` as `orderLines` told it. */
  | { readonly change: 'cancel'; readonly lotId: string; readonly etag: string; readonly shipped: DecimalText }
  /** `plan`: the sales order's own, without its lines. Nothing guards it: look for the line before it is sent again. */
  | { readonly change: 'add'; readonly plan: SalesOrderPlan; readonly line: SalesOrderPlanLine };

export type ChangeLinesResult =
  | {
      readonly result: 'changed';
      readonly requestId: string;
      /** How each cancelled line was cancelled: to the quantity that was shipped, or deleted where Dynamics takes no zero. */
      readonly canceled: readonly { readonly lotId: string; readonly by: 'quantity' | 'deletion' }[];
    }
  /** Dynamics said no to the whole; nothing was changed. `lotId` where a message is about one line. */
  | { readonly result: 'refused'; readonly refusal: Refusal; readonly lotId?: string };

/** Where a kind of posting is read from, and what the console cannot know then. */
export interface JournalSource {
  readonly kind: PostingKind;
  /** Header set, line set and companions in use; '' where this environment has none that we know. */
  readonly set: string;
  readonly lineSet: string;
  readonly companions: readonly string[];
  /** instant: a server stamp that finds late rows · day: a date only, so that back-dated rows wait for the daily sweep. */
  readonly watermark: 'instant' | 'day' | 'none';
  /** Each a sentence for a person; empty where nothing is missing. */
  readonly unknown: readonly string[];
}

/**
 * Posted journals and the state of orders. Everything but `changeLines` only reads; errors are AppErrors as the client
 * for intake throws them. Companies are those of the connection; a posting of another company is not seen.
 */
export interface JournalClient {
  /** One request each when nothing is new. `since` is the `mark` of the last read; the overlap is taken off inside. */
  confirmationsSince(since: Instant, signal?: AbortSignal): Promise<JournalRead>;
  slipsSince(since: Instant, signal?: AbortSignal): Promise<JournalRead>;
  invoicesSince(since: Instant, signal?: AbortSignal): Promise<JournalRead>;
  /**
   * The same heads with their lines, charges, tracking and loads, in the same order: one request for 30 documents and
   * set. Rows that share a key (a slip and its reversal) are one posting with the lines of both.
   */
  complete(heads: readonly PostingHead[], signal?: AbortSignal): Promise<readonly Posting[]>;
  /** Every posting of these orders, complete; also consolidated ones where the lines tell their order. */
  postingsOfOrders(orders: readonly SalesOrderRef[], signal?: AbortSignal): Promise<readonly Posting[]>;
  /**
   * These postings as they are now; one that is gone is absent. What is drafted from them is compared before it leaves. Of a
   * slip all postings of its number come: another set may tell as one what this one told order by order.
   */
  again(postings: readonly PostingRef[], signal?: AbortSignal): Promise<readonly Posting[]>;
  orderLines(company: string, salesOrders: readonly string[], signal?: AbortSignal): Promise<readonly OrderLineState[]>;
  /** Orders that are not there are absent. */
  orderState(orders: readonly SalesOrderRef[], signal?: AbortSignal): Promise<readonly OrderState[]>;
  /**
   * All changes or none: a single one by itself (a PATCH with If-Match), several in one `$batch` changeset. Throws `dynamics-changed-meanwhile`
   * where a line is no longer as its etag knows it; `outcome` 'unknown' where the answer was lost: read the lines again.
   */
  changeLines(
    order: SalesOrderRef,
    changes: readonly LineChange[],
    requestId: string,
    signal?: AbortSignal,
  ): Promise<ChangeLinesResult>;
  /** Asked of the environment once and kept; a set that is missing is asked for again after a day, or an hour where another one tells less. */
  journalCapabilities(signal?: AbortSignal): Promise<readonly JournalSource[]>;
}
