import { Decimal } from 'decimal.js';
import { assortment } from '../assortment.ts';
import { products } from '../catalogue.ts';
import type { PracticeOrder } from './purchaseOrder.ts';

/** So few new products that several orders soon wait for the same one. */
const newProducts = 4;

/** The last line asks for a product that the company sells and that nobody has mapped for any retailer yet. */
export function withNewItem(order: PracticeOrder, seed: number, turn: number): PracticeOrder {
  const unknown = assortment(products.length + newProducts, seed)[turn % newProducts];
  if (!unknown) return order;
  const lines = order.lines.map((line, index) => {
    if (index < order.lines.length - 1) return line;
    const price = line.unit === 'CA' ? new Decimal(unknown.price).times(unknown.pack).toFixed(2) : unknown.price;
    return { ...line, product: unknown, price };
  });
  return { ...order, lines };
}
