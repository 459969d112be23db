import { AppError } from '#core/contract/errors.ts';
import type { DeliveryAddress, SalesOrderPlan } from '#core/domain/salesOrder.ts';
import { sameOrder } from '#core/domain/sameOrder.ts';
import { dayIn } from '#core/domain/time.ts';
import { resolveOrder } from '#core/mapping/resolve.ts';
import { createTasks } from '../tasks.ts';
import type { EngineParts } from '../engine.types.ts';
import { gatherOrder, identityOf } from '../intake/gather.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import { headerStandsHold } from './holdTexts.ts';

/**
 * Resolves a purchase order anew for a sales order whose header stands already, so that "fix and resume" sends what the
 * mappings say now. Only lines are sent: where the header would be another one now, that is refused while it can be deleted
 * and made anew, else said in a hold (`standing`). Refuses with what is still missing, too.
 */
export async function replan(parts: EngineParts, saga: SagaRow, header: 'deletable' | 'standing'): Promise<void> {
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
  const number = saga.salesOrderNumber ?? '';
  const differences = headerDifferences(saga.plan, plan);
  if (differences.length > 0 && header === 'deletable')
    throw new AppError({
      code: 'conflict',
      message: `The mappings give sales order ${number} another header now. ${differences.join(' ')} Delete the header: the order is made anew with them.`,
    });
  await parts.store.changeSaga({
    sagaId: saga.id,
    at: parts.ports.clock.now(),
    state: saga.state,
    plan,
    ...(differences.length > 0 ? { addHolds: [headerStandsHold(number, differences)] } : {}),
    audit: [],
  });
}

const headerLabels = {
  invoiceAccount: 'invoice account',
  currency: 'currency',
  site: 'site',
  warehouse: 'warehouse',
  deliveryMode: 'mode of delivery',
  dimension: 'financial dimensions',
  requestedShip: 'requested ship date',
  requestedReceipt: 'requested receipt date',
} as const satisfies Partial<Record<keyof SalesOrderPlan, string>>;

/** What the header of a plan has that stands in Dynamics otherwise, each as a sentence. */
function headerDifferences(standing: SalesOrderPlan, now: SalesOrderPlan): readonly string[] {
  const values = Object.entries(headerLabels).flatMap(([key, label]) => {
    const [was = '', is = ''] = [standing, now].map((plan) => plan[key as keyof typeof headerLabels] ?? '');
    return was === is ? [] : [`Header: ${label} ${was || 'empty'} instead of ${is || 'none'}.`];
  });
  const [was, is] = [standing, now].map(({ address }) => placeOf(address));
  return was === is
    ? values
    : [...values, `Header: delivery address ${was || 'of the customer'} instead of ${is || 'the one of the customer'}.`];
}

const placeOf = (address: DeliveryAddress | undefined): string => {
  if (!address) return '';
  if (address.kind === 'location') return address.locationId;
  const { name, street, city, state, postalCode, country } = address;
  return [name, street, city, state, postalCode, country].join(', ');
};
