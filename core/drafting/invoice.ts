import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { DocumentTax } from '#core/domain/documentParts.ts';
import type { Invoice, InvoiceLine } from '#core/domain/invoice.ts';
import type { Origin } from '#core/domain/outbound.ts';
import type { Shipment } from '#core/domain/shipment.ts';
import { billedLines, isCredit, signOf, type BilledLine } from './billed.ts';
import { announcedFor, billedNotices } from './billedNotices.ts';
import type { Draft, InvoiceInput } from './draft.types.ts';
import { echoIdentity, echoHeader, echoNotes, echoReferences, shipTo } from './echo.ts';
import { forbiddenSet } from './forbidden.ts';
import { headerAllowances, lineAllowances, missingCodes, writeAllowance } from './invoiceAllowances.ts';
import { uncounted, type InvoiceAllowance } from './agreedAllowances.ts';
import { billsOthers, invoiceFindings, invoiceMissing } from './invoiceFindings.ts';
import { invoiceLine } from './invoiceLine.ts';
import { invoiceMoney, type Counted, type InvoiceMoney } from './invoiceMoney.ts';
import { orderName } from './orderName.ts';
import { invoiceTerms } from './invoiceTerms.ts';
import { salesOrderOf } from './scope.ts';
import { quantityTotals } from './totals.ts';
import { computed, fromCompany, fromDynamics, traced, type Trace } from './trace.ts';

/**
 * The 810 of an invoice posting, for one of its orders: lines in the unit and prices of the 850, allowances by the order's rate
 * or by Dynamics, charges by the sheet's codes, and every total from what is transmitted (reference/edi-practice.md 2.7).
 * A posting below zero becomes a credit note. Pure.
 */
export function draftInvoice(input: InvoiceInput): Draft<Invoice> {
  const lines = billedLines(input);
  const sum = lines.reduce((total, line) => total.plus(line.extended), new Decimal(0)).toDecimalPlaces(2);
  const number = invoiceNumber(input);
  const allowed = { header: headerAllowances(input, lines, sum, number), ofLines: lineAllowances(input, lines, number) };
  const built = traced((trace) => build(input, number, lines, allowed, trace), forbiddenSet(input.sheet.forbiddenCharacters));
  const credited = isCredit(input) && signOf(input) === -1 ? -1 : 1;
  const entries = [
    ...allowed.header.map((entry, index) => ({ entry, path: `Invoice/Header/ChargesAllowances[${index + 1}]` })),
    ...allowed.ofLines.flatMap((own, at) =>
      own.map((entry, index) => ({ entry, path: `Invoice/LineItem[${at + 1}]/ChargesAllowances[${index + 1}]` })),
    ),
  ];
  return {
    ...built,
    findings: [
      ...input.invoice.findings,
      ...uncounted(input, lines),
      ...invoiceFindings(input, built.document),
      ...built.findings,
    ],
    missing: [...missingCodes(entries), ...invoiceMissing(input, lines, built.document)],
    choices: [],
    lines: lines.map(({ scoped, quantity, extended }) => ({
      threadId: input.order.threadId,
      position: scoped.line.position,
      store: scoped.store,
      quantity: decimalText(quantity.times(credited)),
      amount: decimalText(extended.times(credited)),
    })),
  };
}

function build(input: InvoiceInput, number: string, lines: readonly BilledLine[], allowed: Allowed, trace: Trace): Invoice {
  const written = lines.map((line, index) =>
    invoiceLine(input, line, { shipped: announcedFor(input, lines, line, number), allowed: allowed.ofLines[index] ?? [] }, trace),
  );
  const allowances = allowed.header.map((entry) => writeAllowance(entry, trace));
  const taxes = taxesOf(input, lines);
  const money = invoiceMoney(counted(lines, allowed, taxes?.amount), input.sheet.invoice.rounding);
  const notices = billedNotices(input, lines, number);
  return assemble(input, { number, lines, written, allowances, taxes, money, notices }, trace);
}

/** Allowances and charges of a document: of its header, and of each of its lines. */
interface Allowed {
  readonly header: readonly InvoiceAllowance[];
  readonly ofLines: readonly (readonly InvoiceAllowance[])[];
}

/** The figures as they are transmitted, before they carry where they came from. */
function counted(lines: readonly BilledLine[], allowed: Allowed, taxes: Decimal | undefined): Counted {
  const plain = ({ indicator, code, amount, percent, rate }: InvoiceAllowance) => ({
    indicator,
    code,
    amount: decimalText(amount),
    ...(percent === undefined ? {} : { percent }),
    ...(rate === undefined ? {} : { rate }),
  });
  return {
    lines: lines.map((line, index) => ({
      quantity: decimalText(line.quantity),
      ...(line.price === undefined ? {} : { price: line.price }),
      allowances: (allowed.ofLines[index] ?? []).map(plain),
      taxes: [],
    })),
    allowances: allowed.header.map(plain),
    taxes: taxes === undefined ? [] : [{ amount: decimalText(taxes) }],
  };
}

interface Parts {
  readonly number: string;
  readonly lines: readonly BilledLine[];
  readonly written: readonly InvoiceLine[];
  readonly allowances: Invoice['allowances'];
  readonly taxes: ReturnType<typeof taxesOf>;
  readonly money: InvoiceMoney;
  /** The ship notices of the billed goods, oldest first. */
  readonly notices: readonly Shipment[];
}

