import { dayIn } from '#core/domain/time.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import { engineName } from '../engineName.ts';
import type { RunContext } from '../runContext.ts';
import { holdSaga } from './holdSaga.ts';
import { orderGoneHold } from './holdTexts.ts';

/**
 * Ends a sales order that is not in Dynamics any more as it was: nothing is sent for it, and its story says why. Of one that
 * was cancelled there before anybody confirmed it the retailer hears as soon as it is noticed: this run's sweep finds it.
 */
export function reportMissing(run: RunContext, saga: SagaRow, why: 'gone' | 'cancelled' | 'renamed'): Promise<void> {
  const { store, ports } = run.parts;
  const at = ports.clock.now();
  const order = `Sales order ${saga.salesOrderNumber ?? ''}`;
  const what = why === 'cancelled' ? `${order} was cancelled in Dynamics` : `${order} was not found again by its reference`;
  const detail = details[why];
  return store.changeSaga({
    sagaId: saga.id,
    at,
    state: 'done',
    day: dayIn(ports.timeZone, at),
    ...(why === 'cancelled' ? { sweepNow: true } : {}),
    message: detail === undefined ? `${what}.` : `${what}: ${detail}`,
    ...(saga.salesOrderNumber === undefined ? {} : { salesOrderNumber: saga.salesOrderNumber }),
    audit: [{ who: engineName, what, ...(detail === undefined ? {} : { detail }), tone: 'warn' }],
  });
}

const details = {
  gone: 'somebody deleted it or changed its reference in Dynamics.',
  renamed: 'somebody changed its reference in Dynamics.',
  cancelled: undefined,
} as const;

/**
 * A complete sales order that its reference does not lead to any more: where its number leads nowhere either it was deleted,
 * and a person is asked, because nothing ships and the retailer still waits.
 */
export async function reportGone(run: RunContext, saga: SagaRow): Promise<void> {
  const { salesOrderNumber: number = '', plan } = saga;
  const compare = () => run.parts.dynamics.compareHeader(plan, number, run.signal);
  if (await run.ask('dynamics', compare, { repeatable: true })) return reportMissing(run, saga, 'renamed');
  const what = `Sales order ${number} is not in Dynamics any more; held`;
  return holdSaga(run, saga, { hold: orderGoneHold(plan, number), what, tone: 'bad' });
}
