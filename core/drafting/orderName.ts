import type { DraftOrder } from './draft.types.ts';

/**
 * A purchase order as numbers of documents name it: its number with the release, and `N2`, `N3`, … for a separate order that
 * came under a number that was there already. Two orders never have one name.
 */
export function orderName({ order, copy = 1 }: Pick<DraftOrder, 'order' | 'copy'>): string {
  return [order.number, order.release, copy > 1 ? `N${copy}` : ''].filter(Boolean).join('-');
}
