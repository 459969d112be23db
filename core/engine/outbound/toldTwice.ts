import type { Posting } from '#core/domain/posting.ts';
import { covers, namesOneOrder } from '#core/domain/postingSets.ts';
import type { PostingRow } from '#core/store/types/postings.ts';
import type { KnownDocument } from './draftOrder.ts';

/** Postings by the one that tells them too, by keys. */
export type ToldBy = ReadonlyMap<string, string>;

/**
 * A slip over several orders that one set tells as one and another order by order is one slip: parts stand for the whole, so
 * that a switch of sets sends nothing again. Pure.
 */
export function toldBy(postings: readonly Posting[]): ToldBy {
  const byNumber = Map.groupBy(postings, ({ kind, company, number }) => [kind, company.toLowerCase(), number].join('\u001f'));
  return new Map(
    [...byNumber.values()]
      .filter((group) => group.length > 1)
      .flatMap((group) =>
        group.flatMap((part): readonly [string, string][] => {
          const whole = group.find((one) => covers(one, part));
          return whole ? [[part.key, whole.key]] : [];
        }),
      ),
  );
}

/** Documents as if they had been drafted from the whole. */
export function fromWhole(known: readonly KnownDocument[], told: ToldBy): readonly KnownDocument[] {
  if (told.size === 0) return known;
  return known.map(({ row, lines }) => ({
    lines,
    row: { ...row, postingKeys: [...new Set(row.postingKeys.map((key) => told.get(key) ?? key))] },
  }));
}

/**
 * A posting as it is read now: itself, the one that tells it together with other orders, or what is told of it order by order.
 * Undefined where it is gone. Pure.
 */
export function asItIsNow(posting: Posting, now: readonly Posting[]): Posting | undefined {
  const own = now.find(({ key }) => key === posting.key);
  if (own && !namesOneOrder(own)) return own;
  const whole = now.find((one) => covers(one, posting));
  if (!own && whole) return whole;
  const [first, ...others] = [...(own ? [own] : []), ...now.filter((part) => covers(posting, part))];
  if (!first || others.length === 0) return first;
  const parts = [first, ...others];
  return {
    ...first,
    salesOrders: [...new Set(parts.flatMap(({ salesOrders }) => salesOrders))],
    lines: parts.flatMap(({ lines }) => lines),
  };
}

/** Postings of which none tells what another one does. */
export const wholeOnes = (postings: readonly PostingRow[], told: ToldBy): readonly PostingRow[] =>
  told.size === 0 ? postings : postings.filter(({ key }) => !told.has(key));
