import { AppError } from '#core/contract/errors.ts';
import type { Handlers } from '../dispatcher.ts';
import type { ApiParts } from '../handlers.ts';

type Names =
  | 'orders.list'
  | 'orders.count'
  | 'orders.thread'
  | 'orders.timeline'
  | 'orders.unconfirmed'
  | 'orders.partners'
  | 'search.find'
  | 'attention.list';

export function orderHandlers({ store, drafts, ports }: ApiParts): Pick<Handlers, Names> {
  return {
    'orders.list': (input) => store.ordersList(input),
    'orders.count': (input) => store.ordersCount(input),
    'orders.thread': async (input) => {
      const [thread, answers] = await Promise.all([store.ordersThread(input), drafts.ofThread(input.threadId)]);
      if (!thread) throw new AppError({ code: 'not-found', message: 'This order does not exist in this workspace.' });
      return { ...thread, ...answers };
    },
    'orders.timeline': async ({ threadId, ...page }) => {
      const { rows, ...next } = await store.auditList({ filter: { threadId }, ...page });
      return { rows: rows.map(({ id, at, what, who, detail, tone }) => ({ id, at, what, who, detail, tone })), ...next };
    },
    'orders.unconfirmed': (input) => store.unconfirmedOrders({ ...input, now: ports.clock.now() }),
    'orders.partners': () => store.ordersPartners({}),
    'search.find': (input) => store.searchFind(input),
    'attention.list': (input) => store.attentionList(input),
  };
}
