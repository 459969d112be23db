import { dayIn } from '#core/domain/time.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import type { RunContext } from '../runContext.ts';

/** Ends a sales order that is not in Dynamics any more as it was: nothing is sent for it, and its story says why. */
export function reportMissing(run: RunContext, saga: SagaRow, why: 'gone' | 'cancelled'): Promise<void> {
  const { store, ports } = run.parts;
  const at = ports.clock.now();
  const order = `Sales order ${saga.salesOrderNumber ?? ''}`;
  const what = why === 'cancelled' ? `${order} was cancelled in Dynamics` : `${order} was not found again by its reference`;
  const detail = why === 'cancelled' ? undefined : 'Somebody deleted it or changed its reference in Dynamics.';
  return store.changeSaga({
    sagaId: saga.id,
    at,
    state: 'done',
    day: dayIn(ports.timeZone, at),
    message: detail === undefined ? `${what}.` : `${what}: somebody deleted it or changed the reference in Dynamics.`,
    ...(saga.salesOrderNumber === undefined ? {} : { salesOrderNumber: saga.salesOrderNumber }),
    audit: [{ who: engineName, what, ...(detail === undefined ? {} : { detail }), tone: 'warn' }],
  });
}
