import type { FoundOrder, Refusal } from '#core/dynamics/client.types.ts';
import type { SalesOrderPlan } from '#core/domain/salesOrder.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import { isCancelled, sameText, type HeaderDecision } from './decide.ts';

/** What Dynamics said no to, in its own cleaned words. */
export function refusalText(refusal: Refusal): string {
  return refusal.messages.map((message) => message.text).join(' ') || `Dynamics answered ${refusal.status} without a reason.`;
}

function linePath(plan: SalesOrderPlan, refusal: Refusal): string | undefined {
  const position = refusal.messages.find((message) => message.position !== undefined)?.position;
  return plan.lines.find((line) => line.position === position)?.path;
}

/** What a refusal says of single lines, and what support asks for. */
function refusalDetails(plan: SalesOrderPlan, refusal: Refusal): readonly string[] {
  const numbers = new Map(plan.lines.map(({ position, lineNumber }) => [position, lineNumber || String(position)]));
  return [
    ...refusal.messages.flatMap(({ position, text }) =>
      position === undefined ? [] : [`Line ${numbers.get(position) ?? position}: ${text}`],
    ),
    `Request id ${refusal.requestId}${refusal.activityId ? `, Dynamics activity ${refusal.activityId}` : ''}`,
  ];
}

/** Dynamics refused the header, or the whole order where both go together: nothing is there. */
export function refusedHeaderHold(plan: SalesOrderPlan, refusal: Refusal): NewHold {
  const text = refusalText(refusal);
  if (refusal.unasked !== undefined) return unaskedHold(plan, text, refusal.unasked);
  const path = linePath(plan, refusal);
  return {
    cause: 'refused-header',
    ...(path === undefined ? {} : { path }),
    message: text,
    groupKey: `refused:${plan.company}:${text}`,
    groupTitle: `Dynamics refused: ${text}`,
    consequence: refusal.partly
      ? 'Dynamics says that a part of it was made: a sales order may stand there. Trying again looks for it first.'
      : 'No sales order exists; the ship window goes on.',
    nextStep: 'Correct it in Dynamics (or the mapping), then try again.',
    differences: refusalDetails(plan, refusal),
  };
}

/** Dynamics was not asked, because it could only refuse or cut what it would get. */
function unaskedHold(plan: SalesOrderPlan, text: string, who: NonNullable<Refusal['unasked']>): NewHold {
  return {
    cause: 'refused-header',
    message: text,
    groupKey: `unasked:${plan.company}:${text}`,
    groupTitle: who === 'retailer' ? 'Purchase order numbers that are too long for Dynamics' : `Not sent to Dynamics: ${text}`,
    consequence: 'Nothing was sent to Dynamics and no sales order exists; the ship window goes on.',
    nextStep:
      who === 'retailer'
        ? 'Ask the retailer to send the order under a shorter number, then abandon this one.'
        : 'Correct the financial dimensions of the partner or their format in the connection, then try again.',
  };
}

/** Dynamics refused the lines: a header without lines stands there, or none any more (`unseen`: it was not found right before). */
export function refusedLinesHold(
  plan: SalesOrderPlan,
  salesOrderNumber: string,
  { refusal, unseen }: { readonly refusal: Refusal; readonly unseen: boolean },
): NewHold {
  const text = refusalText(refusal);
  const path = linePath(plan, refusal);
  return {
    cause: 'refused-lines',
    ...(path === undefined ? {} : { path }),
    message: text,
    groupKey: `refused:${plan.company}:${text}`,
    groupTitle: `Dynamics refused: ${text}`,
    consequence: refusal.partly
      ? `Dynamics says that a part of it was made: sales order ${salesOrderNumber} may stand there with some of its lines.`
      : unseen
        ? `Sales order ${salesOrderNumber} was not found by its reference: somebody deleted it or changed its reference in Dynamics.`
        : `Sales order ${salesOrderNumber} stands in Dynamics without lines.`,
    nextStep: unseen
      ? 'Look for it in Dynamics. If it is gone, delete the header here, too: the order is made anew.'
      : 'Correct it in Dynamics (or the mapping), then fix and resume, or delete the header.',
    differences: refusalDetails(plan, refusal),
  };
}

/** What a person is asked to adopt, and why. */
export interface AskedToAdopt extends Pick<Extract<HeaderDecision, { do: 'ask-to-adopt' }>, 'candidates' | 'why'> {
  /** Our own order, which has no lines yet: with them the goods would ship twice. */
  readonly beside?: string;
}

/** An order that may be this one, made by hand or cancelled. */
export function adoptHold(plan: SalesOrderPlan, { candidates, why, beside }: AskedToAdopt): NewHold {
  const numbers = candidates.map((order) => order.salesOrderNumber).join(', ');
  const cancelled = candidates.every(isCancelled);
  const byHand = `Dynamics already has sales order ${numbers} for purchase order ${plan.requisition}, not made by Quayside`;
  const own = beside === undefined ? '' : `, beside ${beside}, which Quayside made and gave no lines yet`;
  return {
    cause: 'adopt',
    rule: '850-01',
    message:
      why === 'cancelled'
        ? `Sales order ${numbers} of purchase order ${plan.reference} was cancelled in Dynamics.`
        : cancelled
          ? `${byHand}; it was cancelled there.`
          : `${byHand}${own}.`,
    groupKey: `adopt:${plan.company}:${plan.customer}`,
    groupTitle: 'Orders that are in Dynamics already',
    consequence: cancelled ? 'Nothing ships for this purchase order.' : 'A second sales order would ship the goods twice.',
    nextStep: cancelled
      ? 'Adopt it if it is to stay cancelled, or create a new one anyway.'
      : beside === undefined
        ? 'Look at it in Dynamics: adopt it if it is this order, or create a new one anyway.'
        : `Look at both in Dynamics. To keep ${numbers}, cancel ${beside} there and adopt; if it is another order, create anyway: ${beside} gets its lines.`,
    differences: candidates.map(
      (order) =>
        `${order.salesOrderNumber}: ${order.status},${sameText(order.customer, plan.customer) ? '' : ` customer ${order.customer} in ${order.company},`} reference "${order.reference}", requisition "${order.requisition}", created ${order.createdAt || 'at an unknown time'}`,
    ),
  };
}

