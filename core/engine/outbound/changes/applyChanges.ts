import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import type { LineChange, OrderLineState, SalesOrderRef } from '#core/dynamics/journals.types.ts';
import type { ChangedSaga, OrderChangeRow, WantedLine } from '#core/store/types/changes.ts';
import type { OrderedSaga } from '#core/store/types/postings.ts';
import { lateCommitMs } from '../../orders/sagaFacts.ts';
import { allRows } from '../../pages.ts';
import type { RunContext } from '../../runContext.ts';
import { liveSagas } from '../draftOrder.ts';
import { attemptChange } from './attemptChange.ts';
import { factsAfter } from './factsAfter.ts';
import { nameOf, standingOf, type Standing } from './reached.ts';
import { sagaAfter } from './sagaAfter.ts';
import { settleChange } from './settleChange.ts';

/** How often a change is tried anew in one run where a line is no longer as it was read. */
const mostLooks = 3;

/**
 * Makes what people decided about changes true in Dynamics: lines are read first, what is as it is wanted needs nothing, and
 * every request has an attempt row before it. A lost answer is found out by the next reading; nothing is sent blindly, and a
 * line that is added is sent again only once the settle time is over.
 */
export async function applyChanges(run: RunContext): Promise<void> {
  for (const change of await allRows(
    (page) => run.parts.store.dueChanges(page),
    ({ id }) => id,
  )) {
    if (run.signal.aborted || run.isDown('dynamics')) return;
    try {
      await applyOne(run, change);
    } catch (thrown) {
      if (!run.signal.aborted) run.fail(thrown);
    }
    for (const topic of ['orders', 'attention'] as const) run.parts.publish({ topic });
  }
}

/** What became of the lines of one sales order: `later` says what is waited for. */
type Applied =
  | { readonly end: 'done'; readonly saga: ChangedSaga; readonly notes: readonly string[] }
  | { readonly end: 'refused'; readonly why: string }
  | { readonly end: 'later'; readonly why: string };

async function applyOne(run: RunContext, change: OrderChangeRow): Promise<void> {
  const [answered] = await run.parts.store.answeredThreads({ threadIds: [change.threadId] });
  const sagas: ChangedSaga[] = [];
  const notes: string[] = [];
  const there: string[] = [];
  for (const wanted of Map.groupBy(change.wanted, ({ company, salesOrder }) => `${company}\u001f${salesOrder}`).values()) {
    const saga = answered && sagaFor(liveSagas(answered), wanted);
    if (!saga) return fail(run, change, { why: 'Its sales order is none of this purchase order any more.', sagas, there });
    const applied = await applyOrder(run, change, { saga, wanted });
    if (applied.end === 'refused') return fail(run, change, { why: applied.why, sagas, there });
    if (applied.end === 'later') return settleChange(run, change, { state: change.state, message: applied.why });
    sagas.push(applied.saga);
    there.push(saga.salesOrderNumber ?? '');
    notes.push(...applied.notes);
  }
  const refused = change.decision.decision === 'refuse';
  const what = refused ? 'Nothing was changed in Dynamics: the change was refused' : 'The change is in Dynamics';
  const facts = await factsAfter(run, change);
  const told = { what, tone: 'good' } as const;
  await settleChange(run, change, { state: 'applied', message: notes.join(' '), told, sagas, ...(facts ? { facts } : {}) });
  await run.parts.ports.checkpoint('change-applied');
}

const sagaFor = (sagas: readonly OrderedSaga[], [first]: readonly WantedLine[]): OrderedSaga | undefined =>
  sagas.find(
    ({ salesOrderNumber, plan }) =>
      salesOrderNumber === first?.salesOrder && plan.company.toLowerCase() === first?.company.toLowerCase(),
  );

/** The lines of one sales order that are wanted otherwise. */
interface Task {
  readonly saga: OrderedSaga;
  readonly wanted: readonly WantedLine[];
}

