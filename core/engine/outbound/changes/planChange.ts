import { decimalText, parseDecimal, sameDecimal, Decimal } from '#core/domain/decimal.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { OrderLineState, OrderState } from '#core/dynamics/journals.types.ts';
import { adds, neverThere, type ChangedLine } from '#core/drafting/changeLines.ts';
import type { DraftOrder, OrderLineLink } from '#core/drafting/draft.types.ts';
import type { Addition } from './additions.ts';
import { addedVerdict, notComplete, whyNotMade, type UsedNumbers, type Verdict } from './planAdded.ts';
import { brokenUnits, decimals, factorOf, isRepriced, priceThere } from './inDynamics.ts';
import { isLine, shippedOf } from './reached.ts';
import { unwrittenOf } from './unwritten.ts';

/** What one line of a change means in Dynamics now. */
export interface LineVerdict extends Verdict {
  /** 1-based place in the change. */
  readonly position: number;
  readonly changed: ChangedLine;
}

/** The sheet's date qualifiers, in order of trust. */
export interface ChangeDates {
  readonly shipQualifiers: readonly string[];
  readonly receiptQualifiers: readonly string[];
}

/** What else is known where a change is judged. */
interface ChangeFacts {
  readonly dates: ChangeDates;
  readonly additions: readonly Addition[];
  readonly earlierOpen: boolean;
  /** Lines of which a later change speaks that is in Dynamics already, by position, each with what it says. */
  readonly saidLater: ReadonlyMap<number, string>;
}

/**
 * What Dynamics allows now of a change, line by line (issue 4.9): nothing of a line that is picked or invoiced, no less than
 * was shipped, no other price for goods that are on their way. What cannot be done by us says what a person does. Pure.
 */
export function changeVerdicts(
  changed: readonly ChangedLine[],
  order: DraftOrder,
  states: readonly OrderState[],
  { dates, additions, earlierOpen, saidLater }: ChangeFacts,
): readonly LineVerdict[] {
  const used: UsedNumbers = new Map();
  const verdictFor = (line: ChangedLine): Verdict => {
    if (line.before) return verdictOf({ changed: line, before: line.before, order, states, dates });
    if (neverThere(line)) return absent(earlierOpen);
    if (!adds(line)) return no(notThere(line, earlierOpen));
    const addition = additions.find(({ position }) => position === line.position);
    return addedVerdict(addition, { changed: line, order, states, used });
  };
  return changed.map((line, index) => {
    const verdict = isSaidTwice(line, changed) ? no(twice) : verdictFor(line);
    return { position: index + 1, changed: line, ...(verdict.allowed ? withNotes(verdict, notesOf(line, saidLater)) : verdict) };
  });
}

const twice =
  'The change names this line more than once, and only one of them can hold: ask the retailer for one change that says all of it.';

/** Two of one line, or two that are added under one number, which documents could not tell apart. */
const isSaidTwice = (line: ChangedLine, changed: readonly ChangedLine[]): boolean =>
  changed.some(
    (other) =>
      other !== line &&
      (line.before
        ? other.before?.position === line.position
        : adds(line) && adds(other) && line.line.lineNumber !== '' && other.line.lineNumber === line.line.lineNumber),
  );

const notThere = ({ line, code }: ChangedLine, earlierOpen: boolean): string =>
  earlierOpen
    ? 'The order has no such line yet, and an earlier change that is not answered may add it: answer that one first.'
    : `The order has no line ${line.lineNumber || `of ${line.item.buyerPart || line.item.vendorPart || line.item.upc || 'this item'}`}, and ${code} adds none: refuse it, and ask the retailer which line is meant.`;

