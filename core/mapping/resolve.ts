import type { Finding } from '#core/domain/finding.ts';
import type { OrderIdentity } from '#core/domain/identity.ts';
import type { MappingGap, MappingRows, MappingUse, Partner } from '#core/domain/mapping.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { DeliveryAddress, SalesOrderPlan } from '#core/domain/salesOrder.ts';
import type { LocalDate } from '#core/domain/time.ts';
import { dimensionText, type DimensionFormat } from './dimension.ts';
import { planOrders, type ResolvedLine } from './plan.ts';
import { consumerFindings, resolveLocation, resolveShipTo, type AddressResolution } from './resolveAddress.ts';
import { itemIndex } from './gtin.ts';
import { resolveItem } from './resolveItem.ts';
import { resolveUnit } from './resolveUnit.ts';
import { splitFindings, suppliedStores } from './stores.ts';
import { validRows } from './validity.ts';

export interface ResolveInput {
  readonly order: PurchaseOrder;
  readonly identity: OrderIdentity;
  readonly rows: MappingRows;
  /** The day that decides which rows hold, in the workspace's zone. */
  readonly today: LocalDate;
  readonly dimensionFormat?: DimensionFormat | undefined;
}

/**
 * `used`: the rows that said something, each once; `lines`: those whose item and unit are known. Both whether or not
 * something else is missing.
 */
export type ResolveResult = {
  readonly findings: readonly Finding[];
  readonly used: readonly MappingUse[];
  readonly lines: readonly ResolvedLine[];
} & (
  | { readonly outcome: 'gaps'; readonly gaps: readonly MappingGap[] }
  | { readonly outcome: 'resolved'; readonly plans: readonly SalesOrderPlan[] }
);

/**
 * Turns an 850 into the sales orders that it means, or names every mapping that is missing at once (DESIGN 3.5).
 * Without a partner only the partner can be named: everything else depends on it.
 */
export function resolveOrder({ order, identity, rows: all, today, dimensionFormat }: ResolveInput): ResolveResult {
  const { partner } = all;
  const findings = [...splitFindings(order), ...consumerFindings(order)];
  if (!partner?.active)
    return { outcome: 'gaps', gaps: [partnerGap(order, partner !== undefined)], findings, used: [], lines: [] };
  const rows = validRows(all, today);
  const gaps: MappingGap[] = [];
  const used: MappingUse[] = [];
  const address = keepPlace(resolveShipTo(order, rows.locations), gaps, used);
  const stores = resolveStores(order, rows, gaps, used);
  const lines = resolveLines(order, partner, rows, gaps);
  const dimension = dimensionText(partner.sheet.dimensions, dimensionFormat, 'Order/Header');
  const told = [...findings, ...dimension.findings];
  const known = { findings: told, used: usesOf(used, lines), lines };
  if (gaps.length > 0) return { outcome: 'gaps', gaps: distinct(gaps), ...known };
  return {
    outcome: 'resolved',
    plans: planOrders({ order, identity, partner, address, stores, lines, dimension: dimension.text }),
    ...known,
  };
}

function partnerGap(order: PurchaseOrder, inactive: boolean): MappingGap {
  return {
    key: `partner:${order.partnerId}:${order.vendor}`,
    path: 'Order/Header/OrderHeader/TradingPartnerId',
    lines: 0,
    fix: { fix: 'partner', partnerId: order.partnerId, vendor: order.vendor, inactive },
  };
}

function keep<T>(resolution: { readonly found: T } | { readonly gap: MappingGap }, gaps: MappingGap[]): T | undefined {
  if ('found' in resolution) return resolution.found;
  gaps.push(resolution.gap);
  return undefined;
}

function keepPlace(place: AddressResolution, gaps: MappingGap[], used: MappingUse[]): DeliveryAddress | undefined {
  if ('found' in place && place.used !== undefined) used.push({ kind: 'locations', id: place.used });
  return keep(place, gaps);
}

/** The rows that said something, each once. */
function usesOf(places: readonly MappingUse[], lines: readonly ResolvedLine[]): readonly MappingUse[] {
  const ids = (kind: MappingUse['kind'], of: readonly (number | undefined)[]): readonly MappingUse[] =>
    [...new Set(of)].flatMap((id) => (id === undefined ? [] : [{ kind, id }]));
  return [
    ...ids(
      'locations',
      places.map(({ id }) => id),
    ),
    ...ids(
      'items',
      lines.map(({ item }) => item.id),
    ),
    ...ids(
      'units',
      lines.map(({ conversion }) => conversion.used),
    ),
  ];
}

function resolveStores(
  order: PurchaseOrder,
  rows: MappingRows,
  gaps: MappingGap[],
  used: MappingUse[],
): ReadonlyMap<string, DeliveryAddress> {
  const stores = new Map<string, DeliveryAddress>();
  const parts = order.lines.flatMap((line) => suppliedStores(line));
  for (const store of new Set(parts.map((part) => part.store))) {
    const part = parts.find((candidate) => candidate.store === store);
    const address = keepPlace(
      resolveLocation(
        order,
        { qualifier: part?.qualifier ?? '', code: store, name: '', address: [], path: part?.path ?? '' },
        rows.locations,
      ),
      gaps,
      used,
    );
    if (address) stores.set(store, address);
  }
  return stores;
}

function resolveLines(order: PurchaseOrder, partner: Partner, rows: MappingRows, gaps: MappingGap[]): readonly ResolvedLine[] {
  const items = itemIndex(rows.items);
  return order.lines.flatMap((line) => {
    const item = keep(resolveItem(line, order, items, partner.sheet.itemTrust), gaps);
    if (!item) return [];
    const conversion = keep(resolveUnit(line, order, item, rows.units), gaps);
    return conversion ? [{ line, item, conversion }] : [];
  });
}

/** One gap a key, with all the lines that wait for it. */
function distinct(gaps: readonly MappingGap[]): readonly MappingGap[] {
  const byKey = new Map<string, MappingGap>();
  for (const gap of gaps) {
    const known = byKey.get(gap.key);
    byKey.set(gap.key, known ? { ...known, lines: known.lines + gap.lines } : gap);
  }
  return [...byKey.values()];
}
