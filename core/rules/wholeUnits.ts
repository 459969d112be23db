import { Decimal, decimalText, evened, parseDecimal } from '#core/domain/decimal.ts';
import { converted, leftOver, unitDecimals } from '#core/domain/leftOver.ts';
import type { PurchaseOrder, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import type { IntakeContext, LineFacts, LineResolution } from './context.ts';
import { askForRight } from './fixes.ts';
import { finding, type Found, type Rule } from './rule.ts';

/** What one line of a sales order is made from: the line, or the part of it that one store gets. */
interface Ordered {
  readonly name: string;
  readonly quantity: Decimal;
  readonly path: string;
}

/**
 * ITM-05 on the way in: what the retailer orders in whole units of its own comes to whole ones of ours. Of what
 * goes to stores every part is a line of its own in Dynamics.
 */
export const wholeUnits: Rule<PurchaseOrder, IntakeContext> = {
  id: 'ITM-05',
  fix: askForRight('another quantity'),
  check: (_order, { lines }) =>
    lines.flatMap((facts) => {
      const { line, resolved } = facts;
      return resolved ? orderedOf(facts).flatMap((ordered) => broken(ordered, line, resolved)) : [];
    }),
};

function orderedOf({ line, name, quantity }: LineFacts): readonly Ordered[] {
  if (line.stores.length === 0) return quantity ? [{ name, quantity, path: `${line.path}/OrderLine/OrderQty` }] : [];
  return line.stores.flatMap((part) => {
    const share = parseDecimal(part.quantity);
    return share ? [{ name: `${name} for store ${part.store}`, quantity: share, path: part.path }] : [];
  });
}

function broken({ name, quantity, path }: Ordered, line: PurchaseOrderLine, to: LineResolution): readonly Found[] {
  // Zero or less is told by 850-17.
  const rest = leftOver(quantity, line.unit, to);
  if (rest === undefined) return [];
  const ordered = `${decimalText(quantity)} ${line.unit}`;
  const part = `${decimalText(converted(quantity, to.factor).toDecimalPlaces(unitDecimals))} ${to.unit}`;
  const message = `${name}: ${ordered} of item ${to.itemNumber} are ${rest}.`;
  return [
    finding('HOLD', path, message, {
      value: ordered,
      expected: wanted(line.unit, to),
      // The same quantity of another product, or at another factor, is not what was released.
      basis: `${ordered}:${part}:${to.itemNumber}`,
      cost: `The sales order would ask for ${part}: a part of a unit that nobody can pick, and that reads as a shortage.`,
    }),
  ];
}

/** Twelve to the case asks for a multiple of 12; a factor that is no whole pack only for what comes out whole. */
function wanted(ediUnit: string, { unit, factor }: LineResolution): string {
  const pack = evened(new Decimal(1).dividedBy(factor));
  return factor.lessThan(1) && pack.isInteger()
    ? `a multiple of ${decimalText(pack)} ${ediUnit}`
    : `a quantity that comes to whole ${unit}`;
}