/** What is worth reading before a line is accepted, though nothing keeps anybody from it. */
function notesOf(changed: ChangedLine, saidLater: ReadonlyMap<number, string>): readonly string[] {
  const { before, previous } = changed;
  const later = before && saidLater.get(changed.position);
  const old = before && parseDecimal(before.quantity ?? '');
  const taken = parseDecimal(previous ?? '');
  return [
    ...(later === undefined ? [] : [later]),
    ...(old && taken && !old.equals(taken)
      ? [`The change takes ${decimalText(taken)} for what was ordered, but ${decimalText(old)} stands here now.`]
      : []),
  ];
}

const withNotes = (verdict: Verdict, notes: readonly string[]): Verdict => ({
  ...verdict,
  why: [verdict.why, ...notes].filter(Boolean).join(' '),
});

/** A line that is taken out and is not there: an earlier change that nobody has answered yet may still add it. */
const absent = (earlierOpen: boolean): Verdict =>
  earlierOpen
    ? no('The order has no such line yet, and an earlier change that is not answered may add it: answer that one first.')
    : yes([], 'The order has no such line: there is nothing to take away.');

const no = (why: string): Verdict => ({ allowed: false, why, wanted: [] });
const yes = (wanted: Verdict['wanted'], why = ''): Verdict => ({ allowed: true, why, wanted });

function verdictOf(one: Case): Verdict {
  const { changed, before, order, dates } = one;
  const unwritten = unwrittenOf(changed, before);
  if (unwritten !== undefined) return no(unwritten);
  if (saysNothing(changed, before, dates)) return yes([]);
  const links = [
    ...new Map(order.links.filter(({ position }) => position === before.position).map((link) => [keyOf(link), link])).values(),
  ];
  if (links.length === 0) return no(order.salesOrders.length === 0 ? whyNotMade(order) : 'No sales order line stands for it.');
  const cancels = changed.quantity.isZero();
  if (links.length > 1 && !cancels) return no(shared(links));
  const verdicts = links.map((link) => linkVerdict(link, one));
  const refused = verdicts.find(({ allowed }) => !allowed);
  return (
    refused ??
    yes(
      verdicts.flatMap(({ wanted }) => wanted),
      verdicts[0]?.why,
    )
  );
}

/** Several lines of Dynamics stand for one of the order: nobody here decides which of them is to change. */
function shared(links: readonly OrderLineLink[]): string {
  const stores = new Set(links.map(({ store }) => store));
  return stores.size > 1
    ? 'Several stores share this line; change their lines in Dynamics, then mark the change as applied.'
    : `${links.length} lines of sales order ${links[0]?.salesOrder ?? ''} stand for this one since it was split there; change them in Dynamics, then mark the change as applied.`;
}

const keyOf = ({ salesOrder, lotId, customersLineNumber }: OrderLineLink): string =>
  [salesOrder, lotId || String(customersLineNumber)].join(' ');

interface Case {
  readonly changed: ChangedLine;
  readonly before: PurchaseOrderLine;
  readonly order: DraftOrder;
  readonly states: readonly OrderState[];
  readonly dates: ChangeDates;
}

