import type { Decimal } from 'decimal.js';
import { BadRequest, dayOf, maybeNumber, numberOf, objects, oneOf, textOf, type Body } from '../../requests.ts';
import type { StoredRow } from '../rows.ts';
import { announce, chargesOf } from './invoice.ts';
import { addCharge, addInvoice, chargesOfRecord, figure } from './invoiceRows.ts';
import {
  advance,
  amountOf,
  decimal,
  namedQuantities,
  noon,
  oneOrder,
  partOf,
  postedAt,
  shareOf,
  sumOf,
  text,
  type BackOfficeParts,
} from './parts.ts';
import { addSlipLine } from './ship.ts';

/** A slip with its header rows and the lines that still count. */
interface Slip {
  readonly head: StoredRow;
  readonly lines: readonly StoredRow[];
}

function slipOf({ journals }: BackOfficeParts, number: string): Slip {
  const [head] = journals.find('CustPackingSlipJourBiEntities', 'PackingSlipId', number);
  if (!head) throw new BadRequest(`There is no packing slip ${number}.`);
  const lines = journals.find('CustPackingSlipTransBiEntities', 'PackingSlipId', number);
  return { head, lines: lines.toSorted((a, b) => Number(a['LineNum']) - Number(b['LineNum'])) };
}

const orderLine = (parts: BackOfficeParts, row: StoredRow): StoredRow | undefined =>
  parts.orders.line(text(row, 'dataAreaId'), text(row, 'InventTransId'));

/**
 * `POST correct {"slip", "lines": [{"line", "quantity"}], "as"?: "in-place" | "reversal"}`. In place the rows change and
 * keep their stamp, so that no watermark sees it; a reversal adds rows with the difference under the slip's own number.
 */
export function correctSlip(parts: BackOfficeParts, body: Body): object {
  const { head, lines } = slipOf(parts, textOf(body, 'slip'));
  const named = namedQuantities(body);
  if (!named) throw new BadRequest('"lines" says which quantities are right: [{"line", "quantity"}].');
  const changes = [...named].map(([number, quantity]) => {
    const row = lines.find((one) => Number(one['LineNum']) === number);
    if (!row) throw new BadRequest(`The slip has no line ${number}.`);
    return { row, difference: quantity.minus(netOf(lines, row)) };
  });
  if (oneOf(body, 'as', ['in-place', 'reversal'], 'in-place') === 'reversal') reverse(parts, head, changes, body);
  else changes.forEach(({ row, difference }) => changeInPlace(parts, head, row, difference));
  return { slip: head['PackingSlipId'], changed: changes.length };
}

/**
 * `POST cancel-slip {"slip", "as"?: "negative" | "zero" | "vanish"}`: how a cancelled slip shows differs between
 * versions, so that each of the three ways can be had.
 */
export function cancelSlip(parts: BackOfficeParts, body: Body): object {
  const { journals } = parts;
  const { head, lines } = slipOf(parts, textOf(body, 'slip'));
  const as = oneOf(body, 'as', ['negative', 'zero', 'vanish'], 'negative');
  if (as === 'negative') reverse(parts, head, whatCounts(lines), body);
  else for (const row of lines) changeInPlace(parts, head, row, decimal(row['Qty']).neg());
  if (as === 'vanish') {
    journals.remove('CustPackingSlipJourBiEntities', head);
    for (const set of ['CustPackingSlipTransBiEntities', 'BusinessDocumentStockedPackingSlipLines'])
      for (const row of journals.find(set, 'PackingSlipId', text(head, 'PackingSlipId'))) journals.remove(set, row);
  }
  return { slip: head['PackingSlipId'], as };
}

interface Difference {
  readonly row: StoredRow;
  readonly difference: Decimal;
}

/** What a slip says of the lot of a row, with everything that was taken back of it. */
function netOf(lines: readonly StoredRow[], row: StoredRow): Decimal {
  return sumOf(lines.filter((one) => one['InventTransId'] === row['InventTransId']).map((one) => decimal(one['Qty'])));
}

/** What still counts of a slip, taken back: a lot once, or each cancellation would take back all those before it too. */
function whatCounts(lines: readonly StoredRow[]): readonly Difference[] {
  const latest = new Map(lines.map((row) => [row['InventTransId'], row]));
  const changes = [...latest.values()].map((row) => ({ row, difference: netOf(lines, row).neg() }));
  const counting = changes.filter(({ difference }) => !difference.isZero());
  if (counting.length === 0) throw new BadRequest('Nothing of the packing slip counts any more: it is cancelled.');
  return counting;
}

function reverse(parts: BackOfficeParts, head: StoredRow, changes: readonly Difference[], body: Body): void {
  const { journals } = parts;
  const { stamp } = postedAt(parts, body);
  const { etag: _etag, ...same } = head;
  const total = sumOf(changes.map(({ difference }) => difference));
  const weight = decimal(head['Qty']).isZero() ? total : decimal(head['Weight']).div(decimal(head['Qty'])).times(total);
  journals.add('CustPackingSlipJourBiEntities', {
    ...same,
    SourceDocumentHeader: journals.record(),
    SourceKey: journals.record(),
    Qty: total.toNumber(),
    Weight: weight.toNumber(),
    CreatedOn: stamp,
  });
  const key = {
    dataAreaId: text(head, 'dataAreaId'),
    SalesId: text(head, 'SalesId'),
    PackingSlipId: text(head, 'PackingSlipId'),
    DeliveryDate: text(head, 'DeliveryDate'),
  };
  for (const { row, difference } of changes) {
    const line = orderLine(parts, row);
    if (!line) continue;
    addSlipLine(parts, key, { line, quantity: difference, number: Number(row['LineNum']) + 1_000, stamp });
    advance(parts, line, '#shipped', difference);
  }
}

