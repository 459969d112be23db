import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { DetailedAllowance } from '#core/domain/documentParts.ts';
import type { MissingData, Origin } from '#core/domain/outbound.ts';
import type { PostingCharge } from '#core/domain/posting.ts';
import type { AllowanceOrCharge } from '#core/domain/purchaseOrder.ts';
import { discountCodes, isCredit, isSomething, signOf, type BilledLine } from './billed.ts';
import type { InvoiceInput } from './draft.types.ts';
import { before } from './earlier.ts';
import { computed, from850, fromDynamics, fromSheet, type Trace } from './trace.ts';

/** An allowance (A) or charge (C) of an 810 before it is written. Amounts are positive; the indicator is the sign. */
export interface InvoiceAllowance {
  readonly indicator: 'A' | 'C';
  readonly code: string;
  readonly codeOrigin: Origin;
  readonly amount: Decimal;
  readonly amountOrigin: Origin;
  readonly percent?: string;
  readonly basis?: Decimal;
  readonly handling: string;
  readonly description: string;
  readonly origin: Origin;
}

/** X12 331: what belongs on an invoice; a bill-back or a cheque does not (reference/edi-practice.md 2.7). */
const onInvoice: ReadonlySet<string> = new Set(['', '02']);

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
  const agreed = input.sheet.invoice.allowances === 'from-order' ? fromOrder(input, lines, sum, number) : [];
  const posted = headerCharges(input).map((charge) => fromCharge(input, charge));
  // What Dynamics deducts under a code that was just computed from the order would be taken off twice.
  return [
    ...agreed,
    ...posted.filter((entry) => !agreed.some(({ code, indicator }) => code === entry.code && indicator === entry.indicator)),
  ];
}

function fromOrder(input: InvoiceInput, lines: readonly BilledLine[], sum: Decimal, number: string): readonly InvoiceAllowance[] {
  if (lines.length === 0) return [];
  const { order } = input.order;
  const first = !input.order.earlier.some(before(input.order, '810', number));
  return order.allowances.flatMap((allowance): readonly InvoiceAllowance[] => {
    if (allowance.indicator !== 'A' || !onInvoice.has(allowance.handling)) return [];
    const rate = parseDecimal(allowance.percent ?? '');
    const origin = from850(allowance.path);
    const base = { ...words(allowance), codeOrigin: origin, origin };
    if (rate && !rate.isZero()) {
      // What a credit note in figures below zero gives back is added: A takes off and C adds, a sign there is none.
      const exact = sum.times(rate).dividedBy(100).toDecimalPlaces(2);
      const indicator = exact.isNegative() && !exact.isZero() ? 'C' : 'A';
      const how = computed(`${decimalText(rate)} % of the lines as transmitted`);
      const of = { percent: allowance.percent ?? '', basis: sum.abs().toDecimalPlaces(2) };
      return [{ ...base, ...of, indicator, amount: exact.abs(), amountOrigin: how }];
    }
    const amount = parseDecimal(allowance.amount ?? '');
    return amount && first && !isCredit(input) ? [{ ...base, indicator: 'A', amount, amountOrigin: origin }] : [];
  });
}

const words = ({ code, handling, description }: AllowanceOrCharge) => ({ code, handling: handling || '02', description });

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
    unit: '',
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
