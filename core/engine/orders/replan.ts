import { AppError } from '#core/contract/errors.ts';
import { sameOrder } from '#core/domain/sameOrder.ts';
import { dayIn } from '#core/domain/time.ts';
import { resolveOrder } from '#core/mapping/resolve.ts';
import { createTasks } from '../tasks.ts';
import type { EngineParts } from '../engine.types.ts';
import { gatherOrder, identityOf } from '../intake/gather.ts';
import type { SagaRow } from '#core/store/rows.types.ts';

/**
 * Resolves a purchase order anew for a sales order whose header stands already, so that "fix and resume" sends what the
 * mappings say now. Refuses with what is still missing.
 */
export async function replan(parts: EngineParts, saga: SagaRow): Promise<void> {
  const document = await parts.store.document({ documentId: saga.documentId });
  const gathered = document && (await gatherOrder({ parts, tasks: createTasks() }, document));
  const thread = gathered?.threads.find((entry) => entry.thread.id === saga.threadId);
  if (!gathered || !thread)
    throw new AppError({ code: 'not-found', message: 'The purchase order of this sales order cannot be read any more.' });
  const identity = identityOf(gathered, { copy: thread.thread.copy, threadId: saga.threadId });
  const outcome = resolveOrder({
    order: gathered.order,
    identity,
    rows: gathered.rows,
    today: dayIn(parts.ports.timeZone, parts.ports.clock.now()),
    dimensionFormat: parts.connection.dynamics.dimensionFormat,
  });
  if (outcome.outcome === 'gaps') {
    throw new AppError({
      code: 'conflict',
      message: `${outcome.gaps.length} mappings of this order are missing now; add them first.`,
    });
  }
  const plan = outcome.plans.find((candidate) => sameOrder(candidate, saga.plan));
  if (!plan)
    throw new AppError({
      code: 'conflict',
      message: 'The mappings now lead to another company or customer. Delete the header and try again.',
    });
  await parts.store.changeSaga({ sagaId: saga.id, at: parts.ports.clock.now(), state: saga.state, plan, audit: [] });
}
