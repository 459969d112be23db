import type { PurchaseOrder } from './purchaseOrder.ts';

/** The stores of an order in the order in which they first appear; empty where no line is split over stores. */
export function storesOf(order: PurchaseOrder): readonly string[] {
  return [...new Set(order.lines.flatMap((line) => line.stores.map((part) => part.store)))];
}
