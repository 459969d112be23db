import { Decimal, decimalText, parseDecimal } from '#core/domain/decimal.ts';
import type { Finding } from '#core/domain/finding.ts';
import type { Invoice } from '#core/domain/invoice.ts';
import type { MissingData } from '#core/domain/outbound.ts';
import { priceInWords } from '#core/domain/prices.ts';
import type { BilledLine } from './billed.ts';
import type { InvoiceInput } from './draft.types.ts';

/** What drafting an 810 has to say beside the rules. */
export function invoiceFindings(input: InvoiceInput, document: Invoice): readonly Finding[] {
  return [...severalStores(input), ...severalOrders(input), ...otherTotal(input, document), ...untoldTax(input, document)];
}

/**
 * A partner that is billed per store needs one sales order for each: a posted invoice has one number, and two 810s of one
 * number are one too many.
 */
function severalStores({ sheet, order, invoice }: InvoiceInput): readonly Finding[] {
  if (!sheet.invoice.perStore) return [];
  const own = invoice.lines.filter((line) => line.threadId === order.threadId);
  const stores = new Set(own.map(({ store }) => store));
  const unknown = own.some(({ store, position }) => store === '' && isSplit(order, position));
  if (stores.size < 2 && !unknown) return [];
  const named = [...stores]
    .toSorted()
    .map((store) => store || (unknown ? 'that nobody can tell' : "the order's own address"))
    .join(', ');
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

const isSplit = ({ order }: InvoiceInput['order'], position: number): boolean =>
  order.lines.some((line) => line.position === position && line.stores.length > 0);

/** Partners that pay by the number of the books alone take no number with an order behind it. */
function severalOrders({ sheet, order, invoice }: InvoiceInput): readonly Finding[] {
  if (sheet.invoice.consolidated !== 'hold' || !billsOthers({ order, invoice })) return [];
  const { number, salesOrders } = invoice.posting;
  return [
    {
      severity: 'HOLD',
      rule: '810-ORDERS',
      path: 'Invoice/Header/InvoiceHeader/InvoiceNumber',
      message: `This partner takes one number an invoice: ${number} bills sales orders ${salesOrders.join(', ')} of several purchase orders.`,
      value: salesOrders.join(', '),
      expected: 'one purchase order an invoice',
      fix: { fix: 'dynamics', act: 'credit it and bill each sales order by itself' },
      cost: 'The retailer finds no invoice of that number, or one that is not what the books say, and does not pay.',
    },
  ];
}

/** True where a posted invoice bills sales orders of other purchase orders too. */
export function billsOthers({ order, invoice }: Pick<InvoiceInput, 'order' | 'invoice'>): boolean {
  const own = new Set(order.salesOrders.map(({ salesOrder }) => salesOrder));
  return !invoice.posting.salesOrders.every((salesOrder) => own.has(salesOrder));
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
      message: `Dynamics posted ${priceInWords(posted)}, the transmitted lines come to ${priceInWords(total)}.`,
      value: decimalText(total),
      expected: decimalText(posted),
      fix: { fix: 'dynamics', act: 'correct the invoice, or accept the difference in the books' },
      cost: 'The difference stays open in the books when the retailer has paid.',
    },
  ];
}

/** Tax of a posting over several orders whose lines do not say theirs: nobody can know how much is this one's. */
function untoldTax({ invoice, order }: InvoiceInput, document: Invoice): readonly Finding[] {
  const { posting, lines } = invoice;
  const tax = parseDecimal(posting.taxTotal ?? '');
  const told = lines.every((line) => line.source.tax !== undefined);
  if (!tax || tax.isZero() || told || document.taxes.length > 0 || !billsOthers({ order, invoice })) return [];
  return [
    {
      severity: 'HOLD',
      rule: '810-TAX',
      path: 'Invoice/Header/Taxes[1]/TaxAmount',
      message: `Invoice ${posting.number} has ${priceInWords(tax)} of tax for several purchase orders, and ${posting.set} does not say how much is of this one: none is on the draft. Type it there and let it pass, or have each sales order billed by itself.`,
      value: '',
      expected: 'the tax of this purchase order',
      fix: { fix: 'dynamics', act: 'credit it and bill each sales order by itself' },
      cost: 'Tax that is not billed is not paid, and is owed all the same.',
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
      typed: true as const,
    })),
    ...(document.currency === ''
      ? [
          {
            path: 'Invoice/Header/InvoiceHeader/BuyersCurrency',
            what: 'The currency.',
            nextStep: 'Type it on the draft.',
            typed: true as const,
          },
        ]
      : []),
  ];
}
