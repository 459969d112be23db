import { AppError, toAppError } from '#core/contract/errors.ts';
import type { LineChange, SalesOrderRef } from '#core/dynamics/journals.types.ts';
import type { OrderChangeRow } from '#core/store/types/changes.ts';
import type { RunContext } from '../../runContext.ts';
import { settleChange } from './settleChange.ts';

/** `refused` says why; `meanwhile`: a line is not as it was read, nothing was written. */
export type Attempted = { readonly end: 'done' | 'meanwhile' } | { readonly end: 'refused'; readonly why: string };

/** One request that changes lines of an order, with its attempt row before it. A lost answer leaves the change unknown and throws. */
export async function attemptChange(
  run: RunContext,
  change: OrderChangeRow,
  order: SalesOrderRef,
  changes: readonly LineChange[],
): Promise<Attempted> {
  const { store, ports, dynamics } = run.parts;
  const requestId = ports.random.id();
  const { attemptId } = await store.beginChangeAttempt({
    changeId: change.id,
    salesOrder: order.salesOrder,
    requestId,
    at: ports.clock.now(),
  });
  await ports.checkpoint('change-begun');
  const end = (outcome: 'done' | 'refused' | 'unknown' | 'not-done', message?: string): Promise<void> =>
    store.endChangeAttempt({ attemptId, outcome, at: ports.clock.now(), ...(message === undefined ? {} : { message }) });
  try {
    const result = await run.ask('dynamics', () => dynamics.journals.changeLines(order, changes, requestId, run.signal));
    await ports.checkpoint('change-answered');
    if (result.result === 'changed') {
      await end('done');
      return { end: 'done' };
    }
    const text = result.refusal.messages.map((message) => message.text).join(' ') || result.refusal.raw;
    await end('refused', text);
    return { end: 'refused', why: `Dynamics refused the change of sales order ${order.salesOrder}: ${text}` };
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'dynamics-changed-meanwhile') {
      await end('not-done', error.message);
      return { end: 'meanwhile' };
    }
    await end(error.outcome === 'unknown' ? 'unknown' : 'not-done', error.message);
    if (error.outcome === 'unknown')
      await settleChange(run, change, {
        state: 'unknown',
        message: 'The answer of Dynamics was lost; the lines are read again before anything else is sent.',
      });
    throw error instanceof AppError ? error : thrown;
  }
}
