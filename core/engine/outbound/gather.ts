import type { Partner } from '#core/domain/mapping.ts';
import type { PurchaseOrder } from '#core/domain/purchaseOrder.ts';
import type { DraftOrder } from '#core/drafting/draft.types.ts';
import { storesOf } from '#core/domain/orderStores.ts';
import { namesOneOrder } from '#core/domain/postingSets.ts';
import { dayIn } from '#core/domain/time.ts';
import { joinPosting } from '#core/drafting/join.ts';
import type { JoinedPosting } from '#core/drafting/draft.types.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import type { OrderChangeRow } from '#core/store/types/changes.ts';
import type { AnsweredThread, PostingRow, StoredAckAnswer } from '#core/store/types/postings.ts';
import type { SheetVersion } from '#core/store/types/sheets.ts';
import type { EngineParts } from '../engine.types.ts';
import { readDocument } from '../intake/gather.ts';
import { calledOffBy } from '../intake/lastWord.ts';
import type { Tasks } from '../tasks.ts';
import { decidedChanges, changeKey, readChanges, type DecidedChange } from './changes/decided.ts';
import { draftOrderOf, standingOrder, type KnownDocument } from './draftOrder.ts';
import type { Plan, PlanPosting, PlanThread } from './plan.types.ts';
import { planDocuments } from './plan.ts';
import { withdrawnWhy } from './postingChange.ts';
import { fromWhole, toldBy, wholeOnes, type ToldBy } from './toldTwice.ts';

/** What gathering needs; a run has more. */
export interface OutboundContext {
  readonly parts: EngineParts;
  readonly tasks: Tasks;
}

/** An order with all that its answers rest on. */
export interface OrderBasis {
  readonly answered: AnsweredThread;
  readonly document: DocumentRow;
  readonly order: PurchaseOrder;
  readonly partner: Partner;
  readonly sheet: SheetVersion;
  readonly draftOrder: DraftOrder;
  readonly known: readonly KnownDocument[];
  readonly answers: readonly StoredAckAnswer[];
  readonly changes: readonly DecidedChange[];
  /** Lines, by position, of which an 865 speaks after the 855 that is drafted on this; see `asConfirmed`. */
  readonly answeredLater?: ReadonlySet<number>;
}

/** Orders that hang together by their postings, and what Dynamics posted of them. */
export interface Basis {
  readonly orders: ReadonlyMap<number, OrderBasis>;
  readonly postings: readonly PostingRow[];
  readonly joined: ReadonlyMap<string, JoinedPosting>;
  /** Postings that another one tells too: they ask for nothing. */
  readonly told: ToldBy;
}

/** How often orders are followed over the postings that they share; a chain longer than that is finished by its own wakes. */
const mostSteps = 3;

/** Reads everything about these orders and those that share a posting, or a slip that is told in parts, with them. */
export async function gatherBasis(context: OutboundContext, threadIds: readonly number[]): Promise<Basis> {
  const { store } = context.parts;
  let ids = [...new Set(threadIds)];
  let postings: readonly PostingRow[] = [];
  for (let step = 0; step < mostSteps; step += 1) {
    postings = await withParts(store, await store.postingsOfThreads({ threadIds: ids }));
    const all = [...new Set([...ids, ...postings.flatMap((posting) => posting.threadIds)])];
    if (all.length === ids.length) break;
    ids = all;
  }
  const told = toldBy(postings.map(({ posting }) => posting));
  const [answered, answers, changes] = await Promise.all([
    store.answeredThreads({ threadIds: ids }),
    store.ackAnswers({ threadIds: ids }),
    store.changesOfThreads({ threadIds: ids }),
  ]);
  const sheets = new Map<string, Promise<SheetVersion | undefined>>();
  const gathered = await Promise.all(answered.map((entry) => orderBasis(context, entry, { answers, changes, sheets, told })));
  const orders = new Map(gathered.flatMap((entry) => (entry ? [[entry.answered.thread.id, entry] as const] : [])));
  const whole = wholeOnes(postings, told);
  return { orders, postings: whole, joined: joinAll(whole, orders), told };
}

/**
 * With the other parts of slips that a set tells order by order: no order has two of them, and what is one notice would lose
 * the goods of every order but the one that was looked at. None is asked for where the sets tell all of a slip.
 */
async function withParts(store: EngineParts['store'], own: readonly PostingRow[]): Promise<readonly PostingRow[]> {
  const parts = own.map(({ posting }) => posting).filter((one) => one.kind === 'packing-slip' && namesOneOrder(one));
  if (parts.length === 0) return own;
  const slips = new Map(parts.map((one) => [[one.company, one.number, one.date].join('\u001f'), one]));
  const found = await Promise.all(
    [...slips.values()].map(async ({ kind, company, number, date }) => {
      const numbered = await store.postingsNumbered({ kind, company, number });
      return numbered.filter(({ posting, threadIds }) => posting.date === date && threadIds.length > 0);
    }),
  );
  return [...new Map([...own, ...found.flat()].map((row) => [row.key, row])).values()].toSorted((a, b) => a.id - b.id);
}

