import type { RsxDocument, RsxNode } from '#core/domain/rsx.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import { addresses, contacts, dates, notes, references } from './commonParts.ts';
import { rootCursor } from './cursor.ts';
import { finishDocument, newDraft } from './draft.ts';
import { carriers, detailedAllowances, fob, lading, quantityTotals, taxes } from './sharedParts.ts';
import { at, constant, date, record, text, type Part } from './shape.ts';
import { levels } from './shipmentLevels.ts';

const header = <V>(part: Part<V>): Part<V> => at('Header/ShipmentHeader', part);

const shipment = record<Shipment>({
  kind: constant('856'),
  partnerId: header(text('TradingPartnerId')),
  number: header(text('ShipmentIdentification')),
  purpose: header(text('TsetPurposeCode')),
  typeCode: header(text('TsetTypeCode')),
  shipDate: header(date('ShipDate')),
  shipTime: header(text('ShipmentTime')),
  noticeDate: header(date('ShipNoticeDate')),
  noticeTime: header(text('ShipNoticeTime')),
  structure: header(text('ASNStructureCode')),
  currency: header(text('BuyersCurrency')),
  statusReason: header(text('StatusReasonCode')),
  billOfLading: header(text('BillOfLadingNumber')),
  pro: header(text('CarrierProNumber')),
  appointment: header(text('AppointmentNumber')),
  pickup: header(text('PickupNumber')),
  scheduledShipDate: header(date('CurrentScheduledShipDate')),
  scheduledShipTime: header(text('CurrentScheduledShipTime')),
  scheduledDeliveryDate: header(date('CurrentScheduledDeliveryDate')),
  scheduledDeliveryTime: header(text('CurrentScheduledDeliveryTime')),
  dates: at('Header', dates),
  references: at('Header', references),
  notes: at('Header', notes),
  contacts: at('Header', contacts),
  addresses: at('Header', addresses),
  carriers: at('Header', carriers),
  lading: at('Header', lading),
  taxes: at('Header', taxes),
  allowances: at('Header', detailedAllowances),
  fob: at('Header', fob),
  totals: at('Header', quantityTotals),
  levels,
  totalOrders: at('Summary', text('TotalOrders')),
  totalLines: at('Summary', text('TotalLineItemNumber')),
});

/** What an 856 says, with every nesting of containers, orders, packs and items. */
export function toShipment(document: Pick<RsxDocument, 'root'>): Shipment {
  return shipment.read(rootCursor('856', document.root));
}

/** The tree of an 856, in schema order and without blanks. */
export function fromShipment(value: Shipment): RsxNode {
  const draft = newDraft('Shipment');
  shipment.write(value, draft);
  return finishDocument('856', draft);
}
