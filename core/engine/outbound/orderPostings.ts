import type { Posting } from '#core/domain/posting.ts';
import type { AnsweredThread } from '#core/store/types/postings.ts';
import { numbersOf } from './cancelledOrders.ts';

/** Postings of an order, each with those of its lines that are about it: a slip or an invoice may be over several orders. Pure. */
export function postingsOf(entry: AnsweredThread, postings: readonly Posting[]): readonly Posting[] {
  const orders = numbersOf(entry);
  return postings.flatMap((posting): readonly Posting[] => {
    const own = new Set(
      orders
        .filter(({ company }) => company.toLowerCase() === posting.company.toLowerCase())
        .flatMap(({ salesOrder }) => (posting.salesOrders.includes(salesOrder) ? [salesOrder] : [])),
    );
    if (own.size === 0) return [];
    // A set that names no order with its lines tells them of the one that the posting names.
    return [{ ...posting, lines: posting.lines.filter(({ salesOrder }) => !salesOrder || own.has(salesOrder)) }];
  });
}
