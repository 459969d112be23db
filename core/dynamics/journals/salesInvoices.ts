import { postingKey } from '#core/domain/posting.ts';
import type { Posting, PostingLine } from '#core/domain/posting.ts';
import { oneOrderSets } from '#core/domain/postingSets.ts';
import type { EntityShape } from '../metadata.ts';
import { optional } from './headSet.ts';
import type { HeadSet } from './headSet.ts';
import { completeByLines, headReads } from './reader.ts';
import type { JournalReader, LineSet } from './reader.ts';
import type { Fields, JournalContext } from './rows.ts';

/** Newest first. There is no third header set, and the line sets put the version in the middle (dynamics.md 1.8). */
export const salesInvoiceSets = {
  heads: oneOrderSets.invoices,
  lines: ['SalesInvoiceV4Lines', 'SalesInvoiceV3Lines', 'SalesInvoiceV2Lines'],
} as const;

/** Invoices where the BI entities are missing: no stamp, no lots, no ordering account, charges as a sum. */
export function salesInvoiceReader(context: JournalContext, heads: EntityShape, lines: EntityShape): JournalReader {
  const headSet: HeadSet = {
    kind: 'invoice',
    shape: heads,
    names: headNames,
    number: 'InvoiceNumber',
    order: 'SalesOrderNumber',
    stamp: { name: 'InvoiceDate', precision: 'day' },
    posting: (fields) => toPosting(fields, heads.set),
  };
  const lineSet: LineSet = {
    kind: 'invoice',
    shape: lines,
    names: lineNames,
    number: 'InvoiceNumber',
    order: undefined,
    sequence: 'LineCreationSequenceNumber',
    belongsBy: ['InvoiceDate', 'LedgerVoucher'],
    belongs: (fields, posting) =>
      fields.day('InvoiceDate') === posting.date &&
      (!fields.has('LedgerVoucher') || fields.text('LedgerVoucher') === posting.voucher),
    line: toLine,
  };
  return {
    source: {
      kind: 'invoice',
      set: heads.set,
      lineSet: lines.set,
      companions: [],
      watermark: 'day',
      unknown: [
        'Invoices carry only a date here: one that is posted under an earlier day is found by the daily sweep, not at once.',
        'Invoice lines name no order line: they are joined by product, and held where a product stands on several lines of the order.',
        'An invoice over several orders is known by its first order only: where its lines do not fit that order, or another order of the customer is billed without an invoice, it is held and says so.',
        'The charges of an invoice are known as a sum only. Their codes are typed in.',
        'The due date and the cash discount are not known: the terms of the 850 are used.',
      ],
    },
    ...headReads(context, headSet, lineSet),
    complete: (found, signal) => completeByLines(context, lineSet, found, signal),
  };
}

const headNames = [
  'InvoiceNumber',
  'InvoiceDate',
  'LedgerVoucher',
  'SalesOrderNumber',
  'CustomersOrderReference',
  'InvoiceCustomerAccountNumber',
  'CurrencyCode',
  'PaymentTermsName',
  'DeliveryModeCode',
  'TotalInvoiceAmount',
  'TotalTaxAmount',
  'TotalChargeAmount',
  'TotalDiscountAmount',
];

const lineNames = [
  'InvoiceDate',
  'LedgerVoucher',
  'ProductNumber',
  'ProductName',
  'ProductDescription',
  'InvoicedQuantity',
  'SalesUnitSymbol',
  'SalesPrice',
  'LineAmount',
  'LineTotalDiscountAmount',
  'LineTotalTaxAmount',
  'ConfirmedShippingDate',
];

function toPosting(fields: Fields, set: string): Posting {
  const company = fields.text('dataAreaId').toLowerCase();
  const number = fields.text('InvoiceNumber');
  const voucher = fields.text('LedgerVoucher');
  const order = fields.text('SalesOrderNumber');
  const charges = fields.figure('TotalChargeAmount');
  return {
    kind: 'invoice',
    key: postingKey.invoice(company, number, voucher),
    company,
    number,
    voucher,
    date: fields.day('InvoiceDate') ?? '',
    salesOrders: order === '' ? [] : [order],
    customer: '',
    invoiceAccount: fields.text('InvoiceCustomerAccountNumber'),
    requisition: '',
    reference: fields.text('CustomersOrderReference'),
    currency: fields.text('CurrencyCode'),
    ...optional('total', fields.figure('TotalInvoiceAmount')),
    ...optional('taxTotal', fields.figure('TotalTaxAmount')),
    ...optional('discountTotal', fields.figure('TotalDiscountAmount')),
    lines: [],
    charges: charges === undefined || Number(charges) === 0 ? [] : [{ code: '', text: '', amount: charges }],
    terms: { name: fields.text('PaymentTermsName') },
    set,
  };
}

function toLine(fields: Fields, posting: Posting, position: number): PostingLine {
  return {
    position,
    // The lines name no order; of several the first may be the wrong one, so that only a single one is taken.
    salesOrder: posting.salesOrders.length === 1 ? (posting.salesOrders[0] ?? '') : '',
    lotId: '',
    itemNumber: fields.text('ProductNumber'),
    externalItem: '',
    name: fields.text('ProductName') || fields.text('ProductDescription'),
    quantity: fields.decimal('InvoicedQuantity'),
    unit: fields.text('SalesUnitSymbol'),
    ...optional('price', fields.figure('SalesPrice')),
    ...optional('amount', fields.figure('LineAmount')),
    ...optional('discount', fields.figure('LineTotalDiscountAmount')),
    ...optional('tax', fields.figure('LineTotalTaxAmount')),
    ...optional('confirmedShip', fields.day('ConfirmedShippingDate')),
  };
}
