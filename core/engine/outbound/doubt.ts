import { Decimal, parseDecimal } from '#core/domain/decimal.ts';
import type { Posting, PostingDoubt, PostingLine } from '#core/domain/posting.ts';
import type { OrderLineState, OrderState } from '#core/dynamics/journals.types.ts';

/** What speaks for or against a posting being of the one order that its set names. */
export interface OrderEvidence {
  readonly posting: Posting;
  /** The order that it names, as Dynamics has it now; undefined where it cannot be read. */
  readonly own: OrderState | undefined;
  /** Other postings of its kind of that order. */
  readonly before: readonly Posting[];
  /** Orders of the same customer that no posting of the kind tells of, as Dynamics has them now. */
  readonly others: readonly (PostingDoubt['others'][number] & { readonly state: OrderState })[];
}

/**
 * Whether a posting of a set that names one order may be of several. Lines speak against it that the order does not have,
 * that stand twice, or that would have completed a line which Dynamics has as open; so do orders that went as far and have no posting.
 * A posting of nothing but lines that it completes, and that Dynamics has as complete, is certain. Undefined where nothing
 * speaks against it. Pure.
 */
export function doubtOf({ posting, own, before, others }: OrderEvidence): PostingDoubt | undefined {
  if (!own) return undefined;
  if (isCertain({ posting, own, before })) return undefined;
  const went = others.filter(({ state }) => wentAsFar(posting, state));
  const judged = posting.lines.filter(isGoods).map((line) => ({ line, is: judge(posting, line, own, before) }));
  const lines = judged.filter(({ is }) => is === 'other' || (is === 'over' && went.length > 0)).map(({ line }) => line.position);
  if (lines.length === 0 && went.length === 0) return undefined;
  return { lines, others: went.map(({ salesOrder, purchaseOrder }) => ({ salesOrder, purchaseOrder })) };
}

/** True for a posting of nothing but lines that it completes and that Dynamics has as complete. Pure. */
export function isCertain({ posting, own, before }: Omit<OrderEvidence, 'others'>): boolean {
  const goods = posting.lines.filter(isGoods);
  return own !== undefined && goods.length > 0 && goods.every((line) => judge(posting, line, own, before) === 'complete');
}

/** True where an order is shipped (for slips) or billed (for invoices), in part at least: by its lines or by its own status. */
function wentAsFar({ kind }: Posting, { stage, processing }: OrderState): boolean {
  if (stage === 'invoiced' || stage === 'partly-invoiced') return true;
  if (kind === 'invoice') return /invoic/i.test(processing);
  return stage === 'shipped' || stage === 'partly-shipped' || /slip|deliver|invoic/i.test(processing);
}

/** What takes back or bills no goods says nothing of an order. */
const isGoods = ({ quantity, itemNumber, lotId, amount }: PostingLine): boolean =>
  new Decimal(quantity).greaterThan(0) && (itemNumber !== '' || lotId !== '' || amount === undefined);

/** complete: the order line is done, and exactly by this · open: it fits · over: more than was ordered · other: of another order. */
function judge(
  posting: Posting,
  line: PostingLine,
  { lines }: OrderState,
  before: readonly Posting[],
): 'complete' | 'open' | 'over' | 'other' {
  const same = sameThing(line);
  const ordered = lines.filter(({ lotId, itemNumber }) => same({ lotId, itemNumber }));
  if (ordered.length === 0) return 'other';
  const own = posting.lines.filter((one) => isGoods(one) && same(one));
  // A slip has a line of the order once; an invoice may bill it slip by slip.
  if (line.lotId !== '' && own.indexOf(line) > 0) return 'other';
  const told = [...own, ...before.flatMap((one) => one.lines.filter((entry) => same(entry)))];
  const [done, wanted] = [sumOf(told.map(({ quantity }) => quantity)), sumOf(ordered.map((one) => one.ordered))];
  const closed = ordered.every((one) => isClosed(posting, one));
  if (done.lessThan(wanted)) return 'open';
  if (!closed) return 'other';
  return done.equals(wanted) ? 'complete' : 'over';
}

const isClosed = ({ kind }: Posting, { status }: OrderLineState): boolean =>
  status === 'Invoiced' || status === 'Canceled' || (kind === 'packing-slip' && status === 'Delivered');

/** By lot, or by product where the set has no lots; of what has neither nothing is the same. */
function sameThing(line: PostingLine): (other: { readonly lotId: string; readonly itemNumber: string }) => boolean {
  const { lotId, itemNumber } = line;
  if (lotId !== '') return (other) => other.lotId === lotId;
  const item = itemNumber.toLowerCase();
  return (other) => item !== '' && other.itemNumber.toLowerCase() === item;
}

const sumOf = (quantities: readonly string[]): Decimal =>
  quantities.reduce((sum, quantity) => sum.plus(parseDecimal(quantity) ?? 0), new Decimal(0));
