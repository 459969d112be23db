import { Decimal, parseDecimal } from '#core/domain/decimal.ts';
import { storesOf } from '#core/domain/orderStores.ts';
import type { PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { DraftOrder, JoinedLine } from './draft.types.ts';

/** A line of the 850 as far as one document answers it: all of it, or the part of one store. */
export interface ScopedLine {
  readonly line: PurchaseOrderLine;
  readonly store: string;
  /** In the line's own unit. */
  readonly ordered: Decimal;
}

/**
 * The lines that a document answers. `store` names one of a split order. Without one it is the whole order, or, where
 * replies are per store, the lines that no store is named for.
 */
export function scopeOf({ order }: DraftOrder, store: string, perStore: boolean): readonly ScopedLine[] {
  if (store !== '') {
    return order.lines.flatMap((line) => {
      const parts = line.stores.filter((part) => part.store === store);
      return parts.length === 0 ? [] : [{ line, store, ordered: sum(parts.map((part) => part.quantity)) }];
    });
  }
  const split = perStore && storesOf(order).length > 0;
  return order.lines
    .filter((line) => !split || line.stores.length === 0)
    .map((line) => ({ line, store: '', ordered: sum([line.quantity ?? '0']) }));
}

/** The lines that an 855 answers: not those that a change of the retailer took away before anybody answered. */
export function askedLines(order: DraftOrder, store: string, perStore: boolean): readonly ScopedLine[] {
  return scopeOf(order, store, perStore).filter(({ ordered }) => !ordered.isZero());
}

function sum(quantities: readonly string[]): Decimal {
  return quantities.reduce((total, quantity) => total.plus(parseDecimal(quantity) ?? 0), new Decimal(0));
}

/** The joined lines of one order that belong to a scoped line; a document of the whole order takes every store's. */
export function joinedFor(order: DraftOrder, scoped: ScopedLine, lines: readonly JoinedLine[]): readonly JoinedLine[] {
  return lines.filter(
    (line) =>
      line.threadId === order.threadId &&
      line.position === scoped.line.position &&
      (scoped.store === '' || line.store === scoped.store),
  );
}

/** The sales order that a document is about: that of the store where there is one for each. */
export function salesOrderOf(order: DraftOrder, store: string): DraftOrder['salesOrders'][number] | undefined {
  return order.salesOrders.find((entry) => entry.store === store) ?? order.salesOrders[0];
}
