import type { EntityShape } from '../metadata.ts';
import { textOf } from '../json.ts';
import type { OrderLineState, SalesOrderRef } from '../journals.types.ts';
import { optional } from './headSet.ts';
import { readWhere } from './rows.ts';
import type { Fields, JournalContext } from './rows.ts';

/** An order line as its own set has it, without what the journals tell of it. */
export type OrderLineRow = Omit<OrderLineState, 'shipped' | 'invoiced'> & { readonly name: string };

/** Dynamics' own figure of what is to be delivered: not every version shows it. */
const remainingNames = ['RemainingSalesQuantity', 'RemainSalesPhysical'] as const;

const names = [
  'dataAreaId',
  'SalesOrderNumber',
  'InventoryLotId',
  'LineNumber',
  'CustomersLineNumber',
  'ItemNumber',
  'ExternalItemNumber',
  'LineDescription',
  'OrderedSalesQuantity',
  'SalesUnitSymbol',
  'SalesPrice',
  'SalesPriceQuantity',
  'SalesOrderLineStatus',
  'RequestedShippingDate',
  'RequestedReceiptDate',
  'ConfirmedShippingDate',
  ...remainingNames,
];

/** The lines of these orders in the order of their numbers. */
export async function readOrderLineRows(
  context: JournalContext,
  shape: EntityShape,
  orders: readonly SalesOrderRef[],
  signal: AbortSignal | undefined,
): Promise<readonly OrderLineRow[]> {
  const wanted = orders.map(({ company, salesOrder }) => ({ company, value: salesOrder }));
  const rows = await readWhere(context, shape, 'SalesOrderNumber', wanted, { names, operation: 'GET order lines', signal });
  return rows.map(toRow).toSorted((a, b) => Number(a.lineNumber) - Number(b.lineNumber));
}

function toRow(fields: Fields): OrderLineRow {
  const remaining = remainingNames.map((name) => fields.figure(name)).find((figure) => figure !== undefined);
  return {
    company: fields.text('dataAreaId').toLowerCase(),
    salesOrder: fields.text('SalesOrderNumber'),
    lotId: fields.text('InventoryLotId'),
    lineNumber: fields.decimal('LineNumber'),
    customersLineNumber: fields.integer('CustomersLineNumber'),
    itemNumber: fields.text('ItemNumber'),
    externalItem: fields.text('ExternalItemNumber'),
    name: fields.text('LineDescription'),
    ordered: fields.decimal('OrderedSalesQuantity'),
    unit: fields.text('SalesUnitSymbol'),
    price: fields.decimal('SalesPrice'),
    priceUnit: fields.figure('SalesPriceQuantity') ?? '1',
    status: fields.text('SalesOrderLineStatus'),
    ...optional('remaining', remaining),
    ...optional('requestedShip', fields.day('RequestedShippingDate')),
    ...optional('requestedReceipt', fields.day('RequestedReceiptDate')),
    ...optional('confirmedShip', fields.day('ConfirmedShippingDate')),
    etag: textOf(fields.row, '@odata.etag'),
  };
}
