import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { DetailedAllowance } from '#core/domain/documentParts.ts';
import type { Invoice } from '#core/domain/invoice.ts';
import { invoiceMoney } from '#core/drafting/invoiceMoney.ts';
import { termsDiscount } from '#core/drafting/invoiceTerms.ts';
import { fieldAt } from '#core/rsx/fieldAt.ts';
import { inDraft, inDynamics } from '../fixes.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt, inOrderSheet, lineName, waitsFor } from './common.ts';
import type { OutboundFacts } from './facts.ts';
import { billedLines } from './invoiceGoods.ts';

type InvoiceRule = Rule<Invoice, OutboundFacts>;

/** 810-07: every total is what the transmitted lines, allowances, charges and taxes come to. */
export const totals: InvoiceRule = {
  id: '810-07',
  fix: inDraft,
  check: (document, { sheet }) => {
    const money = invoiceMoney(document, sheet.invoice.rounding);
    const compared: readonly (readonly [string, string, string | undefined, Decimal])[] = [
      ['total', 'TotalAmount', document.totalAmount, money.total],
      ['sum of the lines', 'TotalSalesAmount', document.totalSales, money.sales],
      ['sum of the allowances', 'TotalAllowancesAmount', document.totalAllowances, money.allowances],
      ['sum of the charges', 'TotalChargesAmount', document.totalCharges, money.charges],
    ];
    return compared.flatMap(([word, element, given, expected]): readonly Found[] => {
      const value = parseDecimal(given ?? '0');
      if (value?.equals(expected)) return [];
      return [
        findingAt(
          'BLOCK',
          `Invoice/Summary/${element}`,
          `The ${word} is ${given ?? 'missing'}, what is transmitted comes to ${decimalText(expected)}.`,
          given ?? '',
          decimalText(expected),
          'The retailer adds the lines itself and rejects an invoice that does not add up.',
        ),
      ];
    });
  },
};

/** 810-08: extensions by the partner's rounding. */
export const extensions: InvoiceRule = {
  id: '810-08',
  fix: inDraft,
  check: (document, { sheet }) =>
    document.lines.flatMap((line, index): readonly Found[] => {
      const [quantity, price] = [parseDecimal(line.quantity ?? ''), parseDecimal(line.price ?? '')];
      if (!quantity || !price || line.extended === undefined) return [];
      const exact = quantity.times(price);
      const expected = sheet.invoice.rounding === 'line' ? exact.toDecimalPlaces(2) : exact;
      if (parseDecimal(line.extended)?.equals(expected)) return [];
      const rule = sheet.invoice.rounding === 'line' ? 'rounded to cents by line' : 'exact, rounded once in the total';
      return [
        findingAt(
          'BLOCK',
          `Invoice/LineItem[${index + 1}]/InvoiceLine/ExtendedItemTotal`,
          `${lineName({ lineNumber: line.lineNumber, position: index + 1 })}: ${decimalText(quantity)} × ${decimalText(price)} is ${decimalText(expected)} (${rule}), not ${line.extended}.`,
          line.extended,
          decimalText(expected),
          'Cents that do not fit are a reason to reject.',
        ),
      ];
    }),
};

interface PlacedAllowance {
  readonly entry: DetailedAllowance;
  readonly path: string;
}

/** 810-09: a known code, a sign, the amount of its rate, and not off the price as well. */
export const allowances: InvoiceRule = {
  id: '810-09',
  // A code comes from the sheet; an amount is what the draft reckoned or Dynamics posted.
  fix: (found, document, context) =>
    found.path.endsWith('/AllowChrgCode') ? inOrderSheet('invoice.chargeCodes')(found, document, context) : inDraft(found),
  check: (document, facts) => {
    const placed: readonly PlacedAllowance[] = [
      ...document.allowances.map((entry, index) => ({ entry, path: `Invoice/Header/ChargesAllowances[${index + 1}]` })),
      ...document.lines.flatMap((line, at) =>
        line.allowances.map((entry, index) => ({ entry, path: `Invoice/LineItem[${at + 1}]/ChargesAllowances[${index + 1}]` })),
      ),
    ];
    return [...placed.flatMap((allowance) => wrongAllowance(allowance, facts)), ...nettedTwice(document, facts)];
  },
};

function wrongAllowance({ entry, path }: PlacedAllowance, facts: OutboundFacts): readonly Found[] {
  const cost = 'An allowance or charge that the retailer cannot read is deducted or not paid.';
  const at = `${path}/AllowChrgCode`;
  const known = fieldAt('810', 'Invoice/Header/ChargesAllowances/AllowChrgCode')?.codes;
  const code =
    entry.code === '' && waitsFor(facts, at)
      ? []
      : known?.has(entry.code) === false
        ? [
            findingAt(
              'BLOCK',
              at,
              `${entry.code === '' ? 'An allowance or charge has no code' : `Code ${entry.code} is no allowance or charge`}.`,
              entry.code,
              'a code of RSX',
              cost,
            ),
          ]
        : [];
  const amount = parseDecimal(entry.amount ?? '');
  const sign =
    (entry.indicator === 'A' || entry.indicator === 'C') && amount && !amount.isNegative()
      ? []
      : [
          findingAt(
            'BLOCK',
            `${path}/AllowChrgAmt`,
            `${entry.indicator || 'No indicator'} ${entry.amount ?? 'without an amount'}: A takes off and C adds a positive amount.`,
            entry.amount ?? '',
            'A or C and a positive amount',
            cost,
          ),
        ];
  return [...code, ...sign, ...wrongRate(entry, path, cost)];
}

