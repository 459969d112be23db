import type { Posting } from '#core/domain/posting.ts';
import { dayIn, milliseconds } from '#core/domain/time.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { AnsweredThread } from '#core/store/types/postings.ts';
import type { RunContext } from '../runContext.ts';
import { orderKey } from './doubts.ts';
import { liveSagas } from './draftOrder.ts';

/** The sales orders that stand for an order, by their numbers. */
export function numbersOf(entry: AnsweredThread): readonly { readonly company: string; readonly salesOrder: string }[] {
  return liveSagas(entry).flatMap(({ salesOrderNumber, plan }) =>
    salesOrderNumber === undefined ? [] : [{ company: plan.company, salesOrder: salesOrderNumber }],
  );
}

/**
 * Orders whose sales orders are all cancelled in Dynamics, of those of which the retailer was told nothing yet: nobody confirmed
 * them, or their 855 has not left. What was told is a promise, and no 855 takes it back by itself.
 */
export async function cancelledUntold(
  run: RunContext,
  answered: readonly AnsweredThread[],
  found: readonly Posting[],
): Promise<ReadonlySet<number>> {
  const confirmed = new Set(
    found
      .filter(({ kind }) => kind === 'confirmation')
      .flatMap(({ company, salesOrders }) => salesOrders.map((order) => orderKey(company, order))),
  );
  const isConfirmed = (entry: AnsweredThread): boolean =>
    numbersOf(entry).some(({ company, salesOrder }) => confirmed.has(orderKey(company, salesOrder)));
  const threadIds = answered.filter(isConfirmed).map(({ thread }) => thread.id);
  const waiting = threadIds.length === 0 ? new Set() : new Set(await run.parts.store.acksWaiting({ threadIds }));
  return cancelledOf(
    run,
    answered.filter((entry) => !isConfirmed(entry) || entry.canceledThere || waiting.has(entry.thread.id)),
  );
}

/** Of these orders those whose sales orders are all cancelled in Dynamics now. */
export async function cancelledOf(run: RunContext, answered: readonly AnsweredThread[]): Promise<ReadonlySet<number>> {
  const open = answered
    .map((entry) => ({ id: entry.thread.id, orders: numbersOf(entry) }))
    .filter(({ orders }) => orders.length > 0);
  if (open.length === 0) return new Set();
  const orders = open.flatMap((entry) => entry.orders);
  const states = await run.ask('dynamics', () => run.parts.dynamics.journals.orderState(orders, run.signal), {
    repeatable: true,
  });
  const canceled = new Set(
    states.filter(({ stage }) => stage === 'canceled').map(({ company, salesOrder }) => orderKey(company, salesOrder)),
  );
  const all = open.filter((entry) =>
    entry.orders.every(({ company, salesOrder }) => canceled.has(orderKey(company, salesOrder))),
  );
  return new Set(all.map(({ id }) => id));
}

/** An answer that lay here so long may tell of an order that was cancelled meanwhile. */
const freshMs = 3_600_000;

/**
 * Answers that lay here for a person or for data, and whose order is cancelled by now: a confirmation stands in its journal all
 * the same. They do not leave; their order is looked at again and answered with a rejection. `found`: orders that earlier calls of
 * this run found cancelled; grows.
 */
export async function cancelledMeanwhile(
  run: RunContext,
  rows: readonly OutboundRow[],
  found: Set<number>,
): Promise<ReadonlySet<number>> {
  const { store, ports } = run.parts;
  const at = ports.clock.now();
  const old = rows.filter(
    ({ kind, intent, corrects, createdAt }) =>
      kind === '855' && intent === 'original' && !corrects && milliseconds(at) - milliseconds(createdAt) > freshMs,
  );
  if (old.length === 0) return new Set();
  const answered = await store.answeredThreads({ threadIds: [...new Set(old.flatMap(({ threadIds }) => threadIds))] });
  // What was said to be cancelled in an earlier run is rejected already.
  const canceled = await cancelledOf(
    run,
    answered.filter(({ canceledThere }) => !canceledThere),
  );
  for (const id of canceled) found.add(id);
  if (canceled.size > 0) await keepCancelled(run, canceled);
  return new Set(old.filter(({ threadIds }) => threadIds.some((id) => found.has(id))).map(({ id }) => id));
}

async function keepCancelled({ parts: { store, ports } }: RunContext, canceled: ReadonlySet<number>): Promise<void> {
  const at = ports.clock.now();
  const wakes = { why: cancelledWhy, at };
  const threads = [...canceled].map((threadId) => ({ threadId, closed: false, canceled: true, wakes }));
  await store.swept({ day: dayIn(ports.timeZone, at), threads });
}

export const cancelledWhy = 'its sales order was cancelled in Dynamics';
