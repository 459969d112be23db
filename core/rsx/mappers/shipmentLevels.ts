import { assertNever } from '#core/domain/assertNever.ts';
import type { ContainerLevel, ItemLevel, OrderLevel, PackLevel, ShipmentLevel } from '#core/domain/shipment.ts';
import { addresses, dates, itemIdentifiers, notes, references } from './commonParts.ts';
import { each, type Cursor } from './cursor.ts';
import { addGroup, type Draft } from './draft.ts';
import { carriers, descriptions, detailedAllowances, lading, physicalDetails, prices, taxes } from './sharedParts.ts';
import { at, constant, date, decimal, list, located, text, type Part } from './shape.ts';

/**
 * The levels inside a shipment or inside another level, to any depth, in the document's order. What may stand in what
 * is the schema's business: reading takes every nesting, the strict check refuses one that RSX does not allow.
 */
export const levels: Part<readonly ShipmentLevel[]> = {
  read: (from) => {
    const order = new Map(from.node?.children.map((child, index) => [child, index]));
    const rank = ({ place }: { readonly place: Cursor }): number => (place.node && order.get(place.node)) ?? 0;
    return levelNames
      .flatMap((name) => each(from, name).map((place) => ({ name, place })))
      .sort((left, right) => rank(left) - rank(right))
      .map(({ name, place }) => readLevel(name, place));
  },
  write: (values, to) => {
    for (const value of values) writeLevel(value, to);
  },
};

const levelNames = ['ContainerLevel', 'OrderLevel', 'PackLevel', 'ItemLevel'] as const;

const common = { dates, references, notes, addresses, carriers, levels };

const container = located<ContainerLevel>({
  ...common,
  level: constant('container'),
  billOfLading: at('Container', text('BillOfLadingNumber')),
  pro: at('Container', text('CarrierProNumber')),
  lading,
});

const order = located<OrderLevel>({
  ...common,
  level: constant('order'),
  number: at('OrderHeader', text('PurchaseOrderNumber')),
  release: at('OrderHeader', text('ReleaseNumber')),
  orderDate: at('OrderHeader', date('PurchaseOrderDate')),
  internalOrderNumber: at('OrderHeader', text('InternalOrderNumber')),
  internalOrderDate: at('OrderHeader', date('InternalOrderDate')),
  invoiceNumber: at('OrderHeader', text('InvoiceNumber')),
  invoiceDate: at('OrderHeader', date('InvoiceDate')),
  vendor: at('OrderHeader', text('Vendor')),
  department: at('OrderHeader', text('Department')),
  division: at('OrderHeader', text('Division')),
  customerOrderNumber: at('OrderHeader', text('CustomerOrderNumber')),
  deliveryDate: at('OrderHeader', date('DeliveryDate')),
  deliveryTime: at('OrderHeader', text('DeliveryTime')),
  lading,
  taxes,
  allowances: detailedAllowances,
});

const pack = located<PackLevel>({
  ...common,
  level: constant('pack'),
  type: at('Pack', text('PackLevelType')),
  serial: at('Pack', text('ShippingSerialID')),
  packageId: at('Pack', text('CarrierPackageID')),
  physicalDetails,
  marks: list(
    'MarksAndNumbersCollection',
    located<PackLevel['marks'][number]>({ qualifier: text('MarksAndNumbersQualifier1'), text: text('MarksAndNumbers1') }),
  ),
  taxes,
  allowances: detailedAllowances,
});

const item = located<ItemLevel>({
  ...common,
  level: constant('item'),
  lineNumber: at('ShipmentLine', text('LineSequenceNumber')),
  item: at('ShipmentLine', itemIdentifiers),
  orderQuantity: at('ShipmentLine', decimal('OrderQty')),
  orderUnit: at('ShipmentLine', text('OrderQtyUOM')),
  price: at('ShipmentLine', decimal('PurchasePrice')),
  priceBasis: at('ShipmentLine', text('PurchasePriceBasis')),
  status: at('ShipmentLine', text('ItemStatusCode')),
  shipQuantity: at('ShipmentLine', decimal('ShipQty')),
  shipUnit: at('ShipmentLine', text('ShipQtyUOM')),
  cumulative: at('ShipmentLine', decimal('CumulativeQty')),
  leftToReceive: at('ShipmentLine', decimal('QtyLeftToReceive')),
  shipDate: at('ShipmentLine', date('ShipDate')),
  prices,
  descriptions,
  physicalDetails,
  taxes,
  allowances: detailedAllowances,
});

function readLevel(name: (typeof levelNames)[number], place: Cursor): ShipmentLevel {
  switch (name) {
    case 'ContainerLevel':
      return container.read(place);
    case 'OrderLevel':
      return order.read(place);
    case 'PackLevel':
      return pack.read(place);
    case 'ItemLevel':
      return item.read(place);
    default:
      return assertNever(name, 'shipment level');
  }
}

function writeLevel(value: ShipmentLevel, to: Draft): void {
  switch (value.level) {
    case 'container':
      return container.write(value, addGroup(to, 'ContainerLevel'));
    case 'order':
      return order.write(value, addGroup(to, 'OrderLevel'));
    case 'pack':
      return pack.write(value, addGroup(to, 'PackLevel'));
    case 'item':
      return item.write(value, addGroup(to, 'ItemLevel'));
    default:
      return assertNever(value, 'shipment level');
  }
}
