import { decimalText, parseDecimal, sameDecimal, Decimal } from '#core/domain/decimal.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { OrderLineState, OrderState } from '#core/dynamics/journals.types.ts';
import { neverThere, type ChangedLine } from '#core/drafting/changeLines.ts';
import type { DraftOrder, OrderLineLink } from '#core/drafting/draft.types.ts';
import type { Addition } from './additions.ts';
import { addedVerdict, notComplete, notMade, type UsedNumbers, type Verdict } from './planAdded.ts';
import { isLine, shippedOf } from './reached.ts';

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
}

/**
 * What Dynamics allows now of a change, line by line (issue 4.9): nothing of a line that is picked or invoiced, no less than
 * was shipped, no other price for goods that are on their way. What cannot be done by us says what a person does. Pure.
 */
export function changeVerdicts(
  changed: readonly ChangedLine[],
  order: DraftOrder,
  states: readonly OrderState[],
  { dates, additions, earlierOpen }: ChangeFacts,
): readonly LineVerdict[] {
  const used: UsedNumbers = new Map();
  return changed.map((line, index) => ({
    position: index + 1,
    changed: line,
    ...(line.before
      ? verdictOf({ changed: line, before: line.before, order, states, dates })
      : neverThere(line)
        ? absent(earlierOpen)
        : addedVerdict(
            additions.find(({ position }) => position === line.position),
            { changed: line, order, states, used },
          )),
  }));
}

/** A line that is taken out and is not there: an earlier change that nobody has answered yet may still add it. */
const absent = (earlierOpen: boolean): Verdict =>
  earlierOpen
    ? no('The order has no such line yet, and an earlier change that is not answered may add it: answer that one first.')
    : yes([], 'The order has no such line: there is nothing to take away.');

const no = (why: string): Verdict => ({ allowed: false, why, wanted: [] });
const yes = (wanted: Verdict['wanted'], why = ''): Verdict => ({ allowed: true, why, wanted });

function verdictOf(one: Case): Verdict {
  const { changed, before, order, dates } = one;
  if (saysNothing(changed, before, dates)) return yes([]);
  const links = [
    ...new Map(order.links.filter(({ position }) => position === before.position).map((link) => [keyOf(link), link])).values(),
  ];
  if (links.length === 0) return no(order.salesOrders.length === 0 ? notMade : 'No sales order line stands for it.');
  const cancels = changed.quantity.isZero();
  if (links.length > 1 && !cancels)
    return no('Several stores share this line; change their lines in Dynamics, then mark the change as applied.');
  const verdicts = links.map((link) => linkVerdict(link, one));
  const refused = verdicts.find(({ allowed }) => !allowed);
  return refused ?? yes(verdicts.flatMap(({ wanted }) => wanted));
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
  const quantity = changed.quantity.times(factor);
  const shipped = shippedOf(line);
  const moves = !quantity.equals(line.ordered);
  const price = priceOf(changed, before, factor);
  const reprices = price !== undefined && !sameDecimal(price, line.price);
  const problem = stageProblem(state, line) ?? amountProblem({ quantity, shipped, moves, reprices, unit: line.unit });
  if (problem !== undefined) return no(problem);
  const at = { company: state.company, salesOrder: state.salesOrder, lotId: line.lotId };
  if (quantity.isZero() || (moves && quantity.equals(shipped)))
    return yes([{ ...at, cancel: true, quantity: decimalText(quantity) }]);
  const ship = dateOf(changed.line, dates.shipQualifiers);
  const receipt = dateOf(changed.line, dates.receiptQualifiers);
  return yes([
    {
      ...at,
      cancel: false,
      ...(moves ? { quantity: decimalText(quantity) } : {}),
      ...(reprices ? { price } : {}),
      ...(ship === undefined || ship === line.requestedShip ? {} : { requestedShip: ship }),
      ...(receipt === undefined || receipt === line.requestedReceipt ? {} : { requestedReceipt: receipt }),
    },
  ]);
}

/** Dynamics units that one unit of an 850 line is; undefined where nobody knows. */
export function factorOf(order: DraftOrder, position: number, unit: string): Decimal | undefined {
  const units = order.lines.find((line) => line.position === position)?.units ?? [];
  return parseDecimal(units.find((known) => known.unit.toLowerCase() === unit.toLowerCase())?.factor ?? '');
}

/** The new price in the unit of Dynamics; undefined where the change says none. */
function priceOf(changed: ChangedLine, before: PurchaseOrderLine, factor: Decimal): string | undefined {
  const said = parseDecimal(changed.line.price ?? '');
  if (!said || changed.line.price === before.price) return undefined;
  return decimalText(said.dividedBy(factor).toDecimalPlaces(6));
}

function stageProblem({ stage, salesOrder }: OrderState, line: OrderLineState): string | undefined {
  if (stage === 'canceled' || line.status === 'Canceled') return `Sales order ${salesOrder} is cancelled in Dynamics.`;
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
