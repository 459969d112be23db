import { decimalText } from '#core/domain/decimal.ts';
import type { Origin } from '#core/domain/outbound.ts';
import type { Pallet } from '#core/domain/packing.ts';
import type { ItemLevel, OrderLevel, PackLevel, ShipmentLevel } from '#core/domain/shipment.ts';
import type { PackedSlip, ShipNoticeInput } from './draft.types.ts';
import { description, echoHeader, echoItem, echoNotes, echoReferences, shipTo, storeAddress } from './echo.ts';
import { salesOrderOf } from './scope.ts';
import { lading } from './shipLading.ts';
import { cartonsOf, type PackedCarton, type PackedLine, type ShippedOrder } from './shipped.ts';
import { computed, from850, fromDynamics, fromPacking, type Trace } from './trace.ts';

const nothing = { dates: [], references: [], notes: [], addresses: [], carriers: [], taxes: [], allowances: [] };

/** An order with what is packed of it, in the structure of the sheet: pallets and cartons, cartons, or items alone. */
export function orderLevel(
  input: ShipNoticeInput,
  level: ShippedOrder,
  { sharedShipTo, alone }: { readonly sharedShipTo: boolean; readonly alone: boolean },
  trace: Trace,
): OrderLevel {
  const { order, store } = level;
  const { order: bought } = order;
  const { sheet } = input;
  const sales = salesOrderOf(order, store);
  const own = sharedShipTo ? [] : shipTo(trace, bought, '');
  const hasShipTo = bought.addresses.some(({ type }) => type === 'ST');
  const mark = store !== '' && input.store === '' ? [storeAddress(trace, bought, store, hasShipTo ? 'Z7' : 'ST')] : [];
  return {
    ...nothing,
    level: 'order',
    number: echoHeader(trace, bought.number, 'PurchaseOrderNumber'),
    release: echoHeader(trace, bought.release, 'ReleaseNumber'),
    ...(bought.orderDate === undefined ? {} : { orderDate: echoHeader(trace, bought.orderDate, 'PurchaseOrderDate') }),
    internalOrderNumber: trace.of(sales?.salesOrder ?? '', fromDynamics('SalesOrderHeadersV2', 'SalesOrderNumber')),
    invoiceNumber: '',
    vendor: echoHeader(trace, bought.vendor, 'Vendor'),
    department: sheet.echo.department ? echoHeader(trace, bought.department, 'Department') : '',
    division: sheet.echo.department ? echoHeader(trace, bought.division, 'Division') : '',
    customerOrderNumber: echoHeader(trace, bought.customerOrderNumber, 'CustomerOrderNumber'),
    deliveryTime: '',
    lading: lading(input, cartonsOf(input, level), alone, trace),
    // A notice of one order has them in its header.
    references:
      input.orders.length > 1
        ? echoReferences(trace, '856', 'Shipment/OrderLevel', bought.references, sheet.echo.references)
        : [],
    addresses: [...own, ...mark],
    levels: content(input, level, trace),
    path: '',
  };
}

function content(input: ShipNoticeInput, level: ShippedOrder, trace: Trace): readonly ShipmentLevel[] {
  const { structure } = input.sheet.shipNotice;
  const cartons = structure === 'items' ? [] : cartonsOf(input, level);
  if (cartons.length === 0)
    return level.lines.map((line) => itemLevel(input, { line, quantity: line.shipped, lot: '', expiry: '' }, trace));
  if (structure === 'carton') return cartons.map((carton) => cartonLevel(input, carton, trace));
  return [
    ...input.slips.flatMap((slip) =>
      (slip.packing?.pallets ?? []).flatMap((pallet) => palletLevel(input, slip, pallet, cartons, trace)),
    ),
    ...cartons.filter((entry) => !palletOf(entry)).map((carton) => cartonLevel(input, carton, trace)),
  ];
}

const palletOf = ({ slip, carton }: PackedCarton): Pallet | undefined =>
  slip.packing?.pallets.find((pallet) => pallet.number === carton.pallet);

function palletLevel(
  input: ShipNoticeInput,
  slip: PackedSlip,
  pallet: Pallet,
  cartons: readonly PackedCarton[],
  trace: Trace,
): readonly PackLevel[] {
  const own = cartons.filter((entry) => entry.slip === slip && entry.carton.pallet === pallet.number);
  if (own.length === 0) return [];
  const inside = own.map((carton) => cartonLevel(input, carton, trace));
  return [packLevel('T', pallet, `pallet ${pallet.number}`, '', inside, trace)];
}

function cartonLevel(input: ShipNoticeInput, packed: PackedCarton, trace: Trace): PackLevel {
  const { carton, slip, content: inside } = packed;
  const items = inside.map((line) => itemLevel(input, line, trace));
  const tracking = trackingOf(packed);
  const origin =
    carton.tracking === '' ? fromDynamics(slip.joined.posting.set, 'tracking') : fromPacking(`carton ${carton.number}`);
  return packLevel('P', carton, `carton ${carton.number}`, trace.of(tracking, origin), items, trace);
}

