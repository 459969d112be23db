import type { ProcessingState } from '#core/domain/states.ts';
import { heldNow } from '#core/domain/salesOrder.ts';
import { newestOfEach } from '#core/domain/standing.ts';
import type { Posting } from '#core/domain/posting.ts';
import type { AnsweredThread } from '#core/store/types/postings.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import { isCalledOff } from '../intake/lastWord.ts';
import type { RunContext } from '../runContext.ts';
import { cancelledOf, numbersOf } from './cancelledOrders.ts';
import { holdCorrected } from './corrected.ts';
import { liveSagas, type KnownDocument } from './draftOrder.ts';
import { gatherBasis } from './gather.ts';
import { postingsOf } from './orderPostings.ts';
import { hasLeft } from './planParts.ts';
import { sumOf } from './sums.ts';

/**
 * Orders that were cancelled in Dynamics after their 855 promised the goods (855-09): no document takes a confirmation back by
 * itself, so a person is told, once, on the 855 that the retailer works with. Open again, or cancelled by the retailer, it goes.
 * `canceled`: orders that are known to be.
 */
export async function noteBrokenPromises(
  run: RunContext,
  answered: readonly AnsweredThread[],
  { found, canceled }: { readonly found: readonly Posting[]; readonly canceled: ReadonlySet<number> },
): Promise<void> {
  const awaited = answered.filter((entry) => isAwaited(entry, found));
  const others = await cancelledOf(
    run,
    awaited.filter(({ thread }) => !canceled.has(thread.id)),
  );
  const broken = awaited.filter(({ thread }) => canceled.has(thread.id) || others.has(thread.id));
  for (const entry of broken) {
    try {
      await sayBroken(run, entry);
    } catch (thrown) {
      // One that cannot be read keeps no other one from being swept.
      if (!run.signal.aborted) run.fail(thrown);
    }
  }
  const threadIds = answered.filter((entry) => !broken.includes(entry)).map(({ thread }) => thread.id);
  const { closed } = await run.parts.store.promisesStand({ threadIds, at: run.parts.ports.clock.now() });
  if (closed > 0) for (const topic of ['outbound', 'attention'] as const) run.parts.publish({ topic });
}

/** Nothing more is to be decided about it. */
const over: ReadonlySet<ProcessingState> = new Set(['done', 'duplicate', 'superseded', 'filed']);

/**
 * True where the retailer may wait for goods of an order: it was confirmed, not all of it left, and neither the retailer nor a
 * change of its took it back, or is about to. Pure.
 */
export function isAwaited(entry: AnsweredThread, found: readonly Posting[]): boolean {
  const { thread, documents } = entry;
  if (thread.cancelled || isCalledOff(documents) || documents.some(({ processing }) => !over.has(processing))) return false;
  const own = postingsOf(entry, found);
  const slips = own.filter(({ kind }) => kind === 'packing-slip');
  const shipped = sumOf(slips.flatMap(({ lines }) => lines.map(({ quantity }) => quantity)));
  const ordered = sumOf(liveSagas(entry).flatMap(({ plan }) => plan.lines.map(heldNow)));
  return own.some(({ kind }) => kind === 'confirmation') && shipped.lessThan(ordered);
}

async function sayBroken(run: RunContext, { thread }: AnsweredThread): Promise<void> {
  const basis = await gatherBasis(run, [thread.id]);
  const order = basis.orders.get(thread.id);
  if (!order) return;
  const salesOrders = numbersOf(order.answered).map(({ salesOrder }) => salesOrder);
  for (const row of promises(order.known))
    await holdCorrected(run, basis, row, { why: '', basis: `cancelled ${salesOrders.join(' ')}`, cancelled: salesOrders });
}

/** The 855s that the retailer counts on: of each store the newest that left and promises anything. Pure. */
export function promises(known: readonly KnownDocument[]): readonly OutboundRow[] {
  const left = known.filter(({ row }) => row.kind === '855' && hasLeft(row));
  const standing = newestOfEach(
    left.map(({ row, lines }) => ({ id: row.id, corrects: row.corrects?.id, counts: row.counts, row, lines })),
    () => true,
  );
  const newest = new Map(standing.map((entry) => [entry.row.store, entry]));
  return [...newest.values()].flatMap(({ row, lines }) =>
    row.business !== 'rejected' && sumOf(lines.map(({ quantity }) => quantity)).greaterThan(0) ? [row] : [],
  );
}
