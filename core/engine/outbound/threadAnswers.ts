import type { ThreadView } from '#core/contract/views/orders.ts';
import { orderBalance } from '#core/drafting/balance.ts';
import { isCalledOff } from '../intake/lastWord.ts';
import { gatherBasis, type OutboundContext } from './gather.ts';

type Answers = Pick<ThreadView, 'balance' | 'answers' | 'postings'>;

/** What answers an order, what Dynamics posted of it, and what that adds up to line by line. */
export async function threadAnswers(context: OutboundContext, threadId: number): Promise<Answers> {
  const { store } = context.parts;
  const [known, posted] = await Promise.all([
    store.outboundOfThread({ threadId }),
    store.postingsOfThreads({ threadIds: [threadId] }),
  ]);
  return {
    balance: known.length === 0 && posted.length === 0 ? [] : await balanceOf(context, threadId),
    answers: known.map(({ row }) => ({
      outboundId: row.id,
      versionId: row.versionId,
      kind: row.kind,
      number: row.number,
      revision: row.revision,
      store: row.store,
      place: row.place,
      draft: row.draft,
      transport: row.transport,
      business: row.business,
      createdAt: row.createdAt,
      ...(row.waitText === undefined ? {} : { waitsFor: row.waitText }),
      ...(row.remotePath === undefined ? {} : { remotePath: row.remotePath }),
      ...(row.sentAt === undefined ? {} : { sentAt: row.sentAt }),
      ...(row.collectedAt === undefined ? {} : { collectedAt: row.collectedAt }),
    })),
    postings: posted.map(({ posting, state, message }) => ({
      kind: posting.kind,
      number: posting.number,
      date: posting.date,
      salesOrders: [...posting.salesOrders],
      state,
      message,
    })),
  };
}

async function balanceOf(context: OutboundContext, threadId: number): Promise<Answers['balance']> {
  const order = (await gatherBasis(context, [threadId])).orders.get(threadId);
  if (!order) return [];
  const { answered, draftOrder } = order;
  const over = draftOrder.standing !== 'open' || answered.thread.cancelled || isCalledOff(answered.documents);
  return orderBalance(draftOrder, over).map((line) => ({
    ...line,
    disagreements: line.disagreements.map((entry) => ({ ...entry })),
  }));
}
