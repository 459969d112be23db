import { Decimal } from 'decimal.js';
import type { StoredRow } from '../rows.ts';
import { decimal, nextNumber, noon, sumOf, text, type BackOfficeParts, type Posted } from './parts.ts';

/** An order line with what is billed of it; negative on a credit note. */
export interface Billed {
  readonly line: StoredRow;
  readonly quantity: Decimal;
  readonly amount: Decimal;
}

export interface Charge {
  readonly code: string;
  readonly text: string;
  readonly amount: Decimal;
  /** The invoice line it belongs to, from 1. */
  readonly line: number | undefined;
}

export interface Invoice {
  readonly header: StoredRow;
  readonly lines: readonly Billed[];
  readonly posted: Posted;
  readonly charges: readonly Charge[];
  readonly taxPercent: Decimal;
  readonly endDiscount: Decimal;
  readonly terms: string;
  readonly dueDay: string;
  readonly cashDiscount: { readonly percent: Decimal; readonly day: string } | undefined;
  readonly proforma: boolean;
  /** Record id of the invoice that a credit note takes back. */
  readonly reverses: string | undefined;
}

/** What `TransTableId` of a charge says it hangs on. */
const lineTable = 64;
const headerTable = 62;

interface Key {
  readonly dataAreaId: string;
  readonly InvoiceId: string;
  readonly InvoiceDate: string;
}

/** Writes an invoice into every set that tells it; returns what it is called and its total. */
export function addInvoice(
  parts: BackOfficeParts,
  invoice: Invoice,
): { readonly number: string; readonly voucher: string; readonly total: Decimal } {
  const { header, lines, posted, charges } = invoice;
  const company = text(header, 'dataAreaId');
  const number = nextNumber(parts, invoice.reverses === undefined ? 'CIV' : 'CCN');
  const voucher = nextNumber(parts, 'CIVV');
  const key: Key = { dataAreaId: company, InvoiceId: number, InvoiceDate: posted.date };
  const taxes = lines.map(({ amount }) => percentOf(amount, invoice.taxPercent));
  const sums = {
    goods: sumOf(lines.map(({ amount }) => amount)),
    charges: sumOf(charges.map(({ amount }) => amount)),
    tax: sumOf(taxes),
  };
  const total = sums.goods.plus(sums.charges).plus(sums.tax).minus(invoice.endDiscount);
  const record = parts.journals.record();
  addHeader(parts, invoice, key, { ...sums, total, voucher, record });
  lines.forEach((one, index) => {
    const own = charges.filter(({ line }) => line === index + 1);
    addLine(parts, key, voucher, posted, { ...one, sequence: index + 1, tax: taxes[index] ?? new Decimal(0), charges: own });
  });
  for (const [index, charge] of charges.filter(({ line }) => line === undefined || line > lines.length).entries())
    addCharge(parts, company, record, headerTable, index + 1, charge);
  return { number, voucher, total };
}

function addHeader(
  { journals }: BackOfficeParts,
  { header, lines, posted, terms, dueDay, cashDiscount, endDiscount, proforma, reverses }: Invoice,
  key: Key,
  made: {
    readonly goods: Decimal;
    readonly charges: Decimal;
    readonly tax: Decimal;
    readonly total: Decimal;
    readonly voucher: string;
    readonly record: string;
  },
): void {
  const cash = cashDiscount && percentOf(made.total, cashDiscount.percent);
  journals.add('CustInvoiceJourBiEntities', {
    ...key,
    SourceKey: made.record,
    SalesId: header['SalesOrderNumber'],
    PurchaseOrder: header['CustomerRequisitionNumber'],
    CustomerRef: header['CustomersOrderReference'],
    OrderAccount: header['OrderingCustomerAccountNumber'],
    InvoiceAccount: header['InvoiceCustomerAccountNumber'],
    InvoiceAmount: made.total.toNumber(),
    SalesBalance: made.goods.toNumber(),
    SumTax: made.tax.toNumber(),
    SumMarkup: made.charges.toNumber(),
    EndDisc: endDiscount.toNumber(),
    CashDisc: cash?.toNumber() ?? 0,
    CashDiscPercent: cashDiscount?.percent.toNumber() ?? 0,
    ...(cashDiscount ? { CashDiscDate: noon(cashDiscount.day) } : {}),
    Payment: terms,
    DueDate: noon(dueDay),
    CurrencyCode: header['CurrencyCode'],
    DlvMode: header['DeliveryModeCode'],
    Qty: sumOf(lines.map(({ quantity }) => quantity)).toNumber(),
    SysModifiedDateTime: posted.stamp,
    CreatedOn: posted.stamp,
    LedgerVoucher: made.voucher,
    Proforma: proforma ? 'Yes' : 'No',
    inventLocationId: header['DefaultShippingWarehouseId'],
    ...(reverses === undefined ? {} : { ReversedRecId: reverses }),
  });
  if (proforma) return;
  journals.add('SalesInvoiceHeadersV2', {
    dataAreaId: key.dataAreaId,
    InvoiceNumber: key.InvoiceId,
    InvoiceDate: key.InvoiceDate,
    LedgerVoucher: made.voucher,
    SalesOrderNumber: header['SalesOrderNumber'],
    CustomersOrderReference: header['CustomersOrderReference'],
    InvoiceCustomerAccountNumber: header['InvoiceCustomerAccountNumber'],
    CurrencyCode: header['CurrencyCode'],
    PaymentTermsName: terms,
    DeliveryModeCode: header['DeliveryModeCode'],
    TotalInvoiceAmount: made.total.toNumber(),
    TotalTaxAmount: made.tax.toNumber(),
    TotalChargeAmount: made.charges.toNumber(),
    TotalDiscountAmount: endDiscount.toNumber(),
    EndDiscount: endDiscount.toNumber(),
    CashDiscount: cash?.toNumber() ?? 0,
  });
}

