import type { Decimal } from 'decimal.js';
import type { Body } from '../../requests.ts';
import type { StoredRow } from '../rows.ts';
import { lineEdit, lineEditsOf } from './orderChanges.ts';
import {
  amountOf,
  chosenOrders,
  decimal,
  edit,
  noon,
  openLines,
  partOf,
  postedAt,
  shareOf,
  sumOf,
  text,
  type BackOfficeParts,
  type Posted,
  type Skipped,
} from './parts.ts';

interface Confirmed {
  readonly order: string;
  readonly company: string;
  readonly confirmation: string;
}

/**
 * `POST confirm {"orders", "share"?, "changes"?: [{"line", "quantity"?, "price"?, "shipDate"?, "cancel"?}], "daysAgo"?}`.
 * A confirmation is a snapshot of its order: every line that is not cancelled. `share` confirms part of each line and
 * leaves the order as it is; `changes` are edits of the order that the confirmation then shows. "all" leaves out what
 * was confirmed as it stands.
 */
export function confirm(parts: BackOfficeParts, body: Body): object {
  const share = shareOf(body);
  const posted = postedAt(parts, body);
  const headers = chosenOrders(parts, body);
  const changes = lineEditsOf(body, 'changes');
  const edits = new Map(headers.map((header) => [header, changes.map((change) => lineEdit(parts, header, change))]));
  const confirmed: Confirmed[] = [];
  const skipped: Skipped[] = [];
  for (const header of headers) {
    const order = text(header, 'SalesOrderNumber');
    for (const edited of edits.get(header) ?? []) edited();
    const why = whyNot(parts, header, share, body['orders'] === 'all');
    if (why === undefined) confirmed.push(post(parts, header, share, posted));
    else skipped.push({ order, why });
  }
  return { confirmed, skipped };
}

function whyNot(parts: BackOfficeParts, header: StoredRow, share: number, all: boolean): string | undefined {
  if (header['SalesOrderStatus'] === 'Canceled') return 'the order is cancelled';
  if (openLines(parts, header).length === 0) return 'it has no open line';
  return all && header['#confirmedAs'] === asItStands(parts, header, share) ? 'it is confirmed as it stands' : undefined;
}

function asItStands(parts: BackOfficeParts, header: StoredRow, share: number): string {
  const lines = openLines(parts, header).map((line) =>
    ['InventoryLotId', 'OrderedSalesQuantity', 'SalesPrice', 'ConfirmedShippingDate'].map((name) => line[name]),
  );
  return JSON.stringify([share, lines]);
}

function post(parts: BackOfficeParts, header: StoredRow, share: number, { day, date }: Posted): Confirmed {
  const { orders, journals } = parts;
  const company = text(header, 'dataAreaId');
  const order = text(header, 'SalesOrderNumber');
  const number = `${order}-${orders.next(`confirmation of ${company} ${order}`)}`;
  const key = { dataAreaId: company, SalesOrderNumber: order, ConfirmationDate: date, ConfirmationNumber: number };
  const lines = openLines(parts, header);
  for (const line of lines) promise(line, day);
  const shown = lines.map((line) => {
    const quantity = partOf(decimal(line['OrderedSalesQuantity']), share);
    return { line, quantity, amount: amountOf(line, quantity) };
  });
  for (const { line, quantity, amount } of shown)
    journals.add('SalesOrderConfirmationLines', { ...key, ...lineRow(line, quantity, amount) });
  const subtotal = sumOf(shown.map(({ amount }) => amount));
  journals.add('SalesOrderConfirmationHeaders', {
    ...key,
    CustomerRequisitionNumber: header['CustomerRequisitionNumber'],
    CustomersOrderReference: header['CustomersOrderReference'],
    OrderingCustomerAccountNumber: header['OrderingCustomerAccountNumber'],
    InvoiceCustomerAccountNumber: header['InvoiceCustomerAccountNumber'],
    CurrencyCode: header['CurrencyCode'],
    TotalConfirmedAmount: subtotal.toNumber(),
    SubTotalAmount: subtotal.toNumber(),
    TotalQuantity: sumOf(shown.map(({ quantity }) => quantity)).toNumber(),
    PaymentTermsName: text(header, 'PaymentTermsName') || 'Net30',
    DeliveryModeCode: header['DeliveryModeCode'],
  });
  edit(header, { SalesOrderProcessingStatus: 'Confirmed', '#confirmedAs': asItStands(parts, header, share) });
  return { order, company, confirmation: number };
}

/** A line without a promised day is promised for the day that was asked for, or for today. */
function promise(line: StoredRow, today: string): void {
  if (!text(line, 'ConfirmedShippingDate').startsWith('1900')) return;
  const asked = text(line, 'RequestedShippingDate').slice(0, 10);
  edit(line, { ConfirmedShippingDate: noon(asked === '' || asked.startsWith('1900') ? today : asked) });
}

function lineRow(line: StoredRow, quantity: Decimal, amount: Decimal): object {
  return {
    LineNumber: line['LineNumber'],
    SalesOrderLineInventoryLotId: line['InventoryLotId'],
    ItemNumber: line['ItemNumber'],
    ExternalItemNumber: line['ExternalItemNumber'],
    LineDescription: line['LineDescription'],
    ConfirmedSalesQuantity: quantity.toNumber(),
    ConfirmedInventoryQuantity: quantity.toNumber(),
    SalesUnitSymbol: line['SalesUnitSymbol'],
    SalesPrice: line['SalesPrice'],
    SalesPriceQuantity: line['SalesPriceQuantity'],
    LineAmount: amount.toNumber(),
    LineDiscountPercentage: line['LineDiscountPercentage'],
    ConfirmedShippingDate: line['ConfirmedShippingDate'],
    ShippingSiteId: line['ShippingSiteId'],
    ShippingWarehouseId: line['ShippingWarehouseId'],
  };
}
