import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { PackLine } from '#core/domain/packing.ts';
import { isCaseUnit } from '#core/domain/packUnits.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { JoinedLine } from '#core/drafting/draft.types.ts';
import type { PackingRule } from '#core/packing/pack.ts';
import type { SlipFacts } from '#core/store/types/packing.ts';
import type { Basis } from '../outbound/gather.ts';
import type { SlipToPack } from '../outbound/packing.types.ts';

/** A slip of gathered orders as whoever packs it needs it; undefined where its posting belongs to no order any more. */
export function slipOf(basis: Basis, slipKey: string): SlipToPack | undefined {
  const row = basis.postings.find(({ key }) => key === slipKey);
  const joined = basis.joined.get(slipKey);
  const orders = row?.threadIds.flatMap((id) => basis.orders.get(id) ?? []) ?? [];
  const first = orders[0];
  if (!row || !joined || !first) return undefined;
  return {
    posting: row.posting,
    lines: joined.lines,
    orders: orders.map(({ answered, order }) => ({ threadId: answered.thread.id, order })),
    partnerId: first.partner.partnerId,
    vendor: first.partner.vendor,
    sheet: first.sheet.sheet,
  };
}

/** What the store lists of a slip. */
export function slipFacts({ posting, orders, partnerId, vendor }: SlipToPack): SlipFacts {
  return {
    slipKey: posting.key,
    company: posting.company,
    number: posting.number,
    postedOn: posting.date,
    partnerId,
    vendor,
    purchaseOrders: [...new Set(orders.map(({ order }) => order.number))].join(', '),
  };
}

/**
 * The rule of the partner's sheet; undefined where a person packs. What goes to a consumer under one tracking number is one
 * parcel, whatever the rule says of cartons for a warehouse.
 */
export function ruleOf({
  sheet: { shipNotice },
  orders,
  posting,
}: Pick<SlipToPack, 'sheet' | 'orders' | 'posting'>): PackingRule | undefined {
  const { cartons, structure, cartonsPerPallet } = shipNotice;
  if (cartons === 'person') return undefined;
  const parcel = orders.length > 0 && orders.every(({ order }) => order.isDropShip) && posting.shipment?.tracking.length === 1;
  if (parcel) return { cartons: 'one' };
  return { cartons, ...(structure === 'pallet-carton' ? { cartonsPerPallet } : {}) };
}

export const onPallets = ({ sheet }: Pick<SlipToPack, 'sheet'>): boolean => sheet.shipNotice.structure === 'pallet-carton';

/**
 * What of a slip has to stand in cartons: its lines in its own units, less what the same slip takes back of the same order
 * line. Lines that belong to no order are not ours to pack. Pure.
 */
export function packLinesOf({ lines, orders }: Pick<SlipToPack, 'lines' | 'orders'>): readonly PackLine[] {
  const bought = new Map(orders.map(({ threadId, order }) => [threadId, order]));
  const open = backOf(lines);
  return lines.flatMap((line): readonly PackLine[] => {
    const key = keyOf(line);
    const quantity = new Decimal(line.source.quantity);
    if (!quantity.greaterThan(0)) return [];
    const back = Decimal.min(open.get(key) ?? new Decimal(0), quantity);
    open.set(key, (open.get(key) ?? new Decimal(0)).minus(back));
    const rest = quantity.minus(back);
    return rest.greaterThan(0) ? [packLine(line, bought.get(line.threadId), rest)] : [];
  });
}

const keyOf = ({ threadId, position, store }: JoinedLine): string => [threadId, position, store].join('\u001f');

function backOf(lines: readonly JoinedLine[]): Map<string, Decimal> {
  const back = new Map<string, Decimal>();
  for (const line of lines) {
    const quantity = new Decimal(line.source.quantity);
    if (quantity.lessThan(0)) back.set(keyOf(line), (back.get(keyOf(line)) ?? new Decimal(0)).plus(quantity.abs()));
  }
  return back;
}

function packLine(line: JoinedLine, order: PurchaseOrder | undefined, quantity: Decimal): PackLine {
  const bought = order?.lines.find(({ position }) => position === line.position);
  const { source } = line;
  const perCase = bought && caseOf(bought, line);
  return {
    slipLine: source.position,
    threadId: line.threadId,
    purchaseOrder: order?.number ?? '',
    lineNumber: bought?.lineNumber ?? '',
    store: line.store,
    itemNumber: source.itemNumber,
    buyerPart: bought?.item.buyerPart ?? source.externalItem,
    upc: bought?.item.upc || bought?.item.gtin || bought?.item.ean || '',
    description: source.name || (bought?.description ?? ''),
    quantity: decimalText(quantity),
    unit: source.unit,
    ...(perCase === undefined ? {} : { perCase: decimalText(perCase) }),
  };
}

/** How much of the slip's unit one case holds: the 850's unit where it is a case, else the outer pack that the 850 names. */
function caseOf(bought: PurchaseOrderLine, { factor }: JoinedLine): Decimal | undefined {
  const unit = new Decimal(factor);
  if (!unit.greaterThan(0)) return undefined;
  if (isCaseUnit(bought.unit)) return unit;
  const pack = parseDecimal(bought.pack ?? '');
  // A factor without an end (a seventh) would make a whole case a hair less than one, and start another carton.
  return pack?.greaterThan(0) ? pack.times(unit).toDecimalPlaces(6) : undefined;
}
