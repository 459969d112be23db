import type { DraftState, OutboundKind, TransportState } from '#core/domain/outbound.ts';
import type { OutboundSheet } from '#core/domain/outboundSheet.ts';
import type { PostingState } from '#core/store/types/postings.ts';
import type { PostingKind } from '#core/domain/posting.ts';

/** An order as planning sees it. */
export interface PlanThread {
  readonly threadId: number;
  readonly partnerId: string;
  readonly vendor: string;
  readonly sheet: OutboundSheet;
  /** Kinds that the partner's sheet for the way in agrees, too. */
  readonly agreed: ReadonlySet<string>;
  readonly salesOrders: readonly { readonly salesOrder: string; readonly store: string }[];
  /** Stores of the 850, in their order; empty where it is not split. */
  readonly stores: readonly string[];
  readonly standing: 'open' | 'refused' | 'cancelled';
  /** Changes of the retailer that were decided, by what their 865 is drafted from. */
  readonly changes: readonly string[];
}

/** A posting as planning sees it. */
export interface PlanPosting {
  readonly id: number;
  readonly key: string;
  readonly kind: PostingKind;
  readonly company: string;
  readonly number: string;
  readonly date: string;
  readonly state: PostingState;
  /** Sales orders of its lines. */
  readonly salesOrders: readonly string[];
  /** Lines that belong to orders of ours. */
  readonly lines: readonly { readonly threadId: number; readonly position: number; readonly store: string }[];
  /** True where some line could not be joined: it belongs to the document, which says so. */
  readonly unjoined: boolean;
  readonly threadIds: readonly number[];
  /** Set where Dynamics took it back. */
  readonly takenBack: string | undefined;
}

/** A document that is there already. */
export interface PlanKnown {
  readonly outboundId: number;
  readonly kind: OutboundKind;
  readonly store: string;
  readonly threadIds: readonly number[];
  readonly postingKeys: readonly string[];
  readonly draft: DraftState;
  readonly transport: TransportState;
}

/** One document to be drafted. What it is drafted from names it: postings, orders and store. */
export interface PlannedDocument {
  readonly kind: OutboundKind;
  readonly threadIds: readonly number[];
  readonly store: string;
  /** Empty where no confirmation will ever come. */
  readonly postingKeys: readonly string[];
  /** The one document of an invoice that carries what belongs to no order and no store. */
  readonly carriesCharges: boolean;
  /** Sales orders of the 850 that are not confirmed yet. */
  readonly unconfirmed: readonly string[];
  /** Documents that have not left and whose place this one takes. */
  readonly supersedes: readonly number[];
}

export interface Settled {
  readonly key: string;
  readonly state: 'drafted' | 'ignored';
  readonly message: string;
}

export interface Plan {
  readonly documents: readonly PlannedDocument[];
  /** What becomes of each posting. */
  readonly settled: readonly Settled[];
  /** Documents whose posting Dynamics took back. */
  readonly withdrawn: readonly { readonly outboundId: number; readonly postingKey: string; readonly why: string }[];
}

interface Facts {
  readonly threads: readonly PlanThread[];
  readonly postings: readonly PlanPosting[];
  readonly known: readonly PlanKnown[];
}

/**
 * Which documents the postings of these orders ask for (issue 4: one posting is one document, except where the sheet joins
 * a slip's orders or parts it by store). The same facts always give the same documents, so that re-reading plans nothing
 * twice: a document is named by what it is drafted from. Pure.
 */
export function planDocuments(facts: Facts): Plan {
  const standing = facts.postings.filter(({ takenBack }) => takenBack === undefined);
  const plans = [
    ...facts.threads.map((thread) => acknowledgments(thread, { ...facts, postings: standing })),
    ...facts.threads.map(changeAnswers),
    shipNotices({ ...facts, postings: standing }),
    invoices({ ...facts, postings: standing }),
  ];
  return {
    documents: plans.flatMap(({ documents }) => documents),
    settled: settledOf(plans, standing),
    withdrawn: facts.postings.flatMap(({ key, takenBack }) =>
      takenBack === undefined
        ? []
        : facts.known
            .filter(({ postingKeys }) => postingKeys.includes(key))
            .map(({ outboundId }) => ({ outboundId, postingKey: key, why: takenBack })),
    ),
  };
}

