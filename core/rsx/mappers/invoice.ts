import type { Invoice, InvoiceLine } from '#core/domain/invoice.ts';
import type { RsxDocument, RsxNode } from '#core/domain/rsx.ts';
import { addresses, contacts, dates, itemIdentifiers, notes, paymentTerms, references } from './commonParts.ts';
import { rootCursor } from './cursor.ts';
import { finishDocument, newDraft } from './draft.ts';
import {
  carriers,
  descriptions,
  detailedAllowances,
  fob,
  physicalDetails,
  prices,
  quantityTotals,
  scheduledQuantities,
  taxes,
} from './sharedParts.ts';
import { at, constant, date, decimal, list, located, position, record, text, type Part } from './shape.ts';

const header = <V>(part: Part<V>): Part<V> => at('Header/InvoiceHeader', part);
const summary = <V>(part: Part<V>): Part<V> => at('Summary', part);
const line = <V>(part: Part<V>): Part<V> => at('InvoiceLine', part);

const lines = list(
  'LineItem',
  located<InvoiceLine>({
    position,
    lineNumber: line(text('LineSequenceNumber')),
    item: line(itemIdentifiers),
    quantity: line(decimal('InvoiceQty')),
    unit: line(text('InvoiceQtyUOM')),
    price: line(decimal('PurchasePrice')),
    priceBasis: line(text('PurchasePriceBasis')),
    orderQuantity: line(decimal('OrderQty')),
    orderUnit: line(text('OrderQtyUOM')),
    shipQuantity: line(decimal('ShipQty')),
    shipUnit: line(text('ShipQtyUOM')),
    shipDate: line(date('ShipDate')),
    leftToReceive: line(decimal('QtyLeftToReceive')),
    leftStatus: line(text('QtyLeftToReceiveStatus')),
    extended: line(decimal('ExtendedItemTotal')),
    prices,
    descriptions,
    physicalDetails,
    references,
    notes,
    dates,
    addresses,
    quantities: scheduledQuantities,
    taxes,
    allowances: detailedAllowances,
  }),
);

const invoice = record<Invoice>({
  kind: constant('810'),
  partnerId: header(text('TradingPartnerId')),
  vendor: header(text('Vendor')),
  number: header(text('InvoiceNumber')),
  invoiceDate: header(date('InvoiceDate')),
  orderNumber: header(text('PurchaseOrderNumber')),
  orderDate: header(date('PurchaseOrderDate')),
  release: header(text('ReleaseNumber')),
  purpose: header(text('TsetPurposeCode')),
  typeCode: header(text('InvoiceTypeCode')),
  currency: header(text('BuyersCurrency')),
  internalOrderNumber: header(text('InternalOrderNumber')),
  internalOrderDate: header(date('InternalOrderDate')),
  department: header(text('Department')),
  division: header(text('Division')),
  customerOrderNumber: header(text('CustomerOrderNumber')),
  pro: header(text('CarrierProNumber')),
  billOfLading: header(text('BillOfLadingNumber')),
  shipDate: header(date('ShipDate')),
  deliveryDate: header(date('ShipDeliveryDate')),
  terms: at('Header', paymentTerms),
  dates: at('Header', dates),
  contacts: at('Header', contacts),
  addresses: at('Header', addresses),
  references: at('Header', references),
  notes: at('Header', notes),
  taxes: at('Header', taxes),
  allowances: at('Header', detailedAllowances),
  fob: at('Header', fob),
  carriers: at('Header', carriers),
  totals: at('Header', quantityTotals),
  lines,
  totalAmount: summary(decimal('TotalAmount')),
  totalSales: summary(decimal('TotalSalesAmount')),
  totalFreight: summary(decimal('TotalFreightCharges')),
  totalNonFreight: summary(decimal('TotalNonFreightCharges')),
  totalTaxesAndCharges: summary(decimal('TotalTaxesAndCharges')),
  totalTermsDiscount: summary(decimal('TotalTermsDiscountAmount')),
  totalAllowances: summary(decimal('TotalAllowancesAmount')),
  totalCharges: summary(decimal('TotalChargesAmount')),
  totalCartons: summary(decimal('TotalCartonCount')),
  totalLines: summary(text('TotalLineItemNumber')),
  dueByTermsDate: summary(decimal('InvoiceAmtDueByTermsDate')),
});

/** What an 810 says. */
export function toInvoice(document: Pick<RsxDocument, 'root'>): Invoice {
  return invoice.read(rootCursor('810', document.root));
}

/** The tree of an 810, in schema order and without blanks. */
export function fromInvoice(value: Invoice): RsxNode {
  const draft = newDraft('Invoice');
  invoice.write(value, draft);
  return finishDocument('810', draft);
}
