import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { Invoice } from '#core/domain/invoice.ts';
import type { MissingData } from '#core/domain/outbound.ts';
import type { BilledLine } from './billed.ts';
import type { InvoiceInput } from './draft.types.ts';

/** What drafting an 810 has to say beside the rules. */
export function invoiceFindings(input: InvoiceInput, document: Invoice): readonly Finding[] {
  return [...severalStores(input), ...otherTotal(input, document)];
}

/**
 * A partner that is billed per store needs one sales order for each: a posted invoice has one number, and two 810s of one
 * number are one too many.
 */
function severalStores({ sheet, order, invoice }: InvoiceInput): readonly Finding[] {
  if (!sheet.invoice.perStore) return [];
  const stores = new Set(invoice.lines.filter((line) => line.threadId === order.threadId).map(({ store }) => store));
  stores.delete('');
  if (stores.size < 2) return [];
  const named = [...stores].toSorted().join(', ');
  return [
    {
      severity: 'HOLD',
      rule: '810-STORES',
      path: 'Invoice/Header/InvoiceHeader/InvoiceNumber',
      message: `A partner billed per store needs one order per store: invoice ${invoice.posting.number} bills stores ${named} under one number.`,
      value: named,
      expected: 'one store an invoice',
      fix: { fix: 'dynamics', act: 'make one sales order and one invoice a store' },
      cost: 'The retailer matches each store to an invoice number of its own and pays none of them.',
    },
  ];
}

/** The books and the document disagree: shown, because the document must add up in itself (810-07). */
function otherTotal({ invoice, order, carriesCharges }: InvoiceInput, document: Invoice): readonly Finding[] {
  const posted = parseDecimal(invoice.posting.total ?? '')?.abs();
  const whole = carriesCharges && invoice.held.length === 0 && invoice.lines.every((line) => line.threadId === order.threadId);
  const total = new Decimal(document.totalAmount ?? '0').abs();
  if (!posted || !whole || posted.equals(total)) return [];
  return [
    {
      severity: 'WARN',
      rule: '810-POSTED',
      path: 'Invoice/Summary/TotalAmount',
      message: `Dynamics posted ${decimalText(posted)}, the transmitted lines come to ${decimalText(total)}.`,
      value: decimalText(total),
      expected: decimalText(posted),
      fix: { fix: 'dynamics', act: 'correct the invoice, or accept the difference in the books' },
      cost: 'The difference stays open in the books when the retailer has paid.',
    },
  ];
}

/** What an 810 waits for beside the codes of its charges. */
export function invoiceMissing(
  { company }: InvoiceInput,
  lines: readonly BilledLine[],
  document: Invoice,
): readonly MissingData[] {
  const unpriced = lines.flatMap((line, index) => (line.price === undefined ? [{ line, index }] : []));
  return [
    ...(company.remitTo
      ? []
      : [
          {
            path: 'Invoice/Header/Address[1]',
            what: 'The remit-to address (RI).',
            nextStep: 'Set where payments go in the settings of the company.',
          },
        ]),
    ...unpriced.map(({ line, index }) => ({
      path: `Invoice/LineItem[${index + 1}]/InvoiceLine/PurchasePrice`,
      what: `Line ${line.scoped.line.lineNumber || line.scoped.line.position}: the price. Neither the 850 nor the invoice of Dynamics has one.`,
      nextStep: 'Type the price on the draft.',
    })),
    ...(document.currency === ''
      ? [{ path: 'Invoice/Header/InvoiceHeader/BuyersCurrency', what: 'The currency.', nextStep: 'Type it on the draft.' }]
      : []),
  ];
}
