import { Decimal, parseDecimal } from '#core/domain/decimal.ts';
import type { OurUnit } from '#core/domain/leftOver.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { SalesOrderPlan } from '#core/domain/salesOrder.ts';
import { dayIn } from '#core/domain/time.ts';
import type { ChangedLine } from '#core/drafting/changeLines.ts';
import { gapText, type GapText } from '#core/mapping/gapTexts.ts';
import { resolveOrder } from '#core/mapping/resolve.ts';
import type { OrderBasis, OutboundContext } from '../gather.ts';
import { addedLine } from './changedOrder.ts';
import { brokenUnits } from './inDynamics.ts';

/** A line that a change adds, as sales orders would have it; or what is missing for it, as at intake. */
export interface Addition {
  /** Of the order, as the changed line has it. */
  readonly position: number;
  readonly gaps: readonly GapText[];
  /** What the line itself has wrong, each as a sentence. */
  readonly problems: readonly string[];
  /** What is worth reading before it is added, each as a sentence. */
  readonly notes: readonly string[];
  /** One a sales order that gets a part of it; each with that part alone. */
  readonly plans: readonly SalesOrderPlan[];
}

type AskedOrder = Pick<OrderBasis, 'answered' | 'order' | 'partner'>;

/** Resolves the lines that a change adds by the mappings of today, each by itself so that one gap stops one line. */
export async function resolveAdditions(
  context: Pick<OutboundContext, 'parts'>,
  { answered, order, partner }: AskedOrder,
  changed: readonly ChangedLine[],
  documentId: number,
): Promise<readonly Addition[]> {
  const added = changed.flatMap((line) => addedLine(line, documentId));
  if (added.length === 0) return [];
  const { store, ports, connection } = context.parts;
  const { thread } = answered;
  const stores = added.flatMap((line) => line.stores.map((part) => part.store));
  const rows = await store.mappingRows({
    partnerId: thread.partnerId,
    vendor: thread.vendor,
    locationCodes: [...new Set([...order.addresses.map(({ code }) => code), ...stores].filter((code) => code !== ''))],
    items: added.map(({ item }) => item),
  });
  const today = dayIn(ports.timeZone, ports.clock.now());
  const words = { purchaseOrder: order.number, partner: partner.name };
  return added.map((line) => {
    const alone: PurchaseOrder = { ...order, lines: [line] };
    const outcome = resolveOrder({
      order: alone,
      identity: thread,
      rows,
      today,
      dimensionFormat: connection.dynamics.dimensionFormat,
    });
    return {
      position: line.position,
      gaps: outcome.outcome === 'gaps' ? outcome.gaps.map((gap) => gapText(gap, words)) : [],
      problems: outcome.findings.map(({ message }) => message),
      notes: outcome.lines.flatMap(({ conversion }) => brokenParts(line, conversion)),
      plans: outcome.outcome === 'resolved' ? outcome.plans : [],
    };
  });
}

/** Every part that goes to a store is a line of its own in Dynamics. */
function brokenParts({ quantity, stores, unit }: PurchaseOrderLine, to: OurUnit): readonly string[] {
  const parts = stores.length === 0 ? [quantity] : stores.map((part) => part.quantity);
  const said = parts.map((part) => brokenUnits(parseDecimal(part ?? '') ?? new Decimal(0), unit, to));
  return [...new Set(said)].filter(Boolean);
}
