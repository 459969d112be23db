import { Decimal } from 'decimal.js';
import type { PracticeOrder } from './purchaseOrder.ts';

/** The first line eight percent above the price that was agreed. */
export function withOtherPrice(order: PracticeOrder): PracticeOrder {
  return withFirstPrice(order, (price) => price.times('1.08'));
}

/** The first line at the price of the other unit: eaches at the price of a case, or cases at that of an each. */
export function withPriceOfPack(order: PracticeOrder): PracticeOrder {
  return withFirstPrice(order, (price, pack) => (order.retailer.inCases ? price.dividedBy(pack) : price.times(pack)));
}

function withFirstPrice(order: PracticeOrder, change: (price: Decimal, pack: number) => Decimal): PracticeOrder {
  const lines = order.lines.map((line, index) =>
    index === 0 ? { ...line, price: change(new Decimal(line.price), line.product.pack).toFixed(2) } : line,
  );
  return { ...order, lines };
}
