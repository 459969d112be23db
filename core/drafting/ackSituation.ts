import { parseDecimal, type Decimal } from '#core/domain/decimal.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { DocumentDate, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { addDays, type LocalDate } from '#core/domain/time.ts';
import type { ConfirmedPart, LineSituation } from './ackParts.ts';
import { forbidsBackorder } from './backorders.ts';
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
  const requested = requestedShip(order, line) ?? joined.find((entry) => entry.source.requestedShip)?.source.requestedShip;
  const soonest = notBefore(order.order, line);
  return {
    position: line.position,
    store: scoped.store,
    lineNumber: line.lineNumber,
    ordered: scoped.ordered,
    unit: line.unit,
    noBackorder: forbidsBackorder(order.order),
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

/** The day on which the 850 asks for a shipment, by the dates that intake reads it from; a line's own before the header's. */
function requestedShip({ order, dates }: DraftOrder, line: PurchaseOrderLine): LocalDate | undefined {
  return dateOf(line.dates, dates.shipQualifiers) ?? dateOf(order.dates, dates.shipQualifiers);
}

function dateOf(dates: readonly DocumentDate[], qualifiers: readonly string[]): LocalDate | undefined {
  for (const qualifier of qualifiers) {
    const found = dates.find((entry) => entry.qualifier === qualifier);
    if (found) return found.date;
  }
  return undefined;
}

/** The ship day behind a promised day; the day itself where the 850 does not say how long goods are on the way. Pure. */
export function shipDayOf(day: LocalDate, order: DraftOrder, qualifier: OutboundSheet['ack']['dateQualifier']): LocalDate {
  return addDays(day, -(promised(day, order, qualifier)?.transit ?? 0));
}

/**
 * The day to promise: the ship day, or (067) the delivery day. Dynamics confirms ship days only, so delivery is that plus
 * the days that the 850 leaves between shipment and delivery; undefined where it does not name both.
 */
export function promised(
  ship: LocalDate,
  { order, dates }: DraftOrder,
  qualifier: OutboundSheet['ack']['dateQualifier'],
): { readonly date: LocalDate; readonly transit: number } | undefined {
  if (qualifier === '068') return { date: ship, transit: 0 };
  const asked = dateOf(order.dates, dates.shipQualifiers);
  const due = dateOf(order.dates, dates.receiptQualifiers);
  if (asked === undefined || due === undefined || due < asked) return undefined;
  const transit = Math.round((Date.parse(`${due}T00:00:00Z`) - Date.parse(`${asked}T00:00:00Z`)) / 86_400_000);
  return { date: addDays(ship, transit), transit };
}
