import type { Invoice } from '#core/domain/invoice.ts';
import type { OrderAck } from '#core/domain/orderAck.ts';
import type { OrderChangeAck } from '#core/domain/orderChangeAck.ts';
import type { MissingData } from '#core/domain/outbound.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import type { LocalDate } from '#core/domain/time.ts';
import type { DraftOrder, EarlierDocument, JoinedLine, OutboundDocument, PackedSlip } from '#core/drafting/draft.types.ts';

/** What the rules know beside a drafted document; gathered before any is asked. */
export interface OutboundFacts {
  readonly sheet: OutboundSheet;
  /** Orders that it answers, in its order; with what is out of them already. */
  readonly orders: readonly DraftOrder[];
  /** The store that it is for, '' for all. */
  readonly store: string;
  readonly intent: 'original' | 'cancel' | 'replace';
  /** Of its content, as the earlier ones have it. */
  readonly contentHash: string;
  readonly postingKeys: readonly string[];
  /** Documents of its orders with its kind and number, but for itself. */
  readonly sameNumber: readonly EarlierDocument[];
  /** Documents of the partner with its kind and number that are about other orders, and came before it. */
  readonly elsewhere: readonly EarlierDocument[];
  /** The day of drafting, in the workspace's zone. */
  readonly today: LocalDate;
  /** What posted slips say of the lines of its orders, in the 850's unit. */
  readonly left: readonly GoodsLeft[];
  /** What it still waits for. */
  readonly missing: readonly MissingData[];
  /** The entity set that its posting was read from, where that names one order of several. */
  readonly oneOrderSet?: string;
}

/** Goods of a line that a posted slip says, with its day. */
export interface GoodsLeft extends Pick<JoinedLine, 'threadId' | 'position' | 'store' | 'quantity'> {
  readonly day: LocalDate;
}

/** What an 856 is checked against beside it. Absent parts decide nothing. */
export interface ShipmentFacts extends OutboundFacts {
  readonly slips: readonly PackedSlip[];
  /** Where else its serials are used: on other documents or in other packing records. */
  readonly serialUses: readonly SerialUse[];
  /** Labels that were printed for its cartons; undefined where nobody prints them here. */
  readonly labels?: readonly PrintedLabel[];
}

export interface SerialUse {
  /** 18 digits. */
  readonly serial: string;
  readonly used: 'document' | 'packing';
  /** The day of that shipment or packing. */
  readonly on: LocalDate;
  /** `ship notice PS-000901`, for people. */
  readonly where: string;
}

/** What a carton label says. */
export interface PrintedLabel {
  readonly serial: string;
  readonly purchaseOrder: string;
  /** Code of the ship-to. */
  readonly shipTo: string;
  /** The store or mark-for, '' where the label has none. */
  readonly store: string;
  readonly department: string;
  /** Carton n of m. */
  readonly carton: number;
  readonly of: number;
}

/** A document with the facts about it, by its kind. */
export type Drafted =
  | { readonly kind: '855'; readonly document: OrderAck; readonly facts: OutboundFacts }
  | { readonly kind: '865'; readonly document: OrderChangeAck; readonly facts: OutboundFacts }
  | { readonly kind: '856'; readonly document: Shipment; readonly facts: ShipmentFacts }
  | { readonly kind: '810'; readonly document: Invoice; readonly facts: OutboundFacts };

/** The number of its business key. */
export function numberOf(document: OutboundDocument): string {
  return document.kind === '855' || document.kind === '865' ? document.acknowledgementNumber : document.number;
}

/** Root element of a kind, where paths of findings begin. */
export const roots = { '855': 'OrderAck', '865': 'OrderChangeAck', '856': 'Shipment', '810': 'Invoice' } as const;
