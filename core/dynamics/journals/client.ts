import { AppError } from '#core/contract/errors.ts';
import type { Posting, PostingKind } from '#core/domain/posting.ts';
import { postingKinds } from '#core/domain/posting.ts';
import type { Clock } from '#core/ports/ports.ts';
import type { OrderContext } from '../orders.ts';
import type { JournalClient, JournalRead, PostingHead } from '../journals.types.ts';
import { changeLines } from './changeLines.ts';
import { readOrderLines, readOrderState } from './orderState.ts';
import type { JournalReader } from './reader.ts';
import type { JournalContext } from './rows.ts';
import { createSources } from './sources.ts';

/** Postings commit later than their stamp (dynamics.md 5.3). */
const defaultOverlapMinutes = 10;

export interface JournalPorts {
  readonly orders: OrderContext;
  readonly companies: readonly string[];
  readonly overlapMinutes: number | undefined;
  readonly clock: Clock;
}

/** @see JournalClient */
export function createJournalClient({ orders, companies, overlapMinutes, clock }: JournalPorts): JournalClient {
  const context: JournalContext = {
    transport: orders.transport,
    metadata: orders.metadata,
    companies,
    overlapMinutes: overlapMinutes ?? defaultOverlapMinutes,
    today: () => clock.now().slice(0, 10),
  };
  const sources = createSources(context, orders.lineSet, clock);
  const readerOf = async (kind: PostingKind, signal: AbortSignal | undefined): Promise<JournalReader | undefined> =>
    (await sources.open(kind, signal)).reader;
  const since = async (kind: PostingKind, mark: string, signal: AbortSignal | undefined): Promise<JournalRead> => {
    const reader = await readerOf(kind, signal);
    if (!reader) return { heads: [], mark };
    try {
      return await reader.since(mark, signal);
    } catch (thrown) {
      if (thrown instanceof AppError && thrown.code === 'dynamics-not-found') await sources.forget(kind);
      throw thrown;
    }
  };

  async function complete(heads: readonly PostingHead[], signal: AbortSignal | undefined): Promise<readonly Posting[]> {
    const byKind = Map.groupBy(heads, ({ posting }) => posting.kind);
    const read = await Promise.all(
      [...byKind].map(async ([kind, own]) => (await (await readerOf(kind, signal))?.complete(own, signal)) ?? []),
    );
    const found = new Map(read.flat().map((posting) => [posting.key, posting]));
    return heads.flatMap(({ key }) => found.get(key) ?? []);
  }

  return {
    confirmationsSince: (mark, signal) => since('confirmation', mark, signal),
    slipsSince: (mark, signal) => since('packing-slip', mark, signal),
    invoicesSince: (mark, signal) => since('invoice', mark, signal),
    complete,
    async postingsOfOrders(asked, signal) {
      if (asked.length === 0) return [];
      const heads = await Promise.all(
        postingKinds.map(async (kind) => (await (await readerOf(kind, signal))?.byOrder(asked, signal)) ?? []),
      );
      return complete(heads.flat(), signal);
    },
    async again(postings, signal) {
      const heads = await Promise.all(
        [...Map.groupBy(postings, ({ kind }) => kind)].map(async ([kind, own]) => {
          const wanted = own.map(({ company, number }) => ({ company, value: number }));
          return (await (await readerOf(kind, signal))?.byNumber(wanted, signal)) ?? [];
        }),
      );
      const keys = new Set(postings.map(({ key }) => key));
      const numbers = new Set(postings.filter(({ kind }) => kind === 'packing-slip').map(numberOf));
      return complete(
        heads.flat().filter(({ key, posting }) => keys.has(key) || numbers.has(numberOf(posting))),
        signal,
      );
    },
    orderLines: (company, numbers, signal) =>
      readOrderLines(
        context,
        orders,
        numbers.map((salesOrder) => ({ company, salesOrder })),
        signal,
      ),
    orderState: (asked, signal) => readOrderState(context, orders, asked, signal),
    changeLines: (order, changes, requestId, signal) => changeLines(orders, order, changes, requestId, signal),
    journalCapabilities: (signal) => Promise.all(postingKinds.map(async (kind) => (await sources.open(kind, signal)).source)),
  };
}

const numberOf = ({ kind, company, number }: Pick<Posting, 'kind' | 'company' | 'number'>): string =>
  [kind, company.toLowerCase(), number].join('\u001f');