function wrongRate(entry: DetailedAllowance, path: string, cost: string): readonly Found[] {
  const [rate, basis, amount] = [entry.percent, entry.basis, entry.amount].map((text) => parseDecimal(text ?? ''));
  if (!rate || !basis || !amount) return [];
  const expected = basis.times(rate).dividedBy(100).toDecimalPlaces(2);
  if (amount.equals(expected)) return [];
  return [
    findingAt(
      'BLOCK',
      `${path}/AllowChrgAmt`,
      `${decimalText(rate)} % of ${decimalText(basis)} is ${decimalText(expected)}, not ${decimalText(amount)}.`,
      decimalText(amount),
      decimalText(expected),
      cost,
    ),
  ];
}

/** A price that is lower by just the rate that the header takes off: the discount would be given twice. */
function nettedTwice(document: Invoice, facts: OutboundFacts): readonly Found[] {
  const rates = document.allowances.flatMap(({ indicator, percent }) =>
    indicator === 'A' ? (parseDecimal(percent ?? '') ?? []) : [],
  );
  return billedLines(document, facts).flatMap(({ billed, line, path }): readonly Found[] => {
    const [ours, theirs] = [parseDecimal(billed.price ?? ''), parseDecimal(line?.price ?? '')];
    if (!ours || !theirs || !line) return [];
    const places = Math.max(2, ours.decimalPlaces());
    const reduced = (rate: Decimal): Decimal => theirs.times(new Decimal(100).minus(rate)).dividedBy(100).toDecimalPlaces(places);
    const netted = rates.find((rate) => reduced(rate).equals(ours) && !reduced(rate).equals(theirs));
    if (!netted) return [];
    return [
      findingAt(
        'BLOCK',
        `${path}/PurchasePrice`,
        `${lineName(line)}: the price is lower by ${decimalText(netted)} %, which the allowance takes off as well.`,
        decimalText(ours),
        decimalText(theirs),
        'The discount is given twice, in the price and as an allowance.',
      ),
    ];
  });
}

/** 810-12: the terms of the order, and their figures recomputed. */
export const termsOfOrder: InvoiceRule = {
  id: '810-12',
  fix: (found, document, context) =>
    found.path.startsWith('Invoice/Summary/') ? inDraft(found) : inOrderSheet('invoice.termsFrom')(found, document, context),
  check: (document, facts) => [...otherTerms(document, facts), ...wrongDiscount(document, facts)],
};

const termsCost = 'Terms that differ end in short payments and disputes.';

function otherTerms(document: Invoice, { orders, sheet }: OutboundFacts): readonly Found[] {
  const asked = orders[0]?.order.terms ?? [];
  if (sheet.invoice.termsFrom !== 'order' || asked.length === 0) return [];
  const plain = (text: string): string => {
    const value = parseDecimal(text);
    return value ? decimalText(value) : text;
  };
  const words = ({ basis, discountPercent = '', discountDays = '', netDays = '' }: Invoice['terms'][number]): string =>
    [basis, plain(discountPercent), plain(discountDays), plain(netDays)].join(' / ');
  const [given, wanted] = [document.terms.map(words), asked.map(words)];
  if (given.join('\n') === wanted.join('\n')) return [];
  return [
    findingAt(
      'BLOCK',
      'Invoice/Header/PaymentTerms[1]',
      `The terms are ${given.join('; ') || 'missing'}, the order has ${wanted.join('; ')} (basis / percent / days / net days).`,
      given.join('; '),
      wanted.join('; '),
      termsCost,
    ),
  ];
}

function wrongDiscount(document: Invoice, { sheet }: OutboundFacts): readonly Found[] {
  const money = invoiceMoney(document, sheet.invoice.rounding);
  const discount = termsDiscount(document.terms[0]?.discountPercent, money.discountable);
  const compared: readonly (readonly [string, string, string | undefined, Decimal | undefined])[] = [
    ['terms discount', 'TotalTermsDiscountAmount', document.totalTermsDiscount, discount],
    [
      'amount due by the terms date',
      'InvoiceAmtDueByTermsDate',
      document.dueByTermsDate,
      discount && money.total.minus(discount),
    ],
  ];
  return compared.flatMap(([word, element, given, expected]): readonly Found[] => {
    if (expected === undefined ? given === undefined : (parseDecimal(given ?? '')?.equals(expected) ?? false)) return [];
    const should = expected === undefined ? 'none' : decimalText(expected);
    return [
      findingAt(
        'BLOCK',
        `Invoice/Summary/${element}`,
        `The ${word} is ${given ?? 'missing'}, it comes to ${should}.`,
        given ?? '',
        should,
        termsCost,
      ),
    ];
  });
}

/** 810-16: the currency of the order, and where to pay to. */
export const currency: InvoiceRule = {
  id: '810-16',
  fix: inDynamics('post the invoice in the currency of the order'),
  check: (document, facts) => {
    const asked = facts.orders[0]?.order.currency ?? '';
    const cost = 'The invoice cannot be booked, or is paid to an old account.';
    const other =
      asked === '' || document.currency === asked
        ? []
        : [
            findingAt(
              'BLOCK',
              'Invoice/Header/InvoiceHeader/BuyersCurrency',
              `The invoice is in ${document.currency || 'no currency'}, the order in ${asked}.`,
              document.currency,
              asked,
              cost,
            ),
          ];
    const path = 'Invoice/Header/Address[1]';
    const remit = document.addresses.some(({ type }) => type === 'RI') || waitsFor(facts, path);
    return [...other, ...(remit ? [] : [noRemitTo(path, cost)])];
  },
};

const noRemitTo = (path: string, cost: string): Found => ({
  ...findingAt('BLOCK', path, 'There is no remit-to address (RI).', '', 'an address to pay to', cost),
  fix: { fix: 'workspace', what: 'the remit-to address' },
});
