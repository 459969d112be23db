import type { ChangeView } from '#core/contract/views/changes.ts';
import { customerReference } from '#core/domain/identity.ts';
import type { ThreadRow } from '#core/store/rows.types.ts';
import type { Store } from '#core/store/store.types.ts';
import { knownThread } from '../../intake/gather.ts';
import { ordersAlike } from '../../intake/identify.ts';

/** An order by its reference, and the others that stand beside it under its number (of its store). */
export type OrdersOfNumber = Pick<ChangeView, 'reference' | 'others'>;

/** Which orders a change may be about: nobody but the retailer tells those of one number apart. */
export async function ordersOfNumber(store: Pick<Store, 'threadsOf'>, own: ThreadRow): Promise<OrdersOfNumber> {
  const { partnerId, vendor, number, release } = own;
  const threads = await store.threadsOf({ partnerId, vendor, number, release });
  const alike = new Set(ordersAlike(threads.map((entry) => knownThread(entry))).map(({ id }) => id));
  const others = threads.filter(({ thread }) => alike.has(thread.id) && thread.id !== own.id && thread.store === own.store);
  return {
    reference: customerReference(own),
    others: others.map(({ thread, sagas }) => ({
      threadId: thread.id,
      reference: customerReference(thread),
      salesOrders: sagas.flatMap(({ salesOrderNumber }) => salesOrderNumber ?? []),
    })),
  };
}
