import { agrees, blank, hasLeft } from './planParts.ts';
import type { PlanFacts, PlanKnown, PlannedDocument, PlanPart, PlanPosting, PlanThread } from './plan.types.ts';

/** Orders whose slip leaves as one notice go to one partner and vendor number. */
export function shipNotices({ threads, postings, known }: PlanFacts): PlanPart {
  const slips = postings.filter(({ kind, state }) => kind === 'packing-slip' && state !== 'not-ours');
  const byDocument = Map.groupBy(slips, ({ company, number, date }) => [company.toLowerCase(), number, date].join('\u001f'));
  const parts = [...byDocument.values()].map((group): PlanPart => {
    const members = threads.filter(({ threadId }) => group.some((slip) => slip.threadIds.includes(threadId)));
    const agreed = members.filter((thread) => agrees(thread, '856'));
    if (agreed.length === 0)
      return { documents: [], ignored: group.map(({ key }) => ({ key, message: 'No 856 is agreed with the partner.' })) };
    const shipments = Map.groupBy(agreed, ({ partnerId, vendor, sheet, threadId }) =>
      [partnerId, vendor, sheet.shipNotice.per === 'order' ? threadId : ''].join('\u001f'),
    );
    return { documents: [...shipments.values()].flatMap((orders) => noticesOf(orders, group, known)), ignored: [] };
  });
  return { documents: parts.flatMap(({ documents }) => documents), ignored: parts.flatMap(({ ignored }) => ignored) };
}

function noticesOf(
  orders: readonly PlanThread[],
  slips: readonly PlanPosting[],
  known: readonly PlanKnown[],
): readonly PlannedDocument[] {
  const ids = new Set(orders.map(({ threadId }) => threadId));
  const own = slips.filter((slip) => slip.threadIds.some((id) => ids.has(id)));
  const perStore = toldPerStore(own, ids, known) ?? orders[0]?.sheet.shipNotice.perStore === true;
  const shipped = own.flatMap(({ lines }) => lines).filter(({ threadId }) => ids.has(threadId));
  const stores = perStore ? [...new Set(shipped.map(({ store }) => store))].toSorted() : [''];
  const several = new Set(slips.flatMap(({ salesOrders }) => salesOrders)).size > 1;
  const part = several && orders[0]?.sheet.shipNotice.per === 'order';
  return (stores.length === 0 ? [''] : stores).flatMap((store) => {
    const mine = perStore && stores.length > 0 ? own.filter((slip) => slip.lines.some((line) => line.store === store)) : own;
    const planned = { ...blank, kind: '856', threadIds: threadsOf(mine, ids), store, part } as const;
    return afterwards({ ...planned, postingKeys: mine.map(({ key }) => key) }, mine, known);
  });
}

/** A slip goes on as its first notice told it: under a sheet that parts it otherwise by now, all its goods would be told again. */
function toldPerStore(slips: readonly PlanPosting[], ids: ReadonlySet<number>, known: readonly PlanKnown[]): boolean | undefined {
  const left = known.filter(
    (entry) =>
      entry.kind === '856' &&
      hasLeft(entry) &&
      entry.threadIds.some((id) => ids.has(id)) &&
      slips.some(({ key }) => entry.postingKeys.includes(key)),
  );
  return left.length === 0 ? undefined : left.every(({ store }) => store !== '');
}

const threadsOf = (slips: readonly PlanPosting[], ids: ReadonlySet<number>): readonly number[] =>
  [...ids].filter((id) => slips.some((slip) => slip.threadIds.includes(id))).toSorted((a, b) => a - b);

/**
 * What comes to a slip after its notice left is a notice of its own: a posting that is posted to it later, or an order that a
 * poorer entity set did not name. What was sent stays what it was.
 */
function afterwards(
  planned: PlannedDocument,
  slips: readonly PlanPosting[],
  known: readonly PlanKnown[],
): readonly PlannedDocument[] {
  const left = known.filter(
    (entry) =>
      entry.kind === planned.kind &&
      entry.store === planned.store &&
      hasLeft(entry) &&
      entry.postingKeys.some((key) => planned.postingKeys.includes(key)) &&
      entry.threadIds.some((id) => planned.threadIds.includes(id)),
  );
  if (left.length === 0) return [planned];
  const keys = new Set(left.flatMap(({ postingKeys }) => postingKeys));
  const told = new Set(left.flatMap(({ threadIds }) => threadIds));
  const late = slips.filter(({ key }) => !keys.has(key));
  const fresh = late.length > 0 ? late : slips.filter((slip) => planned.threadIds.some((id) => !told.has(id) && isOf(slip, id)));
  const open = planned.threadIds.filter((id) => fresh.some((slip) => isOf(slip, id)) && (late.length > 0 || !told.has(id)));
  const rest = { ...planned, threadIds: open, postingKeys: fresh.map(({ key }) => key), part: true };
  if (late.length > 0) return [rest];
  return [...saidOf(planned, left), ...(open.length === 0 ? [] : [rest])];
}

/** What left, each as it was planned: the first of a slip has its number, the others add their order. */
function saidOf(planned: PlannedDocument, left: readonly PlanKnown[]): readonly PlannedDocument[] {
  const byOrders = Map.groupBy(
    left.toSorted((a, b) => a.outboundId - b.outboundId),
    ({ threadIds }) => threadIds.toSorted((a, b) => a - b).join(),
  );
  return [...byOrders.values()].map((group, index) => ({
    ...planned,
    threadIds: planned.threadIds.filter((id) => group.some((entry) => entry.threadIds.includes(id))),
    postingKeys: planned.postingKeys.filter((key) => group.some((entry) => entry.postingKeys.includes(key))),
    part: planned.part || index > 0,
  }));
}

const isOf = (slip: PlanPosting, threadId: number): boolean => slip.lines.some((line) => line.threadId === threadId);

export function invoices({ threads, postings }: PlanFacts): PlanPart {
  const parts = postings
    .filter(({ kind, state }) => kind === 'invoice' && state !== 'not-ours')
    .map((invoice): PlanPart => {
      const billed = threads.filter(({ threadId }) => invoice.threadIds.includes(threadId));
      const agreed = billed.filter((thread) => agrees(thread, '810'));
      if (agreed.length === 0)
        return { documents: [], ignored: [{ key: invoice.key, message: 'No 810 is agreed with the partner.' }] };
      const documents = agreed.flatMap((thread) => invoicesOf(thread, invoice));
      return { documents: documents.map((planned, index) => ({ ...planned, carriesCharges: index === 0 })), ignored: [] };
    });
  return { documents: parts.flatMap(({ documents }) => documents), ignored: parts.flatMap(({ ignored }) => ignored) };
}

/**
 * One 810 a posting and order. Billed per store it is that store's; a posting over several stores has one number all the same,
 * so that it is one 810, which drafting holds: the partner needs one order a store.
 */
function invoicesOf(thread: PlanThread, invoice: PlanPosting): readonly PlannedDocument[] {
  const lines = invoice.lines.filter(({ threadId }) => threadId === thread.threadId);
  const perStore = thread.sheet.invoice.perStore && thread.stores.length > 0;
  const stores = perStore ? [...new Set(lines.map(({ store }) => store))] : [];
  const [store = ''] = stores.length === 1 ? stores : [];
  return [{ ...blank, kind: '810', threadIds: [thread.threadId], postingKeys: [invoice.key], store }];
}
