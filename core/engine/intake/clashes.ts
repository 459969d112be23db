import type { SalesOrderPlan } from '#core/domain/salesOrder.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import type { Gathered } from './gather.ts';
import type { Identification } from './identify.ts';

/** A person called it a separate order, but its reference is taken: the next suffix that no order of its own number has. */
export function nextCopy<T extends { readonly copy: number }>({ threads }: Pick<Gathered, 'threads'>, found: T): T {
  return { ...found, copy: Math.max(found.copy, ...threads.map(({ thread }) => thread.copy)) + 1 };
}

/** Another identity of ours already uses this reference for the same customer: two orders could not be told apart there. */
export async function referenceClashes(
  run: RunContext,
  found: Extract<Identification, { copy: number }>,
  plans: readonly SalesOrderPlan[],
): Promise<readonly NewHold[]> {
  const own = found.is === 'new-order' ? undefined : found.threadId;
  const holds: NewHold[] = [];
  for (const plan of plans) {
    const { threadIds } = await run.parts.store.threadsWithReference({
      company: plan.company,
      customer: plan.customer,
      reference: plan.reference,
    });
    if (threadIds.every((threadId) => threadId === own)) continue;
    holds.push({
      cause: 'conflict',
      rule: '850-01',
      message: `Customer ${plan.customer} has another purchase order ${plan.reference}, from another vendor or partner number. In Dynamics the two could not be told apart.`,
      groupKey: `clash:${plan.company}:${plan.customer}`,
      groupTitle: 'One number from two partner or vendor numbers',
      consequence: 'Nothing is in Dynamics for it until you decide.',
      nextStep: 'If it is an order of its own, make it a separate order: its reference gets a suffix.',
    });
  }
  return holds;
}