function addLine(
  parts: BackOfficeParts,
  key: Key,
  voucher: string,
  { stamp }: Posted,
  one: Billed & { readonly sequence: number; readonly tax: Decimal; readonly charges: readonly Charge[] },
): void {
  const { journals } = parts;
  const { line, quantity, amount, sequence, tax } = one;
  const record = journals.record();
  const markup = sumOf(one.charges.map((charge) => charge.amount)).toNumber();
  const same = { LineCreationSequenceNumber: sequence, SalesPrice: line['SalesPrice'], LineAmount: amount.toNumber() };
  journals.add('CustInvoiceTransBiEntities', {
    ...key,
    ...same,
    SourceKey: record,
    CustomerLineNum: line['CustomersLineNumber'],
    InventTransId: line['InventoryLotId'],
    ExternalItemId: line['ExternalItemNumber'],
    ItemId: line['ItemNumber'],
    Name: line['LineDescription'],
    Qty: quantity.toNumber(),
    InventQty: quantity.toNumber(),
    SalesUnit: line['SalesUnitSymbol'],
    PriceUnit: line['SalesPriceQuantity'],
    TaxAmount: tax.toNumber(),
    SalesMarkup: markup,
    SalesId: line['SalesOrderNumber'],
    OrigSalesId: line['SalesOrderNumber'],
    LineNum: sequence,
    CurrencyCode: line['CurrencyCode'],
    SysModifiedDateTime: stamp,
    CreatedOn: stamp,
    numberSequenceGroup: '',
  });
  journals.add('BusinessDocumentSalesInvoiceLineItems', {
    ...key,
    ...same,
    CustInvoiceTransRecId: record,
    CustInvoiceTransTableId: lineTable,
    ExternalItemId: line['ExternalItemNumber'],
    ItemId: line['ItemNumber'],
    Qty: quantity.toNumber(),
  });
  journals.add('SalesInvoiceV4Lines', {
    dataAreaId: key.dataAreaId,
    InvoiceNumber: key.InvoiceId,
    InvoiceDate: key.InvoiceDate,
    LedgerVoucher: voucher,
    ...same,
    ProductNumber: line['ItemNumber'],
    ProductName: line['LineDescription'],
    InvoicedQuantity: quantity.toNumber(),
    SalesUnitSymbol: line['SalesUnitSymbol'],
    LineTotalChargeAmount: markup,
    LineTotalTaxAmount: tax.toNumber(),
    CurrencyCode: line['CurrencyCode'],
  });
  for (const [index, charge] of one.charges.entries()) addCharge(parts, key.dataAreaId, record, lineTable, index + 1, charge);
}

/** A charge on a record: the invoice's own or one of its lines'. */
export function addCharge(
  { journals }: BackOfficeParts,
  company: string,
  record: string,
  table: number,
  line: number,
  { code, text: words, amount }: Charge,
): void {
  journals.add('BusinessDocumentMarkupTransactions', {
    dataAreaId: company,
    TransRecId: record,
    TransTableId: table,
    LineNum: line,
    MarkupCode: code,
    Txt: words,
    CalculatedAmount: amount.toNumber(),
  });
}

function percentOf(amount: Decimal, percent: Decimal): Decimal {
  return amount.times(percent).div(100).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

/** The charges of one record so far. */
export function chargesOfRecord({ journals }: BackOfficeParts, record: string): number {
  return journals.find('BusinessDocumentMarkupTransactions', 'TransRecId', record).length;
}

/** An amount of a row as a decimal; kept here so that sums of a header stay exact. */
export const figure = (row: StoredRow, name: string): Decimal => decimal(row[name]);
