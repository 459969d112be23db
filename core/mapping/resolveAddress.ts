import type { MappingGap, PartnerLocation } from '#core/domain/mapping.ts';
import type { DocumentAddress, PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { DeliveryAddress } from '#core/domain/salesOrder.ts';

export type AddressResolution = { readonly found: DeliveryAddress | undefined } | { readonly gap: MappingGap };

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
export function shipToOf(order: PurchaseOrder): DocumentAddress | undefined {
  return order.addresses.find((address) => address.type === 'ST');
}

/** Where the header's goods go: the consumer's address for this order only, or a place that Dynamics knows (GEN-13). */
export function resolveShipTo(order: PurchaseOrder, locations: readonly PartnerLocation[]): AddressResolution {
  const shipTo = shipToOf(order);
  if (!shipTo) return { found: undefined };
  if (isDropShip(order)) return { found: orderSpecific(shipTo) };
  return resolveLocation(order.partnerId, shipTo.qualifier, shipTo.code, shipTo.name, shipTo.path, locations);
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

/** A store or DC code as a postal address of the customer. Codes compare as text: 0817 is not 817. */
export function resolveLocation(
  partnerId: string,
  qualifier: string,
  code: string,
  name: string,
  path: string,
  locations: readonly PartnerLocation[],
): AddressResolution {
  const ofCode = locations.filter((location) => location.code === code && code !== '');
  const location =
    ofCode.find((candidate) => candidate.qualifier === qualifier) ??
    ofCode.find((candidate) => candidate.qualifier === '') ??
    (qualifier === '' && ofCode.length === 1 ? ofCode[0] : undefined);
  if (location) return { found: { kind: 'location', locationId: location.addressLocationId } };
  return { gap: { kind: 'location', key: `location:${partnerId}:${qualifier}:${code}`, qualifier, code, name, path } };
}