/** The carton's own; a slip's only tracking number serves its only carton. Several are not dealt out by guessing. */
export function trackingOf({ carton, slip }: PackedCarton): string {
  if (carton.tracking !== '') return carton.tracking;
  const [only, ...more] = slip.joined.posting.shipment?.tracking ?? [];
  return only !== undefined && more.length === 0 && slip.packing?.cartons.length === 1 ? only : '';
}

function packLevel(
  type: 'T' | 'P',
  pack: { readonly sscc: string; readonly weight?: string; readonly weightUnit: string },
  name: string,
  packageId: string,
  inside: readonly ShipmentLevel[],
  trace: Trace,
): PackLevel {
  const origin = fromPacking(name);
  const weighed = pack.weight !== undefined && pack.weightUnit !== '';
  return {
    ...nothing,
    level: 'pack',
    type: trace.of(type, computed(type === 'T' ? 'a pallet' : 'a carton')),
    serial: pack.sscc === '' ? '' : trace.of(`00${pack.sscc}`, origin),
    packageId,
    physicalDetails: weighed ? [weight(pack.weight, pack.weightUnit.toUpperCase(), origin, trace)] : [],
    marks: [],
    levels: inside,
    path: '',
  };
}

function weight(value: string | undefined, unit: string, origin: Origin, trace: Trace): PackLevel['physicalDetails'][number] {
  return {
    qualifier: trace.of('OU', computed('the outer pack')),
    unit: '',
    packingMedium: '',
    packingMaterial: '',
    weightQualifier: trace.of('G', computed('gross weight')),
    ...(value === undefined ? {} : { weight: trace.of(value, origin) }),
    weightUnit: trace.of(unit, origin),
    volumeUnit: '',
    dimensionUnit: '',
    description: '',
    path: '',
  };
}

/** Goods of a line: what the 850 said, what was shipped of it here, and how the line stands. */
function itemLevel(input: ShipNoticeInput, packed: PackedLine, trace: Trace): ItemLevel {
  const { scoped, joined, status } = packed.line;
  const { line } = scoped;
  const { sheet } = input;
  const set = input.slips[0]?.joined.posting.set ?? '';
  const of850 = (element: string): Origin => from850(`${line.path}/OrderLine/${element}`);
  const inCarton = packed.quantity.equals(packed.line.shipped)
    ? fromDynamics(set, 'quantity')
    : fromPacking('content of the carton');
  return {
    ...nothing,
    level: 'item',
    lineNumber: trace.of(line.lineNumber, of850('LineSequenceNumber')),
    item: echoItem(trace, line),
    orderQuantity: trace.of(decimalText(scoped.ordered), of850('OrderQty')),
    orderUnit: trace.of(line.unit, of850('OrderQtyUOM')),
    priceBasis: '',
    status: trace.of(status, computed('ordered, shipped before and now, and what is still to be delivered')),
    shipQuantity: trace.of(decimalText(packed.quantity), inCarton),
    shipUnit: trace.of(line.unit, of850('OrderQtyUOM')),
    prices: [],
    descriptions: description(trace, sheet, line, { set, line: joined[0]?.source }),
    physicalDetails: packs(line.pack, `${line.path}/PhysicalDetails`, trace),
    dates:
      packed.expiry === ''
        ? []
        : [{ qualifier: trace.of('036', computed('an expiry')), date: trace.of(packed.expiry, fromPacking('expiry')), path: '' }],
    references: [
      ...(packed.lot === ''
        ? []
        : [
            {
              qualifier: trace.of('LT', computed('a lot')),
              id: trace.of(packed.lot, fromPacking('lot')),
              description: '',
              path: '',
            },
          ]),
      ...echoReferences(trace, '856', 'Shipment/OrderLevel/PackLevel/ItemLevel', line.references, sheet.echo.lineReferences),
    ],
    notes: echoNotes(trace, line.notes, sheet),
    levels: [],
    path: '',
  };
}

/** The pack as the 850 named it, which partners compare (856-08); `16.0`, as JSON writes it, is no whole number in RSX. */
function packs(pack: string | undefined, path: string, trace: Trace): ItemLevel['physicalDetails'] {
  if (pack === undefined) return [];
  const origin = from850(path);
  return [
    {
      qualifier: trace.of('OU', origin),
      packs: trace.of(decimalText(pack), origin),
      unit: '',
      packingMedium: '',
      packingMaterial: '',
      weightQualifier: '',
      weightUnit: '',
      volumeUnit: '',
      dimensionUnit: '',
      description: '',
      path: '',
    },
  ];
}