/** Every decided change is answered with an 865 where one is agreed. */
function changeAnswers(thread: PlanThread): Part {
  if (!agrees(thread, '865')) return { documents: [], ignored: [] };
  return {
    documents: thread.changes.map((key) => ({ ...blank, kind: '865', threadIds: [thread.threadId], postingKeys: [key] })),
    ignored: [],
  };
}

interface Part {
  readonly documents: readonly PlannedDocument[];
  readonly ignored: readonly { readonly key: string; readonly message: string }[];
}

function settledOf(plans: readonly Part[], postings: readonly PlanPosting[]): readonly Settled[] {
  const drafted = new Set(plans.flatMap(({ documents }) => documents.flatMap(({ postingKeys }) => postingKeys)));
  const ignored = new Map(plans.flatMap((plan) => plan.ignored.map(({ key, message }) => [key, message])));
  return postings.flatMap(({ key }): readonly Settled[] => {
    if (drafted.has(key)) return [{ key, state: 'drafted', message: '' }];
    const message = ignored.get(key);
    return message === undefined ? [] : [{ key, state: 'ignored', message }];
  });
}

const agrees = ({ sheet, agreed }: PlanThread, kind: OutboundKind): boolean => sheet.documents[kind].agreed && agreed.has(kind);

const blank = { store: '', carriesCharges: false, unconfirmed: [], supersedes: [] } as const;

/** True for a document of which the partner has, or may have, a copy. */
export const hasLeft = ({ draft, transport }: Pick<PlanKnown, 'draft' | 'transport'>): boolean =>
  draft === 'left' && transport !== 'refused';

function acknowledgments(thread: PlanThread, { postings, known }: Facts): Part {
  const confirmations = postings.filter(
    ({ kind, threadIds, state }) => kind === 'confirmation' && threadIds.includes(thread.threadId) && state !== 'not-ours',
  );
  if (!agrees(thread, '855'))
    return { documents: [], ignored: confirmations.map(({ key }) => ({ key, message: 'No 855 is agreed with the partner.' })) };
  const own = known.filter(({ kind, threadIds }) => kind === '855' && threadIds.includes(thread.threadId));
  if (confirmations.length === 0) return { documents: rejection(thread, own), ignored: [] };
  const perStore = thread.sheet.ack.perStore && thread.stores.length > 0;
  const parts = perStore
    ? thread.stores.map((store) => answersOf(thread, confirmations, own, store))
    : [answersOf(thread, confirmations, own, '')];
  return { documents: parts.flatMap(({ documents }) => documents), ignored: ignoredByAll(parts) };
}

