import { currencyOf } from '#core/domain/currency.ts';
import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { PartnerSheet } from '#core/domain/partnerSheet.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { LocalDate } from '#core/domain/time.ts';
import { cancelAfterOf, shipByOf } from './dates.ts';

/** What lists show and sort an order by. */
export interface OrderFacts {
  readonly currency: string;
  readonly amount: string | undefined;
  readonly shipBy: LocalDate | undefined;
  readonly cancelAfter: LocalDate | undefined;
  readonly lines: readonly OrderFactLine[];
}

export interface OrderFactLine {
  readonly position: number;
  readonly lineNumber: string;
  readonly buyerPart: string;
  readonly vendorPart: string;
  readonly description: string;
  readonly ordered: string;
  readonly unit: string;
  readonly price: string | undefined;
  readonly path: string;
}

/** The facts of an order from its own lines; a partner's own total means different things (sps.md 3.4), so the lines are added. */
export function orderFacts(order: PurchaseOrder, sheet: PartnerSheet): OrderFacts {
  return {
    currency: currencyOf(order, sheet),
    amount: amountOf(order),
    shipBy: shipByOf(order, sheet),
    cancelAfter: cancelAfterOf(order),
    lines: order.lines.map(factLine),
  };
}

function factLine(line: PurchaseOrderLine): OrderFactLine {
  return {
    position: line.position,
    lineNumber: line.lineNumber,
    buyerPart: line.item.buyerPart,
    vendorPart: line.item.vendorPart,
    description: line.description,
    ordered: line.quantity ?? '',
    unit: line.unit,
    price: line.price,
    path: line.path,
  };
}

/** Sum of quantity times price; `undefined` while any line lacks one of them. */
function amountOf(order: PurchaseOrder): string | undefined {
  let sum = new Decimal(0);
  for (const { quantity, price } of order.lines) {
    const a = parseDecimal(quantity ?? '');
    const b = parseDecimal(price ?? '');
    if (!a || !b) return undefined;
    sum = sum.plus(a.times(b));
  }
  return order.lines.length === 0 ? undefined : decimalText(sum);
}
