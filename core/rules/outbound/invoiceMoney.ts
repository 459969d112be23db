import { sameCurrency } from '#core/domain/currency.ts';
import { type Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Invoice } from '#core/domain/invoice.ts';
import { priceInWords } from '#core/domain/prices.ts';
import { invoiceMoney } from '#core/drafting/invoiceMoney.ts';
import { inDraft, inDynamics } from '../fixes.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt, lineName, waitsFor } from './common.ts';
import type { OutboundFacts } from './facts.ts';

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
          `The ${word} is ${given === undefined ? 'missing' : priceInWords(given)}, what is transmitted comes to ${priceInWords(expected)}.`,
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
          `${lineName({ lineNumber: line.lineNumber, position: index + 1 })}: ${decimalText(quantity)} × ${priceInWords(price)} is ${priceInWords(expected)} (${rule}), not ${priceInWords(line.extended)}.`,
          line.extended,
          decimalText(expected),
          'Cents that do not fit are a reason to reject.',
        ),
      ];
    }),
};

/** 810-16: the currency of the order, and where to pay to. */
export const currency: InvoiceRule = {
  id: '810-16',
  fix: inDynamics('post the invoice in the currency of the order'),
  check: (document, facts) => {
    const asked = facts.orders[0]?.order.currency ?? '';
    const cost = 'The invoice cannot be booked, or is paid to an old account.';
    const other =
      asked === '' || sameCurrency(document.currency, asked)
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
