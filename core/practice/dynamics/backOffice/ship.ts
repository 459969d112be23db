import type { Decimal } from 'decimal.js';
import type { Body } from '../../requests.ts';
import type { StoredRow } from '../rows.ts';
import {
  advance,
  amountOf,
  chosenOrders,
  decimal,
  done,
  namedQuantities,
  nextNumber,
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
import { addTransport, arrange, howOf, type How } from './transport.ts';

/** One line that leaves with a slip. */
interface Leaving {
  readonly line: StoredRow;
  readonly quantity: Decimal;
}

interface Shipment {
  readonly headers: readonly StoredRow[];
  readonly lines: readonly Leaving[];
}

const weightAnEach = 2.5;

/**
 * `POST ship {"orders", "share"?, "lines"?: [{"line", "quantity"}], "consolidate"?, "rowsName"?: "first" | "own",
 * "tracking"?: [texts], "bare"?, "load"?: {"pro", "seal", "trailer", "billOfLading", "carrier"}, "stampedMinutesAgo"?,
 * "daysAgo"?}`. One packing slip an order, or with `consolidate` one a customer over all its orders; the rows of the stocked
 * set then name the first order and count through, or (`own`) each line's own order and number: both are possible. `lines` name quantities, also more than is open.
 * Without `bare` a parcel gets a tracking number and a truck a load with PRO, seal and trailer.
 */
export function ship(parts: BackOfficeParts, body: Body): object {
  const posted = postedAt(parts, body);
  const wanted = { named: namedQuantities(body), share: shareOf(body) };
  const how = howOf(body);
  const skipped: Skipped[] = [];
  const shipments = chosenOrders(parts, body).flatMap((header): readonly Shipment[] => {
    const lines = header['SalesOrderStatus'] === 'Canceled' ? [] : leaving(parts, header, wanted);
    if (lines.length > 0) return [{ headers: [header], lines }];
    skipped.push({ order: text(header, 'SalesOrderNumber'), why: 'nothing of it is open' });
    return [];
  });
  const slips = how.consolidate ? consolidated(shipments) : shipments;
  return { shipped: slips.map((shipment) => post(parts, shipment, posted, how)), skipped };
}

/** How much leaves: as named line by line, else a share of what is open. */
interface Wanted {
  readonly named: ReadonlyMap<number, Decimal> | undefined;
  readonly share: number;
}

function leaving(parts: BackOfficeParts, header: StoredRow, { named, share }: Wanted): readonly Leaving[] {
  return openLines(parts, header).flatMap((line) => {
    const open = decimal(line['OrderedSalesQuantity']).minus(done(line, '#shipped'));
    const quantity = named ? named.get(Number(line['LineNumber'])) : open.gt(0) ? partOf(open, share) : undefined;
    return quantity === undefined || quantity.isZero() ? [] : [{ line, quantity }];
  });
}

function consolidated(shipments: readonly Shipment[]): readonly Shipment[] {
  const groups = Map.groupBy(shipments, ({ headers: [header] }) =>
    header ? `${text(header, 'dataAreaId')}|${text(header, 'OrderingCustomerAccountNumber')}` : '',
  );
  return [...groups.values()].map((members) => ({
    headers: members.flatMap(({ headers }) => headers),
    lines: members.flatMap(({ lines }) => lines),
  }));
}

function post(parts: BackOfficeParts, shipment: Shipment, posted: Posted, how: How): object {
  const { journals } = parts;
  const [header] = shipment.headers;
  if (!header) throw new Error('a slip belongs to an order');
  const company = text(header, 'dataAreaId');
  const slip = nextNumber(parts, 'PS');
  const key = { dataAreaId: company, SalesId: text(header, 'SalesOrderNumber'), PackingSlipId: slip, DeliveryDate: posted.date };
  const quantity = sumOf(shipment.lines.map((one) => one.quantity)).toNumber();
  const transport = arrange(parts, header, how);
  journals.add('CustPackingSlipJourBiEntities', {
    ...key,
    SourceDocumentHeader: journals.record(),
    SourceKey: journals.record(),
    PurchaseOrder: header['CustomerRequisitionNumber'],
    CustomerRef: header['CustomersOrderReference'],
    OrderAccount: header['OrderingCustomerAccountNumber'],
    InvoiceAccount: header['InvoiceCustomerAccountNumber'],
    DeliveryName: header['DeliveryAddressName'],
    DocumentDate: posted.date,
    CreatedOn: posted.stamp,
    DlvMode: header['DeliveryModeCode'],
    Qty: quantity,
    Weight: quantity * weightAnEach,
    BillOfLadingId: transport.billOfLading,
    BOLCarrierName: transport.carrierName,
    ShipCarrierId: transport.carrier,
    inventLocationId: header['DefaultShippingWarehouseId'],
    LedgerVoucher: nextNumber(parts, 'PSV'),
    SysDataAreaId: company,
    NumberSequenceGroup: '',
  });
  const several = shipment.headers.length > 1;
  const lines = shipment.lines.map(({ line }, index) => (several ? index + 1 : Number(line['LineNumber'])));
  shipment.lines.forEach(({ line, quantity: shipped }, index) =>
    addSlipLine(parts, key, {
      line,
      quantity: shipped,
      number: lines[index] ?? 0,
      stamp: posted.stamp,
      ...(how.own ? { shownAs: { SalesId: text(line, 'SalesOrderNumber'), LineNum: Number(line['LineNumber']) } } : {}),
    }),
  );
  for (const { line, quantity: shipped } of shipment.lines) advance(parts, line, '#shipped', shipped);
  addTransport(parts, key, transport);
  return { slip, company, orders: shipment.headers.map((one) => text(one, 'SalesOrderNumber')), lines, date: posted.day };
}

export interface SlipKey {
  readonly dataAreaId: string;
  readonly SalesId: string;
  readonly PackingSlipId: string;
  readonly DeliveryDate: string;
}

interface SlipLine extends Leaving {
  readonly number: number;
  readonly stamp: string;
  /** Order and number in the stocked set, where they are not the slip's own. */
  readonly shownAs?: { readonly SalesId: string; readonly LineNum: number };
}

/** A line of a slip in both sets that tell it; a correction adds negative ones. */
export function addSlipLine({ journals }: BackOfficeParts, key: SlipKey, one: SlipLine): void {
  const { line, quantity, number, stamp, shownAs = { SalesId: key.SalesId, LineNum: number } } = one;
  const ordered = decimal(line['OrderedSalesQuantity']);
  journals.add('CustPackingSlipTransBiEntities', {
    ...key,
    SourceDocumentLine: journals.record(),
    SourceKey: journals.record(),
    OrigSalesId: line['SalesOrderNumber'],
    LineNum: number,
    ItemId: line['ItemNumber'],
    ExternalItemId: line['ExternalItemNumber'],
    Name: line['LineDescription'],
    Qty: quantity.toNumber(),
    inventQty: quantity.toNumber(),
    Ordered: ordered.toNumber(),
    Remain: ordered.minus(done(line, '#shipped')).minus(quantity).toNumber(),
    SalesUnit: line['SalesUnitSymbol'],
    PriceUnit: line['SalesPriceQuantity'],
    Weight: quantity.times(weightAnEach).toNumber(),
    InventTransId: line['InventoryLotId'],
    SalesLineShippingDateRequested: line['RequestedShippingDate'],
    SalesLineShippingDateConfirmed: line['ConfirmedShippingDate'],
    AmountCur: amountOf(line, quantity).toNumber(),
    CurrencyCode: line['CurrencyCode'],
    CreatedOn: stamp,
  });
  journals.add('BusinessDocumentStockedPackingSlipLines', {
    ...key,
    ...shownAs,
    LineNumber: shownAs.LineNum,
    '#line': number,
    CustomersLineNumber: line['CustomersLineNumber'],
    Quantity: quantity.toNumber(),
  });
}