async function applyOrder(run: RunContext, change: OrderChangeRow, { saga, wanted }: Task): Promise<Applied> {
  const order: SalesOrderRef = { company: saga.plan.company, salesOrder: saga.salesOrderNumber ?? '' };
  let taken = false;
  for (let look = 0; look < mostLooks; look += 1) {
    const askedAt = run.parts.ports.clock.now();
    const lines = await run.ask(
      'dynamics',
      () => run.parts.dynamics.journals.orderLines(order.company, [order.salesOrder], run.signal),
      { repeatable: true },
    );
    const stands = wanted.map((entry) => ({ entry, standing: standingOf(entry, lines) }));
    const wrong = stands.flatMap(({ standing }) => (standing.is === 'wrong' ? [standing.why] : []));
    if (wrong.length > 0) return { end: 'refused', why: wrong.join(' ') };
    const open = stands.flatMap(({ entry, standing }) => (standing.is === 'open' ? [entry] : []));
    if (open.length === 0) return done(saga, lines, stands);
    if (taken) return done(saga, lines, stands);
    const adds = open.some(({ added }) => added !== undefined);
    const until = adds ? settledAt(run, change.unknownSince, askedAt) : undefined;
    if (until !== undefined && until > askedAt)
      return {
        end: 'later',
        why: `The answer of Dynamics was lost. Its lines may still commit until ${until}, so nothing is sent before.`,
      };
    const tried = await attemptChange(run, change, order, changesOf(saga, open, lines));
    if (tried.end === 'refused') return tried;
    // The first request may commit yet: the next run reads once more before the change counts as done.
    if (tried.end === 'done' && until !== undefined)
      return { end: 'later', why: 'Sent a second time after a lost answer; the lines are read once more in the next run.' };
    taken = tried.end === 'done';
  }
  return {
    end: 'refused',
    why: `Sales order ${order.salesOrder} was changed again and again while the change was written; try it later.`,
  };
}

/** When what was lost cannot commit any more; undefined where nothing was lost. Where the clock was set back, the time counts from now. */
function settledAt(run: RunContext, since: Instant | undefined, now: Instant): Instant | undefined {
  if (since === undefined) return undefined;
  return instant(Math.min(milliseconds(since), milliseconds(now)) + lateCommitMs(run));
}

function done(
  saga: OrderedSaga,
  lines: readonly OrderLineState[],
  stands: readonly { readonly entry: WantedLine; readonly standing: Standing }[],
): Applied {
  const reached = stands.flatMap(({ entry, standing }) => (standing.is === 'reached' ? [{ entry, ...standing }] : []));
  const added = reached.flatMap(({ entry, line }) => (entry.added && line ? [{ line: entry.added, lotId: line.lotId }] : []));
  // Dynamics took it and holds it otherwise: a price of a trade agreement, a day that its calendar moved.
  const otherwise = stands.flatMap(({ entry, standing }) => {
    if (standing.is !== 'open') return [];
    if (entry.added)
      return [`${nameOf(entry.salesOrder, entry.added)} was taken, but Dynamics shows none by that number: look for it there.`];
    const line = lines.find(({ lotId }) => lotId === entry.lotId);
    if (!line) return [];
    const { customersLineNumber, ordered, unit, price } = line;
    return [
      `Dynamics took it, but line ${customersLineNumber} is ${ordered} ${unit} at ${price} now: look whether that is right.`,
    ];
  });
  const notes = [...reached.flatMap((entry) => entry.notes), ...otherwise];
  return { end: 'done', saga: sagaAfter(saga, lines, added), notes };
}

function changesOf(saga: OrderedSaga, wanted: readonly WantedLine[], lines: readonly OrderLineState[]): readonly LineChange[] {
  return wanted.flatMap((entry): readonly LineChange[] => {
    if (entry.added) return [{ change: 'add', plan: saga.plan, line: entry.added }];
    const line = lines.find(({ lotId }) => lotId === entry.lotId);
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

/** Why a change stopped, and what of it is in Dynamics nevertheless: other sales orders of its purchase order. */
interface Stopped {
  readonly why: string;
  readonly sagas: readonly ChangedSaga[];
  /** Their numbers. */
  readonly there: readonly string[];
}

async function fail(run: RunContext, change: OrderChangeRow, { why, sagas, there }: Stopped): Promise<void> {
  const partly = `Sales order ${there.join(', ')} was changed already and stays so: refuse nothing that is there without changing it back.`;
  await settleChange(run, change, {
    state: 'failed',
    message: there.length === 0 ? why : `${why} ${partly}`,
    told: { what: `The change could not be made in Dynamics${there.length === 0 ? '' : ' in all sales orders'}`, tone: 'bad' },
    sagas,
  });
}
