import type { SalesOrderPlan } from '#core/domain/salesOrder.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import type { Gathered } from './gather.ts';
import type { Identification } from './identify.ts';

/** A person called it a separate order, but its reference is taken: the next suffix that no order of its own number has. */
export function nextCopy<T extends { readonly copy: number }>({ threads }: Pick<Gathered, 'threads'>, found: T): T {
  return { ...found, copy: Math.max(found.copy, ...threads.map(({ thread }) => thread.copy)) + 1 };
}

/**
 * Another identity of ours already uses this reference for the same customer, or writes it in other letters: two orders could
 * not be told apart there.
 */
export async function referenceClashes(
  run: RunContext,
  found: Extract<Identification, { copy: number }>,
  plans: readonly SalesOrderPlan[],
): Promise<readonly NewHold[]> {
  const own = found.is === 'new-order' ? undefined : found.threadId;
  const holds: NewHold[] = [];
  for (const plan of plans) {
    const { company, customer, reference } = plan;
    const known = await run.parts.store.threadsWithReference({ company, customer, reference });
    const other = known.inOtherLetters.find(({ threadId }) => threadId !== own);
    if (known.threadIds.some((threadId) => threadId !== own)) holds.push(sameNumber(plan));
    else if (other) holds.push(inOtherLetters(plan, other.reference));
  }
  return holds;
}

const consequence = 'Nothing is in Dynamics for it until you decide.';
const separate = 'If it is an order of its own, make it a separate order: its reference gets a suffix.';

const sameNumber = ({ company, customer, reference }: SalesOrderPlan): NewHold => ({
  cause: 'clash',
  rule: '850-01',
  message: `Customer ${customer} has another purchase order ${reference}, from another vendor or partner number. In Dynamics the two could not be told apart.`,
  groupKey: `clash:${company}:${customer}`,
  groupTitle: 'One number from two partner or vendor numbers',
  consequence,
  nextStep: separate,
});

/** Dynamics compares without case: the retailer may have typed the same order a second time. */
const inOtherLetters = ({ company, customer, reference }: SalesOrderPlan, other: string): NewHold => ({
  cause: 'clash',
  rule: '850-01',
  message: `Purchase order ${reference} differs from ${other} of customer ${customer} in capital letters only. In Dynamics the two could not be told apart.`,
  groupKey: `letters:${company}:${customer}`,
  groupTitle: 'One number in other letters',
  consequence,
  nextStep: `${separate} If it is the same one once more, have the buyer cancel this number: until then nothing is made of it.`,
});
