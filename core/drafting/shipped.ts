import { Decimal, parseDecimal } from '#core/domain/decimal.ts';
import { storesOf } from '#core/domain/orderStores.ts';
import type { Carton, CartonLine } from '#core/domain/packing.ts';
import { takesBackorders } from './backorders.ts';
import type { DraftOrder, JoinedLine, PackedSlip, ShipNoticeInput } from './draft.types.ts';
import { answeredBefore, isStanding, promised } from './earlier.ts';
import { joinedFor, scopeOf, type ScopedLine } from './scope.ts';

/** One line of an order as this shipment has it, in the 850's unit. */
export interface ShippedLine {
  readonly scoped: ScopedLine;
  readonly joined: readonly JoinedLine[];
  readonly shipped: Decimal;
  /** In notices before this one. */
  readonly before: Decimal;
  /** AC in full · BP the rest is backordered · IQ the rest was closed · '' nobody has said which (856-20). */
  readonly status: 'AC' | 'BP' | 'IQ' | '';
}

/** An `OrderLevel` to be: an order, or one store of it. */
export interface ShippedOrder {
  readonly order: DraftOrder;
  readonly store: string;
  readonly lines: readonly ShippedLine[];
}

/** Goods of one line in one carton. */
export interface PackedLine {
  readonly line: ShippedLine;
  readonly quantity: Decimal;
  readonly lot: string;
  readonly expiry: string;
}

/** A carton as far as one order level is concerned. */
export interface PackedCarton {
  readonly slip: PackedSlip;
  readonly carton: Carton;
  readonly content: readonly PackedLine[];
}

/** Orders and stores of a notice with what was shipped of them; without those of which nothing was. */
export function shippedOrders(input: ShipNoticeInput, number: string): readonly ShippedOrder[] {
  return input.orders
    .flatMap((order) => levelStores(input, order).map((store) => shippedOrder(input, order, store, number)))
    .filter((entry) => entry.lines.length > 0);
}

/** One level an order; where it is split and the notice is for all of it, one for each store and one for lines of none. */
function levelStores({ store }: ShipNoticeInput, { order }: DraftOrder): readonly string[] {
  return store === '' ? ['', ...storesOf(order)] : [store];
}

function shippedOrder(input: ShipNoticeInput, order: DraftOrder, store: string, number: string): ShippedOrder {
  const all = input.slips.flatMap((slip) => slip.joined.lines);
  const lines = scopeOf(order, store, true).flatMap((scoped): readonly ShippedLine[] => {
    const joined = joinedFor(order, scoped, all);
    const shipped = joined.reduce((sum, line) => sum.plus(line.quantity), new Decimal(0));
    if (!shipped.greaterThan(0)) return [];
    const before = answeredBefore(order, '856', scoped.line.position, scoped.store, number);
    const gone = { joined, shipped: before.plus(shipped), backorders: takesBackorders(order.order, input.sheet) };
    return [{ scoped, joined, shipped, before, status: statusOf(order, scoped, gone) }];
  });
  return { order, store, lines };
}

/** What left of a line with this shipment and those before it. */
interface Gone {
  readonly joined: readonly JoinedLine[];
  readonly shipped: Decimal;
  /** A rest that follows may be called backordered. */
  readonly backorders: boolean;
}

/**
 * What Dynamics has still to deliver decides; where its set does not tell, what was acknowledged does. Where no backorder is
 * allowed none is said: the rest is closed where the answer promised no more, else a person says what becomes of it.
 */
function statusOf(order: DraftOrder, scoped: ScopedLine, { joined, shipped, backorders }: Gone): ShippedLine['status'] {
  const { line, store, ordered } = scoped;
  if (shipped.greaterThanOrEqualTo(ordered)) return 'AC';
  const open = joined.flatMap(({ source }) => parseDecimal(source.remaining ?? '') ?? []);
  const follows = open.some((rest) => rest.greaterThan(0));
  if (follows && backorders) return 'BP';
  const due = promised(order, line.position, store, isStanding) ?? promisedOfAll(order, scoped);
  if (due?.lessThanOrEqualTo(shipped)) return 'IQ';
  if (due) return backorders ? 'BP' : '';
  return !follows && open.length > 0 && open.length === joined.length ? 'IQ' : '';
}

/** An answer to the whole line promises a store its part only where it promises all of them. */
function promisedOfAll(order: DraftOrder, { line, store, ordered }: ScopedLine): Decimal | undefined {
  const whole = store === '' ? undefined : promised(order, line.position, '', isStanding);
  return whole?.greaterThanOrEqualTo(line.quantity ?? 0) ? ordered : undefined;
}

/**
 * The cartons that hold goods of an order level, each with what it holds of it. Lots and expiries stay apart. Where the ordered
 * unit has no end in a carton (4 of a case of 12) each says what makes the sum right: three times a third is the case.
 */
export function cartonsOf(input: ShipNoticeInput, level: ShippedOrder): readonly PackedCarton[] {
  const exact = new Map<ShippedLine, Decimal>();
  const share = (packed: PackedLine): PackedLine => {
    const before = exact.get(packed.line) ?? new Decimal(0);
    const now = before.plus(packed.quantity);
    exact.set(packed.line, now);
    return { ...packed, quantity: now.toDecimalPlaces(6).minus(before.toDecimalPlaces(6)) };
  };
  return input.slips.flatMap((slip) =>
    (slip.packing?.cartons ?? []).flatMap((carton): readonly PackedCarton[] => {
      const content = contentOf(carton, level, slip).map(share);
      return content.length === 0 ? [] : [{ slip, carton, content }];
    }),
  );
}

function contentOf(carton: Carton, level: ShippedOrder, slip: PackedSlip): readonly PackedLine[] {
  const found = new Map<string, PackedLine>();
  for (const packed of carton.lines) {
    const line = level.lines.find((candidate) => candidate.joined.some((joined) => isFrom(joined, packed, slip)));
    const joined = line?.joined.find((entry) => isFrom(entry, packed, slip));
    if (!line || !joined) continue;
    const { lot = '', expiry = '' } = packed;
    const key = [line.scoped.line.position, lot, expiry].join('/');
    const quantity = new Decimal(packed.quantity).dividedBy(joined.factor);
    found.set(key, { line, quantity: quantity.plus(found.get(key)?.quantity ?? 0), lot, expiry });
  }
  return [...found.values()];
}

const isFrom = (joined: JoinedLine, packed: CartonLine, slip: PackedSlip): boolean =>
  joined.source.position === packed.slipLine && slip.joined.lines.includes(joined);
