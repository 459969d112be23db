import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { DetailedAllowance } from '#core/domain/documentParts.ts';
import type { MissingData } from '#core/domain/outbound.ts';
import type { PostingCharge } from '#core/domain/posting.ts';
import { agreedOf, countOf, type InvoiceAllowance } from './agreedAllowances.ts';
import { discountCodes, isSomething, signOf, type BilledLine } from './billed.ts';
import type { InvoiceInput } from './draft.types.ts';
import { answeredBefore, before } from './earlier.ts';
import { computed, fromDynamics, fromSheet, type Trace } from './trace.ts';

/**
 * Allowances and charges of the header: those of the 850 computed from its rate on the lines as transmitted, and what
 * Dynamics charges by the sheet's code map. A fixed amount of the 850 goes on its first invoice only. `number`: of this document.
 */
export function headerAllowances(
  input: InvoiceInput,
  lines: readonly BilledLine[],
  sum: Decimal,
  number: string,
): readonly InvoiceAllowance[] {
  const first = !input.order.earlier.some(before(input.order, '810', number));
  const agreed = lines.length === 0 ? [] : agreedOf(input, input.order.order.allowances, { ...countOf(lines), sum, first });
  return withoutTwice(
    agreed,
    headerCharges(input).map((charge) => fromCharge(input, charge)),
  );
}

/**
 * Allowances and charges of each billed line, beside it: those that the 850 has on the line, computed as those of the header
 * are but on the line alone, and what Dynamics has on it. A fixed amount goes on the first invoice that bills the line.
 */
export function lineAllowances(
  input: InvoiceInput,
  lines: readonly BilledLine[],
  number: string,
): readonly (readonly InvoiceAllowance[])[] {
  const positions = lines.map(({ scoped }) => scoped.line.position);
  return lines.map((billed, index) => {
    const { line } = billed.scoped;
    const repeated = positions.indexOf(line.position) < index;
    const first = !repeated && answeredBefore(input.order, '810', line.position, '', number).isZero();
    const of = { quantity: billed.quantity, unit: line.unit, sum: billed.extended.toDecimalPlaces(2), first };
    return withoutTwice(
      agreedOf(input, line.allowances, of),
      billed.charges.map((charge) => fromCharge(input, charge)),
    );
  });
}

/** What Dynamics deducts under a code that was just computed from the order would be taken off twice. */
const withoutTwice = (agreed: readonly InvoiceAllowance[], posted: readonly InvoiceAllowance[]): readonly InvoiceAllowance[] => [
  ...agreed,
  ...posted.filter((entry) => !agreed.some(({ code, indicator }) => code === entry.code && indicator === entry.indicator)),
];

/** Charges that belong to no line, once for the posting; and what is left of Dynamics' total discount. */
function headerCharges(input: InvoiceInput): readonly PostingCharge[] {
  if (!input.carriesCharges) return [];
  const { invoice, sheet } = input;
  const sign = signOf(input);
  // A charge of a line that bills no goods has no line in the document to stand on.
  const billed = new Set(
    invoice.lines.filter((line) => !new Decimal(line.quantity).isZero()).map(({ source }) => source.position),
  );
  const lineless = invoice.charges.filter((charge) => charge.line === undefined || !billed.has(charge.line));
  const discount = parseDecimal(invoice.posting.discountTotal ?? '');
  const total =
    sheet.invoice.allowances === 'from-dynamics' && discount && !discount.isZero()
      ? [{ code: discountCodes.total, text: 'Total discount', amount: decimalText(discount.negated()) }]
      : [];
  return [...lineless, ...total]
    .filter(isSomething)
    .map((charge) => ({ ...charge, amount: decimalText(new Decimal(charge.amount).times(sign)) }));
}

/** A charge of Dynamics under the partner's code; below zero it is an allowance. */
export function fromCharge({ sheet, invoice }: InvoiceInput, charge: PostingCharge): InvoiceAllowance {
  const value = new Decimal(charge.amount).toDecimalPlaces(2);
  const indicator = value.isNegative() ? 'A' : 'C';
  const origin = fromDynamics(invoice.posting.set, `charge ${charge.code}`);
  return {
    indicator,
    code: sheet.invoice.chargeCodes[charge.code] ?? '',
    codeOrigin: fromSheet(`invoice.chargeCodes ${charge.code}`),
    amount: value.abs(),
    amountOrigin: origin,
    handling: indicator === 'A' ? '02' : '06',
    description: charge.text || charge.code,
    origin,
  };
}

export function writeAllowance(entry: InvoiceAllowance, trace: Trace): DetailedAllowance {
  return {
    indicator: trace.of(entry.indicator, entry.origin),
    code: trace.of(entry.code, entry.codeOrigin),
    agency: '',
    amount: trace.of(decimalText(entry.amount), entry.amountOrigin),
    percentQualifier: entry.percent === undefined ? '' : trace.of('6', computed('of the base price amount')),
    ...(entry.percent === undefined ? {} : { percent: trace.of(entry.percent, entry.origin) }),
    ...(entry.basis === undefined ? {} : { basis: trace.of(decimalText(entry.basis), computed('sum of the lines')) }),
    ...(entry.rate === undefined ? {} : { rate: trace.of(entry.rate, entry.origin) }),
    ...(entry.quantity === undefined ? {} : { quantity: trace.of(entry.quantity, computed('what is billed')) }),
    unit: entry.unit === undefined ? '' : trace.of(entry.unit, entry.origin),
    handling: trace.of(entry.handling, entry.origin),
    reference: '',
    description: trace.of(entry.description, entry.origin),
    taxes: [],
    path: '',
  };
}

/** Charges without a code of the partner: its sheet must name one, nobody can guess it. */
export function missingCodes(
  entries: readonly { readonly entry: InvoiceAllowance; readonly path: string }[],
): readonly MissingData[] {
  return entries.flatMap(({ entry, path }) =>
    entry.code !== ''
      ? []
      : [
          {
            path: `${path}/AllowChrgCode`,
            what: `The partner's code for ${entry.description} (${entry.codeOrigin.from === 'sheet' ? entry.codeOrigin.field.replace('invoice.chargeCodes ', '') : 'no code'}).`,
            nextStep: 'Add the charge to the codes of the partner sheet.',
          },
        ],
  );
}
