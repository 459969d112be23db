import { BadRequest, dayOf, maybeNumber, numberOf, objects, textOf, yesOrNo, type Body } from '../../requests.ts';
import type { StoredRow } from '../rows.ts';
import { chosenOrders, decimal, done, edit, lineOf, noon, oneOrder, openLines, text, type BackOfficeParts } from './parts.ts';

interface LineEdit {
  readonly line: number;
  readonly quantity: number | undefined;
  readonly price: number | undefined;
  readonly shipDate: string | undefined;
  readonly cancel: boolean;
}

/** `POST change {"order", "lines": [{"line", "quantity"?, "price"?, "shipDate"?, "cancel"?}]}`: a person edits the order. */
export function changeOrder(parts: BackOfficeParts, body: Body): object {
  const header = oneOrder(parts.orders, textOf(body, 'order'));
  const edits = lineEditsOf(body, 'lines').map((change) => lineEdit(parts, header, change));
  for (const edited of edits) edited();
  return { order: text(header, 'SalesOrderNumber'), changed: edits.length };
}

/** Edits of lines by their numbers, as a request names them. */
export function lineEditsOf(body: Body, name: string): readonly LineEdit[] {
  return objects(body, name).map((change) => ({
    line: numberOf(change, 'line', 0, 0, 1_000_000),
    quantity: maybeNumber(change, 'quantity', 0, 1e9),
    price: maybeNumber(change, 'price', 0, 1e9),
    shipDate: dayOf(change, 'shipDate'),
    cancel: yesOrNo(change, 'cancel', false),
  }));
}

/** One line as a person edits it; found at once and edited by the call, so that nothing is done where a line is missing. */
export function lineEdit(parts: BackOfficeParts, header: StoredRow, change: LineEdit): () => void {
  const line = lineOf(parts, header, change.line);
  return () => (change.cancel ? cancelLine(line) : editLine(line, change));
}

function editLine(line: StoredRow, change: LineEdit): void {
  edit(line, {
    ...(change.quantity === undefined ? {} : { OrderedSalesQuantity: change.quantity }),
    ...(change.price === undefined ? {} : { SalesPrice: change.price }),
    ...(change.shipDate === undefined ? {} : { ConfirmedShippingDate: noon(change.shipDate) }),
  });
  edit(line, {
    LineAmount: decimal(line['SalesPrice']).times(decimal(line['OrderedSalesQuantity'])).toDecimalPlaces(2).toNumber(),
  });
}

/** Cancelled means that nothing more of it is delivered. */
function cancelLine(line: StoredRow): void {
  const shipped = done(line, '#shipped');
  edit(line, {
    OrderedSalesQuantity: shipped.toNumber(),
    SalesOrderLineStatus: shipped.isZero() ? 'Canceled' : done(line, '#invoiced').gte(shipped) ? 'Invoiced' : 'Delivered',
  });
}

/**
 * `POST split {"order", "line", "quantity"}`: so much of a line becomes a line of its own with a lot of its own, as when
 * deliveries are planned in parts. Customer line number and item stay.
 */
export function splitLine(parts: BackOfficeParts, body: Body): object {
  const { orders } = parts;
  const header = oneOrder(orders, textOf(body, 'order'));
  const line = lineOf(parts, header, numberOf(body, 'line', 1, 0, 1_000_000));
  const quantity = numberOf(body, 'quantity', 1, 0, 1e9);
  const rest = decimal(line['OrderedSalesQuantity']).minus(quantity);
  if (quantity <= 0 || rest.lte(done(line, '#shipped')))
    throw new BadRequest('"quantity" is more than nothing and less than what is open of the line.');
  const sequence = orders.next(`line of ${text(header, 'dataAreaId')} ${text(header, 'SalesOrderNumber')}`);
  const lot = String(orders.next('lot')).padStart(8, '0');
  const amount = (part: number): number => decimal(line['SalesPrice']).times(part).toDecimalPlaces(2).toNumber();
  orders.addLine({
    ...line,
    InventoryLotId: lot,
    LineNumber: sequence,
    LineCreationSequenceNumber: sequence,
    OrderedSalesQuantity: quantity,
    LineAmount: amount(quantity),
    SalesOrderLineStatus: 'Backorder',
    '#shipped': 0,
    '#invoiced': 0,
    etag: 1,
  });
  edit(line, { OrderedSalesQuantity: rest.toNumber(), LineAmount: amount(rest.toNumber()) });
  return { order: text(header, 'SalesOrderNumber'), line: sequence, lot };
}

/** `POST cancel {"orders"}`: what was not delivered of these orders is cancelled. */
export function cancelOrders(parts: BackOfficeParts, body: Body): object {
  const canceled = chosenOrders(parts, body).map((header) => {
    for (const line of openLines(parts, header)) cancelLine(line);
    if (openLines(parts, header).length === 0)
      edit(header, { SalesOrderStatus: 'Canceled', SalesOrderProcessingStatus: 'Canceled' });
    return text(header, 'SalesOrderNumber');
  });
  return { canceled };
}

/** `POST pick {"orders"}`: the warehouse has begun; only the processing status shows it. */
export function pickOrders(parts: BackOfficeParts, body: Body): object {
  const picking = chosenOrders(parts, body).map((header) => {
    edit(header, { SalesOrderProcessingStatus: 'PickingList' });
    return text(header, 'SalesOrderNumber');
  });
  return { picking };
}
