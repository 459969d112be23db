import { decimalText } from '#core/domain/decimal.ts';
import type { Carrier } from '#core/domain/documentParts.ts';
import type { PostingShipment } from '#core/domain/posting.ts';
import type { DocumentAddress } from '#core/domain/purchaseOrder.ts';
import { isSamePlace } from '#core/domain/samePlace.ts';
import type { Shipment, ShipmentLevel } from '#core/domain/shipment.ts';
import type { Draft, ShipNoticeInput } from './draft.types.ts';
import { echoHeader, echoNotes, echoReferences, shipTo } from './echo.ts';
import { forbiddenSet } from './forbidden.ts';
import { lading } from './shipLading.ts';
import { orderLevel, trackingOf } from './shipLevels.ts';
import { shipFindings, shipMissing } from './shipMissing.ts';
import { shipmentNumber } from './shipmentNumber.ts';
import { cartonsOf, shippedOrders, type ShippedOrder } from './shipped.ts';
import { quantityTotals } from './totals.ts';
import { computed, from850, fromCompany, fromDynamics, fromSheet, traced, type Trace } from './trace.ts';

/**
 * The 856 of a packing slip, of one of its orders or of one store: what Dynamics shipped, in the cartons that the packing
 * record tells, in the structure that the sheet names. Without a packing record the items stand alone and the draft waits.
 * Pure.
 */
export function draftShipNotice(input: ShipNoticeInput): Draft<Shipment> {
  const number = shipmentNumber(input);
  const levels = shippedOrders(input, number);
  const built = traced((trace) => build(input, number, levels, trace), forbiddenSet(input.sheet.forbiddenCharacters));
  return {
    ...built,
    findings: [...input.slips.flatMap(({ joined }) => joined.findings), ...shipFindings(input, levels), ...built.findings],
    missing: shipMissing(input, levels, built.document),
    choices: [],
    lines: levels.flatMap(({ order, store, lines }) =>
      lines.map((line) => ({
        threadId: order.threadId,
        position: line.scoped.line.position,
        store,
        quantity: decimalText(line.shipped),
      })),
    ),
  };
}

function build(input: ShipNoticeInput, number: string, orders: readonly ShippedOrder[], trace: Trace): Shipment {
  const { sheet, at, store, slips } = input;
  const posting = slips[0]?.joined.posting;
  const set = posting?.set ?? '';
  const first = input.orders[0]?.order;
  const shipment = posting?.shipment;
  const shared = isOnePlace(input.orders.map(({ order }) => order.addresses.find(({ type }) => type === 'ST')));
  const levels = orders.map((level) => orderLevel(input, level, { sharedShipTo: shared, alone: orders.length === 1 }, trace));
  const posted = (field: string) => fromDynamics(set, field);
  return {
    kind: '856',
    partnerId: first ? echoHeader(trace, first.partnerId, 'TradingPartnerId') : '',
    number: trace.of(number, computed('number of the packing slip, with order, store and revision where they are needed')),
    purpose: trace.of(
      { original: '00', cancel: '01', replace: '05' }[input.intent],
      computed('first, taken back or in place of one'),
    ),
    typeCode: '',
    ...(posting ? { shipDate: trace.of(posting.date, posted('date')) } : {}),
    shipTime: '',
    noticeDate: trace.of(at.date, computed('the day of drafting')),
    noticeTime: trace.of(at.time, computed('the time of drafting')),
    structure: structureCode(input, trace),
    currency: '',
    statusReason: '',
    billOfLading: trace.of(shipment?.billOfLading ?? '', posted('billOfLading')),
    pro: pro(input, orders, trace),
    appointment: '',
    pickup: '',
    scheduledShipTime: '',
    scheduledDeliveryTime: '',
    dates: posting
      ? [{ qualifier: trace.of('011', computed('shipped')), date: trace.of(posting.date, posted('date')), path: '' }]
      : [],
    references:
      first && input.orders.length === 1
        ? echoReferences(trace, '856', 'Shipment/Header', first.references, sheet.echo.references)
        : [],
    notes: first && input.orders.length === 1 ? echoNotes(trace, first.notes, sheet) : [],
    contacts: [],
    addresses: [...shipFrom(input, trace), ...(first && shared ? shipTo(trace, first, store) : [])],
    carriers: shipment ? [carrier(input, shipment, orders, trace)] : [],
    lading: lading(
      input,
      orders.flatMap((level) => cartonsOf(input, level)),
      true,
      trace,
    ),
    taxes: [],
    allowances: [],
    fob: [],
    totals: quantityTotals(
      trace,
      orders.flatMap(({ lines }) => lines.map(({ shipped, scoped }) => ({ quantity: shipped, unit: scoped.line.unit }))),
    ),
    levels,
    totalOrders: trace.of(String(levels.length), computed('number of order levels')),
    totalLines: trace.of(String(itemCount(levels)), computed('number of item levels')),
  };
}

