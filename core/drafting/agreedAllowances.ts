import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { Origin } from '#core/domain/outbound.ts';
import type { AllowanceOrCharge } from '#core/domain/purchaseOrder.ts';
import { sameUnit } from '#core/domain/sameUnit.ts';
import { isCredit, type BilledLine } from './billed.ts';
import type { InvoiceInput } from './draft.types.ts';
import { computed, from850 } from './trace.ts';

/** An allowance (A) or charge (C) of an 810 before it is written. Amounts are positive; the indicator is the sign. */
export interface InvoiceAllowance {
  readonly indicator: 'A' | 'C';
  readonly code: string;
  readonly codeOrigin: Origin;
  readonly amount: Decimal;
  readonly amountOrigin: Origin;
  readonly percent?: string;
  readonly basis?: Decimal;
  /** Money per unit, and how many of which. */
  readonly rate?: string;
  readonly quantity?: string;
  readonly unit?: string;
  readonly handling: string;
  readonly description: string;
  readonly origin: Origin;
}

/** What allowances of the 850 are of. */
export interface AllowedMoney {
  /** The lines as transmitted, in cents. */
  readonly sum: Decimal;
  readonly quantity: Decimal;
  /** Of `quantity`; undefined where lines count in several, which have no sum. */
  readonly unit: string | undefined;
  /** True where nothing was billed of it before: a fixed amount goes there. */
  readonly first: boolean;
}

/** X12 331: what belongs on an invoice; a bill-back or a cheque does not (reference/edi-practice.md 2.7). */
const onInvoice: ReadonlySet<string> = new Set(['', '02']);

const isOnInvoice = ({ indicator, handling }: AllowanceOrCharge): boolean => indicator === 'A' && onInvoice.has(handling);

/** Allowances that the 850 names, by its percentage, its rate per unit, or its amount. Charges come from Dynamics. Pure. */
export function agreedOf(
  input: InvoiceInput,
  allowances: readonly AllowanceOrCharge[],
  of: AllowedMoney,
): readonly InvoiceAllowance[] {
  if (input.sheet.invoice.allowances !== 'from-order') return [];
  return allowances.filter(isOnInvoice).flatMap((allowance): readonly InvoiceAllowance[] => {
    const origin = from850(allowance.path);
    const base = { ...words(allowance), codeOrigin: origin, origin };
    const percent = positive(allowance.percent);
    if (percent) {
      const how = computed(`${decimalText(percent)} % of the lines as transmitted`);
      const said = { percent: allowance.percent ?? '', basis: of.sum.abs() };
      return [{ ...base, ...said, ...signed(of.sum.times(percent).dividedBy(100)), amountOrigin: how }];
    }
    const rate = positive(allowance.rate);
    if (rate && countsAlike(allowance, of)) {
      const how = computed(`${decimalText(rate)} for each of ${decimalText(of.quantity.abs())}`);
      const said = { rate: decimalText(rate), quantity: decimalText(of.quantity.abs()), unit: of.unit };
      return [{ ...base, ...withoutBlank(said), ...signed(rate.times(of.quantity)), amountOrigin: how }];
    }
    const amount = parseDecimal(allowance.amount ?? '');
    return amount && of.first && !isCredit(input) ? [{ ...base, indicator: 'A', amount, amountOrigin: origin }] : [];
  });
}

/** Of a line's own lines, or of all that are billed. */
export function countOf(lines: readonly BilledLine[]): Pick<AllowedMoney, 'quantity' | 'unit'> {
  const units = new Set(lines.map(({ scoped }) => scoped.line.unit.toUpperCase()));
  const quantity = lines.reduce((sum, line) => sum.plus(line.quantity), new Decimal(0));
  return { quantity, unit: units.size === 1 ? lines[0]?.scoped.line.unit : undefined };
}

/** Allowances of the 850 per a unit in which nothing is billed: nobody here knows how many of those it is. */
export function uncounted(input: InvoiceInput, lines: readonly BilledLine[]): readonly Finding[] {
  if (input.sheet.invoice.allowances !== 'from-order' || lines.length === 0) return [];
  const own = lines.flatMap(({ scoped: { line } }) =>
    line.allowances.map((entry) => ({ entry, unit: line.unit as string | undefined })),
  );
  const header = input.order.order.allowances.map((entry) => ({ entry, unit: countOf(lines).unit }));
  const seen = new Set<string>();
  return [...header, ...own].flatMap(({ entry, unit }): readonly Finding[] => {
    const isPerUnit = isOnInvoice(entry) && !positive(entry.percent) && positive(entry.rate) && entry.amount === undefined;
    if (!isPerUnit || countsAlike(entry, { unit }) || seen.has(entry.path)) return [];
    seen.add(entry.path);
    return [
      {
        severity: 'HOLD',
        rule: '810-ALLOWANCE',
        path: '',
        message: `The order takes ${entry.rate ?? ''} off per ${entry.unit || 'unit'} (${entry.code || 'no code'}), and what is billed counts in ${unit ?? 'several units'}: the allowance is not on the draft. Book it in Dynamics as a charge below zero, or let it pass where the buyer takes it off.`,
        value: entry.unit,
        expected: unit ?? 'one unit',
        cost: 'An allowance that was agreed and is not on the invoice is deducted.',
        fix: { fix: 'dynamics', act: 'book the allowance as a charge below zero on the invoice' },
      },
    ];
  });
}

const countsAlike = ({ unit }: AllowanceOrCharge, of: Pick<AllowedMoney, 'unit'>): boolean =>
  of.unit !== undefined && (unit === '' || sameUnit(unit, of.unit));

/** What a credit note in figures below zero gives back is added: A takes off and C adds, a sign there is none. */
function signed(exact: Decimal): Pick<InvoiceAllowance, 'indicator' | 'amount'> {
  const amount = exact.toDecimalPlaces(2);
  return { indicator: amount.isNegative() && !amount.isZero() ? 'C' : 'A', amount: amount.abs() };
}

function positive(text: string | undefined): Decimal | undefined {
  const value = parseDecimal(text ?? '');
  return value?.greaterThan(0) ? value : undefined;
}

const words = ({ code, handling, description }: AllowanceOrCharge) => ({ code, handling: handling || '02', description });

const withoutBlank = ({
  unit,
  ...said
}: {
  readonly rate: string;
  readonly quantity: string;
  readonly unit: string | undefined;
}) => (unit === undefined || unit === '' ? said : { ...said, unit });
