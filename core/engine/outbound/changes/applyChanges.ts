import { AppError, toAppError } from '#core/contract/errors.ts';
import type { LineChange, OrderLineState, SalesOrderRef } from '#core/dynamics/journals.types.ts';
import type { OrderFacts } from '#core/mapping/orderFacts.ts';
import type { OrderChangeRow, WantedLine } from '#core/store/types/changes.ts';
import { engineName } from '../../intake/process.ts';
import type { RunContext } from '../../runContext.ts';
import { factsAfter } from './factsAfter.ts';
import { isReached } from './planChange.ts';

/** How often a change is tried anew in one run where a line is no longer as it was read. */
const mostLooks = 3;

/**
 * Makes what people decided about changes true in Dynamics: lines are read first, what is as it is wanted needs nothing, and
 * every request has an attempt row before it. A lost answer is found out by the next reading; nothing is sent blindly.
 */
export async function applyChanges(run: RunContext): Promise<void> {
  for (const change of await run.parts.store.dueChanges({ limit: 100 })) {
    if (run.signal.aborted || run.isDown('dynamics')) return;
    try {
      await applyOne(run, change);
    } catch (thrown) {
      if (!run.signal.aborted) run.fail(thrown);
    }
    for (const topic of ['orders', 'attention'] as const) run.parts.publish({ topic });
  }
}

async function applyOne(run: RunContext, change: OrderChangeRow): Promise<void> {
  const orders = Map.groupBy(change.wanted, ({ company, salesOrder }) => `${company}\u001f${salesOrder}`);
  for (const wanted of orders.values()) {
    const refused = await applyOrder(run, change, wanted);
    if (refused !== undefined) return fail(run, change, refused);
  }
  const { decision } = change.decision;
  const what = decision === 'refuse' ? 'Nothing was changed in Dynamics: the change was refused' : 'The change is in Dynamics';
  await settle(run, change, 'applied', '', { what, tone: 'good' }, await factsAfter(run, change));
  await run.parts.ports.checkpoint('change-applied');
}

/** Undefined once all lines of the order are as they are wanted; else why they are not. */
async function applyOrder(run: RunContext, change: OrderChangeRow, wanted: readonly WantedLine[]): Promise<string | undefined> {
  const [first] = wanted;
  if (!first) return undefined;
  const order: SalesOrderRef = { company: first.company, salesOrder: first.salesOrder };
  for (let look = 0; look < mostLooks; look += 1) {
    const lines = await run.ask(
      'dynamics',
      () => run.parts.dynamics.journals.orderLines(order.company, [order.salesOrder], run.signal),
      {
        repeatable: true,
      },
    );
    const open = wanted.filter((entry) => !isReached(entry, lineOf(entry, lines)));
    if (open.length === 0) return undefined;
    const missing = open.find((entry) => !lineOf(entry, lines));
    if (missing) return `Sales order ${order.salesOrder} does not have the line any more.`;
    const tried = await attempt(run, change, order, changesOf(open, lines));
    if (tried.end === 'refused') return tried.why;
    if (tried.end === 'done') return undefined;
  }
  return `Sales order ${order.salesOrder} was changed again and again while the change was written; try it later.`;
}

const lineOf = ({ lotId }: WantedLine, lines: readonly OrderLineState[]): OrderLineState | undefined =>
  lines.find((line) => line.lotId === lotId);

function changesOf(wanted: readonly WantedLine[], lines: readonly OrderLineState[]): readonly LineChange[] {
  return wanted.flatMap((entry): readonly LineChange[] => {
    const line = lineOf(entry, lines);
    if (!line) return [];
    const { lotId, quantity, price, requestedShip, requestedReceipt } = entry;
    if (entry.cancel) return [{ change: 'cancel', lotId, etag: line.etag, shipped: line.shipped ?? '0' }];
    return [
      {
        change: 'set',
        lotId,
        etag: line.etag,
        ...(quantity === undefined ? {} : { quantity }),
        ...(price === undefined ? {} : { price }),
        ...(requestedShip === undefined ? {} : { requestedShip }),
        ...(requestedReceipt === undefined ? {} : { requestedReceipt }),
      },
    ];
  });
}

/** `refused` says why; `meanwhile`: a line is not as it was read, nothing was written. */
type Attempted = { readonly end: 'done' | 'meanwhile' } | { readonly end: 'refused'; readonly why: string };

async function attempt(
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
      await settle(
        run,
        change,
        'unknown',
        'The answer of Dynamics was lost; the lines are read again before anything else is sent.',
        undefined,
      );
    throw error instanceof AppError ? error : thrown;
  }
}

async function fail(run: RunContext, change: OrderChangeRow, message: string): Promise<void> {
  await settle(run, change, 'failed', message, { what: 'The change could not be made in Dynamics', tone: 'bad' });
}

async function settle(
  run: RunContext,
  change: OrderChangeRow,
  state: OrderChangeRow['state'],
  message: string,
  told: { readonly what: string; readonly tone: 'good' | 'bad' } | undefined,
  facts?: OrderFacts,
): Promise<void> {
  await run.parts.store.settleChange({
    changeId: change.id,
    state,
    message,
    at: run.parts.ports.clock.now(),
    ...(facts === undefined ? {} : { facts }),
    audit: told ? [{ who: engineName, what: told.what, ...(message === '' ? {} : { detail: message }), tone: told.tone }] : [],
  });
}