/** A sales order of a purchase order whose cancellation a person has acted upon. */
export function calledOffHold(plan: SalesOrderPlan, open: readonly FoundOrder[]): NewHold {
  const numbers = open.map((order) => order.salesOrderNumber).join(', ');
  return {
    cause: 'adopt',
    rule: '850-01',
    message: `Sales order ${numbers} is in Dynamics, and the retailer cancelled purchase order ${plan.reference}.`,
    groupKey: `called-off:${plan.company}:${plan.customer}`,
    groupTitle: 'Sales orders of cancelled purchase orders',
    consequence: 'Goods shipped on a cancelled order are refused and charged back. Quayside adds nothing to it.',
    nextStep: 'Cancel it in Dynamics and stop the pick, then adopt it: it stays as it is there.',
  };
}

/** Two sales orders for one identity: an incident, named. */
export function doubleOrderHold(plan: SalesOrderPlan, numbers: readonly string[]): NewHold {
  return {
    cause: 'double-order',
    rule: '850-01',
    message: `Purchase order ${plan.reference} has ${numbers.length} sales orders in Dynamics: ${numbers.join(', ')}.`,
    groupKey: 'double-order',
    groupTitle: 'Two sales orders for one purchase order',
    consequence: 'Both would ship. The newer one gets no lines from Quayside.',
    nextStep: 'Cancel the surplus one in Dynamics, then mark it as applied.',
  };
}

/** The lines that are there are not the lines that were sent. */
export function linesChangedHold(salesOrderNumber: string, differences: readonly string[]): NewHold {
  return {
    cause: 'lines-changed',
    message: `Sales order ${salesOrderNumber} has other lines than the purchase order.`,
    groupKey: 'lines-changed',
    groupTitle: 'Sales orders that were edited while they were made',
    consequence: 'Quayside adds nothing to an order that a person edited.',
    nextStep: 'Adopt it as it is, or clear its lines in Dynamics and resume.',
    differences,
  };
}

/** Lines that were sent again after the settle time, and the first ones came after all (or a person worked on them meanwhile). */
export function linesLateHold(salesOrderNumber: string, differences: readonly string[]): NewHold {
  return {
    cause: 'lines-changed',
    rule: '850-01',
    message: `Sales order ${salesOrderNumber} has other lines than the purchase order: the answer to its lines was lost, and something arrived after they were complete.`,
    groupKey: 'lines-late',
    groupTitle: 'Lines that arrived late',
    consequence: 'Lines that are there twice ship and bill twice.',
    nextStep: 'Delete the surplus lines in Dynamics, then adopt the order as it is.',
    differences,
  };
}

/** Dynamics answered 201 with other values than were sent. */
export function differsHold(salesOrderNumber: string, differences: readonly string[]): NewHold {
  return {
    cause: 'differs',
    message: `Dynamics changed values of sales order ${salesOrderNumber} when it stored them.`,
    groupKey: 'differs',
    groupTitle: 'Values that Dynamics changed',
    consequence: 'The order ships and bills as Dynamics has it, not as the retailer ordered.',
    nextStep: 'Compare, correct it in Dynamics where it matters, and accept.',
    differences,
  };
}

/** A sales order that was found by its reference, not made a moment ago, and is not what the purchase order says. */
export function foundOtherwiseHold(salesOrderNumber: string, differences: readonly string[]): NewHold {
  return {
    cause: 'differs',
    message: `Sales order ${salesOrderNumber}, found by its reference, holds other values than the purchase order.`,
    groupKey: 'found-otherwise',
    groupTitle: 'Sales orders that were found with other values',
    consequence: 'The order ships and bills as Dynamics has it, not as the retailer ordered.',
    nextStep: 'Compare, correct it in Dynamics where it matters, and accept.',
    differences,
  };
}

/** A header that stands already while the mappings give another one now. */
export function headerStandsHold(salesOrderNumber: string, differences: readonly string[]): NewHold {
  return {
    cause: 'differs',
    message: `Sales order ${salesOrderNumber} keeps the header that it was made with; the mappings give another one now.`,
    groupKey: 'header-stands',
    groupTitle: 'Headers that were made with earlier mappings',
    consequence: 'The order ships and bills as its header in Dynamics says.',
    nextStep: 'Compare, correct it in Dynamics where it matters, and accept.',
    differences,
  };
}

/** A complete sales order that nobody finds in Dynamics a run later, neither by its reference nor by its number. */
export function orderGoneHold(plan: SalesOrderPlan, salesOrderNumber: string): NewHold {
  return {
    cause: 'order-gone',
    rule: '850-01',
    message: `Sales order ${salesOrderNumber} of purchase order ${plan.reference} is not in Dynamics any more: somebody deleted it.`,
    groupKey: `order-gone:${plan.company}`,
    groupTitle: 'Sales orders that were deleted in Dynamics',
    consequence: 'Nothing ships for this purchase order, and the retailer waits for it.',
    nextStep: 'Ask who deleted it. Make it anew if it was a mistake; set it aside if nothing is to be delivered.',
  };
}
