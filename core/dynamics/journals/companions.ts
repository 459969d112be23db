import type { Posting, PostingShipment } from '#core/domain/posting.ts';
import type { EntityShape } from '../metadata.ts';
import { sameDocument } from './reader.ts';
import { readWhere } from './rows.ts';
import type { Fields, JournalContext, Wanted } from './rows.ts';

export const companionSets = {
  tracking: 'PackingSlipTrackingInformation',
  shipments: 'OutboundShipmentHeaders',
  loads: 'OutboundLoadHeaders',
} as const;

/** What tells more of a shipment than the slip itself; each may be missing. */
export interface Companions {
  readonly tracking: EntityShape | undefined;
  readonly shipments: EntityShape | undefined;
  readonly loads: EntityShape | undefined;
  readonly sets: readonly string[];
  readonly unknown: readonly string[];
}

/** The companions that are there, and what is not known without the others. */
export function companionsOf(
  tracking: EntityShape | undefined,
  shipments: EntityShape | undefined,
  loads: EntityShape | undefined,
): Companions {
  return {
    tracking,
    shipments,
    loads,
    sets: [tracking, shipments, loads].flatMap((shape) => shape?.set ?? []),
    unknown: [
      ...(tracking
        ? []
        : [`Tracking numbers are not known: the environment has no ${companionSets.tracking}. They are typed in.`]),
      ...(shipments && loads
        ? []
        : [
            `PRO, seal and trailer are not known: the environment has no ${shipments ? companionSets.loads : companionSets.shipments}. They are typed in.`,
          ]),
    ],
  };
}

/** The same slips with their tracking numbers and what their loads tell. */
export async function addShipments(
  context: JournalContext,
  companions: Companions,
  slips: readonly Posting[],
  signal: AbortSignal | undefined,
): Promise<readonly Posting[]> {
  const wanted = slips.map(({ company, number }) => ({ company, value: number }));
  const [tracking, loads] = await Promise.all([
    readTracking(context, companions.tracking, wanted, signal),
    readLoads(context, companions, wanted, signal),
  ]);
  return slips.map((slip) => {
    const numbers = (tracking.get(sameDocument(slip.company, slip.number)) ?? [])
      .filter((fields) => fields.day('DeliveryDate') === slip.date)
      .map((fields) => fields.text('TrackingNumber'))
      .filter((number) => number !== '');
    const load = loads.get(sameDocument(slip.company, slip.number));
    const shipment = slip.shipment ?? noShipment;
    return { ...slip, shipment: { ...(load ? withLoad(shipment, load) : shipment), tracking: [...new Set(numbers)].toSorted() } };
  });
}

const noShipment: PostingShipment = {
  billOfLading: '',
  carrier: '',
  carrierName: '',
  deliveryMode: '',
  pro: '',
  seal: '',
  trailer: '',
  load: '',
  tracking: [],
  warehouse: '',
};

function withLoad(shipment: PostingShipment, load: Fields): PostingShipment {
  return {
    ...shipment,
    billOfLading: shipment.billOfLading || load.text('MasterBillOfLadingId'),
    carrier: shipment.carrier || load.text('ShippingCarrierCode'),
    pro: load.text('ProNumber'),
    seal: load.text('SealNumber'),
    trailer: load.text('TrailerNumber'),
    load: load.text('LoadId'),
  };
}

async function readTracking(
  context: JournalContext,
  shape: EntityShape | undefined,
  wanted: readonly Wanted[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, readonly Fields[]>> {
  if (!shape) return new Map();
  const names = ['dataAreaId', 'PackingSlipNumber', 'DeliveryDate', 'TrackingNumber'];
  const rows = await readWhere(context, shape, 'PackingSlipNumber', wanted, { names, operation: 'GET tracking', signal });
  return Map.groupBy(rows, (fields) => sameDocument(fields.text('dataAreaId'), fields.text('PackingSlipNumber')));
}

/** Loads by slip: the shipment names the slip it was given beforehand and the load it went with (dynamics.md 1.7). */
async function readLoads(
  context: JournalContext,
  companions: Companions,
  wanted: readonly Wanted[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Fields>> {
  const { shipments, loads } = companions;
  if (!shipments || !loads || shipments.wire('PreallocatedPackingSlipId') === undefined) return new Map();
  const shipped = await readWhere(context, shipments, 'PreallocatedPackingSlipId', wanted, {
    names: ['dataAreaId', 'PreallocatedPackingSlipId', 'OutboundLoadId'],
    operation: 'GET shipments',
    signal,
  });
  const asked = shipped.map((fields) => ({ company: fields.text('dataAreaId'), value: fields.text('OutboundLoadId') }));
  const found = await readWhere(context, loads, 'LoadId', asked, { names: loadNames, operation: 'GET loads', signal });
  const byId = new Map(found.map((fields) => [sameDocument(fields.text('dataAreaId'), fields.text('LoadId')), fields]));
  const bySlip = new Map<string, Fields>();
  for (const fields of shipped) {
    const load = byId.get(sameDocument(fields.text('dataAreaId'), fields.text('OutboundLoadId')));
    if (load) bySlip.set(sameDocument(fields.text('dataAreaId'), fields.text('PreallocatedPackingSlipId')), load);
  }
  return bySlip;
}

const loadNames = [
  'dataAreaId',
  'LoadId',
  'ProNumber',
  'SealNumber',
  'TrailerNumber',
  'MasterBillOfLadingId',
  'ShippingCarrierCode',
];
