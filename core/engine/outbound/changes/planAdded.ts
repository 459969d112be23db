import { Decimal, sameDecimal } from '#core/domain/decimal.ts';
import type { SalesOrderPlan, SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import type { OrderLineState, OrderState } from '#core/dynamics/journals.types.ts';
import type { ChangedLine } from '#core/drafting/changeLines.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import type { WantedLine } from '#core/store/types/changes.ts';
import type { Addition } from './additions.ts';
import { isLine } from './reached.ts';

/** What can be done about a line now: `wanted` is to be made true; `why` says what stands against it. */
export interface Verdict {
  readonly allowed: boolean;
  readonly why: string;
  readonly wanted: readonly WantedLine[];
}

/** A header whose lines are still to come: a line that is not there is not one that somebody took away. */
export const notComplete = (salesOrder: string): string =>
  `Sales order ${salesOrder} is not complete in Dynamics; look again once it is.`;

/** The order that a change is about is not in Dynamics yet. */
export const notMade =
  'Its sales order is not made in Dynamics yet, and will be as it was ordered first. Let it be made, then decide about the change.';

/** Why a change finds no sales order: it is still to come, or never will. */
export const whyNotMade = ({ standing }: Pick<DraftOrder, 'standing'>): string =>
  standing === 'cancelled' || standing === 'refused'
    ? 'No sales order was made for it, and none will be: the order is cancelled or was refused. Refuse the change.'
    : notMade;

const byHand = 'Enter it in Dynamics by hand, then mark the change as applied.';
const no = (why: string): Verdict => ({ allowed: false, why, wanted: [] });

/** Numbers of the customer that lines of a sales order have or are about to get. */
export type UsedNumbers = Map<string, Set<number>>;

interface Case {
  readonly changed: ChangedLine;
  readonly order: DraftOrder;
  readonly states: readonly OrderState[];
  readonly used: UsedNumbers;
}

/** What an added line asks of Dynamics, and whether it may be entered now. Pure but for `used`, which takes its numbers. */
export function addedVerdict(addition: Addition | undefined, one: Case): Verdict {
  const { changed, order } = one;
  if (!addition || changed.quantity.lessThanOrEqualTo(0)) return no('The change says no quantity for the line that it adds.');
  const twin = order.order.lines.find(({ lineNumber }) => lineNumber !== '' && lineNumber === changed.line.lineNumber);
  if (twin)
    return no(
      `The order has a line ${twin.lineNumber} of another item already, and documents name lines by their number. Ask the retailer for another number.`,
    );
  const [gap] = addition.gaps;
  if (gap) return no([...addition.gaps.map(({ message }) => message), gap.nextStep].join(' '));
  const [problem] = addition.problems;
  if (problem !== undefined) return no(problem);
  const verdicts = addition.plans.flatMap((plan) => plan.lines.map((line) => partVerdict(plan, line, one)));
  const refused = verdicts.find(({ allowed }) => !allowed);
  return (
    refused ?? {
      allowed: true,
      why: [...new Set([...verdicts.map(({ why }) => why), ...addition.notes])].filter(Boolean).join(' '),
      wanted: verdicts.flatMap(({ wanted }) => wanted),
    }
  );
}

function partVerdict(plan: SalesOrderPlan, line: SalesOrderPlanLine, { order, states, used, changed }: Case): Verdict {
  const sales = salesOrderOf(order, plan.store);
  if (order.salesOrders.length === 0) return no(whyNotMade(order));
  if (sales === undefined)
    return no(
      plan.store === ''
        ? `Nobody knows which sales order gets it. ${byHand}`
        : `Store ${plan.store} has no sales order. ${byHand}`,
    );
  const state = states.find(({ salesOrder }) => salesOrder === sales);
  if (!state || state.lines.length === 0) return no(notComplete(sales));
  const problem = stageProblem(state);
  if (problem !== undefined) return no(problem);
  const at = { company: state.company, salesOrder: sales, cancel: false };
  const asSent = { ...line, position: changed.position };
  const strangers = unlinked(order, state).filter((entry) => sameText(entry.itemNumber, line.itemNumber));
  const same = strangers.filter((entry) => sameDecimal(entry.ordered, line.quantity) && sameText(entry.unit, line.unit));
  const [there] = same;
  if (there && same.length === 1) {
    const added = { ...asSent, customersLineNumber: there.customersLineNumber };
    return { allowed: true, why: 'It is there already.', wanted: [{ ...at, lotId: there.lotId, added }] };
  }
  const [stranger] = strangers;
  if (stranger)
    return no(
      `Sales order ${sales} has ${new Decimal(stranger.ordered).toFixed()} ${stranger.unit} of ${line.itemNumber} that no line of the order stands for; make it what the change says, then mark the change as applied.`,
    );
  const numbers = used.get(sales) ?? numbersOf(order, state);
  const customersLineNumber = freeNumber(numbers, line.lineNumber);
  used.set(sales, numbers.add(customersLineNumber));
  return { allowed: true, why: 'It is added.', wanted: [{ ...at, lotId: '', added: { ...asSent, customersLineNumber } }] };
}

/** The sales order that gets what goes to a store, or where the order goes. */
export function salesOrderOf({ salesOrders }: DraftOrder, store: string): string | undefined {
  const fitting = salesOrders.filter((entry) => entry.store === store);
  const [only] = fitting;
  return fitting.length === 1 ? only?.salesOrder : undefined;
}

/** Lines of a sales order that stand for no line of the purchase order; cancelled ones are nobody's. */
export function unlinked(order: DraftOrder, state: OrderState): readonly OrderLineState[] {
  const links = order.links.filter(({ salesOrder }) => salesOrder === state.salesOrder);
  return state.lines.filter((line) => line.status !== 'Canceled' && !links.some((link) => isLine(line, link)));
}

function numbersOf(order: DraftOrder, state: OrderState): Set<number> {
  const linked = order.links.filter(({ salesOrder }) => salesOrder === state.salesOrder);
  return new Set([...linked, ...state.lines].map(({ customersLineNumber }) => customersLineNumber));
}

const largestInt32 = 2_147_483_647;

/** The retailer's own number where it is one and free, else the next one. */
function freeNumber(used: ReadonlySet<number>, lineNumber: string): number {
  const own = /^\d+$/.test(lineNumber) ? Number(lineNumber) : 0;
  return own >= 1 && own <= largestInt32 && !used.has(own) ? own : Math.max(0, ...used) + 1;
}

function stageProblem({ stage, salesOrder }: OrderState): string | undefined {
  if (stage === 'canceled') return `Sales order ${salesOrder} is cancelled in Dynamics.`;
  if (stage === 'picking') return `The warehouse has begun to pick sales order ${salesOrder}.`;
  if (stage === 'invoiced') return `Sales order ${salesOrder} is invoiced already.`;
  return undefined;
}

const sameText = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();
