import { Decimal, decimalText, parseDecimal, sameDecimal } from '#core/domain/decimal.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { OrderLineState, OrderState } from '#core/dynamics/journals.types.ts';
import type { ChangedLine } from '#core/drafting/changeLines.ts';
import type { DraftOrder, OrderLineLink } from '#core/drafting/draft.types.ts';
import type { WantedLine } from '#core/store/types/changes.ts';

/** What one line of a change means in Dynamics now. */
export interface LineVerdict {
  /** 1-based place in the change. */
  readonly position: number;
  readonly changed: ChangedLine;
  readonly allowed: boolean;
  /** Why not, or what is to be known, as a sentence; '' where nothing is. */
  readonly why: string;
  /** What is to be made true; empty where nothing changes there. */
  readonly wanted: readonly WantedLine[];
}

/** The sheet's date qualifiers, in order of trust. */
export interface ChangeDates {
  readonly shipQualifiers: readonly string[];
  readonly receiptQualifiers: readonly string[];
}

/**
 * What Dynamics allows now of a change, line by line (issue 4.9): nothing of a line that is picked or invoiced, no less than
 * was shipped, no other price for goods that are on their way. What cannot be done by us says what a person does. Pure.
 */
export function changeVerdicts(
  changed: readonly ChangedLine[],
  order: DraftOrder,
  states: readonly OrderState[],
  dates: ChangeDates,
): readonly LineVerdict[] {
  return changed.map((line, index) => ({ position: index + 1, changed: line, ...verdictOf(line, order, states, dates) }));
}

type Verdict = Omit<LineVerdict, 'position' | 'changed'>;

const no = (why: string): Verdict => ({ allowed: false, why, wanted: [] });
const yes = (wanted: readonly WantedLine[], why = ''): Verdict => ({ allowed: true, why, wanted });

function verdictOf(changed: ChangedLine, order: DraftOrder, states: readonly OrderState[], dates: ChangeDates): Verdict {
  const { before } = changed;
  if (!before)
    return no('A line that is added is made in Dynamics by a person: enter it there, then mark the change as applied.');
  if (saysNothing(changed, before, dates)) return yes([]);
  const links = [
    ...new Map(order.links.filter(({ position }) => position === before.position).map((link) => [keyOf(link), link])).values(),
  ];
  if (links.length === 0) return no('No sales order line stands for it.');
  const cancels = changed.quantity.isZero();
  if (links.length > 1 && !cancels)
    return no('Several stores share this line; change their lines in Dynamics, then mark the change as applied.');
  const verdicts = links.map((link) => linkVerdict(link, { changed, before, order, states, dates }));
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
  if (!state || !line) return no(`Sales order ${link.salesOrder} does not have this line any more.`);
  const factor = factorOf(order, before.position, line.unit);
  if (!factor) return no(`Nobody knows how many ${line.unit} one ${before.unit} is; change it in Dynamics by hand.`);
  const quantity = changed.quantity.times(factor);
  const shipped = parseDecimal(line.shipped ?? '') ?? shippedOf(line);
  const moves = !quantity.equals(line.ordered);
  const price = priceOf(changed, before, factor);
  const reprices = price !== undefined && !sameDecimal(price, line.price);
  const problem = stageProblem(state, line) ?? amountProblem({ quantity, shipped, moves, reprices, unit: line.unit });
  if (problem !== undefined) return no(problem);
  const at = { company: state.company, salesOrder: state.salesOrder, lotId: line.lotId };
  if (quantity.isZero() || (moves && quantity.equals(shipped))) return yes([{ ...at, cancel: true }]);
  const ship = dateOf(changed.line, dates.shipQualifiers);
  const receipt = dateOf(changed.line, dates.receiptQualifiers);
  return yes([
    {
      ...at,
      cancel: false,
      ...(moves ? { quantity: decimalText(quantity) } : {}),
      ...(reprices ? { price } : {}),
      ...(ship === undefined || ship === line.requestedShip ? {} : { requestedShip: ship }),
      ...(receipt === undefined ? {} : { requestedReceipt: receipt }),
    },
  ]);
}

export const isLine = (line: OrderLineState, link: Pick<OrderLineLink, 'lotId' | 'customersLineNumber'>): boolean =>
  link.lotId === '' ? line.customersLineNumber === link.customersLineNumber : line.lotId === link.lotId;

function shippedOf({ ordered, remaining }: OrderLineState): Decimal {
  return remaining === undefined ? new Decimal(0) : Decimal.max(new Decimal(ordered).minus(remaining), 0);
}

function factorOf(order: DraftOrder, position: number, unit: string): Decimal | undefined {
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

/** True where the line is as it is wanted: a lost answer had done it. */
export function isReached(wanted: WantedLine, line: OrderLineState | undefined): boolean {
  if (!line) return wanted.cancel;
  if (wanted.cancel)
    return line.status === 'Canceled' || new Decimal(line.ordered).equals(parseDecimal(line.shipped ?? '') ?? shippedOf(line));
  if (wanted.quantity !== undefined && !sameDecimal(wanted.quantity, line.ordered)) return false;
  if (wanted.price !== undefined && !sameDecimal(wanted.price, line.price)) return false;
  return wanted.requestedShip === undefined || wanted.requestedShip === line.requestedShip;
}
