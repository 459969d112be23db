import type { Posting } from '#core/domain/posting.ts';
import { namesOneOrder } from '#core/domain/postingSets.ts';
import type { OrderState, SalesOrderRef } from '#core/dynamics/journals.types.ts';
import type { PostingRow, UntoldOrder } from '#core/store/types/postings.ts';
import type { RunContext } from '../runContext.ts';
import { doubtOf, isCertain, type OrderEvidence } from './doubt.ts';

/** Threads by the order that a posting names. */
export type Owners = ReadonlyMap<string, readonly { readonly threadId: number }[]>;

export const orderKey = (company: string, number: string): string => `${company.toLowerCase()}\u001f${number}`;

/** What Dynamics said of orders, asked once: what a slip shipped or an invoice billed was so before its journal was read. */
export type AskedOrders = Map<string, OrderState | undefined>;

/** What is known of postings that are to be judged. */
interface Known {
  readonly owners: Owners;
  /** What was read with them. */
  readonly beside: readonly Posting[];
  /** Filled with what is asked for. */
  readonly asked: AskedOrders;
}

/**
 * Postings with why nobody can say which orders they are of, where the set names one order of several. Dynamics is asked for
 * the order that each names and, unless that alone makes all of them certain, for orders of the same customer without a posting
 * of the kind.
 */
export async function withDoubts(run: RunContext, complete: readonly Posting[], known: Known): Promise<readonly Posting[]> {
  const ours = complete.filter((posting) => namesOneOrder(posting) && ownersOf(posting, known.owners).length > 0);
  if (ours.length === 0) return complete;
  const { store } = run.parts;
  const threadIds = [...new Set(ours.flatMap((posting) => ownersOf(posting, known.owners)))];
  const [rows, named] = await Promise.all([
    store.postingsOfThreads({ threadIds }),
    statesOf(run, distinct(ours.flatMap(ordersOf)), known.asked),
  ]);
  const facts = { byOrder: named, known: rows, untold: [], complete };
  const open = ours.filter((posting) => !isCertain(evidenceOf(posting, facts)));
  const untold = await untoldOrders(run, open, [...complete, ...known.beside]);
  const others = await statesOf(run, distinct(untold), known.asked);
  const all = { ...facts, untold, byOrder: new Map([...named, ...others]) };
  return complete.map((posting) => {
    const doubt = open.includes(posting) ? doubtOf(evidenceOf(posting, all)) : undefined;
    return doubt === undefined ? posting : { ...posting, doubt };
  });
}

/** A customer may have thousands of open orders: each is asked about once, however many postings it stands beside. */
async function statesOf(
  run: RunContext,
  orders: readonly SalesOrderRef[],
  asked: AskedOrders,
): Promise<ReadonlyMap<string, OrderState>> {
  const keys = orders.map(({ company, salesOrder }) => orderKey(company, salesOrder));
  const open = orders.filter((_, index) => !asked.has(keys[index] ?? ''));
  if (open.length > 0) {
    const states = await run.ask('dynamics', () => run.parts.dynamics.journals.orderState(open, run.signal), {
      repeatable: true,
    });
    const found = new Map(states.map((state) => [orderKey(state.company, state.salesOrder), state]));
    for (const { company, salesOrder } of open)
      asked.set(orderKey(company, salesOrder), found.get(orderKey(company, salesOrder)));
  }
  return new Map(
    keys.flatMap((key) => {
      const state = asked.get(key);
      return state ? [[key, state] as const] : [];
    }),
  );
}

interface Facts {
  readonly byOrder: ReadonlyMap<string, OrderState>;
  readonly known: readonly PostingRow[];
  readonly untold: readonly UntoldOrder[];
  readonly complete: readonly Posting[];
}

function evidenceOf(posting: Posting, { byOrder, known, untold, complete }: Facts): OrderEvidence {
  const [named = ''] = posting.salesOrders;
  const fresh = new Set(complete.map(({ key }) => key));
  const others = [...known.map((row) => row.posting).filter(({ key }) => !fresh.has(key)), ...complete];
  return {
    posting,
    own: byOrder.get(orderKey(posting.company, named)),
    before: others
      .filter(({ kind, key }) => kind === posting.kind && key !== posting.key)
      .map((one) => ({ ...one, lines: one.lines.filter(({ salesOrder }) => salesOrder === named) })),
    others: untold
      .filter((order) => order.kind === posting.kind && order.besides.includes(named))
      .flatMap(({ company, salesOrder, purchaseOrder }) => {
        const state = byOrder.get(orderKey(company, salesOrder));
        return state ? [{ salesOrder, purchaseOrder, state }] : [];
      }),
  };
}

/** Orders beside those that are named, without a posting of the kind: kept, or read just now. */
async function untoldOrders(
  { parts: { store } }: RunContext,
  ours: readonly Posting[],
  complete: readonly Posting[],
): Promise<readonly UntoldOrder[]> {
  const byKind = Map.groupBy(ours, ({ kind }) => kind);
  const found = await Promise.all(
    [...byKind].map(([kind, postings]) => store.ordersUntold({ kind, orders: distinct(postings.flatMap(ordersOf)) })),
  );
  const told = new Set(complete.flatMap((one) => one.salesOrders.map((order) => `${one.kind} ${orderKey(one.company, order)}`)));
  return found.flat().filter(({ kind, company, salesOrder }) => !told.has(`${kind} ${orderKey(company, salesOrder)}`));
}

const ordersOf = ({ company, salesOrders }: Posting): readonly SalesOrderRef[] =>
  salesOrders.map((salesOrder) => ({ company, salesOrder }));

const ownersOf = (posting: Posting, owners: Owners): readonly number[] =>
  ordersOf(posting).flatMap(({ company, salesOrder }) =>
    (owners.get(orderKey(company, salesOrder)) ?? []).map(({ threadId }) => threadId),
  );

const distinct = (orders: readonly SalesOrderRef[]): readonly SalesOrderRef[] => [
  ...new Map(orders.map(({ company, salesOrder }) => [orderKey(company, salesOrder), { company, salesOrder }])).values(),
];
