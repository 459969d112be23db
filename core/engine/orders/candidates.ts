import type { FoundOrder, OrderLookup } from '#core/dynamics/client.types.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import type { Store } from '#core/store/store.types.ts';
import { foreignOrders, isCancelled, ordersOfPlan } from './decide.ts';

/**
 * How an order is looked up: by company, customer and either field (DESIGN 3.7). Where a restored copy may not know that it
 * was made, under a map of since, it is looked for everywhere.
 */
export function lookupOf({ plan, restored }: Pick<SagaRow, 'plan' | 'restored'>): OrderLookup {
  const { company, customer, reference, requisition } = plan;
  return { ...(restored ? {} : { owner: { company, customer } }), reference, requisition };
}

/** Of these orders those whose reference no purchase order of ours has: the others are our own, under the same number. */
export async function withoutOwn(
  store: Pick<Store, 'threadsWithReference'>,
  orders: readonly FoundOrder[],
): Promise<readonly FoundOrder[]> {
  // Together, so that they travel in one message: an order of two hundred stores asks about as many.
  const known = await Promise.all(
    orders.map(async ({ company, customer, ...order }) => {
      const reference = order.reference.trim();
      return reference !== '' && (await store.threadsWithReference({ company, customer, reference })).threadIds.length > 0;
    }),
  );
  return orders.filter((_order, index) => !known[index]);
}

/**
 * The orders that a person may mean by "adopt": open ones with our reference or made by hand for the number; where none is
 * open, the cancelled one with our reference, else one made by hand, which then stays as it is.
 */
export async function adoptable(
  store: Pick<Store, 'threadsWithReference'>,
  { plan, restored }: Pick<SagaRow, 'plan' | 'restored'>,
  found: readonly FoundOrder[],
): Promise<readonly FoundOrder[]> {
  const ours = ordersOfPlan(plan, found);
  const foreign = await withoutOwn(store, foreignOrders(plan, found, restored));
  const open = [...ours, ...foreign].filter((order) => !isCancelled(order));
  if (open.length > 0) return open;
  return ours.length > 0 ? ours : foreign;
}
