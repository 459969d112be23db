import { parseDecimal, type Decimal } from '#core/domain/decimal.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { DocumentDate, PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { addDays, type LocalDate } from '#core/domain/time.ts';
import type { ConfirmedPart, LineSituation } from './ackParts.ts';
import { noItem } from './echo.ts';
import { isOtherItem } from './join.ts';
import { notBefore } from './orderWindow.ts';
import type { ScopedLine } from './scope.ts';
import type { DraftOrder, JoinedLine } from './draft.types.ts';
import { backToOrderedPrice, samePrice } from './units.ts';

/** What the confirmation says about one line of the 850, in the 850's terms. */
export function situationOf(order: DraftOrder, scoped: ScopedLine, joined: readonly JoinedLine[]): LineSituation {
  const { line } = scoped;
  const price = line.price === undefined ? undefined : parseDecimal(line.price);
  const parts = joined.flatMap((entry) => partOf(order, entry, price) ?? []);
  const requested = requestedShip(order.order, line) ?? joined.find((entry) => entry.source.requestedShip)?.source.requestedShip;
  const soonest = notBefore(order.order, line);
  return {
    position: line.position,
    store: scoped.store,
    lineNumber: line.lineNumber,
    ordered: scoped.ordered,
    unit: line.unit,
    parts,
    ...(price === undefined ? {} : { price }),
    ...(requested === undefined ? {} : { requested }),
    ...(soonest === undefined ? {} : { soonest }),
  };
}

function partOf(
  order: DraftOrder,
  { position, quantity, factor, source }: JoinedLine,
  ordered: Decimal | undefined,
): ConfirmedPart | undefined {
  const value = parseDecimal(quantity);
  if (!value) return undefined;
  const confirmed = source.price === undefined ? undefined : backToOrderedPrice(source.price, source.priceUnit, factor);
  const ours = order.lines.find((line) => line.position === position)?.itemNumber ?? '';
  return {
    quantity: value,
    source,
    ...(source.confirmedShip === undefined ? {} : { date: source.confirmedShip }),
    ...(confirmed === undefined ? {} : { price: ordered && samePrice(confirmed, ordered, factor) ? ordered : confirmed }),
    ...(isOtherItem(ours, source)
      ? { substitute: { ...noItem, buyerPart: source.externalItem, vendorPart: source.itemNumber } }
      : {}),
  };
}

/** The days of a 850 that ask for a shipment, in the order in which they are meant; a line's own before the header's. */
const shipQualifiers = ['010', '068', '037'] as const;
const deliveryQualifiers = ['002', '067', '074'] as const;

export function requestedShip(order: PurchaseOrder, line: PurchaseOrderLine): LocalDate | undefined {
  return dateOf(line.dates, shipQualifiers) ?? dateOf(order.dates, shipQualifiers);
}

export function dateOf(dates: readonly DocumentDate[], qualifiers: readonly string[]): LocalDate | undefined {
  for (const qualifier of qualifiers) {
    const found = dates.find((entry) => entry.qualifier === qualifier);
    if (found) return found.date;
  }
  return undefined;
}

/**
 * The day to promise: the ship day, or (067) the delivery day. Dynamics confirms ship days only, so delivery is that plus
 * the days that the 850 leaves between shipment and delivery; undefined where it does not name both.
 */
export function promised(
  ship: LocalDate,
  order: PurchaseOrder,
  qualifier: OutboundSheet['ack']['dateQualifier'],
): { readonly date: LocalDate; readonly transit: number } | undefined {
  if (qualifier === '068') return { date: ship, transit: 0 };
  const asked = dateOf(order.dates, shipQualifiers);
  const due = dateOf(order.dates, deliveryQualifiers);
  if (asked === undefined || due === undefined || due < asked) return undefined;
  const transit = Math.round((Date.parse(`${due}T00:00:00Z`) - Date.parse(`${asked}T00:00:00Z`)) / 86_400_000);
  return { date: addDays(ship, transit), transit };
}
