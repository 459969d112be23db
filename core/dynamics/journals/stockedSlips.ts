import { postingKey } from '#core/domain/posting.ts';
import type { Posting, PostingLine } from '#core/domain/posting.ts';
import type { EntityShape } from '../metadata.ts';
import type { SalesOrderRef } from '../journals.types.ts';
import { addShipments } from './companions.ts';
import type { Companions } from './companions.ts';
import { headsByNumber, headsByOrder, headsSince, optional } from './headSet.ts';
import type { HeadSet } from './headSet.ts';
import { readOrderLineRows } from './orderLineRows.ts';
import type { OrderLineRow } from './orderLineRows.ts';
import { sameDocument, withLines } from './reader.ts';
import type { JournalReader } from './reader.ts';
import type { Fields, JournalContext } from './rows.ts';

/**
 * Packing slips where the BI entities are missing: rows of one line each with slip, order, delivery date, line and
 * quantity, and nothing else. Item, unit and lot come from the order line of the same number.
 */
export function stockedSlipReader(
  context: JournalContext,
  shape: EntityShape,
  orderLines: EntityShape,
  companions: Companions,
): JournalReader {
  const headSet: HeadSet = {
    kind: 'packing-slip',
    shape,
    names: ['SalesId', 'PackingSlipId', 'DeliveryDate', 'LineNum', 'LineNumber', 'CustomersLineNumber', 'Quantity'],
    number: 'PackingSlipId',
    order: 'SalesId',
    stamp: { name: 'DeliveryDate', precision: 'day' },
    posting: (fields) => toPosting(fields, shape.set),
  };
  return {
    source: {
      kind: 'packing-slip',
      set: shape.set,
      lineSet: shape.set,
      companions: companions.sets,
      watermark: 'day',
      unknown: [
        'Packing slips carry only a delivery date here: one that is posted under an earlier day is found by the daily sweep, not at once.',
        'The set tells no customer, weight, bill of lading or carrier: customer and reference come from the order, the rest is typed in.',
        'Some environments list a slip in this set only when it is invoiced: ship notices may then be late.',
        'A slip over several orders may be known by its first order only: where its lines do not fit that order, or another order of the customer is shipped without a slip, the notice is held and says so.',
        ...companions.unknown,
      ],
    },
    since: (since, signal) => headsSince(context, headSet, since, signal),
    byNumber: (wanted, signal) => headsByNumber(context, headSet, wanted, signal),
    byOrder: (orders, signal) => headsByOrder(context, headSet, orders, signal),
    async complete(found, signal) {
      const postings = found.map(({ posting }) => posting);
      const [shipped, rows] = await Promise.all([
        addShipments(context, companions, postings, signal),
        readOrderLineRows(context, orderLines, postings.flatMap(ordersOf), signal),
      ]);
      const byLine = new Map(rows.map((row) => [lineKey(row.company, row.salesOrder, row.lineNumber), row]));
      return shipped.map((posting) =>
        withLines(
          posting,
          posting.lines.map((line, index) => named(posting, line, byLine, index)),
        ),
      );
    },
  };
}

const ordersOf = ({ company, salesOrders }: Posting): readonly SalesOrderRef[] =>
  salesOrders.map((salesOrder) => ({ company, salesOrder }));

const lineKey = (company: string, order: string, line: string): string => `${sameDocument(company, order)}|${Number(line)}`;

/** A row as a slip with one line; rows of one slip become one posting (`merge`). */
function toPosting(fields: Fields, set: string): Posting {
  const company = fields.text('dataAreaId').toLowerCase();
  const order = fields.text('SalesId');
  const number = fields.text('PackingSlipId');
  const date = fields.day('DeliveryDate') ?? '';
  return {
    kind: 'packing-slip',
    key: postingKey.packingSlip(company, number, date, order),
    company,
    number,
    voucher: '',
    date,
    salesOrders: [order],
    customer: '',
    invoiceAccount: '',
    requisition: '',
    reference: '',
    currency: '',
    lines: [
      {
        // The order line's number until the order line itself is known.
        position: Number(fields.figure('LineNum') ?? fields.decimal('LineNumber')),
        salesOrder: order,
        lotId: '',
        itemNumber: '',
        externalItem: '',
        name: '',
        quantity: fields.decimal('Quantity'),
        unit: '',
        ...(fields.has('CustomersLineNumber') ? { customersLineNumber: fields.integer('CustomersLineNumber') } : {}),
      },
    ],
    charges: [],
    set,
  };
}

/** The line with what its order line tells; one that the order does not have, or has as another line, stays with its quantity alone. */
function named(posting: Posting, line: PostingLine, byLine: ReadonlyMap<string, OrderLineRow>, index: number): PostingLine {
  const row = byLine.get(lineKey(posting.company, line.salesOrder, String(line.position)));
  if (!row) return { ...line, position: index + 1 };
  if (isOtherLine(line, row)) return { ...line, position: index + 1, customersLineNumber: 0 };
  return {
    ...line,
    position: index + 1,
    lotId: row.lotId,
    itemNumber: row.itemNumber,
    externalItem: row.externalItem,
    name: row.name,
    unit: row.unit,
    ordered: row.ordered,
    customersLineNumber: row.customersLineNumber,
    ...optional('requestedShip', row.requestedShip),
    ...optional('confirmedShip', row.confirmedShip),
  };
}

/** The number that we gave the order line stands in the later sets: another one there is a line of another order. */
const isOtherLine = ({ customersLineNumber = 0 }: PostingLine, row: OrderLineRow): boolean =>
  customersLineNumber > 0 && row.customersLineNumber > 0 && customersLineNumber !== row.customersLineNumber;
