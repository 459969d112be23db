import { Decimal, decimalText } from '#core/domain/decimal.ts';
import type { DecimalText } from '#core/domain/decimal.ts';
import type { EntityShape } from '../metadata.ts';
import { textOf } from '../json.ts';
import type { OrderLineState, OrderStage, OrderState, SalesOrderRef } from '../journals.types.ts';
import { optional } from './headSet.ts';
import { invoiceLineNames, invoiceSets } from './invoices.ts';
import { readOrderLineRows } from './orderLineRows.ts';
import { sameDocument } from './reader.ts';
import { readWhere } from './rows.ts';
import type { JournalContext } from './rows.ts';
import { slipLineNames, slipSets } from './slips.ts';

/** Where orders themselves are read. */
export interface OrderSets {
  readonly headerSet: string;
  readonly lineSet: string;
}

/** Order lines with what was shipped and billed of each, by lot. */
export async function readOrderLines(
  context: JournalContext,
  sets: OrderSets,
  orders: readonly SalesOrderRef[],
  signal: AbortSignal | undefined,
): Promise<readonly OrderLineState[]> {
  if (orders.length === 0) return [];
  const shape = await context.metadata.shape(sets.lineSet, signal);
  const [rows, shipped, invoiced] = await Promise.all([
    readOrderLineRows(context, shape, orders, signal),
    sumsByLot(context, slipSets.lines, slipLineNames, orders, signal),
    sumsByLot(context, invoiceSets.lines, invoiceLineNames, orders, signal),
  ]);
  return rows.map(({ name: _name, ...row }) => {
    const lot = lotKey(row.company, row.lotId);
    const sent = shipped && (shipped.get(lot) ?? '0');
    return {
      ...row,
      ...optional('shipped', sent),
      ...optional('invoiced', invoiced && (invoiced.get(lot) ?? '0')),
      ...optional('remaining', row.remaining ?? (sent && rest(row.ordered, sent, row.status))),
    };
  });
}

const lotKey = (company: string, lot: string): string => `${company.toLowerCase()}|${lot}`;

/** What is left to deliver; a cancelled line expects nothing more. */
function rest(ordered: DecimalText, shipped: DecimalText, status: string): DecimalText {
  return status === 'Canceled' ? '0' : decimalText(Decimal.max(0, new Decimal(ordered).minus(shipped)));
}

/** Posted quantities by lot; undefined where this environment has no line set with lots. */
async function sumsByLot(
  context: JournalContext,
  set: string,
  names: readonly string[],
  orders: readonly SalesOrderRef[],
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, DecimalText> | undefined> {
  const shape = await context.metadata.find(set, signal);
  const order = ['OrigSalesId', 'SalesId'].find((name) => shape?.wire(name) !== undefined);
  if (!shape || order === undefined || shape.wire('InventTransId') === undefined) return undefined;
  const wanted = orders.map(({ company, salesOrder }) => ({ company, value: salesOrder }));
  const asked = ['dataAreaId', ...names.filter((name) => ['InventTransId', 'Qty'].includes(name))];
  const rows = await readWhere(context, shape, order, wanted, { names: asked, operation: 'GET posted quantities', signal });
  const sums = new Map<string, Decimal>();
  for (const fields of rows) {
    const lot = lotKey(fields.text('dataAreaId'), fields.text('InventTransId'));
    sums.set(lot, (sums.get(lot) ?? new Decimal(0)).plus(fields.decimal('Qty')));
  }
  return new Map([...sums].map(([lot, total]) => [lot, decimalText(total)]));
}

/** Orders with their stage: one request for 30 headers, and what `readOrderLines` asks. */
export async function readOrderState(
  context: JournalContext,
  sets: OrderSets,
  orders: readonly SalesOrderRef[],
  signal: AbortSignal | undefined,
): Promise<readonly OrderState[]> {
  if (orders.length === 0) return [];
  const shape: EntityShape = await context.metadata.shape(sets.headerSet, signal);
  const wanted = orders.map(({ company, salesOrder }) => ({ company, value: salesOrder }));
  const names = ['dataAreaId', 'SalesOrderNumber', 'SalesOrderStatus', 'SalesOrderProcessingStatus'];
  const [headers, lines] = await Promise.all([
    readWhere(context, shape, 'SalesOrderNumber', wanted, { names, operation: 'GET order headers', signal }),
    readOrderLines(context, sets, orders, signal),
  ]);
  const byOrder = Map.groupBy(lines, ({ company, salesOrder }) => sameDocument(company, salesOrder));
  return headers.map((fields) => {
    const company = fields.text('dataAreaId').toLowerCase();
    const salesOrder = fields.text('SalesOrderNumber');
    const own = byOrder.get(sameDocument(company, salesOrder)) ?? [];
    const status = fields.text('SalesOrderStatus');
    const processing = fields.text('SalesOrderProcessingStatus');
    const etag = textOf(fields.row, '@odata.etag');
    return { company, salesOrder, status, processing, etag, lines: own, stage: stageOf(status, processing, own) };
  });
}

/**
 * How far an order went. Its lines decide before its own status, which moves only when the last line did; picking shows
 * in the processing status alone, by names that differ between versions.
 */
export function stageOf(status: string, processing: string, lines: readonly OrderLineState[]): OrderStage {
  if (status === 'Canceled' || (lines.length > 0 && lines.every((line) => line.status === 'Canceled'))) return 'canceled';
  const open = lines.filter((line) => line.status !== 'Canceled');
  const invoiced = (line: OrderLineState): boolean => line.status === 'Invoiced';
  const delivered = (line: OrderLineState): boolean =>
    invoiced(line) || line.status === 'Delivered' || (Number(line.shipped ?? '0') > 0 && Number(line.remaining ?? '1') <= 0);
  if (status === 'Invoiced' || (open.length > 0 && open.every(invoiced))) return 'invoiced';
  if (open.some((line) => invoiced(line) || Number(line.invoiced ?? '0') > 0)) return 'partly-invoiced';
  if (status === 'Delivered' || (open.length > 0 && open.every(delivered))) return 'shipped';
  if (open.some((line) => delivered(line) || Number(line.shipped ?? '0') > 0)) return 'partly-shipped';
  return /pick|wave|released/i.test(processing) ? 'picking' : 'open';
}
