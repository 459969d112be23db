import type { FoundOrder, OrderLine } from '#core/dynamics/client.types.ts';
import { isFullRequisition } from '#core/domain/identity.ts';
import { heldNow, type SalesOrderPlan, type SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import { sameDecimal } from '#core/domain/decimal.ts';
import { instant, milliseconds, type Instant } from '#core/domain/time.ts';

/** What a saga knows before it acts; a part of the stored row. */
export interface SagaFacts {
  readonly state: 'ready' | 'header-unknown' | 'header-done' | 'lines-unknown' | 'fresh';
  readonly plan: SalesOrderPlan;
  readonly salesOrderNumber: string | undefined;
  readonly unknownSince: Instant | undefined;
  readonly ignoreForeign: boolean;
  /** What became of it before a copy was restored is not known here, nor under which map: it is looked for everywhere. */
  readonly restored: boolean;
}

/** What to do after a look-up. Pure; DESIGN 3.7 in code. */
export type HeaderDecision =
  | {
      readonly do: 'create-header';
      /** After an unknown outcome: looked up once more before its lines. */ readonly again: boolean;
    }
  | { readonly do: 'wait-to-settle'; readonly until: Instant }
  | {
      readonly do: 'use-header';
      readonly salesOrderNumber: string;
      readonly found: boolean;
      /** Open orders made by hand for the same number: it gets no lines beside them unless it has some already. */
      readonly strangers: readonly FoundOrder[];
    }
  | {
      readonly do: 'ask-to-adopt';
      readonly candidates: readonly FoundOrder[];
      readonly why: 'cancelled' | 'other-reference';
    }
  | { readonly do: 'report-double'; readonly numbers: readonly string[] }
  | { readonly do: 'confirm' }
  | { readonly do: 'report-missing'; readonly why: 'gone' | 'cancelled' };

/** As the database of Dynamics compares: without case, without blanks at the end. */
export const sameText = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** Orders of this customer that carry exactly our reference. Companies and accounts compare without case (dynamics.md 2.2). */
export function ordersOfPlan(plan: SalesOrderPlan, found: readonly FoundOrder[]): readonly FoundOrder[] {
  return related(plan, found).filter((order) => isOurs(plan, order));
}

function related(plan: SalesOrderPlan, found: readonly FoundOrder[]): readonly FoundOrder[] {
  return found.filter((order) => sameText(order.company, plan.company) && sameText(order.customer, plan.customer));
}

const isOurs = (plan: SalesOrderPlan, order: FoundOrder): boolean => order.reference.trim() === plan.reference.trim();

/**
 * Orders that somebody may have made by hand for this purchase order: our requisition, or our reference in other letters, but
 * not our reference. One whose reference only begins like ours may be an order of ours (of another store, another release,
 * a longer number) or a clerk's `PO-79/rush`: only the store can tell, see candidates.ts. `anywhere`: of whatever company and
 * customer, for an order that may have been made under another map.
 */
export function foreignOrders(plan: SalesOrderPlan, found: readonly FoundOrder[], anywhere: boolean): readonly FoundOrder[] {
  const ours = new Set(ordersOfPlan(plan, found));
  return (anywhere ? found : related(plan, found)).filter(
    (order) =>
      !ours.has(order) &&
      (sameText(order.requisition, plan.requisition) || sameText(order.reference, plan.reference)) &&
      !hasOtherNumber(plan, order),
  );
}

/** A requisition holds 20 characters: behind a full one stand other purchase orders that begin alike and go on otherwise. */
function hasOtherNumber({ requisition, reference }: SalesOrderPlan, order: FoundOrder): boolean {
  if (!isFullRequisition(requisition, reference)) return false;
  const number = requisition + (reference.slice(requisition.length).split(/[/#]/, 1)[0] ?? '');
  const starts = (text: string): boolean => sameText(order.reference.slice(0, text.length), text);
  return order.reference.length > requisition.length && starts(requisition) && !starts(number);
}

/** Cancelled in Dynamics: never used by itself. */
export const isCancelled = (order: FoundOrder): boolean => sameText(order.status, 'Canceled');

/** Decides the next step of a sales order from what Dynamics holds now. `settleMs`: how long a lost POST may still commit. */
export function decideHeader(saga: SagaFacts, found: readonly FoundOrder[], now: Instant, settleMs: number): HeaderDecision {
  const own = (order: FoundOrder): boolean => order.salesOrderNumber === saga.salesOrderNumber;
  const ours = related(saga.plan, found).filter((order) => isOurs(saga.plan, order) || own(order));
  const live = ours.filter((order) => !isCancelled(order));
  const numbers = [
    ...new Set([
      ...live.map((order) => order.salesOrderNumber),
      ...(saga.salesOrderNumber === undefined ? [] : [saga.salesOrderNumber]),
    ]),
  ];
  if (saga.state === 'fresh') {
    if (numbers.length > 1) return { do: 'report-double', numbers };
    if (live.length === 1) return { do: 'confirm' };
    return { do: 'report-missing', why: ours.length > 0 ? 'cancelled' : 'gone' };
  }
  if (numbers.length > 1 && live.length > 0) return { do: 'report-double', numbers };
  const cancelled = ours.filter(isCancelled);
  const foreign = saga.ignoreForeign ? [] : foreignOrders(saga.plan, found, saga.restored).filter((order) => !own(order));
  const strangers = foreign.filter((order) => !isCancelled(order));
  if (saga.salesOrderNumber !== undefined) {
    // Lines into an order that somebody cancelled meanwhile would bring it back.
    if (cancelled.some((order) => order.salesOrderNumber === saga.salesOrderNumber))
      return { do: 'ask-to-adopt', candidates: cancelled, why: 'cancelled' };
    return { do: 'use-header', salesOrderNumber: saga.salesOrderNumber, found: false, strangers };
  }
  const only = live[0];
  if (only) return { do: 'use-header', salesOrderNumber: only.salesOrderNumber, found: true, strangers };
  const settledAt = settleEnd(saga.unknownSince, now, settleMs);
  if (settledAt !== undefined && settledAt > milliseconds(now)) return { do: 'wait-to-settle', until: instant(settledAt) };
  if (!saga.ignoreForeign) {
    // An open one comes first: beside it a new order would ship the goods twice, whatever became of ours.
    if (cancelled.length > 0 && foreign.every(isCancelled))
      return { do: 'ask-to-adopt', candidates: cancelled, why: 'cancelled' };
    if (foreign.length > 0) return { do: 'ask-to-adopt', candidates: foreign, why: 'other-reference' };
  }
  return { do: 'create-header', again: settledAt !== undefined };
}

/** When a lost answer is settled. Where the clock was set back meanwhile, the time counts from now. */
function settleEnd(since: Instant | undefined, now: Instant, settleMs: number): number | undefined {
  return since === undefined ? undefined : Math.min(milliseconds(since), milliseconds(now)) + settleMs;
}

export type LinesDecision =
  | { readonly do: 'create-lines' }
  | { readonly do: 'wait-to-settle'; readonly until: Instant }
  | { readonly do: 'complete'; readonly differences: readonly string[] }
  | { readonly do: 'ask-about-lines'; readonly differences: readonly string[] };

/**
 * Decides about the lines of a sales order from those that Dynamics holds: none = post all (after the settle time
 * where a batch's answer was lost), all = done, some or changed = a person edited (DESIGN 3.7).
 */
export function decideLines(saga: SagaFacts, existing: readonly OrderLine[], now: Instant, settleMs: number): LinesDecision {
  if (existing.length === 0) {
    const settledAt = saga.state === 'lines-unknown' ? (settleEnd(saga.unknownSince, now, settleMs) ?? 0) : 0;
    return settledAt > milliseconds(now) ? { do: 'wait-to-settle', until: instant(settledAt) } : { do: 'create-lines' };
  }
  const differences = lineDifferences(saga.plan.lines, existing);
  return differences.length === 0 ? { do: 'complete', differences } : { do: 'ask-about-lines', differences };
}

/** How the lines that Dynamics holds differ from the plan's, in sentences; matched by the customer's line number alone. */
export function lineDifferences(planned: readonly SalesOrderPlanLine[], existing: readonly OrderLine[]): readonly string[] {
  const sentences: string[] = [];
  const byNumber = new Map<number, OrderLine[]>();
  for (const line of existing) byNumber.set(line.customersLineNumber, [...(byNumber.get(line.customersLineNumber) ?? []), line]);
  for (const line of planned) {
    const matches = byNumber.get(line.customersLineNumber) ?? [];
    byNumber.delete(line.customersLineNumber);
    const match = matches[0];
    if (!match) sentences.push(`Line ${line.customersLineNumber} (${line.itemNumber}) is not there.`);
    else if (matches.length > 1) sentences.push(`Line ${line.customersLineNumber} is there ${matches.length} times.`);
    else sentences.push(...valueDifferences(line, match));
  }
  for (const [number, lines] of byNumber) {
    sentences.push(`Line ${number} (${lines.map((line) => line.itemNumber).join(', ')}) is there but not in the purchase order.`);
  }
  return sentences;
}

function valueDifferences(line: SalesOrderPlanLine, match: OrderLine): readonly string[] {
  const at = `Line ${line.customersLineNumber}`;
  const sentences: string[] = [];
  if (!sameText(line.itemNumber, match.itemNumber))
    sentences.push(`${at}: item ${match.itemNumber} instead of ${line.itemNumber}.`);
  const wanted = heldNow(line);
  if (!sameDecimal(wanted, match.quantity)) sentences.push(`${at}: quantity ${match.quantity} instead of ${wanted}.`);
  if (!sameText(line.unit, match.unit)) sentences.push(`${at}: unit ${match.unit} instead of ${line.unit}.`);
  if (line.price !== undefined && !sameDecimal(line.price, match.price))
    sentences.push(`${at}: price ${match.price} instead of ${line.price}.`);
  return sentences;
}
