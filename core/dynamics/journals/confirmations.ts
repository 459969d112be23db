import { postingKey } from '#core/domain/posting.ts';
import type { Posting } from '#core/domain/posting.ts';
import type { EntityShape } from '../metadata.ts';
import { optional } from './headSet.ts';
import type { HeadSet } from './headSet.ts';
import { completeByLines, headReads } from './reader.ts';
import type { JournalReader, LineSet } from './reader.ts';
import type { Fields, JournalContext } from './rows.ts';

export const confirmationSets = { heads: 'SalesOrderConfirmationHeaders', lines: 'SalesOrderConfirmationLines' } as const;

/** Confirmations (dynamics.md 1.5): each is a full snapshot of its order; only a date tells when it was posted. */
export function confirmationReader(context: JournalContext, heads: EntityShape, lines: EntityShape): JournalReader {
  const headSet: HeadSet = {
    kind: 'confirmation',
    shape: heads,
    names: headNames,
    number: 'ConfirmationNumber',
    order: 'SalesOrderNumber',
    stamp: { name: 'ConfirmationDate', precision: 'day' },
    posting: (fields) => ({ ...toPosting(fields), set: heads.set }),
  };
  const lineSet: LineSet = {
    kind: 'confirmation',
    shape: lines,
    names: lineNames,
    number: 'ConfirmationNumber',
    order: undefined,
    sequence: 'LineNumber',
    belongsBy: ['SalesOrderNumber'],
    belongs: (fields, posting) => posting.salesOrders.includes(fields.text('SalesOrderNumber')),
    line: (fields, _posting, position) => toLine(fields, position),
  };
  return {
    source: {
      kind: 'confirmation',
      set: heads.set,
      lineSet: lines.set,
      companions: [],
      watermark: 'day',
      unknown: [
        'Confirmations carry only a date: one that is posted under an earlier day than yesterday is found by the daily sweep, not at once.',
      ],
    },
    ...headReads(context, headSet, lineSet),
    complete: (found, signal) => completeByLines(context, lineSet, found, signal),
  };
}

const headNames = [
  'SalesOrderNumber',
  'ConfirmationNumber',
  'CustomerRequisitionNumber',
  'CustomersOrderReference',
  'OrderingCustomerAccountNumber',
  'InvoiceCustomerAccountNumber',
  'CurrencyCode',
  'TotalConfirmedAmount',
  'SubTotalAmount',
  'TotalChargeAmount',
  'TotalDiscountAmount',
  'TotalSalesTaxAmount',
  'PaymentTermsName',
  'CashDiscountPercentage',
  'FixedDueDate',
];

const lineNames = [
  'SalesOrderNumber',
  'SalesOrderLineInventoryLotId',
  'ItemNumber',
  'ExternalItemNumber',
  'LineDescription',
  'ConfirmedSalesQuantity',
  'SalesUnitSymbol',
  'SalesPrice',
  'SalesPriceQuantity',
  'LineAmount',
  'LineDiscountAmount',
  'TotalLineSalesTaxAmount',
  'ConfirmedShippingDate',
];

function toPosting(fields: Fields): Omit<Posting, 'set'> {
  const company = fields.text('dataAreaId').toLowerCase();
  const order = fields.text('SalesOrderNumber');
  const number = fields.text('ConfirmationNumber');
  const charges = fields.figure('TotalChargeAmount');
  return {
    kind: 'confirmation',
    key: postingKey.confirmation(company, order, number),
    company,
    number,
    voucher: '',
    date: fields.day('ConfirmationDate') ?? '',
    salesOrders: [order],
    customer: fields.text('OrderingCustomerAccountNumber'),
    invoiceAccount: fields.text('InvoiceCustomerAccountNumber'),
    requisition: fields.text('CustomerRequisitionNumber'),
    reference: fields.text('CustomersOrderReference'),
    currency: fields.text('CurrencyCode'),
    ...optional('total', fields.figure('TotalConfirmedAmount')),
    ...optional('subtotal', fields.figure('SubTotalAmount')),
    ...optional('taxTotal', fields.figure('TotalSalesTaxAmount')),
    ...optional('discountTotal', fields.figure('TotalDiscountAmount')),
    lines: [],
    charges: charges === undefined || Number(charges) === 0 ? [] : [{ code: '', text: '', amount: charges }],
    terms: {
      name: fields.text('PaymentTermsName'),
      ...optional('dueDate', fields.day('FixedDueDate')),
      ...optional('discountPercent', fields.figure('CashDiscountPercentage')),
    },
  };
}

function toLine(fields: Fields, position: number) {
  return {
    position,
    salesOrder: fields.text('SalesOrderNumber'),
    lotId: fields.text('SalesOrderLineInventoryLotId'),
    itemNumber: fields.text('ItemNumber'),
    externalItem: fields.text('ExternalItemNumber'),
    name: fields.text('LineDescription'),
    quantity: fields.decimal('ConfirmedSalesQuantity'),
    unit: fields.text('SalesUnitSymbol'),
    ...optional('price', fields.figure('SalesPrice')),
    ...optional('priceUnit', fields.figure('SalesPriceQuantity')),
    ...optional('amount', fields.figure('LineAmount')),
    ...optional('discount', fields.figure('LineDiscountAmount')),
    ...optional('tax', fields.figure('TotalLineSalesTaxAmount')),
    ...optional('confirmedShip', fields.day('ConfirmedShippingDate')),
  };
}
