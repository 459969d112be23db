import type { Shipment } from '#core/domain/shipment.ts';
import { dayIn, timeIn } from '#core/domain/time.ts';
import { isStanding, speaking } from '#core/drafting/earlier.ts';
import { draftCompany } from './company.ts';
import { ordersOf, slipsToPack, type ComposeParts } from './compose.ts';
import type { DraftOptions } from './finishDraft.ts';
import type { Basis, OrderBasis, OutboundContext } from './gather.ts';
import type { PlannedDocument } from './plan.types.ts';

/** Gathers what a planned document is drafted with: how its slips are packed, and the notices that an invoice names. */
export async function composeParts(
  { parts }: OutboundContext,
  basis: Basis,
  planned: PlannedDocument,
  { revision, intent, corrects }: DraftOptions,
): Promise<ComposeParts> {
  const { ports, connection } = parts;
  const now = ports.clock.now();
  const slips = slipsToPack(basis, planned);
  return {
    basis,
    company: draftCompany(connection.company),
    at: { date: dayIn(ports.timeZone, now), time: timeIn(ports.timeZone, now) },
    revision,
    intent,
    corrects,
    packing: slips.length > 0 && parts.packing ? await parts.packing.packingOf(slips) : new Map(),
    notices: planned.kind === '810' ? await noticesOf(parts.store, ordersOf(basis, planned)) : [],
  };
}

/** The ship notices of these orders as they stand, oldest first: what was drafted a moment ago is among them. */
async function noticesOf(store: OutboundContext['parts']['store'], orders: readonly OrderBasis[]): Promise<readonly Shipment[]> {
  const notices = new Set(orders.flatMap(({ draftOrder }) => speaking(draftOrder, ['856'], isStanding)).map(({ id }) => id));
  const versions = await Promise.all([...notices].map((outboundId) => store.outboundVersion({ outboundId })));
  return versions.flatMap((version) => (version?.document.kind === '856' ? [version.document] : []));
}

/** A document that is drafted in the place of another one is drafted as if that one had not been. */
export function inPlaceOf(basis: Basis, outboundId: number | undefined): Basis {
  if (outboundId === undefined) return basis;
  const orders = [...basis.orders].map(([id, order]): [number, OrderBasis] => [
    id,
    { ...order, draftOrder: { ...order.draftOrder, correcting: outboundId } },
  ]);
  return { ...basis, orders: new Map(orders) };
}