function linkVerdict(link: OrderLineLink, { changed, before, order, states, dates }: Case): Verdict {
  const state = states.find(({ salesOrder }) => salesOrder === link.salesOrder);
  const line = state?.lines.find((entry) => isLine(entry, link));
  if (state?.lines.length === 0) return no(notComplete(link.salesOrder));
  if (state && !line && changed.quantity.isZero()) return yes([]);
  if (!state || !line) return no(`Sales order ${link.salesOrder} does not have this line any more.`);
  const factor = factorOf(order, before.position, line.unit);
  if (!factor) return no(`Nobody knows how many ${line.unit} one ${before.unit} is; change it in Dynamics by hand.`);
  const quantity = changed.quantity.times(factor).toDecimalPlaces(decimals);
  if (!quantity.dividedBy(factor).toDecimalPlaces(decimals).equals(changed.quantity.toDecimalPlaces(decimals)))
    return no(
      `${decimalText(changed.quantity)} ${before.unit} are no even number of ${line.unit}; change it in Dynamics by hand, then mark the change as applied.`,
    );
  const shipped = shippedOf(line);
  // Nothing of it is left there, as the change wants it.
  if (quantity.isZero() && line.status === 'Canceled' && shipped.isZero()) return yes([]);
  const moves = !quantity.equals(line.ordered);
  const price = priceOf(changed, before, factor, line);
  const reprices = price !== undefined && !sameDecimal(price, line.price);
  const problem = stageProblem(state, line) ?? amountProblem({ quantity, shipped, moves, reprices, unit: line.unit });
  if (problem !== undefined) return no(problem);
  const at = { company: state.company, salesOrder: state.salesOrder, lotId: line.lotId };
  if (quantity.isZero() || (moves && quantity.equals(shipped)))
    return yes([{ ...at, cancel: true, quantity: decimalText(quantity) }]);
  const ship = dateOf(changed.line, dates.shipQualifiers);
  const receipt = dateOf(changed.line, dates.receiptQualifiers);
  const wanted = {
    ...at,
    cancel: false,
    ...(moves ? { quantity: decimalText(quantity) } : {}),
    ...(reprices ? { price } : {}),
    ...(ship === undefined || ship === line.requestedShip ? {} : { requestedShip: ship }),
    ...(receipt === undefined || receipt === line.requestedReceipt ? {} : { requestedReceipt: receipt }),
  };
  return yes([wanted], moves ? brokenUnits(changed.quantity, before.unit, { unit: line.unit, factor }) : '');
}

/** The new price as Dynamics says prices of this line (for one of its unit, or for a hundred); undefined where the change says none. */
function priceOf(changed: ChangedLine, before: PurchaseOrderLine, factor: Decimal, line: OrderLineState): string | undefined {
  if (!isRepriced(changed, before)) return undefined;
  return decimalText(priceThere(changed, factor, line));
}

function stageProblem({ stage, salesOrder }: OrderState, line: OrderLineState): string | undefined {
  if (stage === 'canceled') return `Sales order ${salesOrder} is cancelled in Dynamics.`;
  if (line.status === 'Canceled') return `The line is cancelled in Dynamics, in sales order ${salesOrder}.`;
  if (stage === 'picking') return `The warehouse has begun to pick sales order ${salesOrder}.`;
  if (line.status === 'Invoiced' || stage === 'invoiced') return `The line is invoiced already.`;
  return undefined;
}

interface Amounts {
  readonly quantity: Decimal;
  readonly shipped: Decimal;
  readonly moves: boolean;
  readonly reprices: boolean;
  readonly unit: string;
}

function amountProblem({ quantity, shipped, moves, reprices, unit }: Amounts): string | undefined {
  if (moves && quantity.lessThan(shipped))
    return `${decimalText(shipped)} ${unit} were shipped already, more than the ${decimalText(quantity)} that are wanted now.`;
  if (reprices && shipped.greaterThan(0)) return `${decimalText(shipped)} ${unit} left at the old price already.`;
  return undefined;
}

function dateOf(line: PurchaseOrderLine, qualifiers: readonly string[]): string | undefined {
  return qualifiers.flatMap((qualifier) => line.dates.filter((date) => date.qualifier === qualifier))[0]?.date;
}

function saysNothing({ line, quantity }: ChangedLine, before: PurchaseOrderLine, dates: ChangeDates): boolean {
  const old = parseDecimal(before.quantity ?? '') ?? new Decimal(0);
  const samePrice = line.price === undefined || sameDecimal(line.price, before.price ?? '');
  const qualifiers = [...dates.shipQualifiers, ...dates.receiptQualifiers];
  const sameDates = qualifiers.every((qualifier) => {
    const now = dateOf(line, [qualifier]);
    return now === undefined || now === dateOf(before, [qualifier]);
  });
  return quantity.equals(old) && samePrice && sameDates;
}
