import { Decimal } from '#core/domain/decimal.ts';
import type { DetailedAllowance, DocumentTax } from '#core/domain/documentParts.ts';
import type { InvoiceLine } from '#core/domain/invoice.ts';

type CountedAllowance = Pick<DetailedAllowance, 'indicator' | 'code' | 'amount' | 'percent' | 'rate'>;
type CountedTax = Pick<DocumentTax, 'amount'>;

/** What of an 810 its money is counted from. */
export interface Counted {
  readonly lines: readonly (Pick<InvoiceLine, 'quantity' | 'price'> & {
    readonly allowances: readonly CountedAllowance[];
    readonly taxes: readonly CountedTax[];
  })[];
  readonly allowances: readonly CountedAllowance[];
  readonly taxes: readonly CountedTax[];
}

/** The money of an 810, in its currency. */
export interface InvoiceMoney {
  /** Sum of the lines as transmitted. */
  readonly sales: Decimal;
  readonly allowances: Decimal;
  readonly charges: Decimal;
  readonly freight: Decimal;
  readonly taxes: Decimal;
  readonly total: Decimal;
  /** What a terms discount is of: lines less allowances, or less those that a credit note gives back. */
  readonly discountable: Decimal;
}

/** X12 1300 (RSX AllowChrgCode) of freight. */
const freightCodes: ReadonlySet<string> = new Set(['D230', 'D240', 'D242', 'DAA']);

/**
 * What an 810 comes to, from the lines, allowances, charges and taxes as transmitted and from nothing else (810-07): the
 * retailer computes it the same way. Used to write the totals and to check them. `line`: extensions are rounded to cents
 * before they are added. `total`: added exactly and rounded once.
 */
export function invoiceMoney(document: Counted, rounding: 'line' | 'total'): InvoiceMoney {
  const extensions = document.lines.map(({ quantity, price }) => {
    const exact = new Decimal(quantity ?? '0').times(price ?? '0');
    return rounding === 'line' ? exact.toDecimalPlaces(2) : exact;
  });
  const sales = sum(extensions).toDecimalPlaces(2);
  const all = [...document.allowances, ...document.lines.flatMap((line) => line.allowances)];
  const amount = (which: (entry: (typeof all)[number]) => boolean): Decimal =>
    sum(all.filter(which).map((entry) => new Decimal(entry.amount ?? '0')));
  const allowances = amount((entry) => entry.indicator === 'A');
  const charges = amount((entry) => entry.indicator === 'C');
  const freight = amount((entry) => entry.indicator === 'C' && freightCodes.has(entry.code));
  const taxed = [...document.taxes, ...document.lines.flatMap((line) => line.taxes)];
  const taxes = sum(taxed.map((tax) => new Decimal(tax.amount ?? '0')));
  // Charges of Dynamics have no rate: what is added by one is an allowance that is given back.
  const givenBack = amount((entry) => entry.indicator === 'C' && (entry.percent ?? entry.rate) !== undefined);
  const discountable = sales.minus(allowances).plus(givenBack);
  return { sales, allowances, charges, freight, taxes, discountable, total: sales.minus(allowances).plus(charges).plus(taxes) };
}

const sum = (values: readonly Decimal[]): Decimal => values.reduce((total, value) => total.plus(value), new Decimal(0));
