import { postingKey } from '#core/domain/posting.ts';
import type { Posting, PostingLine, PostingShipment } from '#core/domain/posting.ts';
import type { EntityShape } from '../metadata.ts';
import type { JournalSource, PostingHead } from '../journals.types.ts';
import { addShipments } from './companions.ts';
import type { Companions } from './companions.ts';
import { headsByNumber, optional } from './headSet.ts';
import type { HeadSet } from './headSet.ts';
import { headReads, readJournalLines, withLines } from './reader.ts';
import type { JournalReader, LineSet } from './reader.ts';
import type { Fields, JournalContext } from './rows.ts';

export const slipSets = { heads: 'CustPackingSlipJourBiEntities', lines: 'CustPackingSlipTransBiEntities' } as const;

/** Packing slips from the BI entities (dynamics.md 1.6), with tracking and load where the environment has them. */
export function slipReader(
  context: JournalContext,
  heads: EntityShape,
  lines: EntityShape,
  companions: Companions,
): JournalReader {
  const stamped = heads.wire('CreatedOn') !== undefined;
  const headSet: HeadSet = {
    kind: 'packing-slip',
    shape: heads,
    names: headNames,
    number: 'PackingSlipId',
    order: 'SalesId',
    stamp: stamped ? { name: 'CreatedOn', precision: 'instant' } : { name: 'DeliveryDate', precision: 'day' },
    posting: (fields) => toPosting(fields, heads.set),
    reversal: (fields) => Number(fields.decimal('Qty')) < 0,
  };
  const lineSet: LineSet = {
    kind: 'packing-slip',
    shape: lines,
    names: slipLineNames,
    number: 'PackingSlipId',
    order: lines.wire('OrigSalesId') === undefined ? undefined : 'OrigSalesId',
    sequence: 'LineNum',
    belongsBy: ['SalesId', 'DeliveryDate'],
    belongs: (fields, posting) =>
      fields.text('SalesId') === posting.salesOrders[0] && fields.day('DeliveryDate') === posting.date,
    line: (fields, _posting, position) => toLine(fields, position),
  };

  /** A reversal is read as one with the slip that it reverses, which an earlier read may have had. */
  async function whole(found: readonly PostingHead[], signal: AbortSignal | undefined): Promise<readonly PostingHead[]> {
    const reversals = found.filter(({ reversal }) => reversal);
    if (reversals.length === 0) return found;
    const wanted = reversals.map(({ posting }) => ({ company: posting.company, value: posting.number }));
    const again = new Map((await headsByNumber(context, headSet, wanted, signal)).map((head) => [head.key, head]));
    return found.map((head) => again.get(head.key) ?? head);
  }

  return {
    source: sourceOf(heads, lines, companions, stamped),
    ...headReads(context, headSet, lineSet),
    async complete(found, signal) {
      const postings = (await whole(found, signal)).map(({ posting }) => posting);
      const [read, shipped] = await Promise.all([
        readJournalLines(context, lineSet, postings, signal),
        addShipments(context, companions, postings, signal),
      ]);
      return shipped.map((posting) =>
        withLines(
          posting,
          (read.get(posting.key) ?? []).map(({ line }) => line),
        ),
      );
    },
  };
}

function sourceOf(heads: EntityShape, lines: EntityShape, companions: Companions, stamped: boolean): JournalSource {
  const late =
    'Packing slips carry only a delivery date here: one that is posted under an earlier day is found by the daily sweep, not at once.';
  return {
    kind: 'packing-slip',
    set: heads.set,
    lineSet: lines.set,
    companions: companions.sets,
    watermark: stamped ? 'instant' : 'day',
    unknown: [...(stamped ? [] : [late]), ...companions.unknown],
  };
}

const headNames = [
  'PackingSlipId',
  'SalesId',
  'PurchaseOrder',
  'CustomerRef',
  'OrderAccount',
  'InvoiceAccount',
  'DeliveryDate',
  'DlvMode',
  'Qty',
  'Weight',
  'Volume',
  'BillOfLadingId',
  'BOLCarrierName',
  'ShipCarrierId',
  'InventLocationId',
  'LedgerVoucher',
];

/** Lines of packing slips, which tell too what of an order line was shipped. */
export const slipLineNames = [
  'SalesId',
  'OrigSalesId',
  'ItemId',
  'ExternalItemId',
  'Name',
  'Qty',
  'Ordered',
  'Remain',
  'SalesUnit',
  'PriceUnit',
  'InventTransId',
  'DeliveryDate',
  'SalesLineShippingDateRequested',
  'SalesLineShippingDateConfirmed',
  'AmountCur',
];

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
    voucher: fields.text('LedgerVoucher'),
    date,
    salesOrders: [order],
    customer: fields.text('OrderAccount'),
    invoiceAccount: fields.text('InvoiceAccount'),
    requisition: fields.text('PurchaseOrder'),
    reference: fields.text('CustomerRef'),
    currency: '',
    lines: [],
    charges: [],
    shipment: toShipment(fields),
    set,
  };
}

function toShipment(fields: Fields): PostingShipment {
  return {
    billOfLading: fields.text('BillOfLadingId'),
    carrier: fields.text('ShipCarrierId'),
    carrierName: fields.text('BOLCarrierName'),
    deliveryMode: fields.text('DlvMode'),
    pro: '',
    seal: '',
    trailer: '',
    load: '',
    tracking: [],
    ...optional('weight', fields.figure('Weight')),
    ...optional('volume', fields.figure('Volume')),
    warehouse: fields.text('InventLocationId'),
  };
}

function toLine(fields: Fields, position: number): PostingLine {
  return {
    position,
    salesOrder: fields.text('OrigSalesId') || fields.text('SalesId'),
    lotId: fields.text('InventTransId'),
    itemNumber: fields.text('ItemId'),
    externalItem: fields.text('ExternalItemId'),
    name: fields.text('Name'),
    quantity: fields.decimal('Qty'),
    unit: fields.text('SalesUnit'),
    ...optional('ordered', fields.figure('Ordered')),
    ...optional('remaining', fields.figure('Remain')),
    ...optional('priceUnit', fields.figure('PriceUnit')),
    ...optional('amount', fields.figure('AmountCur')),
    ...optional('requestedShip', fields.day('SalesLineShippingDateRequested')),
    ...optional('confirmedShip', fields.day('SalesLineShippingDateConfirmed')),
  };
}