function assemble(input: InvoiceInput, parts: Parts, trace: Trace): Invoice {
  const { number, lines, written, allowances, taxes, money, notices } = parts;
  const { order, sheet, store, invoice, intent } = input;
  const { order: bought } = order;
  const { posting } = invoice;
  const posted = (field: string): Origin => fromDynamics(posting.set, field);
  const notice = notices.at(-1);
  const noticed = (value: string): string => trace.of(value, computed('the ship notice of the goods'));
  const sales = salesOrderOf(order, store);
  const { terms, discount } = invoiceTerms(input, money.discountable, notice?.shipDate, trace);
  const cartons = cartonCount(notices);
  const of = (value: Decimal, how: string): string => trace.of(decimalText(value), computed(how));
  return {
    kind: '810',
    ...echoIdentity(trace, bought, sheet),
    number: trace.of(number, posted('number')),
    invoiceDate: trace.of(posting.date, posted('date')),
    orderNumber: echoHeader(trace, bought.number, 'PurchaseOrderNumber'),
    purpose: trace.of({ original: '00', cancel: '01', replace: '05' }[intent], computed('first, taken back or in place of one')),
    typeCode: trace.of(isCredit(input) ? 'CR' : 'DR', computed('the sign of the posting')),
    currency: trace.of(posting.currency || bought.currency, posted('currency')),
    internalOrderNumber: trace.of(sales?.salesOrder ?? '', fromDynamics('SalesOrderHeadersV2', 'SalesOrderNumber')),
    pro: noticed(notice?.pro ?? ''),
    billOfLading: noticed(notice?.billOfLading ?? ''),
    ...(notice?.shipDate === undefined ? {} : { shipDate: noticed(notice.shipDate) }),
    terms,
    dates: [],
    contacts: [],
    addresses: [...remitTo(input, trace), ...shipTo(trace, bought, store)],
    references: echoReferences(trace, '810', 'Invoice/Header', bought.references, sheet.echo.references),
    notes: echoNotes(trace, bought.notes, sheet),
    taxes: taxes === undefined ? [] : [{ ...tax('TX', trace), amount: trace.of(decimalText(taxes.amount), taxes.origin) }],
    allowances,
    fob: [],
    carriers: [],
    totals: quantityTotals(
      trace,
      lines.map(({ quantity, scoped }) => ({ quantity, unit: scoped.line.unit })),
    ),
    lines: written,
    totalAmount: of(money.total, 'lines less allowances, plus charges and taxes'),
    totalSales: of(money.sales, 'sum of the lines'),
    ...(money.freight.isZero() ? {} : { totalFreight: of(money.freight, 'sum of the freight charges') }),
    ...(money.charges.plus(money.taxes).isZero()
      ? {}
      : { totalTaxesAndCharges: of(money.charges.plus(money.taxes), 'sum of charges and taxes') }),
    ...(money.allowances.isZero() ? {} : { totalAllowances: of(money.allowances, 'sum of the allowances') }),
    ...(money.charges.isZero() ? {} : { totalCharges: of(money.charges, 'sum of the charges') }),
    ...(discount === undefined
      ? {}
      : {
          totalTermsDiscount: of(discount, 'the discount of the terms, in money'),
          dueByTermsDate: of(money.total.minus(discount), 'total less the discount of the terms'),
        }),
    ...(cartons === undefined ? {} : { totalCartons: trace.of(cartons, computed('cartons of the ship notices')) }),
    totalLines: trace.of(String(written.length), computed('number of lines')),
  };
}

/**
 * The posting's own number, which the books have too. A posting that bills several purchase orders becomes an 810 for each
 * and adds the purchase order, so that no number is used for two things (810-01); a new one after a cancellation `R2`, `R3`, ….
 */
export function invoiceNumber({ order, invoice, revision, intent, keepsNumber }: InvoiceInput): string {
  if (keepsNumber !== undefined) return keepsNumber;
  const parts = [invoice.posting.number, billsOthers({ order, invoice }) ? orderName(order) : ''];
  if (intent === 'original' && revision > 1) parts.push(`R${revision}`);
  return parts.filter(Boolean).join('-');
}

function remitTo({ company }: InvoiceInput, trace: Trace): Invoice['addresses'] {
  if (!company.remitTo) return [];
  const origin = fromCompany('remitTo');
  return [{ ...trace.all(company.remitTo, origin), type: trace.of('RI', origin), path: '' }];
}

/** The posting's tax where all of it is this document's; else the sum of the lines' where each has one. */
function taxesOf(
  input: InvoiceInput,
  lines: readonly BilledLine[],
): { readonly amount: Decimal; readonly origin: Origin } | undefined {
  const { posting } = input.invoice;
  const whole = input.carriesCharges && input.invoice.lines.every((line) => line.threadId === input.order.threadId);
  const total = whole ? parseDecimal(posting.taxTotal ?? '')?.times(signOf(input)) : undefined;
  const summed = lines.every((line) => line.tax !== undefined)
    ? lines.reduce((sum, line) => sum.plus(line.tax ?? 0), new Decimal(0))
    : undefined;
  const amount = total ?? summed;
  if (!amount || amount.isZero()) return undefined;
  const origin = total ? fromDynamics(posting.set, 'taxTotal') : computed('sum of the taxes of the lines');
  return { amount: amount.toDecimalPlaces(2), origin };
}

function tax(type: string, trace: Trace): DocumentTax {
  return {
    type: trace.of(type, computed('all taxes')),
    percentQualifier: '',
    jurisdictionQualifier: '',
    jurisdiction: '',
    exempt: '',
    taxId: '',
    description: '',
    path: '',
  };
}

function cartonCount(notices: readonly Shipment[]): string | undefined {
  const counts = notices.flatMap(({ lading }) => parseDecimal(lading[0]?.quantity ?? '') ?? []);
  if (counts.length === 0 || counts.length < notices.length) return undefined;
  return decimalText(counts.reduce((sum, count) => sum.plus(count), new Decimal(0)));
}
