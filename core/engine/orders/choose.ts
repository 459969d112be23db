import { AppError } from '#core/contract/errors.ts';
import type { FoundOrder } from '#core/dynamics/client.types.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import type { EngineParts } from '../engine.types.ts';
import { adoptable, lookupOf } from './candidates.ts';
import { isCancelled, ordersOfPlan } from './decide.ts';

const within = (): AbortSignal => AbortSignal.timeout(60_000);

function lookUp(parts: EngineParts, saga: SagaRow): Promise<readonly FoundOrder[]> {
  return parts.dynamics.findOrders([lookupOf(saga)], within());
}

const numbersOf = (orders: readonly FoundOrder[]): string => orders.map((order) => order.salesOrderNumber).join(', ');

/** The order that a person recognised as this one. Throws `conflict` where Dynamics has none any more, or several, or one without lines. */
export async function adoptOrder(
  parts: EngineParts,
  saga: SagaRow,
): Promise<{ readonly state: 'done'; readonly salesOrderNumber: string }> {
  const candidates = await adoptable(parts.store, saga, await lookUp(parts, saga));
  const [only, ...more] = candidates;
  if (!only)
    throw new AppError({
      code: 'conflict',
      message: 'No sales order with this number is in Dynamics any more. Create a new one instead.',
    });
  if (more.length > 0)
    throw new AppError({
      code: 'conflict',
      message: `Several sales orders carry this number (${numbersOf(candidates)}). Cancel the surplus ones in Dynamics first.`,
    });
  // Its clerk may be at it right now: lines of ours beside theirs would ship the goods twice.
  if (
    !saga.cancels &&
    !isCancelled(only) &&
    (await parts.dynamics.readLines(only.company, only.salesOrderNumber, within())).length === 0
  )
    throw new AppError({
      code: 'conflict',
      message: `Sales order ${only.salesOrderNumber} has no lines yet. Have them entered in Dynamics before you adopt it; or cancel it there and create a new one here.`,
    });
  return { state: 'done', salesOrderNumber: only.salesOrderNumber };
}

/**
 * After "one of the two is cancelled": the order that is left goes on, its lines are read and made true in the next
 * run. None left: it is looked up again and asked about. Throws `conflict` while both are open.
 */
export async function remainingOrder(
  parts: EngineParts,
  saga: SagaRow,
): Promise<{ readonly state: 'header-done' | 'ready'; readonly salesOrderNumber: string | null }> {
  const open = ordersOfPlan(saga.plan, await lookUp(parts, saga)).filter((order) => !isCancelled(order));
  const [only, ...more] = open;
  if (more.length > 0)
    throw new AppError({
      code: 'conflict',
      message: `${open.length} open sales orders still carry this number (${numbersOf(open)}). Cancel the surplus one in Dynamics first.`,
    });
  return only ? { state: 'header-done', salesOrderNumber: only.salesOrderNumber } : { state: 'ready', salesOrderNumber: null };
}
