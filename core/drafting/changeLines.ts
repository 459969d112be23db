import { Decimal, decimalText, parseDecimal, sameDecimal, type DecimalText } from '#core/domain/decimal.ts';
import type {
  OrderChange,
  OrderChangeLine,
  PurchaseOrder,
  PurchaseOrderLine,
  StoreQuantity,
} from '#core/domain/purchaseOrder.ts';
import { sameItem } from '#core/domain/sameItem.ts';

/** One line of a change against the order that it changes. */
export interface ChangedLine {
  /** The line as the change says it; of a deletion by replacement the line as it was. */
  readonly line: PurchaseOrderLine;
  /** X12 670. */
  readonly code: string;
  /** Absent where the order has no such line yet. */
  readonly before?: PurchaseOrderLine;
  /** The order's line that it is about, by position; one that is added comes behind all others, accepted or not. */
  readonly position: number;
  /** Ordered quantity after the change, in the line's unit; 0 for what is deleted. */
  readonly quantity: Decimal;
  readonly previous?: DecimalText;
  /** The difference that the change says beside the quantity that it takes for the one before. */
  readonly difference?: DecimalText;
}

/** Lines are added by AI, or by a change that uses no codes; what another code is about must be there. */
export const adds = ({ before, code }: Pick<ChangedLine, 'before' | 'code'>): boolean =>
  before === undefined && ['AI', ''].includes(code);

/** A deletion of a line that the order does not have: nothing is added by it, and nothing is left to take away. */
export const neverThere = ({ before, code }: Pick<ChangedLine, 'before' | 'code'>): boolean =>
  before === undefined && code === 'DI';

/** The changed lines of an 860 as it names them, of an 850 in place of another by comparing the two, of a cancellation all of them. */
export function changedLines(
  order: PurchaseOrder,
  change: OrderChange | PurchaseOrder,
  quantityIs: 'total' | 'difference',
): readonly ChangedLine[] {
  const lines =
    change.purpose === '01'
      ? ofCancellation(order)
      : change.kind === '860'
        ? change.lines.map((line) => ofChange(order, line, quantityIs))
        : ofReplacement(order, change);
  let last = Math.max(0, ...order.lines.map(({ position }) => position));
  return lines.map((line) => ({ ...line, position: line.before?.position ?? (last += 1) }));
}

/** A changed line before it is known where it stands in the order. */
type Compared = Omit<ChangedLine, 'position'>;

/** The whole order is taken back, whatever the cancellation says of its lines. */
const ofCancellation = (order: PurchaseOrder): readonly Compared[] => order.lines.map(deleted);

/** A line that is not wanted any more, as the order has it. */
const deleted = (line: PurchaseOrderLine): Compared => ({
  line,
  code: 'DI',
  before: line,
  quantity: new Decimal(0),
  ...(line.quantity === undefined ? {} : { previous: line.quantity }),
});

function ofChange(order: PurchaseOrder, line: OrderChangeLine, quantityIs: 'total' | 'difference'): Compared {
  const before = line.changeCode === 'AI' ? addedBefore(order, line) : counterpart(order, line);
  const previous = line.previousQuantity ?? before?.quantity;
  const quantity = quantityAfter(line, parseDecimal(previous ?? '') ?? new Decimal(0), quantityIs);
  return {
    line,
    code: line.changeCode,
    quantity,
    ...(before === undefined ? {} : { before }),
    ...(previous === undefined ? {} : { previous }),
    ...(line.previousQuantity === undefined || line.variance === undefined ? {} : { difference: line.variance }),
  };
}

/** What is ordered of a line after a change: the total that it says, or what it adds or takes; as before where it says neither. */
function quantityAfter(
  { changeCode, quantity, variance }: OrderChangeLine,
  old: Decimal,
  quantityIs: 'total' | 'difference',
): Decimal {
  if (changeCode === 'DI') return new Decimal(0);
  const said = parseDecimal(quantity ?? '');
  const moves = changeCode === 'QI' || changeCode === 'QD';
  if (said && !(moves && quantityIs === 'difference')) return said;
  const difference = said ?? (moves ? parseDecimal(variance ?? '') : undefined);
  if (!difference) return old;
  return changeCode === 'QI' ? old.plus(difference.abs()) : old.minus(difference.abs());
}

