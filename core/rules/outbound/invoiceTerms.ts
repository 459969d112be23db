import { type Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Invoice } from '#core/domain/invoice.ts';
import { priceInWords } from '#core/domain/prices.ts';
import { invoiceMoney } from '#core/drafting/invoiceMoney.ts';
import { termsDiscount } from '#core/drafting/invoiceTerms.ts';
import { inDraft } from '../fixes.ts';
import type { Found, Rule } from '../rule.ts';
import { findingAt, inOrderSheet } from './common.ts';
import type { OutboundFacts } from './facts.ts';

type InvoiceRule = Rule<Invoice, OutboundFacts>;

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
        `The ${word} is ${given === undefined ? 'missing' : priceInWords(given)}, it comes to ${expected === undefined ? 'none' : priceInWords(expected)}.`,
        given ?? '',
        should,
        termsCost,
      ),
    ];
  });
}
