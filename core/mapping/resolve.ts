import type { Finding } from '#core/domain/finding.ts';
import type { OrderIdentity } from '#core/domain/identity.ts';
import type { MappingGap, MappingRows, Partner } from '#core/domain/mapping.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { DeliveryAddress, SalesOrderPlan } from '#core/domain/salesOrder.ts';
import { dimensionText, type DimensionFormat } from './dimension.ts';
import { planOrders, type ResolvedLine } from './plan.ts';
import { resolveLocation, resolveShipTo } from './resolveAddress.ts';
import { resolveItem } from './resolveItem.ts';
import { resolveUnit } from './resolveUnit.ts';
import { splitFindings, storesOf } from './stores.ts';

export interface ResolveInput {
  readonly order: PurchaseOrder;
  readonly identity: OrderIdentity;
  readonly rows: MappingRows;
  readonly dimensionFormat?: DimensionFormat | undefined;
}

export type ResolveResult =
  | { readonly outcome: 'gaps'; readonly gaps: readonly MappingGap[]; readonly findings: readonly Finding[] }
  | { readonly outcome: 'resolved'; readonly plans: readonly SalesOrderPlan[]; readonly findings: readonly Finding[] };

/**
 * Turns an 850 into the sales orders that it means, or names every mapping that is missing at once (DESIGN 3.5).
 * Without a partner only the partner can be named: everything else depends on it.
 */
export function resolveOrder({ order, identity, rows, dimensionFormat }: ResolveInput): ResolveResult {
  const { partner } = rows;
  const findings = splitFindings(order);
  if (!partner?.active) return { outcome: 'gaps', gaps: [partnerGap(order, partner !== undefined)], findings };
  const gaps: MappingGap[] = [];
  const address = keep(resolveShipTo(order, rows.locations), gaps);
  const stores = resolveStores(order, rows, gaps);
  const lines = resolveLines(order, partner, rows, gaps);
  const dimension = dimensionText(partner.sheet.dimensions, dimensionFormat, 'Order/Header');
  const all = [...findings, ...dimension.findings];
  if (gaps.length > 0) return { outcome: 'gaps', gaps: distinct(gaps), findings: all };
  return {
    outcome: 'resolved',
    plans: planOrders({ order, identity, partner, address, stores, lines, dimension: dimension.text }),
    findings: all,
  };
}

function partnerGap(order: PurchaseOrder, inactive: boolean): MappingGap {
  return {
    key: `partner:${order.partnerId}:${order.vendor}`,
    path: 'Order/Header/OrderHeader/TradingPartnerId',
    fix: { fix: 'partner', partnerId: order.partnerId, vendor: order.vendor, inactive },
  };
}

function keep<T>(resolution: { readonly found: T } | { readonly gap: MappingGap }, gaps: MappingGap[]): T | undefined {
  if ('found' in resolution) return resolution.found;
  gaps.push(resolution.gap);
  return undefined;
}

function resolveStores(order: PurchaseOrder, rows: MappingRows, gaps: MappingGap[]): ReadonlyMap<string, DeliveryAddress> {
  const stores = new Map<string, DeliveryAddress>();
  for (const store of storesOf(order)) {
    const part = order.lines.flatMap((line) => line.stores).find((candidate) => candidate.store === store);
    const address = keep(
      resolveLocation(
        order,
        { qualifier: part?.qualifier ?? '', code: store, name: '', address: [], path: part?.path ?? '' },
        rows.locations,
      ),
      gaps,
    );
    if (address) stores.set(store, address);
  }
  return stores;
}

function resolveLines(order: PurchaseOrder, partner: Partner, rows: MappingRows, gaps: MappingGap[]): readonly ResolvedLine[] {
  return order.lines.flatMap((line) => {
    const item = keep(resolveItem(line, order, rows.items, partner.sheet.itemTrust), gaps);
    if (!item) return [];
    const conversion = keep(resolveUnit(line, order, item, rows.units), gaps);
    return conversion ? [{ line, item, conversion }] : [];
  });
}

function distinct(gaps: readonly MappingGap[]): readonly MappingGap[] {
  return [...new Map(gaps.map((gap) => [gap.key, gap])).values()];
}
