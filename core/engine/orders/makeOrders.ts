import PQueue from 'p-queue';
import { isOvertaken } from '#core/store/overtaken.ts';
import type { SagaRow } from '#core/store/rows.types.ts';
import { isChokedOn } from '../eachAlone.ts';
import type { RunContext } from '../runContext.ts';
import { advance, type LookedUp } from './advance.ts';
import { lookupOf } from './candidates.ts';

/** Look-ups that share one request (DESIGN 8). */
const lookupSize = 30;
/** Sales orders worked on side by side; the client bounds the requests themselves. */
const inFlight = 48;

/**
 * Intake step 7: makes every due sales order. The look-up of the next thirty runs while the ones before are made, so
 * that the service is never waited for twice.
 */
export async function makeOrders(run: RunContext): Promise<void> {
  const queue = new PQueue({ concurrency: inFlight });
  // What a full disk kept from being written down in an earlier run: no attempt of ours is under way now.
  await run.parts.store.recoverAttempts({ at: run.parts.ports.clock.now() });
  try {
    await beginAll(run, queue);
  } finally {
    // However the list of them ended: nothing of it goes on behind the run.
    await queue.onIdle();
  }
}

async function beginAll(run: RunContext, queue: PQueue): Promise<void> {
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
    const groups = await lookUpAll(run, sagas);
    if (!groups) break;
    for (const { looked, saga } of groups) {
      void queue.add(async () => {
        await work(run, saga, looked);
        done += 1;
        run.progress('creating', done, seen.size);
      });
    }
    await queue.onSizeLessThan(lookupSize);
  }
}

interface Found {
  readonly saga: SagaRow;
  readonly looked: LookedUp;
}

/**
 * One look-up for all of them; undefined where Dynamics cannot be asked now. Where it refuses the question itself, or it
 * cannot be put, each is asked about alone, so that one order it chokes on does not keep the others back.
 */
async function lookUpAll(run: RunContext, sagas: readonly SagaRow[]): Promise<readonly Found[] | undefined> {
  try {
    const looked = await lookUp(run, sagas);
    return sagas.map((saga) => ({ saga, looked }));
  } catch (thrown) {
    if (run.signal.aborted) return undefined;
    if (isChokedOn(thrown) && sagas.length > 1) return lookUpEach(run, sagas);
    run.fail(thrown);
    return undefined;
  }
}

async function lookUpEach(run: RunContext, sagas: readonly SagaRow[]): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const saga of sagas) {
    if (run.signal.aborted || run.isDown('dynamics')) break;
    try {
      found.push({ saga, looked: await lookUp(run, [saga]) });
    } catch (thrown) {
      if (!run.signal.aborted) run.fail(thrown);
    }
  }
  return found;
}

async function lookUp(run: RunContext, sagas: readonly SagaRow[]): Promise<LookedUp> {
  const at = run.parts.ports.clock.now();
  const lookups = sagas.map(lookupOf);
  const found = await run.ask('dynamics', () => run.parts.dynamics.findOrders(lookups, run.signal), { repeatable: true });
  return { found, at };
}

async function work(run: RunContext, saga: SagaRow, looked: LookedUp): Promise<void> {
  if (run.signal.aborted || run.isDown('dynamics')) return;
  try {
    await advance(run, saga, looked);
    run.parts.publish({ topic: 'orders', threadId: saga.threadId });
  } catch (thrown) {
    // A map changed while it waited here: nothing of it is in Dynamics, and the next run decides about it first.
    if (!run.signal.aborted && !isOvertaken(thrown)) run.fail(thrown);
  }
}
