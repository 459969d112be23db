import { Decimal } from 'decimal.js';
import { dayAfter, type PracticeClock } from '../../clock.ts';
import { BadRequest, numberOf, objects, texts, type Body } from '../../requests.ts';
import type { Journals } from '../journals.ts';
import type { SalesOrders, StoredRow } from '../rows.ts';

/** What people at the practice company work on. */
export interface BackOfficeParts {
  readonly orders: SalesOrders;
  readonly journals: Journals;
  readonly clock: PracticeClock;
}

/** What was not posted, and why. */
export interface Skipped {
  readonly order: string;
  readonly why: string;
}

/** How far a line went; kept on its row under names that no entity has, so that nobody reads it over OData. */
export type Progress = '#shipped' | '#invoiced';

export const decimal = (value: unknown): Decimal =>
  new Decimal(typeof value === 'number' || typeof value === 'string' ? value || 0 : 0);
export const done = (line: StoredRow, progress: Progress): Decimal => decimal(line[progress]);
export const text = (row: StoredRow, name: string): string => String(row[name] ?? '');
const isCanceled = (line: StoredRow): boolean => line['SalesOrderLineStatus'] === 'Canceled';

/** `"all"` or a list of order numbers: each order once, however often it is named. */
export function chosenOrders({ orders }: BackOfficeParts, body: Body): readonly StoredRow[] {
  const asked = body['orders'];
  if (asked === 'all') return [...orders.headers()];
  if (!Array.isArray(asked)) throw new BadRequest('"orders" is "all" or a list of sales order numbers.');
  return [...new Set(texts(body, 'orders').map((number) => oneOrder(orders, number)))];
}

/** The order of this number, in whichever company. */
export function oneOrder(orders: SalesOrders, number: string): StoredRow {
  const found = [...(orders.index('headers')('SalesOrderNumber', number) ?? [])][0];
  if (!found) throw new BadRequest(`There is no sales order ${number}.`);
  return found as StoredRow;
}

/** The lines of an order in the order of their numbers, cancelled ones left out. */
export function openLines({ orders }: BackOfficeParts, header: StoredRow): readonly StoredRow[] {
  return orders
    .linesOf(text(header, 'dataAreaId'), text(header, 'SalesOrderNumber'))
    .filter((line) => !isCanceled(line))
    .toSorted((a, b) => Number(a['LineNumber']) - Number(b['LineNumber']));
}

/** The line of an order by Dynamics' own line number. */
export function lineOf(parts: BackOfficeParts, header: StoredRow, number: number): StoredRow {
  const found = openLines(parts, header).find((line) => Number(line['LineNumber']) === number);
  if (!found) throw new BadRequest(`Order ${text(header, 'SalesOrderNumber')} has no open line ${number}.`);
  return found;
}

/** Part of an open quantity: rounded down, at least 1, never more than is open; all of it exactly as it is. */
export function partOf(open: Decimal, share: number): Decimal {
  if (share >= 1) return open;
  return Decimal.min(open, Decimal.max(1, open.times(share).floor()));
}

export const shareOf = (body: Body): number => numberOf(body, 'share', 1, 0, 1);

/** Quantities that were named line by line (`"lines": [{"line", "quantity"}]`), by line number; undefined where none were. */
export function namedQuantities(body: Body): ReadonlyMap<number, Decimal> | undefined {
  const named = objects(body, 'lines');
  if (named.length === 0) return undefined;
  return new Map(
    named.map((one) => [numberOf(one, 'line', 0, 0, 1_000_000), new Decimal(numberOf(one, 'quantity', 0, -1e9, 1e9))]),
  );
}

/** When something is posted: the stamp of the server, and the day that the document carries (at noon, dynamics.md 2.5). */
export interface Posted {
  readonly stamp: string;
  readonly day: string;
  readonly date: string;
}

/** `"stampedMinutesAgo"` makes a late-stamped row, `"daysAgo"` a back-dated one. */
export function postedAt({ clock }: BackOfficeParts, body: Body): Posted {
  const now = clock.now();
  const stamp = stampOf(now - numberOf(body, 'stampedMinutesAgo', 0, 0, 1_000_000) * 60_000);
  const day = dayAfter(clock.wall(), -numberOf(body, 'daysAgo', 0, 0, 10_000));
  return { stamp, day, date: noon(day) };
}

export const noon = (day: string): string => `${day}T12:00:00Z`;
/** Stamps of the server have whole seconds. */
export const stampOf = (milliseconds: number): string => new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');

/** The next number of a sequence, like PS-000001. */
export function nextNumber({ orders }: BackOfficeParts, prefix: string): string {
  return `${prefix}-${String(orders.next(prefix)).padStart(6, '0')}`;
}

/** A line's amount at two places: price for so many units, times the quantity, less its discount. */
export function amountOf(line: StoredRow, quantity: Decimal): Decimal {
  const unit = decimal(line['SalesPriceQuantity']);
  const gross = decimal(line['SalesPrice'])
    .div(unit.isZero() ? 1 : unit)
    .times(quantity);
  const percent = decimal(line['LineDiscountPercentage']);
  return gross.minus(gross.times(percent).div(100)).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

export const sumOf = (values: readonly Decimal[]): Decimal => values.reduce((total, value) => total.plus(value), new Decimal(0));

/** Changes a line or header as a person in the back office does: its etag moves. */
export function edit(row: StoredRow, values: Readonly<Record<string, unknown>>): void {
  Object.assign(row, values, { etag: row.etag + 1 });
}

/** Adds to what is shipped or billed of a line, and lets its status and its order's follow. */
export function advance(parts: BackOfficeParts, line: StoredRow, progress: Progress, quantity: Decimal): void {
  edit(line, { [progress]: done(line, progress).plus(quantity).toNumber() });
  const ordered = decimal(line['OrderedSalesQuantity']);
  const complete = (what: Progress): boolean => done(line, what).gte(ordered);
  line['SalesOrderLineStatus'] = complete('#invoiced') ? 'Invoiced' : complete('#shipped') ? 'Delivered' : 'Backorder';
  const header = parts.orders.header(text(line, 'dataAreaId'), text(line, 'SalesOrderNumber'));
  if (header) follow(parts, header, progress);
}

function follow(parts: BackOfficeParts, header: StoredRow, progress: Progress): void {
  const lines = openLines(parts, header);
  const all = (status: readonly string[]): boolean => lines.every((line) => status.includes(text(line, 'SalesOrderLineStatus')));
  const status = all(['Invoiced']) ? 'Invoiced' : all(['Invoiced', 'Delivered']) ? 'Delivered' : 'Backorder';
  edit(header, {
    SalesOrderStatus: status,
    SalesOrderProcessingStatus: progress === '#invoiced' ? 'Invoiced' : 'PackingSlip',
  });
}