/** Consumers have no code: what is written decides, or all parcels of a notice would go to the first of them. */
function isOnePlace([first, ...more]: readonly (DocumentAddress | undefined)[]): boolean {
  return more.every((address) => (first && address ? isSamePlace(first, address) : first === address));
}

/** 0001 with packs, also where pallets stand above them; 0004 without (reference/sps.md 3.5). */
function structureCode({ sheet }: ShipNoticeInput, trace: Trace): string {
  const { structure, structureCode: own } = sheet.shipNotice;
  if (own !== '') return trace.of(own, fromSheet('shipNotice.structureCode'));
  return trace.of(structure === 'items' ? '0004' : '0001', fromSheet('shipNotice.structure'));
}

/** The PRO of the load; a consumer's parcel has its tracking number there, where all of it is one. */
function pro(input: ShipNoticeInput, orders: readonly ShippedOrder[], trace: Trace): string {
  const posting = input.slips[0]?.joined.posting;
  const own = posting?.shipment?.pro ?? '';
  if (own !== '') return trace.of(own, fromDynamics(posting?.set ?? '', 'pro'));
  if (!input.orders.some(({ order }) => order.isDropShip)) return '';
  const packed = orders.flatMap((level) => cartonsOf(input, level)).map(trackingOf);
  const numbers = new Set([...packed, ...(posting?.shipment?.tracking ?? [])].filter(Boolean));
  const [only] = [...numbers];
  return only !== undefined && numbers.size === 1 ? trace.of(only, fromDynamics(posting?.set ?? '', 'tracking')) : '';
}

function shipFrom({ company, slips }: ShipNoticeInput, trace: Trace): Shipment['addresses'] {
  const warehouse = slips[0]?.joined.posting.shipment?.warehouse ?? '';
  const own = company.shipFrom[warehouse] ?? company.shipFrom[''];
  if (!own) return [];
  const origin = fromCompany(`shipFrom ${warehouse}`);
  return [{ ...trace.all(own, origin), type: trace.of('SF', origin), path: '' }];
}

function carrier(input: ShipNoticeInput, shipment: PostingShipment, orders: readonly ShippedOrder[], trace: Trace): Carrier {
  const posting = input.slips[0]?.joined.posting;
  const posted = (field: string) => fromDynamics(posting?.set ?? '', field);
  const asked = input.orders[0]?.order;
  const mapped = input.company.carriers[shipment.carrier];
  const code = mapped ?? shipment.carrier;
  const complete = orders.every(({ lines }) => lines.every(({ status }) => status === 'AC'));
  return {
    statusCode: trace.of(complete ? 'CL' : 'PR', computed('whether every line is shipped in full')),
    method: asked ? trace.of(asked.transportMethod, from850('Order/Header/CarrierInformation[1]/CarrierTransMethodCode')) : '',
    code:
      code === ''
        ? trace.of(asked?.carrierCode ?? '', from850('Order/Header/CarrierInformation[1]/CarrierAlphaCode'))
        : trace.of(code, mapped === undefined ? posted('carrier') : fromCompany(`carriers ${shipment.carrier}`)),
    routing:
      shipment.carrierName === ''
        ? trace.of(asked?.carrierRouting ?? '', from850('Order/Header/CarrierInformation[1]/CarrierRouting'))
        : trace.of(shipment.carrierName, posted('carrierName')),
    equipmentCode: shipment.trailer === '' ? '' : trace.of('TL', computed('a trailer')),
    equipmentInitial: '',
    equipmentNumber: trace.of(shipment.trailer, posted('trailer')),
    serviceLevels: [],
    seals: shipment.seal === '' ? [] : [trace.of(shipment.seal, posted('seal'))],
    path: '',
  };
}

/** Item levels at any depth. */
function itemCount(levels: readonly ShipmentLevel[]): number {
  return levels.reduce((sum, level) => sum + (level.level === 'item' ? 1 : 0) + itemCount(level.levels), 0);
}
