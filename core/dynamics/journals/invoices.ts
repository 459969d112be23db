import { postingKey } from '#core/domain/posting.ts';
import type { Posting, PostingLine } from '#core/domain/posting.ts';
import type { EntityShape } from '../metadata.ts';
import { addCharges } from './charges.ts';
import type { ChargeSets } from './charges.ts';
import { optional } from './headSet.ts';
import type { HeadSet } from './headSet.ts';
import { headReads, readJournalLines, withLines } from './reader.ts';
import type { JournalReader, LineSet } from './reader.ts';
import type { Fields, JournalContext } from './rows.ts';

export const invoiceSets = { heads: 'CustInvoiceJourBiEntities', lines: 'CustInvoiceTransBiEntities' } as const;

/** Invoices from the BI entities (dynamics.md 1.8): stamped, with lots, customer line numbers and charges. */
export function invoiceReader(
  context: JournalContext,
  heads: EntityShape,
  lines: EntityShape,
  charges: ChargeSets,
): JournalReader {
  const stamp = ['SysModifiedDateTime', 'CreatedOn'].find((name) => heads.wire(name) !== undefined);
  const headSet: HeadSet = {
    kind: 'invoice',
    shape: heads,
    names: headNames,
    number: 'InvoiceId',
    order: 'SalesId',
    stamp: stamp === undefined ? { name: 'InvoiceDate', precision: 'day' } : { name: stamp, precision: 'instant' },
    record: 'SourceKey',
    posting: (fields) => (fields.text('Proforma').toLowerCase() === 'yes' ? undefined : toPosting(fields, heads.set)),
  };
  const lineSet: LineSet = {
    kind: 'invoice',
    shape: lines,
    names: invoiceLineNames,
    number: 'InvoiceId',
    order: lines.wire('OrigSalesId') === undefined ? undefined : 'OrigSalesId',
    sequence: 'LineCreationSequenceNumber',
    belongsBy: ['InvoiceDate'],
    belongs: (fields, posting) => fields.day('InvoiceDate') === posting.date,
    line: (fields, _posting, position) => toLine(fields, position),
  };
  return {
    source: {
      kind: 'invoice',
      set: heads.set,
      lineSet: lines.set,
      companions: charges.sets,
      watermark: stamp === undefined ? 'day' : 'instant',
      unknown: [
        ...(stamp === undefined
          ? ['Invoices carry only a date here: one that is posted under an earlier day is found by the daily sweep, not at once.']
          : []),
        ...charges.unknown,
      ],
    },
    ...headReads(context, headSet, lineSet),
    async complete(found, signal) {
      const read = await readJournalLines(
        context,
        lineSet,
        found.map(({ posting }) => posting),
        signal,
      );
      const invoices = found.map(({ key, posting, recordId }) => {
        const own = read.get(key) ?? [];
        return {
          posting: withLines(
            posting,
            own.map(({ line }) => line),
          ),
          recordId,
          lines: own,
        };
      });
      return addCharges(context, charges, invoices, signal);
    },
  };
}

const headNames = [
  'SourceKey',
  'InvoiceId',
  'InvoiceDate',
  'LedgerVoucher',
  'SalesId',
  'PurchaseOrder',
  'CustomerRef',
  'OrderAccount',
  'InvoiceAccount',
  'InvoiceAmount',
  'SalesBalance',
  'SumTax',
  'SumMarkup',
  'SumLineDisc',
  'EndDisc',
  'CashDisc',
  'CashDiscDate',
  'CashDiscPercent',
  'Payment',
  'DueDate',
  'CurrencyCode',
  'DlvMode',
  'BillOfLadingId',
  'Weight',
  'InventLocationId',
  'Proforma',
];

/** Lines of invoices, which tell too what of an order line was billed. */
export const invoiceLineNames = [
  'InvoiceDate',
  'CustomerLineNum',
  'InventTransId',
  'ExternalItemId',
  'ItemId',
  'Name',
  'Qty',
  'SalesUnit',
  'SalesPrice',
  'PriceUnit',
  'LineAmount',
  'TaxAmount',
  'SumLineDisc',
  'SalesId',
  'OrigSalesId',
  'Remain',
  'SalesMarkup',
];

function toPosting(fields: Fields, set: string): Posting {
  const company = fields.text('dataAreaId').toLowerCase();
  const number = fields.text('InvoiceId');
  const voucher = fields.text('LedgerVoucher');
  const order = fields.text('SalesId');
  const markup = fields.figure('SumMarkup');
  return {
    kind: 'invoice',
    key: postingKey.invoice(company, number, voucher),
    company,
    number,
    voucher,
    date: fields.day('InvoiceDate') ?? '',
    salesOrders: order === '' ? [] : [order],
    customer: fields.text('OrderAccount'),
    invoiceAccount: fields.text('InvoiceAccount'),
    requisition: fields.text('PurchaseOrder'),
    reference: fields.text('CustomerRef'),
    currency: fields.text('CurrencyCode'),
    ...optional('total', fields.figure('InvoiceAmount')),
    ...optional('subtotal', fields.figure('SalesBalance')),
    ...optional('taxTotal', fields.figure('SumTax')),
    ...optional('discountTotal', fields.figure('EndDisc')),
    lines: [],
    charges: markup === undefined || Number(markup) === 0 ? [] : [{ code: '', text: '', amount: markup }],
    shipment: {
      billOfLading: fields.text('BillOfLadingId'),
      carrier: '',
      carrierName: '',
      deliveryMode: fields.text('DlvMode'),
      pro: '',
      seal: '',
      trailer: '',
      load: '',
      tracking: [],
      ...optional('weight', fields.figure('Weight')),
      warehouse: fields.text('InventLocationId'),
    },
    terms: {
      name: fields.text('Payment'),
      ...optional('dueDate', fields.day('DueDate')),
      ...optional('discountPercent', fields.figure('CashDiscPercent')),
      ...optional('discountDate', fields.day('CashDiscDate')),
      ...optional('discount', fields.figure('CashDisc')),
    },
    set,
  };
}

function toLine(fields: Fields, position: number): PostingLine {
  return {
    position,
    salesOrder: fields.text('OrigSalesId') || fields.text('SalesId'),
    lotId: fields.text('InventTransId'),
    itemNumber: fields.text('ItemId'),
    externalItem: fields.text('ExternalItemId'),
    ...(fields.has('CustomerLineNum') ? { customersLineNumber: fields.integer('CustomerLineNum') } : {}),
    name: fields.text('Name'),
    quantity: fields.decimal('Qty'),
    unit: fields.text('SalesUnit'),
    ...optional('remaining', fields.figure('Remain')),
    ...optional('price', fields.figure('SalesPrice')),
    ...optional('priceUnit', fields.figure('PriceUnit')),
    ...optional('amount', fields.figure('LineAmount')),
    ...optional('discount', fields.figure('SumLineDisc')),
    ...optional('tax', fields.figure('TaxAmount')),
  };
}
