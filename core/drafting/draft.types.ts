import type { ChangeDecision } from '#core/domain/changeDecision.ts';
import type { DecimalText } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { BusinessState, DraftState, MissingData, Origins, OutboundKind, TransportState } from '#core/domain/outbound.ts';
import type { LineCode, OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { PackingRecord } from '#core/domain/packing.ts';
import type { PartnerSheet } from '#core/domain/partnerSheet.ts';
import type { Posting, PostingCharge, PostingLine } from '#core/domain/posting.ts';
import type { DocumentAddress, ItemIdentifiers, OrderChange, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import type { Instant, LocalDate } from '#core/domain/time.ts';
import type { OutboundDocument } from '#core/rsx/mappers/outboundDocument.ts';

export type { OutboundDocument };

/** When a document is drafted, as the workspace's zone says it; drafting has no clock. */
export interface DraftMoment {
  readonly date: LocalDate;
  /** `HH:MM:SS`. */
  readonly time: string;
}

/** What our own company is, from its settings. Addresses without a name and a code are not given. */
export interface DraftCompany {
  readonly name: string;
  readonly remitTo?: CompanyAddress;
  /** Ship-from by Dynamics warehouse; '' is used where a slip's warehouse has none of its own. */
  readonly shipFrom: Readonly<Record<string, CompanyAddress>>;
  /** X12 355 of weights that Dynamics gives without a unit: LB or KG. */
  readonly weightUnit: string;
  /** Dynamics carrier → SCAC, where the two differ. */
  readonly carriers: Readonly<Record<string, string>>;
}
export type CompanyAddress = Omit<DocumentAddress, 'type' | 'path'>;

/** One unit of the 850's line is so many of a Dynamics unit: a Dynamics quantity divided by it is the 850's. */
export interface LineUnit {
  readonly unit: string;
  readonly factor: DecimalText;
}

/** What a line of the 850 is in Dynamics. */
export interface DraftOrderLine {
  /** The 850 line's 1-based position: the name of a thread line everywhere. */
  readonly position: number;
  readonly itemNumber: string;
  /** Every Dynamics unit that is known for it, the order line's own first. Compared without case. */
  readonly units: readonly LineUnit[];
}

/** A sales order line that stands for an 850 line or for one store's part of it, from the plan and from Dynamics. */
export interface OrderLineLink {
  readonly salesOrder: string;
  /** '' while the lot is not known. */
  readonly lotId: string;
  readonly customersLineNumber: number;
  readonly position: number;
  /** '' where the line goes where the order goes. */
  readonly store: string;
}

/** A document of this order that was planned or sent before, with what it answered in the 850's units. */
export interface EarlierDocument {
  readonly id: number;
  readonly kind: OutboundKind;
  /** Number of the business key: acknowledgement, shipment or invoice number. */
  readonly number: string;
  readonly revision: number;
  readonly store: string;
  readonly draft: DraftState;
  readonly transport: TransportState;
  readonly business: BusinessState;
  /** Canonical hash of what it says. */
  readonly contentHash: string;
  readonly lines: readonly DocumentedLine[];
  /** Postings it was drafted from. */
  readonly postingKeys: readonly string[];
  /** Serials of an 856's packs, without application identifier. */
  readonly serials: readonly string[];
  /** Rejecting or cancelling (865 of a refused change, 856 of purpose 01): its quantities do not count. */
  readonly counts: boolean;
  /** The document that it corrects or takes back, by its id. */
  readonly corrects?: number;
}

/** What a document says about one line of the 850: acknowledged, shipped or invoiced; negative on credits. */
export interface DocumentedLine {
  readonly position: number;
  readonly store: string;
  /** In the unit of the 850's line. */
  readonly quantity: DecimalText;
  readonly amount?: DecimalText;
  /** Price that an 855 answered where it is not the 850's; absent otherwise. */
  readonly price?: DecimalText;
}

/** An order with everything that drafting needs to know of it. */
export interface DraftOrder {
  readonly threadId: number;
  readonly order: PurchaseOrder;
  /** Which of the separate orders under one number; 1 where there is no other. */
  readonly copy?: number;
  readonly company: string;
  readonly salesOrders: readonly {
    readonly salesOrder: string;
    /** The store of one order of a split, '' otherwise. */
    readonly store: string;
    readonly createdOn?: LocalDate;
  }[];
  readonly lines: readonly DraftOrderLine[];
  /** What intake reads the days of the order from: the date qualifiers of the partner's sheet, in order of trust. */
  readonly dates: Pick<PartnerSheet, 'shipQualifiers' | 'receiptQualifiers'>;
  readonly links: readonly OrderLineLink[];
  /** refused: never made in Dynamics · cancelled: by us or the retailer, before it was confirmed. */
  readonly standing: 'open' | 'refused' | 'cancelled';
  /**
   * The retailer cancelled it, and that was acted upon after its sales order was made: on which day the cancellation came, and
   * whether it was answered, so that its lines say what was left of them. What had left before stays what it is.
   */
  readonly calledOff?: { readonly since: LocalDate; readonly answered: boolean };
  /** Why it was refused or cancelled, in the words of who did it. */
  readonly reason: string;
  readonly earlier: readonly EarlierDocument[];
  /** The document that the one being drafted corrects, by its id: beside its correction it says nothing. */
  readonly correcting?: number;
}

/** A posted line with the 850 line that it is for. */
export interface JoinedLine {
  readonly threadId: number;
  readonly position: number;
  readonly store: string;
  readonly source: PostingLine;
  /** In the unit of the 850's line, exact. */
  readonly quantity: DecimalText;
  /** Dynamics units that one unit of the 850's line is; prices are multiplied by it. */
  readonly factor: DecimalText;
  /** lot: certain · line-number: by the customer's line number · product: the only line of the 850 with it. */
  readonly by: 'lot' | 'line-number' | 'product';
}

/** Lines of a posting by order, what is a charge, and what could not be joined (each with a finding). */
export interface JoinedPosting {
  readonly posting: Posting;
  readonly lines: readonly JoinedLine[];
  /** Charges of the header and of lines, and order lines that are nothing but a charge. */
  readonly charges: readonly PostingCharge[];
  readonly held: readonly PostingLine[];
  readonly findings: readonly Finding[];
}

/** What every draft is made from beside its own. */
export interface DraftBasis {
  readonly sheet: OutboundSheet;
  readonly company: DraftCompany;
  readonly at: DraftMoment;
  /** 1 for the first of its number; replacements and new ones after a cancellation count up. */
  readonly revision: number;
  /** original · cancel: takes back what was sent · replace: in place of what was sent. By the correction policy. */
  readonly intent: 'original' | 'cancel' | 'replace';
  /** The number of what it corrects or takes back, where the partner wants it under that one. */
  readonly keepsNumber?: string;
}

/** What a question about an 855's line is about: goods not confirmed, a price that is not the 850's, another item. */
export type AckQuestion = 'rest' | 'price' | 'substitute';

/** Codes that an 855 line may get where only a person can know which. */
export interface AckChoice {
  readonly about: AckQuestion;
  readonly position: number;
  readonly store: string;
  readonly lineNumber: string;
  /** In the 850's unit: what the question is about. */
  readonly quantity: DecimalText;
  readonly question: string;
  readonly options: readonly {
    readonly code: LineCode;
    readonly label: string;
    readonly needs: readonly ('date' | 'price' | 'item' | 'reason')[];
  }[];
}

/** A person's answer to a choice. */
export interface AckAnswer {
  readonly about: AckQuestion;
  readonly position: number;
  readonly store: string;
  readonly code: LineCode;
  readonly date?: LocalDate;
  readonly price?: DecimalText;
  readonly item?: ItemIdentifiers;
  readonly reason?: string;
  readonly who: string;
  readonly at: Instant;
}

/** An 855 for an order or, where replies are per store, for one store of it. */
export interface AckInput extends DraftBasis {
  readonly order: DraftOrder;
  /** '' for the whole order. */
  readonly store: string;
  /** Absent where none will ever come: then a rejecting 855. */
  readonly confirmation?: JoinedPosting;
  readonly answers: readonly AckAnswer[];
}

/** An 856 for a slip, one of its orders, or one store of it. */
export interface ShipNoticeInput extends DraftBasis {
  /** Orders of the notice in their order; more than one only where the sheet says a notice a slip. */
  readonly orders: readonly DraftOrder[];
  readonly store: string;
  /** More than one where a consolidated slip is posted order by order; the same number and day. */
  readonly slips: readonly PackedSlip[];
  /** One of several notices of its slip. */
  readonly part?: boolean;
}

export interface PackedSlip {
  readonly joined: JoinedPosting;
  /** Undefined until the goods are packed: cartons are then missing, not guessed. */
  readonly packing?: PackingRecord;
}

/** An 810 for an invoice posting and one order of it, or one store. */
export interface InvoiceInput extends DraftBasis {
  readonly order: DraftOrder;
  readonly store: string;
  readonly invoice: JoinedPosting;
  /** Ship notices of the order, newest last; of them those of the billed goods give ship date, bill of lading, cartons. */
  readonly notices: readonly Shipment[];
  /** True for the one invoice of a posting that carries what belongs to no order and no store of it. */
  readonly carriesCharges: boolean;
}

/** An 865 for an 860, or for an 850 that replaced another. */
export interface ChangeAckInput extends DraftBasis {
  /** The order as it stood before the change. */
  readonly order: DraftOrder;
  readonly change: OrderChange | PurchaseOrder;
  /** 860s that give the difference in `OrderQty` (by partner): default is the new total. */
  readonly quantityIs: 'total' | 'difference';
  readonly decision: ChangeDecision;
  /** Changes of the order that were answered before it and call themselves the same; absent for none. */
  readonly namesakes?: number;
}

/** A drafted document: what it says, where each value came from, and what still keeps it from leaving. */
export interface Draft<D extends OutboundDocument = OutboundDocument> {
  readonly document: D;
  readonly origins: Origins;
  readonly missing: readonly MissingData[];
  /** What drafting itself has to say; the rules come on top. */
  readonly findings: readonly Finding[];
  /** Questions that only a person can answer; the draft is held until all are answered. */
  readonly choices: readonly AckChoice[];
  /** What it answers, line by line: written with it and summed for the balance. */
  readonly lines: readonly (DocumentedLine & { readonly threadId: number })[];
}

/** A value that a person corrected. `value` '' leaves the element out. Paths as in `Origins`. */
export interface OverlayEntry {
  readonly path: string;
  readonly value: string;
  readonly reason: string;
  readonly who: string;
  readonly at: Instant;
}