/** A confirmation that one store's answer leaves out may be another one's. */
function ignoredByAll(parts: readonly Part[]): Part['ignored'] {
  const drafted = new Set(parts.flatMap(({ documents }) => documents.flatMap(({ postingKeys }) => postingKeys)));
  return parts.flatMap(({ ignored }) => ignored.filter(({ key }) => !drafted.has(key)));
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
function answersOf(thread: PlanThread, confirmations: readonly PlanPosting[], own: readonly PlanKnown[], store: string): Part {
  const relevant = confirmations.filter(
    ({ lines, unjoined }) =>
      store === '' || unjoined || lines.some((line) => line.threadId === thread.threadId && line.store === store),
  );
  const mine = own.filter((entry) => entry.store === store);
  const answered = new Set(mine.filter(hasLeft).flatMap(({ postingKeys }) => postingKeys));
  const fresh = relevant.filter(({ key }) => !answered.has(key));
  const needed = thread.salesOrders.filter((entry) => store === '' || entry.store === '' || entry.store === store);
  const newest = new Map<string, PlanPosting>();
  for (const posting of relevant) for (const order of posting.salesOrders) newest.set(order, posting);
  const unconfirmed = needed.flatMap(({ salesOrder }) => (newest.has(salesOrder) ? [] : [salesOrder]));
  const answering = fresh.at(-1);
  const base = { ...blank, kind: '855', threadIds: [thread.threadId], store } as const;
  const left: readonly PlannedDocument[] = mine.filter(hasLeft).map(({ postingKeys }) => ({ ...base, postingKeys }));
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
        supersedes: mine
          .filter((entry) => !hasLeft(entry) && entry.draft !== 'set-aside' && entry.draft !== 'superseded')
          .filter(({ postingKeys }) => !sameTexts(postingKeys, sorted))
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

export function sameTexts(a: readonly string[], b: readonly string[]): boolean {
  const [left, right] = [a.toSorted(), b.toSorted()];
  return left.length === right.length && left.every((text, index) => text === right[index]);
}

/** Orders whose slip leaves as one notice go to one partner and vendor number. */
function shipNotices({ threads, postings, known }: Facts): Part {
  const slips = postings.filter(({ kind, state }) => kind === 'packing-slip' && state !== 'not-ours');
  const byDocument = Map.groupBy(slips, ({ company, number, date }) => [company.toLowerCase(), number, date].join('\u001f'));
  const parts = [...byDocument.values()].map((group): Part => {
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
  const perStore = orders[0]?.sheet.shipNotice.perStore === true;
  const shipped = own.flatMap(({ lines }) => lines).filter(({ threadId }) => ids.has(threadId));
  const stores = perStore ? [...new Set(shipped.map(({ store }) => store))].toSorted() : [''];
  return (stores.length === 0 ? [''] : stores).map((store) => {
    const mine = perStore && stores.length > 0 ? own.filter((slip) => slip.lines.some((line) => line.store === store)) : own;
    const threadIds = orders
      .map(({ threadId }) => threadId)
      .filter((id) => mine.some((slip) => slip.threadIds.includes(id)))
      .toSorted((a, b) => a - b);
    return afterwards({ ...blank, kind: '856', threadIds, store, postingKeys: mine.map(({ key }) => key) }, known);
  });
}

/** A posting that came to a slip after its notice left is a notice of its own: what was sent stays what it was. */
function afterwards(planned: PlannedDocument, known: readonly PlanKnown[]): PlannedDocument {
  const left = known.filter((entry) => entry.kind === planned.kind && entry.store === planned.store && hasLeft(entry));
  const gone = new Set(left.flatMap(({ postingKeys }) => postingKeys));
  const late = planned.postingKeys.filter((key) => !gone.has(key));
  return late.length === 0 || late.length === planned.postingKeys.length ? planned : { ...planned, postingKeys: late };
}

function invoices({ threads, postings }: Facts): Part {
  const parts = postings
    .filter(({ kind, state }) => kind === 'invoice' && state !== 'not-ours')
    .map((invoice): Part => {
      const billed = threads.filter(({ threadId }) => invoice.threadIds.includes(threadId));
      const agreed = billed.filter((thread) => agrees(thread, '810'));
      if (agreed.length === 0)
        return { documents: [], ignored: [{ key: invoice.key, message: 'No 810 is agreed with the partner.' }] };
      const documents = agreed.flatMap((thread) => invoicesOf(thread, invoice));
      return { documents: documents.map((planned, index) => ({ ...planned, carriesCharges: index === 0 })), ignored: [] };
    });
  return { documents: parts.flatMap(({ documents }) => documents), ignored: parts.flatMap(({ ignored }) => ignored) };
}

function invoicesOf(thread: PlanThread, invoice: PlanPosting): readonly PlannedDocument[] {
  const lines = invoice.lines.filter(({ threadId }) => threadId === thread.threadId);
  const perStore = thread.sheet.invoice.perStore && thread.stores.length > 0;
  const stores = perStore ? [...new Set(lines.map(({ store }) => store))].toSorted() : [];
  const base = { ...blank, kind: '810', threadIds: [thread.threadId], postingKeys: [invoice.key] } as const;
  return (stores.length === 0 ? [''] : stores).map((store) => ({ ...base, store }));
}
