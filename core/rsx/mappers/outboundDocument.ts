import { assertNever } from '#core/domain/assertNever.ts';
import type { Invoice } from '#core/domain/invoice.ts';
import type { OrderAck } from '#core/domain/orderAck.ts';
import type { OrderChangeAck } from '#core/domain/orderChangeAck.ts';
import type { RsxNode } from '#core/domain/rsx.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import { fromInvoice, toInvoice } from './invoice.ts';
import { fromOrderAck, toOrderAck } from './orderAck.ts';
import { fromOrderChangeAck, toOrderChangeAck } from './orderChangeAck.ts';
import { fromShipment, toShipment } from './shipment.ts';

/** What leaves for SPS. */
export type OutboundDocument = OrderAck | Shipment | Invoice | OrderChangeAck;

/** The tree of any outbound document, in schema order and without blanks. */
export function fromOutbound(document: OutboundDocument): RsxNode {
  switch (document.kind) {
    case '855':
      return fromOrderAck(document);
    case '856':
      return fromShipment(document);
    case '810':
      return fromInvoice(document);
    case '865':
      return fromOrderChangeAck(document);
    default:
      return assertNever(document, 'outbound document');
  }
}

/** What a tree of an outbound kind says. */
export function toOutbound<K extends OutboundDocument['kind']>(kind: K, root: RsxNode): Extract<OutboundDocument, { kind: K }>;
export function toOutbound(kind: OutboundDocument['kind'], root: RsxNode): OutboundDocument {
  switch (kind) {
    case '855':
      return toOrderAck({ root });
    case '856':
      return toShipment({ root });
    case '810':
      return toInvoice({ root });
    case '865':
      return toOrderChangeAck({ root });
    default:
      return assertNever(kind, 'outbound kind');
  }
}
