import { decimalText, parseDecimal, type Decimal } from '#core/domain/decimal.ts';
import type { Origin } from '#core/domain/outbound.ts';
import type { PaymentTerms } from '#core/domain/purchaseOrder.ts';
import { addDays, type LocalDate } from '#core/domain/time.ts';
import type { InvoiceInput } from './draft.types.ts';
import { computed, from850, fromDynamics, type Trace } from './trace.ts';

/** The terms of an 810, and what paying in time takes off. */
export interface InvoiceTerms {
  readonly terms: readonly PaymentTerms[];
  readonly discount: Decimal | undefined;
}

/**
 * Terms of the 850 (or of Dynamics, by the sheet) with their figures worked out here: the samples of the field swap them
 * (reference/sps.md 3.5). The discount is of the lines less allowances: not of charges and taxes. `discountable` is that money.
 */
export function invoiceTerms(
  input: InvoiceInput,
  discountable: Decimal,
  shipped: LocalDate | undefined,
  trace: Trace,
): InvoiceTerms {
  return input.sheet.invoice.termsFrom === 'dynamics' && input.invoice.posting.terms
    ? ofDynamics(input, discountable, trace)
    : ofOrder(input, discountable, shipped, trace);
}

/** `percent` of the discountable money, in cents. */
export function termsDiscount(percent: string | undefined, discountable: Decimal): Decimal | undefined {
  const rate = percent === undefined ? undefined : parseDecimal(percent);
  return rate && !rate.isZero() ? discountable.times(rate).dividedBy(100).toDecimalPlaces(2) : undefined;
}

function ofOrder(input: InvoiceInput, discountable: Decimal, shipped: LocalDate | undefined, trace: Trace): InvoiceTerms {
  const all = input.order.order.terms;
  // Several terms are instalments or choices: only the first one's discount can be the invoice's.
  const discount = termsDiscount(all[0]?.discountPercent, discountable);
  const terms = all.map((entry, index): PaymentTerms => {
    const echoed = from850(entry.path);
    const start = basisDate(input, entry.basis, shipped);
    const due = (days: string | undefined, said: LocalDate | undefined): { date: LocalDate; origin: Origin } | undefined => {
      const count = days === undefined ? undefined : parseDecimal(days);
      if (start !== undefined && count?.isInteger()) {
        return { date: addDays(start, count.toNumber()), origin: computed(`${decimalText(count)} days from ${start}`) };
      }
      return said === undefined ? undefined : { date: said, origin: echoed };
    };
    const [early, net] = [due(entry.discountDays, entry.discountDate), due(entry.netDays, entry.netDate)];
    const { discountDate: _, netDate: __, discountAmount: ___, ...rest } = entry;
    return {
      ...trace.all({ ...rest, ...wholeDays(entry) }, echoed),
      ...(early === undefined ? {} : { discountDate: trace.of(early.date, early.origin) }),
      ...(net === undefined ? {} : { netDate: trace.of(net.date, net.origin) }),
      ...(discount === undefined || index > 0
        ? {}
        : { discountAmount: trace.of(decimalText(discount), discountHow(entry.discountPercent)) }),
    };
  });
  return { terms, discount };
}

const discountHow = (percent: string | undefined): Origin => computed(`${percent} % of the lines less allowances`);

/** Days as RSX wants them written: senders put `10.0`, an answer may not. */
function wholeDays({ discountDays, netDays }: PaymentTerms): Pick<PaymentTerms, 'discountDays' | 'netDays'> {
  const whole = (days: string): string => {
    const count = parseDecimal(days);
    return count?.isInteger() ? decimalText(count) : days;
  };
  return {
    ...(discountDays === undefined ? {} : { discountDays: whole(discountDays) }),
    ...(netDays === undefined ? {} : { netDays: whole(netDays) }),
  };
}

/** X12 333: from which day the days count. Receipt of goods or of the invoice is not known here, so no date is said. */
function basisDate({ invoice, order, at }: InvoiceInput, basis: string, shipped: LocalDate | undefined): LocalDate | undefined {
  if (basis === '3') return invoice.posting.date;
  if (basis === '1') return shipped;
  if (basis === '8') return at.date;
  return basis === '09' ? order.order.orderDate : undefined;
}

function ofDynamics({ invoice }: InvoiceInput, discountable: Decimal, trace: Trace): InvoiceTerms {
  const { terms, set } = invoice.posting;
  if (!terms) return { terms: [], discount: undefined };
  const posted = (field: string): Origin => fromDynamics(set, `terms.${field}`);
  const discount = termsDiscount(terms.discountPercent, discountable);
  const basic = computed('basic terms from the invoice date');
  return {
    discount,
    terms: [
      {
        type: trace.of('01', basic),
        basis: trace.of('3', basic),
        ...(discount === undefined ? {} : { discountPercent: trace.of(terms.discountPercent, posted('discountPercent')) }),
        ...(discount === undefined || terms.discountDate === undefined
          ? {}
          : { discountDate: trace.of(terms.discountDate, posted('discountDate')) }),
        ...(discount === undefined
          ? {}
          : { discountAmount: trace.of(decimalText(discount), discountHow(terms.discountPercent)) }),
        ...(terms.dueDate === undefined ? {} : { netDate: trace.of(terms.dueDate, posted('dueDate')) }),
        description: trace.of(terms.name, posted('name')),
        path: '',
      },
    ],
  };
}