/** What is read once for all orders. */
interface Shared {
  readonly answers: readonly StoredAckAnswer[];
  readonly changes: readonly OrderChangeRow[];
  readonly sheets: Map<string, Promise<SheetVersion | undefined>>;
  readonly told: ToldBy;
}

async function orderBasis(
  context: OutboundContext,
  answered: AnsweredThread,
  { answers, changes, sheets, told }: Shared,
): Promise<OrderBasis | undefined> {
  const { store, ports } = context.parts;
  const { thread } = answered;
  const document = standingOrder(answered);
  if (!document) return undefined;
  const key = `${thread.partnerId}\u001f${thread.vendor}`;
  const asked = sheets.get(key) ?? store.outboundSheet({ partnerId: thread.partnerId, vendor: thread.vendor });
  sheets.set(key, asked);
  const own = changes.filter(({ threadId }) => threadId === thread.id);
  const [read, sheet, documents, said] = await Promise.all([
    readDocument(context, document),
    asked,
    store.outboundOfThread({ threadId: thread.id }),
    readChanges(context, own, answered.documents),
  ]);
  if (read.kind !== '850' || !sheet) return undefined;
  const rows = await store.mappingRows({
    partnerId: thread.partnerId,
    vendor: thread.vendor,
    locationCodes: [],
    items: [...read.order.lines, ...said.flatMap(({ change }) => change.lines)].map(({ item }) => item),
  });
  if (!rows.partner) return undefined;
  const known = fromWhole(documents, told);
  const { units, partner } = rows;
  const parts = { answered, order: read.order, document, units, dates: partner.sheet, known, timeZone: ports.timeZone };
  const decided = decidedChanges(parts, draftOrderOf(parts), said, sheet.sheet.changes.quantityIs);
  return {
    answered,
    document,
    order: decided.order.order,
    partner,
    sheet,
    draftOrder: { ...decided.order, ...calledOffOf(answered, said, ports.timeZone) },
    changes: decided.changes,
    known,
    answers: answers.filter(({ threadId }) => threadId === thread.id),
  };
}

/** What is said of an order that was cancelled after its sales order was made. */
function calledOffOf(
  { documents }: AnsweredThread,
  changes: readonly Pick<DecidedChange, 'row'>[],
  timeZone: string,
): Pick<DraftOrder, 'calledOff'> {
  const by = calledOffBy(documents);
  if (!by) return {};
  return {
    calledOff: { since: dayIn(timeZone, by.receivedAt), answered: changes.some(({ row }) => row.documentId === by.id) },
  };
}

function joinAll(postings: readonly PostingRow[], orders: Basis['orders']): Basis['joined'] {
  return new Map(
    postings.map(({ key, posting, threadIds }) => {
      const own = threadIds.flatMap((id) => orders.get(id) ?? []);
      const charges = new Set(own.flatMap(({ sheet }) => Object.keys(sheet.sheet.invoice.chargeCodes)));
      return [
        key,
        joinPosting(
          posting,
          own.map(({ draftOrder }) => draftOrder),
          charges,
        ),
      ];
    }),
  );
}

/** What is to be drafted of these orders. */
export function planOf({ orders, postings, joined }: Basis): Plan {
  const known = new Map([...orders.values()].flatMap((entry) => entry.known.map(({ row }) => [row.id, row])));
  return planDocuments({
    threads: [...orders.values()].map(planThread),
    postings: postings.map((row) => planPosting(row, joined.get(row.key))),
    known: [...known.values()].map((row) => ({
      ...row,
      outboundId: row.id,
      original: row.corrects === undefined && row.intent === 'original',
    })),
  });
}

function planThread({ answered: { thread }, draftOrder, order, sheet, partner, changes }: OrderBasis): PlanThread {
  return {
    threadId: thread.id,
    partnerId: thread.partnerId,
    vendor: thread.vendor,
    sheet: sheet.sheet,
    agreed: new Set(partner.sheet.agreedDocuments),
    salesOrders: draftOrder.salesOrders,
    stores: storesOf(order),
    standing: draftOrder.standing,
    changes: changes.map(({ row }) => changeKey(row.documentId)),
  };
}

function planPosting(row: PostingRow, joined: JoinedPosting | undefined): PlanPosting {
  const { id, key, posting, state, threadIds } = row;
  return {
    id,
    key,
    kind: posting.kind,
    company: posting.company,
    number: posting.number,
    date: posting.date,
    state,
    salesOrders: posting.salesOrders,
    lines: joined?.lines ?? [],
    unjoined: (joined?.held.length ?? 0) > 0,
    threadIds,
    takenBack: withdrawnWhy(row),
  };
}
