import type { Finding } from '#core/domain/finding.ts';
import type { Kept, MappingGap, PartnerLocation } from '#core/domain/mapping.ts';
import type { DocumentAddress, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { DeliveryAddress } from '#core/domain/salesOrder.ts';
import { hasStoreSplit } from './stores.ts';

/** `used` is the row that said so; an address that holds for this order only has none. */
export type AddressResolution =
  | { readonly found: DeliveryAddress | undefined; readonly used?: number }
  | { readonly gap: MappingGap };

/** Goods for a consumer: said so by the document, or a customer order number with a ship-to that has no code (sps.md 3.4). */
export function isDropShip(order: PurchaseOrder): boolean {
  const shipTo = shipToOf(order);
  return (
    order.isDropShip ||
    order.typeCode === 'DS' ||
    (order.customerOrderNumber !== '' && shipTo !== undefined && shipTo.code === '')
  );
}

/** The header's ship-to, `undefined` where goods go to stores only. */
function shipToOf(order: PurchaseOrder): DocumentAddress | undefined {
  return order.addresses.find((address) => address.type === 'ST');
}

/** Where the header's goods go: the consumer's address for this order only, or a place that Dynamics knows (GEN-13). */
export function resolveShipTo(order: PurchaseOrder, locations: readonly Kept<PartnerLocation>[]): AddressResolution {
  const shipTo = shipToOf(order);
  if (!shipTo) return { found: undefined };
  if (isDropShip(order) && !isOnlyCode(shipTo)) return { found: orderSpecific(shipTo) };
  return resolveLocation(order, { ...shipTo, address: addressLines(shipTo) }, locations);
}

/** A store that a consumer's parcel goes to may be named by its code alone. */
const isOnlyCode = ({ code, lines, city }: DocumentAddress): boolean => code !== '' && lines.length === 0 && city === '';

/** Goods for a consumer need the whole address: without one Dynamics takes the customer's own, and a part of one is nowhere. */
export function consumerFindings(order: PurchaseOrder): readonly Finding[] {
  if (!isDropShip(order) || hasStoreSplit(order)) return [];
  const shipTo = shipToOf(order);
  const missing = shipTo === undefined ? 'ship-to' : isOnlyCode(shipTo) ? undefined : missingOf(shipTo);
  if (missing === undefined) return [];
  return [
    {
      severity: 'HOLD',
      rule: 'GEN-13',
      path: shipTo?.path ?? 'Order/Header',
      message: `The order is for a consumer and names no ${missing}.`,
      expected: 'name, street and town of the consumer',
      cost: 'Dynamics ships to the address that it has for the customer, or the parcel comes back.',
      fix: { fix: 'retailer', ask: 'the whole address of the consumer' },
    },
  ];
}

function missingOf({ lines, city, postalCode }: DocumentAddress): string | undefined {
  if (lines.length === 0) return 'street';
  return city === '' && postalCode === '' ? 'town' : undefined;
}

function orderSpecific(shipTo: DocumentAddress): DeliveryAddress {
  return {
    kind: 'order-specific',
    name: [shipTo.name, shipTo.alternateName].filter(Boolean).join(', '),
    street: shipTo.lines.join('\n'),
    city: shipTo.city,
    state: shipTo.state,
    postalCode: shipTo.postalCode,
    country: shipTo.country,
  };
}

function addressLines({ lines, city, state, postalCode, country }: DocumentAddress): readonly string[] {
  return [...lines, [city, state, postalCode].filter(Boolean).join(' '), country].filter((line) => line !== '');
}

/** A code as a document names a place with it. */
export interface NamedPlace {
  readonly qualifier: string;
  readonly code: string;
  readonly name: string;
  readonly address: readonly string[];
  readonly path: string;
}

/** A store or DC code as a postal address of the customer. Codes compare as text: 0817 is not 817. */
export function resolveLocation(
  { partnerId, vendor }: Pick<PurchaseOrder, 'partnerId' | 'vendor'>,
  { qualifier, code, name, address, path }: NamedPlace,
  locations: readonly Kept<PartnerLocation>[],
): AddressResolution {
  const location = locationOf({ qualifier, code }, locations);
  if (location) return { found: { kind: 'location', locationId: location.addressLocationId }, used: location.id };
  return {
    gap: {
      key: `location:${partnerId}:${qualifier}:${code}`,
      path,
      lines: 0,
      fix: { fix: 'location', partnerId, vendor, qualifier, code, name, address },
    },
  };
}

/** The row that speaks of a code: its own qualifier first, then one for any, then the only one where none was given. */
export function locationOf<Row extends PartnerLocation>(
  { qualifier, code }: Pick<NamedPlace, 'qualifier' | 'code'>,
  locations: readonly Row[],
): Row | undefined {
  const ofCode = locations.filter((location) => location.code === code && code !== '');
  return (
    ofCode.find((candidate) => candidate.qualifier === qualifier) ??
    ofCode.find((candidate) => candidate.qualifier === '') ??
    (qualifier === '' && ofCode.length === 1 ? ofCode[0] : undefined)
  );
}
