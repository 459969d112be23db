import { agrees, blank, hasLeft, sameTexts } from './planParts.ts';
import type { PlanFacts, PlanKnown, PlannedDocument, PlanPart, PlanPosting, PlanThread } from './plan.types.ts';

/** The 855s of an order: from its confirmations, or rejecting where none will ever come. */
export function acknowledgments(thread: PlanThread, { postings, known }: PlanFacts): PlanPart {
  const confirmations = postings.filter(
    ({ kind, threadIds, state }) => kind === 'confirmation' && threadIds.includes(thread.threadId) && state !== 'not-ours',
  );
  if (!agrees(thread, '855'))
    return { documents: [], ignored: confirmations.map(({ key }) => ({ key, message: 'No 855 is agreed with the partner.' })) };
  const own = known.filter(({ kind, threadIds }) => kind === '855' && threadIds.includes(thread.threadId));
  if (confirmations.length === 0) return { documents: rejection(thread, own), ignored: [] };
  if (thread.standing === 'cancelled') return endedUntold(thread, own, confirmations);
  const perStore = thread.sheet.ack.perStore && thread.stores.length > 0;
  const stores = perStore ? thread.stores : [''];
  const parts = stores.map((store) => answersOf(thread, confirmations, own, store));
  const otherwise = own
    .filter((entry) => hasLeft(entry) && !stores.includes(entry.store))
    .map((entry) => asItLeft(thread, entry));
  return { documents: [...otherwise, ...parts.flatMap(({ documents }) => documents)], ignored: ignoredByAll(parts) };
}

const asItLeft = ({ threadId }: PlanThread, { store, postingKeys }: PlanKnown): PlannedDocument => ({
  ...blank,
  kind: '855',
  threadIds: [threadId],
  store,
  postingKeys,
});

/** True of answers of which one speaks for all stores and the other for one: under another sheet each would say the other again. */
const overlap = (one: string, other: string): boolean => (one === '') !== (other === '');

/** A confirmation that one store's answer leaves out may be another one's. */
function ignoredByAll(parts: readonly PlanPart[]): PlanPart['ignored'] {
  const drafted = new Set(parts.flatMap(({ documents }) => documents.flatMap(({ postingKeys }) => postingKeys)));
  return parts.flatMap(({ ignored }) => ignored.filter(({ key }) => !drafted.has(key)));
}

/** Confirmed, and cancelled before the retailer was told: a rejection takes the place of what would have promised it. */
function endedUntold(thread: PlanThread, own: readonly PlanKnown[], confirmations: readonly PlanPosting[]): PlanPart {
  const left = own.filter(hasLeft).map((entry) => asItLeft(thread, entry));
  const promises = own.filter((entry) => !hasLeft(entry) && entry.postingKeys.length > 0).map(({ outboundId }) => outboundId);
  const rejections = rejection(thread, own).map((planned, index) =>
    index === 0 ? { ...planned, supersedes: promises } : planned,
  );
  const message = 'Its sales order was cancelled before the confirmation was told.';
  return { documents: [...left, ...rejections], ignored: confirmations.map(({ key }) => ({ key, message })) };
}

/** No confirmation will ever come: refused at intake, or cancelled before. */
function rejection(thread: PlanThread, own: readonly PlanKnown[]): readonly PlannedDocument[] {
  if (thread.standing === 'open' || own.some(hasLeft)) return [];
  const stores = thread.sheet.ack.perStore && thread.stores.length > 0 ? thread.stores : [''];
  return stores.map((store) => ({ ...blank, kind: '855', threadIds: [thread.threadId], store, postingKeys: [] }));
}

/**
 * The answers to one order (or one store of it) from its confirmations. An 855 answers the whole 850: where the 850 became
 * several sales orders it takes the newest confirmation of each. A confirmation that came before the first answer left
 * takes the place of the one before; after it, each is an answer of its own.
 */
function answersOf(
  thread: PlanThread,
  confirmations: readonly PlanPosting[],
  own: readonly PlanKnown[],
  store: string,
): PlanPart {
  const relevant = confirmations.filter(
    ({ lines, unjoined }) =>
      store === '' || unjoined || lines.some((line) => line.threadId === thread.threadId && line.store === store),
  );
  const mine = own.filter((entry) => entry.store === store);
  const others = own.filter((entry) => overlap(entry.store, store));
  const answered = new Set([...mine, ...others].filter(hasLeft).flatMap(({ postingKeys }) => postingKeys));
  const fresh = relevant.filter(({ key }) => !answered.has(key));
  const needed = thread.salesOrders.filter((entry) => store === '' || entry.store === '' || entry.store === store);
  const newest = new Map<string, PlanPosting>();
  for (const posting of relevant) for (const order of posting.salesOrders) newest.set(order, posting);
  const unconfirmed = needed.flatMap(({ salesOrder }) => (newest.has(salesOrder) ? [] : [salesOrder]));
  // One that a later confirmation took the place of before it was answered stays answered by that one.
  const answering = fresh.findLast((posting) => posting.salesOrders.some((order) => newest.get(order) === posting));
  const base = { ...blank, kind: '855', threadIds: [thread.threadId], store } as const;
  const left = mine.filter(hasLeft).map((entry) => asItLeft(thread, entry));
  if (!answering) return { documents: left, ignored: [] };
  const keys = [
    ...new Set([answering, ...[...newest.values()].filter((posting) => posting !== answering)].map(({ key }) => key)),
  ];
  const sorted = answered.size === 0 ? keys.toSorted((a, b) => idOf(relevant, a) - idOf(relevant, b)) : keys;
  const outdated = fresh.filter(({ key }) => !sorted.includes(key));
  return {
    documents: [
      ...left,
      {
        ...base,
        postingKeys: sorted,
        unconfirmed,
        supersedes: [
          ...mine.filter(({ postingKeys }) => !sameTexts(postingKeys, sorted)),
          ...others.filter(({ original }) => original),
        ]
          .filter((entry) => !hasLeft(entry) && entry.draft !== 'set-aside' && entry.draft !== 'superseded')
          .map(({ outboundId }) => outboundId),
      },
    ],
    ignored: outdated.map(({ key }) => ({
      key,
      message: `A later confirmation (${answering.number}) is answered in its place.`,
    })),
  };
}

const idOf = (postings: readonly PlanPosting[], key: string): number => postings.find((posting) => posting.key === key)?.id ?? 0;