/**
 * Lines belong together by number where the order has it once, else by the item that only one line has, else by position. The
 * place of a line in an 860 that names few of many says nothing: it stands for none of another item.
 */
function counterpart(order: PurchaseOrder, line: PurchaseOrderLine): PurchaseOrderLine | undefined {
  const numbered = order.lines.filter(({ lineNumber }) => lineNumber === line.lineNumber);
  if (line.lineNumber !== '' && numbered.length < 2) return numbered[0];
  const possible = (numbered.length > 1 ? numbered : order.lines).filter(({ item }) => sameItem(item, line.item) !== 'other');
  const named = possible.filter(({ item }) => sameItem(item, line.item) === 'same');
  return named.length === 1 ? named[0] : possible.find(({ position }) => position === line.position);
}

/** A line that is added twice is there already; one that only took the number of another line is not. */
function addedBefore(order: PurchaseOrder, line: PurchaseOrderLine): PurchaseOrderLine | undefined {
  const before = line.lineNumber === '' ? undefined : counterpart(order, line);
  return before && sameItem(line.item, before.item) === 'same' ? before : undefined;
}

function ofReplacement(order: PurchaseOrder, change: PurchaseOrder): readonly Compared[] {
  const kept = new Set<PurchaseOrderLine>();
  const now = change.lines.map((line): Compared => {
    const before = counterpart(order, line);
    const quantity = parseDecimal(line.quantity ?? '') ?? new Decimal(0);
    if (!before) return { line, code: 'AI', quantity };
    kept.add(before);
    return {
      line,
      code: codeOf(before, line),
      before,
      quantity,
      ...(before.quantity === undefined ? {} : { previous: before.quantity }),
    };
  });
  const gone = order.lines.filter((line) => !kept.has(line));
  return [...now, ...gone.map(deleted)];
}

function codeOf(before: PurchaseOrderLine, after: PurchaseOrderLine): string {
  if (sameItem(before.item, after.item) === 'other') return 'RZ';
  const [old, now] = [new Decimal(before.quantity ?? '0'), new Decimal(after.quantity ?? '0')];
  const price = !sameDecimal(before.price ?? '', after.price ?? '');
  if (!now.equals(old)) return price ? 'PQ' : now.greaterThan(old) ? 'QI' : 'QD';
  if (price) return 'PC';
  const days = (line: PurchaseOrderLine): string =>
    line.dates
      .map(({ qualifier, date }) => `${qualifier} ${date}`)
      .sort()
      .join();
  if (days(before) !== days(after)) return 'CT';
  const parts = (line: PurchaseOrderLine): string =>
    line.stores
      .map(({ store, quantity }) => `${store} ${quantity}`)
      .sort()
      .join();
  return parts(before) === parts(after) ? 'NCH' : 'CA';
}

/**
 * What each store gets of a line after a change; empty where nobody divided it, or the parts do not add up to what is ordered
 * (differences, or a total without its parts). All of it goes to an only store.
 */
export function partsAfter({
  line,
  before,
  quantity,
}: Pick<ChangedLine, 'line' | 'before' | 'quantity'>): readonly StoreQuantity[] {
  const stores = line.stores.length > 0 ? line.stores : (before?.stores ?? []);
  const [only] = stores;
  if (quantity.isZero()) return (before?.stores ?? stores).map((part) => ({ ...part, quantity: '0' }));
  if (only && stores.every(({ store }) => store === only.store)) return [{ ...only, quantity: decimalText(quantity) }];
  const sum = stores.reduce((total, part) => total.plus(parseDecimal(part.quantity) ?? 0), new Decimal(0));
  return sum.equals(quantity) ? stores : [];
}

/** What a change makes of a quantity, with its sign. */
export function varianceOf({ quantity, previous }: Pick<ChangedLine, 'quantity' | 'previous'>): DecimalText | undefined {
  const old = parseDecimal(previous ?? '');
  return old && !old.equals(quantity) ? decimalText(quantity.minus(old)) : undefined;
}
