import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { ItemIdentifiers, PurchaseOrderLine } from '#core/domain/purchaseOrder.ts';
import { sameItem } from '#core/domain/sameItem.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';
import type { ChangedLine } from '#core/drafting/changeLines.ts';

/**
 * Why a line of a change cannot be made true by writing quantity, price and days of the line that it names, or is not what
 * it seems; undefined where it can. Accepting it unwritten would promise what nobody does. Pure.
 */
export function unwrittenOf(changed: ChangedLine, before: PurchaseOrderLine): string | undefined {
  return (
    anotherItem(changed, before) ??
    anotherUnit(changed, before) ??
    contradiction(changed) ??
    anotherSplit(changed, before) ??
    anotherMatter(changed)
  );
}

/** True where the line is another product's after the change. */
export const isReplaced = ({ line, code }: Pick<ChangedLine, 'line' | 'code'>, before: PurchaseOrderLine): boolean =>
  code !== 'DI' && sameItem(line.item, before.item) === 'other';

function anotherItem(changed: ChangedLine, before: PurchaseOrderLine): string | undefined {
  const { line } = changed;
  if (sameItem(line.item, before.item) !== 'other') return undefined;
  const said = `The change names ${nameOf(line.item)} for this line, the order has ${nameOf(before.item)}.`;
  if (changed.code === 'DI') return `${said} Ask the retailer which line is meant.`;
  return `${said} Put the other item there in Dynamics by hand, then mark the change as applied.`;
}

const nameOf = ({ buyerPart, vendorPart, upc, gtin, ean }: ItemIdentifiers): string =>
  [buyerPart, vendorPart, upc, gtin, ean].filter(Boolean).join(' / ') || 'no item';

/** True where a change counts a line in another unit than the order: their figures are no changes of each other. */
export const countsOtherwise = ({ line, quantity }: ChangedLine, before: PurchaseOrderLine): boolean =>
  line.unit !== '' && before.unit !== '' && !quantity.isZero() && !sameUnit(line.unit, before.unit);

/** What is said of a line that is counted in two units. */
export const otherUnit = (now: string, then: string): string =>
  `The change counts in ${now}, the order in ${then}. What is answered, shipped and billed counts in ${then}: refuse it, and ask the retailer for the change in ${then}.`;

function anotherUnit(changed: ChangedLine, before: PurchaseOrderLine): string | undefined {
  return countsOtherwise(changed, before) ? otherUnit(changed.line.unit, before.unit) : undefined;
}

function contradiction({ line, code, quantity, previous, ...said }: ChangedLine): string | undefined {
  const old = parseDecimal(previous ?? '');
  if ((code === 'QI' || code === 'QD') && old?.equals(quantity) && line.quantity === undefined)
    return `The change says that the quantity goes ${code === 'QI' ? 'up' : 'down'}, but not to what. Ask the retailer.`;
  if (quantity.isNegative() && !quantity.isZero())
    return `The change takes more away than the ${decimalText(old ?? new Decimal(0))} that were ordered. ${askHow}`;
  if (!old || code === 'DI') return undefined;
  const grows = quantity.greaterThan(old);
  if ((code === 'QI' && quantity.lessThan(old)) || (code === 'QD' && grows))
    return `The change says that the quantity goes ${code === 'QI' ? 'up' : 'down'}, but ${decimalText(quantity)} is ${grows ? 'more' : 'less'} than the ${decimalText(old)} of before. ${askHow}`;
  const difference = parseDecimal(said.difference ?? '');
  if (difference && !difference.abs().equals(quantity.minus(old).abs()))
    return `The change says a difference of ${decimalText(difference)}, but from ${decimalText(old)} to ${decimalText(quantity)} it is ${decimalText(quantity.minus(old))}. ${askHow}`;
  return undefined;
}

const askHow = 'See whether the partner sends the new total or the difference, and say so in its sheet; else ask the retailer.';

/** What changes by a code that says nothing of quantity, price or days (X12 670). */
const matters: Readonly<Record<string, string>> = {
  CC: 'terms',
  CE: 'allowances or charges',
  CL: 'the location',
  CS: 'the transport',
};

function anotherMatter({ code }: ChangedLine): string | undefined {
  const matter = matters[code];
  if (matter === undefined) return undefined;
  return `The change is about ${matter} of the line, which is not written to Dynamics from here. Change it there by hand, then mark the change as applied.`;
}

/** The same line divided among stores in another way; one that is deleted, or goes to one store as before, is none. */
function anotherSplit({ line, quantity }: ChangedLine, before: PurchaseOrderLine): string | undefined {
  if (quantity.isZero() || line.stores.length === 0) return undefined;
  const [now, then] = [partsOf(line), partsOf(before)];
  const stores = new Set([...now.keys(), ...then.keys()]);
  if (stores.size === 1 && then.size === 1) return undefined;
  const moved = [...stores].filter((store) => !(now.get(store) ?? zero).equals(then.get(store) ?? zero));
  if (moved.length === 0) return undefined;
  const said = moved.slice(0, 3).map((store) => `${store} ${text(then.get(store))} to ${text(now.get(store))}`);
  return `The change divides the line among stores in another way (${said.join(', ')}${moved.length > 3 ? ', …' : ''}). Change it in Dynamics by hand, then mark the change as applied.`;
}

const zero = new Decimal(0);
const text = (quantity: Decimal = zero): string => decimalText(quantity);

function partsOf({ stores }: PurchaseOrderLine): ReadonlyMap<string, Decimal> {
  const parts = new Map<string, Decimal>();
  for (const { store, quantity } of stores) parts.set(store, (parts.get(store) ?? zero).plus(parseDecimal(quantity) ?? zero));
  return parts;
}
