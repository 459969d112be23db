import PQueue from 'p-queue';
import type { FoundOrder } from '#core/dynamics/client.types.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import { advance } from './advance.ts';

/** Look-ups that share one request (DESIGN 8). */
const lookupSize = 30;
/** Sales orders worked on side by side; the client bounds the requests themselves. */
const inFlight = 24;

/**
 * Intake step 7: makes every due sales order. The look-up of the next thirty runs while the ones before are made, so
 * that the service is never waited for twice.
 */
export async function makeOrders(run: RunContext): Promise<void> {
  const queue = new PQueue({ concurrency: inFlight });
  const seen = new Set<number>();
  let done = 0;
  let afterId: number | undefined;
  while (!run.signal.aborted && !run.isDown('dynamics')) {
    const page = await run.parts.store.dueSagas({
      at: run.parts.ports.clock.now(),
      limit: lookupSize,
      ...(afterId === undefined ? {} : { afterId }),
    });
    if (page.length === 0) break;
    afterId = page.at(-1)?.id;
    const sagas = page.filter((saga) => !seen.has(saga.id));
    for (const saga of sagas) seen.add(saga.id);
    const found = await lookUp(run, sagas);
    if (!found) break;
    for (const saga of sagas) {
      void queue.add(async () => {
        await work(run, saga, found);
        done += 1;
        run.progress('creating', done, seen.size);
      });
    }
    await queue.onSizeLessThan(lookupSize);
  }
  await queue.onIdle();
}

async function lookUp(run: RunContext, sagas: readonly SagaRow[]): Promise<readonly FoundOrder[] | undefined> {
  try {
    const lookups = sagas.map(({ plan }) => ({
      company: plan.company,
      customer: plan.customer,
      reference: plan.reference,
      requisition: plan.requisition,
    }));
    return await run.ask('dynamics', () => run.parts.dynamics.findOrders(lookups, run.signal), { repeatable: true });
  } catch (thrown) {
    if (!run.signal.aborted) run.fail(thrown);
    return undefined;
  }
}

async function work(run: RunContext, saga: SagaRow, found: readonly FoundOrder[]): Promise<void> {
  if (run.signal.aborted || run.isDown('dynamics')) return;
  try {
    await advance(run, saga, found);
    run.parts.publish({ topic: 'orders', threadId: saga.threadId });
  } catch (thrown) {
    if (!run.signal.aborted) run.fail(thrown);
  }
}
