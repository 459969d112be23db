import { earlierOf } from './draftOrder.ts';
import type { Basis, OrderBasis, OutboundContext } from './gather.ts';
import type { PlannedDocument } from './plan.types.ts';
import { fromWhole } from './toldTwice.ts';

/**
 * Documents in turns, in none of which an order stands twice: the second slip or invoice of an order is drafted and judged
 * with the first in sight, because what the rules add up is what came before (856-07, 810-05). Pure.
 */
export function turnsOf(documents: readonly PlannedDocument[]): readonly (readonly PlannedDocument[])[] {
  const next = new Map<number, number>();
  const turns: PlannedDocument[][] = [];
  for (const document of documents) {
    const turn = Math.max(0, ...document.threadIds.map((id) => next.get(id) ?? 0));
    for (const id of document.threadIds) next.set(id, turn + 1);
    turns[turn] = [...(turns[turn] ?? []), document];
  }
  return turns;
}

/** What was gathered, with what was drafted of these orders since. */
export async function withDrafted({ parts }: OutboundContext, basis: Basis, threadIds: readonly number[]): Promise<Basis> {
  const entries = threadIds.flatMap((id) => basis.orders.get(id) ?? []);
  if (entries.length === 0) return basis;
  const renewed = await Promise.all(
    entries.map(async (entry): Promise<OrderBasis> => {
      const threadId = entry.answered.thread.id;
      const known = fromWhole(await parts.store.outboundOfThread({ threadId }), basis.told);
      const earlier = known.map((one) => earlierOf(one, threadId));
      const changes = entry.changes.map((change) => ({ ...change, before: { ...change.before, earlier } }));
      return { ...entry, known, changes, draftOrder: { ...entry.draftOrder, earlier } };
    }),
  );
  return { ...basis, orders: new Map([...basis.orders, ...renewed.map((entry) => [entry.answered.thread.id, entry] as const)]) };
}