function changeInPlace(parts: BackOfficeParts, head: StoredRow, row: StoredRow, difference: Decimal): void {
  const { journals } = parts;
  const quantity = decimal(row['Qty']).plus(difference).toNumber();
  journals.change('CustPackingSlipTransBiEntities', row, { Qty: quantity, inventQty: quantity });
  journals.change('CustPackingSlipJourBiEntities', head, { Qty: decimal(head['Qty']).plus(difference).toNumber() });
  const stocked = journals
    .find('BusinessDocumentStockedPackingSlipLines', 'PackingSlipId', text(head, 'PackingSlipId'))
    .find((one) => (one['#line'] ?? one['LineNum']) === row['LineNum']);
  if (stocked) journals.change('BusinessDocumentStockedPackingSlipLines', stocked, { Quantity: quantity });
  const line = orderLine(parts, row);
  if (line) advance(parts, line, '#shipped', difference);
}

function invoiceOf({ journals }: BackOfficeParts, number: string): StoredRow {
  const [head] = journals.find('CustInvoiceJourBiEntities', 'InvoiceId', number);
  if (!head) throw new BadRequest(`There is no invoice ${number}.`);
  return head;
}

/**
 * `POST credit {"invoice", "share"?, "lines"?: [{"line", "quantity"}], "charges"?}`: a credit note over part of an
 * invoice, by its own line numbers, in the same journals with negative amounts.
 */
export function credit(parts: BackOfficeParts, body: Body): object {
  const { journals, orders } = parts;
  const original = invoiceOf(parts, textOf(body, 'invoice'));
  const header = oneOrder(orders, text(original, 'SalesId'));
  const named = namedQuantities(body);
  const posted = postedAt(parts, body);
  const rows = journals
    .find('CustInvoiceTransBiEntities', 'InvoiceId', text(original, 'InvoiceId'))
    .toSorted((a, b) => Number(a['LineNum']) - Number(b['LineNum']));
  const lines = rows.flatMap((row) => {
    const line = orderLine(parts, row);
    const back = named ? named.get(Number(row['LineNum'])) : partOf(decimal(row['Qty']), shareOf(body));
    if (!line || back === undefined || back.isZero()) return [];
    const quantity = back.neg();
    return [{ line, quantity, amount: amountOf(line, quantity) }];
  });
  const made = addInvoice(parts, {
    header,
    lines,
    posted,
    charges: chargesOf(body),
    taxPercent: decimal(0),
    endDiscount: decimal(0),
    terms: text(original, 'Payment'),
    dueDay: posted.day,
    cashDiscount: undefined,
    proforma: false,
    reverses: text(original, 'SourceKey'),
  });
  announce(parts, header, made.number, made.total, posted);
  return { creditNote: made.number, voucher: made.voucher, total: made.total.toNumber() };
}

/** `POST charge {"invoice", "code", "text"?, "amount"}`: a charge that is added to a posted invoice, which is stamped anew. */
export function charge(parts: BackOfficeParts, body: Body): object {
  const { journals } = parts;
  const head = invoiceOf(parts, textOf(body, 'invoice'));
  const amount = decimal(numberOf(body, 'amount', 0, -1e9, 1e9));
  const { stamp } = postedAt(parts, body);
  const record = text(head, 'SourceKey');
  const one = { code: textOf(body, 'code'), text: textOf(body, 'text'), amount, line: undefined };
  addCharge(parts, text(head, 'dataAreaId'), record, 62, chargesOfRecord(parts, record) + 1, one);
  const total = figure(head, 'InvoiceAmount').plus(amount).toNumber();
  const charges = figure(head, 'SumMarkup').plus(amount).toNumber();
  journals.change('CustInvoiceJourBiEntities', head, {
    InvoiceAmount: total,
    SumMarkup: charges,
    SysModifiedDateTime: stamp,
  });
  for (const other of journals.find('SalesInvoiceHeadersV2', 'InvoiceNumber', text(head, 'InvoiceId')))
    journals.change('SalesInvoiceHeadersV2', other, { TotalInvoiceAmount: total, TotalChargeAmount: charges });
  return { invoice: head['InvoiceId'], total };
}

/**
 * `POST change-confirmation {"confirmation", "lines": [{"line", "quantity"?, "price"?, "shipDate"?}]}`: a posted
 * confirmation changed in place, which no stamp shows.
 */
export function changeConfirmation(parts: BackOfficeParts, body: Body): object {
  const { journals } = parts;
  const number = textOf(body, 'confirmation');
  const rows = journals.find('SalesOrderConfirmationLines', 'ConfirmationNumber', number);
  if (rows.length === 0) throw new BadRequest(`There is no confirmation ${number}.`);
  const changes = objects(body, 'lines').map((change) => {
    const row = rows.find((one) => Number(one['LineNumber']) === numberOf(change, 'line', 0, 0, 1_000_000));
    if (!row) throw new BadRequest(`The confirmation has no line ${String(change['line'])}.`);
    const quantity = maybeNumber(change, 'quantity', 0, 1e9) ?? Number(row['ConfirmedSalesQuantity']);
    const price = maybeNumber(change, 'price', 0, 1e9) ?? Number(row['SalesPrice']);
    const day = dayOf(change, 'shipDate');
    const values = {
      ConfirmedSalesQuantity: quantity,
      SalesPrice: price,
      LineAmount: decimal(price).times(quantity).toDecimalPlaces(2).toNumber(),
      ...(day === undefined ? {} : { ConfirmedShippingDate: noon(day) }),
    };
    return { row, values };
  });
  for (const { row, values } of changes) journals.change('SalesOrderConfirmationLines', row, values);
  return { confirmation: number, changed: changes.length };
}
