import { Decimal, decimalText, parseDecimal, type DecimalText } from '#core/domain/decimal.ts';
import type { Origin } from '#core/domain/outbound.ts';
import type { PostingCharge, PostingLine } from '#core/domain/posting.ts';
import type { InvoiceInput, JoinedLine } from './draft.types.ts';
import { joinedFor, scopeOf, type ScopedLine } from './scope.ts';
import { from850, fromDynamics } from './trace.ts';
import { backToOrderedPrice, samePrice } from './units.ts';

/** One line of an 810, in the unit and, where they are the same, with the price of the 850. */
export interface BilledLine {
  readonly scoped: ScopedLine;
  readonly quantity: Decimal;
  readonly price: DecimalText | undefined;
  readonly priceOrigin: Origin;
  /** Quantity × price as transmitted, rounded where the partner rounds lines. */
  readonly extended: Decimal;
  readonly source: PostingLine;
  /** Charges and discounts that Dynamics has on this line, as amounts with their sign (a discount is below zero). */
  readonly charges: readonly PostingCharge[];
  readonly tax: Decimal | undefined;
}

/**
 * True where an invoice posting gives back: its lines, or without lines its charges, come to less than nothing. Money decides: a
 * few cheap things that came back on an invoice of dear ones make no credit note of it. Quantities do where a price is not known.
 */
export function isCredit({ invoice, order }: InvoiceInput): boolean {
  const own = invoice.lines.filter((line) => line.threadId === order.threadId);
  const values = own.flatMap(({ source }) => valueOf(source) ?? []);
  const sums = [
    ...(values.length === own.length ? [values] : []),
    own.map(({ quantity }) => new Decimal(quantity)),
    invoice.charges.map(({ amount }) => parseDecimal(amount) ?? new Decimal(0)),
  ].map((counted) => counted.reduce((total, value) => total.plus(value), new Decimal(0)));
  return sums.find((sum) => !sum.isZero())?.isNegative() ?? false;
}

/** The sign is that of the quantity: not every set turns its amounts round. */
function valueOf({ quantity, price, priceUnit, amount }: PostingLine): Decimal | undefined {
  const per = parseDecimal(priceUnit ?? '1');
  if (price !== undefined) return new Decimal(quantity).times(price).dividedBy(per?.greaterThan(0) ? per : 1);
  return amount === undefined ? undefined : new Decimal(amount).abs().times(new Decimal(quantity).isNegative() ? -1 : 1);
}

/** What every figure of the posting is multiplied by: a credit note in positive figures turns them round. */
export function signOf(input: InvoiceInput): 1 | -1 {
  return isCredit(input) && input.sheet.invoice.creditSign === 'positive' ? -1 : 1;
}

/** Billed lines in the order of the 850; a line that was billed at two prices stands twice. */
export function billedLines(input: InvoiceInput): readonly BilledLine[] {
  const { order, store, invoice } = input;
  const sign = signOf(input);
  return scopeOf(order, store, store !== '').flatMap((scoped) => {
    const joined = joinedFor(order, scoped, invoice.lines).filter((line) => !new Decimal(line.quantity).isZero());
    const groups = Map.groupBy(joined, (line) => priceOf(input, scoped, line).price ?? '');
    return [...groups.values()].flatMap((lines) => billed(input, scoped, lines, sign) ?? []);
  });
}

function billed(input: InvoiceInput, scoped: ScopedLine, lines: readonly JoinedLine[], sign: 1 | -1): BilledLine | undefined {
  const [first] = lines;
  if (!first) return undefined;
  const quantity = lines.reduce((sum, line) => sum.plus(line.quantity), new Decimal(0)).times(sign);
  const { price, priceOrigin } = priceOf(input, scoped, first);
  const exact = quantity.times(price ?? '0');
  const taxes = lines.flatMap(({ source }) => parseDecimal(source.tax ?? '') ?? []);
  return {
    scoped,
    quantity,
    price,
    priceOrigin,
    extended: input.sheet.invoice.rounding === 'line' ? exact.toDecimalPlaces(2) : exact,
    source: first.source,
    charges: lines.flatMap(({ source }) => lineCharges(input, source, sign)),
    tax: taxes.length === lines.length ? taxes.reduce((sum, tax) => sum.plus(tax), new Decimal(0)).times(sign) : undefined,
  };
}

/** The 850's own price where Dynamics billed the same; else what Dynamics billed, which 810-06 then finds. */
function priceOf(
  { invoice }: InvoiceInput,
  { line }: ScopedLine,
  { source, factor, quantity }: JoinedLine,
): { readonly price: DecimalText | undefined; readonly priceOrigin: Origin } {
  const { set } = invoice.posting;
  const theirs = line.price === undefined ? undefined : parseDecimal(line.price);
  const ours = billedPrice(source, factor, quantity);
  const of850 = { price: line.price, priceOrigin: from850(`${line.path}/OrderLine/PurchasePrice`) };
  if (!ours || (theirs && samePrice(ours, theirs, factor))) return of850;
  return { price: decimalText(ours.toDecimalPlaces(6)), priceOrigin: fromDynamics(set, 'price') };
}

function billedPrice(source: PostingLine, factor: DecimalText, quantity: DecimalText): Decimal | undefined {
  if (source.price !== undefined) return backToOrderedPrice(source.price, source.priceUnit, factor);
  if (source.amount === undefined || new Decimal(quantity).isZero()) return undefined;
  return new Decimal(source.amount).plus(source.discount ?? 0).dividedBy(quantity);
}

/** Charge codes under which the sheet's map names what Dynamics has no code for. */
export const discountCodes = { line: 'line discount', total: 'total discount' } as const;

/** Dynamics keeps charges that come to nothing; an invoice says nothing of them. */
export const isSomething = ({ amount }: PostingCharge): boolean => !new Decimal(amount).toDecimalPlaces(2).isZero();

function lineCharges({ invoice, sheet }: InvoiceInput, source: PostingLine, sign: 1 | -1): readonly PostingCharge[] {
  const own = invoice.posting.charges
    .filter((charge) => charge.line === source.position && isSomething(charge))
    .map((charge) => ({ ...charge, amount: decimalText(new Decimal(charge.amount).times(sign)) }));
  const discount = parseDecimal(source.discount ?? '');
  if (sheet.invoice.allowances !== 'from-dynamics' || !discount || discount.isZero()) return own;
  const amount = decimalText(discount.times(-sign));
  return [...own, { code: discountCodes.line, text: 'Line discount', amount }];
}
