import type { Posting } from '#core/domain/posting.ts';
import { namesOneOrder } from '#core/domain/postingSets.ts';
import type { OrderState, SalesOrderRef } from '#core/dynamics/journals.types.ts';
import type { PostingRow, UntoldOrder } from '#core/store/types/postings.ts';
import type { RunContext } from '../runContext.ts';
import { doubtOf } from './doubt.ts';

/** Threads by the order that a posting names. */
export type Owners = ReadonlyMap<string, readonly { readonly threadId: number }[]>;

export const orderKey = (company: string, number: string): string => `${company.toLowerCase()}\u001f${number}`;

/**
 * Postings with why nobody can say which orders they are of, where the set names one order of several. Only those are asked
 * about: one look at the order that each names and at orders of the same customer without a posting of the kind.
 */
export async function withDoubts(run: RunContext, complete: readonly Posting[], owners: Owners): Promise<readonly Posting[]> {
  const ours = complete.filter((posting) => namesOneOrder(posting) && ownersOf(posting, owners).length > 0);
  if (ours.length === 0) return complete;
  const { store, dynamics } = run.parts;
  const threadIds = [...new Set(ours.flatMap((posting) => ownersOf(posting, owners)))];
  const [known, untold] = await Promise.all([store.postingsOfThreads({ threadIds }), untoldOrders(run, ours, complete)]);
  const refs = distinct([...ours.flatMap(ordersOf), ...untold.map(({ company, salesOrder }) => ({ company, salesOrder }))]);
  const states = await run.ask('dynamics', () => dynamics.journals.orderState(refs, run.signal), { repeatable: true });
  const byOrder = new Map(states.map((state) => [orderKey(state.company, state.salesOrder), state]));
  return complete.map((posting) => (ours.includes(posting) ? judged(posting, { byOrder, known, untold, complete }) : posting));
}

interface Facts {
  readonly byOrder: ReadonlyMap<string, OrderState>;
  readonly known: readonly PostingRow[];
  readonly untold: readonly UntoldOrder[];
  readonly complete: readonly Posting[];
}

function judged(posting: Posting, { byOrder, known, untold, complete }: Facts): Posting {
  const [named = ''] = posting.salesOrders;
  const fresh = new Set(complete.map(({ key }) => key));
  const others = [...known.map((row) => row.posting).filter(({ key }) => !fresh.has(key)), ...complete];
  const doubt = doubtOf({
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
  });
  return doubt === undefined ? posting : { ...posting, doubt };
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
  ...new Map(orders.map((order) => [orderKey(order.company, order.salesOrder), order])).values(),
];
