import { maybeObject, oneOf, textOf, texts, yesOrNo, type Body } from '../../requests.ts';
import { retailers } from '../../catalogue.ts';
import type { StoredRow } from '../rows.ts';
import { nextNumber, text, type BackOfficeParts } from './parts.ts';
import type { SlipKey } from './ship.ts';

/** How it leaves: read before anything is posted. */
export interface How {
  readonly consolidate: boolean;
  readonly own: boolean;
  readonly bare: boolean;
  readonly load: Load | undefined;
  readonly tracking: readonly string[] | undefined;
}

interface Load {
  readonly pro: string;
  readonly seal: string;
  readonly trailer: string;
  readonly billOfLading: string;
  readonly carrier: string;
}

export function howOf(body: Body): How {
  const load = maybeObject(body, 'load');
  return {
    consolidate: yesOrNo(body, 'consolidate', false),
    own: oneOf(body, 'rowsName', ['first', 'own'], 'first') === 'own',
    bare: yesOrNo(body, 'bare', false),
    load: load && {
      pro: textOf(load, 'pro'),
      seal: textOf(load, 'seal'),
      trailer: textOf(load, 'trailer'),
      billOfLading: textOf(load, 'billOfLading'),
      carrier: textOf(load, 'carrier'),
    },
    tracking: body['tracking'] === undefined ? undefined : texts(body, 'tracking'),
  };
}

/** How the goods of one slip leave. */
export interface Transport {
  readonly billOfLading: string;
  readonly carrier: string;
  readonly carrierName: string;
  readonly tracking: readonly string[];
  readonly load: Pick<Load, 'pro' | 'seal' | 'trailer'> | undefined;
}

/** How the goods leave: as asked for, else by the order's mode of delivery. */
export function arrange(parts: BackOfficeParts, header: StoredRow, { load: asked, bare, tracking: named }: How): Transport {
  const byTruck = text(header, 'DeliveryModeCode') === 'LTL';
  const own = retailers.find(({ customer }) => customer === header['OrderingCustomerAccountNumber'])?.carrier ?? 'ABFS';
  const carrier = asked ? asked.carrier || own : bare ? '' : own;
  const made = byTruck && !bare && !asked;
  const number = made ? parts.orders.next('load papers') : 0;
  const load =
    asked ?? (made ? { pro: `PRO${100_000 + number}`, seal: `S${10_000 + number}`, trailer: `TR${1_000 + number}` } : undefined);
  const tracking = named ?? (byTruck || bare ? [] : [parcelNumber(parts)]);
  const billOfLading = asked?.billOfLading ?? '';
  return {
    billOfLading: billOfLading || (bare ? '' : nextNumber(parts, 'BOL')),
    carrier,
    carrierName: carrier === '' ? '' : `Carrier ${carrier}`,
    tracking,
    load,
  };
}

function parcelNumber({ orders }: BackOfficeParts): string {
  return `1Z999AA1${String(orders.next('parcel')).padStart(10, '0')}`;
}

export function addTransport(parts: BackOfficeParts, key: SlipKey, { billOfLading, carrier, tracking, load }: Transport): void {
  const { journals } = parts;
  const company = { dataAreaId: key.dataAreaId };
  for (const number of tracking)
    journals.add('PackingSlipTrackingInformation', {
      ...company,
      SalesOrderNumber: key.SalesId,
      PackingSlipNumber: key.PackingSlipId,
      DeliveryDate: key.DeliveryDate,
      TrackingNumber: number,
      TrackingURL: '',
    });
  if (!load) return;
  const loadId = nextNumber(parts, 'LOAD');
  journals.add('OutboundShipmentHeaders', {
    ...company,
    ShipmentId: nextNumber(parts, 'SHIP'),
    OutboundLoadId: loadId,
    PreallocatedPackingSlipId: key.PackingSlipId,
  });
  journals.add('OutboundLoadHeaders', {
    ...company,
    LoadId: loadId,
    ProNumber: load.pro,
    SealNumber: load.seal,
    TrailerNumber: load.trailer,
    MasterBillOfLadingId: billOfLading,
    ShippingCarrierCode: carrier,
  });
}
