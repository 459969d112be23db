import { longestReference } from '#core/domain/identity.ts';
import type { SalesOrderPlan, SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import { refusalOf, unreadable } from './answers.ts';
import { headerBody } from './bodies.ts';
import type { CreateHeaderResult, FoundOrder, OrderLine, OrderLookup, Refusal } from './client.types.ts';
import { comparedHeader, storedOtherwise } from './compare.ts';
import type { DimensionFormat } from './dimension.ts';
import { checkDimensionDisplayValue } from './dimension.ts';
import { decimalOf, integerOf, isRow, parseExact, textOf } from './json.ts';
import type { Row } from './json.ts';
import { dateOf, encode, keyPath, quoted } from './literals.ts';
import { packLookups } from './lookups.ts';
import { requireWire } from './metadata.ts';
import type { EntityShape, Metadata } from './metadata.ts';
import { readLineProperties } from './properties.ts';
import { readAll } from './query.ts';
import type { ODataAnswer, Transport } from './transport.ts';

/** What every operation on orders works with. */
export interface OrderContext {
  readonly transport: Transport;
  readonly metadata: Metadata;
  readonly headerSet: string;
  readonly lineSet: string;
  readonly dimensionFormat: DimensionFormat | undefined;
}

/** Orders that carry either field of a look-up; rows that only a `*` in a number matched are dropped. */
export async function findOrders(
  context: OrderContext,
  lookups: readonly OrderLookup[],
  signal: AbortSignal | undefined,
): Promise<readonly FoundOrder[]> {
  if (lookups.length === 0) return [];
  const shape = await context.metadata.shape(context.headerSet, signal);
  const packs = packLookups(lookups, shape).map((options) =>
    readAll(context.transport, shape, options, { operation: 'GET look-up', signal }),
  );
  const found = (await Promise.all(packs)).flat().map((row) => foundOrder(row, shape));
  const wildcard = lookups.some(({ reference, requisition }) => `${reference}${requisition}`.includes('*'));
  return wildcard ? found.filter((order) => lookups.some((lookup) => carries(order, lookup))) : found;
}

/** `eq` takes `*` as a wildcard (dynamics.md 2.1), so such numbers are compared once more, as the database does: without case. */
function carries(order: FoundOrder, lookup: OrderLookup): boolean {
  const same = (left: string, right: string): boolean => right !== '' && left.trim().toLowerCase() === right.trim().toLowerCase();
  return same(order.reference, lookup.reference) || same(order.requisition, lookup.requisition);
}

function foundOrder(row: Row, shape: EntityShape): FoundOrder {
  const text = (property: string): string => textOf(row, shape.wire(property) ?? property);
  return {
    company: text('dataAreaId'),
    salesOrderNumber: text('SalesOrderNumber'),
    customer: text('OrderingCustomerAccountNumber'),
    reference: text('CustomersOrderReference'),
    requisition: text('CustomerRequisitionNumber'),
    status: text('SalesOrderStatus'),
    createdAt: dateOf(text('OrderCreationDateTime')),
  };
}

/** POSTs the header alone; the number sequence gives the order its number. */
export async function createHeader(
  context: OrderContext,
  plan: SalesOrderPlan,
  requestId: string,
  signal: AbortSignal | undefined,
): Promise<CreateHeaderResult> {
  const before = refusedBefore(context, plan, requestId);
  if (before) return before;
  const shape = await context.metadata.shape(context.headerSet, signal);
  const body = headerBody(plan, shape);
  const answer = await context.transport.write({
    operation: 'POST header',
    method: 'POST',
    path: `/data/${encode(shape.set)}`,
    body: { text: body.json, contentType: 'application/json' },
    requestId,
    signal,
  });
  if (!isSuccess(answer)) return refused(context, answer, 'creating the order');
  const row = readRow(answer.text);
  const number = row ? textOf(row, shape.wire('SalesOrderNumber') ?? 'SalesOrderNumber') : '';
  if (!row || number === '') throw unreadable(answer, 'creating the order', 'unknown');
  const changed = storedOtherwise(body.json, row, comparedHeader, shape, 'Header');
  return { result: 'created', salesOrderNumber: number, requestId, ...noted(body.omitted, changed) };
}

/**
 * What Dynamics would refuse or cut, said before anything is sent: dimensions that do not fit the environment's format
 * (where it is known), and a reference that is too long to be found again. Undefined where nothing speaks against it.
 */
export function refusedBefore(
  context: OrderContext,
  plan: SalesOrderPlan,
  requestId: string,
): { readonly result: 'refused'; readonly refusal: Refusal } | undefined {
  const cut = plan.reference.length > longestReference;
  const problems = [
    ...(context.dimensionFormat ? checkDimensionDisplayValue(plan.dimension, context.dimensionFormat) : []),
    ...(cut ? [tooLong(plan.reference)] : []),
  ];
  if (problems.length === 0) return undefined;
  const messages = problems.map((text) => ({ text }));
  const unasked = cut ? 'retailer' : 'settings';
  return { result: 'refused', refusal: { messages, raw: '', status: 0, requestId, activityId: '', unasked } };
}

function tooLong(reference: string): string {
  return (
    `The reference "${reference}" (number, release and store of the purchase order) has ${reference.length} characters; ` +
    `Dynamics takes ${longestReference}, and a shortened one could not be found again. Ask the retailer for a shorter number.`
  );
}

/** A 4xx to a POST as a business answer, or as an error where it is about access or a missing entity set. */
export function refused(
  context: OrderContext,
  answer: ODataAnswer,
  doing: string,
  lines: readonly SalesOrderPlanLine[] = [],
  failed?: number,
): { readonly result: 'refused'; readonly refusal: ReturnType<typeof refusalOf> } {
  if (answer.status === 403 || answer.status === 404) throw context.transport.failure(answer, doing);
  return { result: 'refused', refusal: refusalOf(answer, lines, failed) };
}

/** True for 2xx. */
export function isSuccess(answer: { readonly status: number }): boolean {
  return answer.status >= 200 && answer.status < 300;
}

/** `omitted` and `changed` only where there is something to say. */
export function noted(
  omitted: readonly string[],
  changed: readonly string[],
): { readonly omitted?: readonly string[]; readonly changed?: readonly string[] } {
  return {
    ...(omitted.length === 0 ? {} : { omitted: [...new Set(omitted)] }),
    ...(changed.length === 0 ? {} : { changed }),
  };
}

/** The entity of a 201; undefined where the body is no JSON object. */
export function readRow(text: string): Row | undefined {
  try {
    const row = parseExact(text);
    return isRow(row) ? row : undefined;
  } catch {
    return undefined;
  }
}

/** All lines of one order, whoever made them. */
export async function readLines(
  context: OrderContext,
  company: string,
  salesOrderNumber: string,
  signal: AbortSignal | undefined,
): Promise<readonly OrderLine[]> {
  const shape = await context.metadata.shape(context.lineSet, signal);
  const wire = (name: string): string => requireWire(shape, name);
  const options = {
    filter: `${wire('dataAreaId')} eq ${quoted(company.toLowerCase())} and ${wire('SalesOrderNumber')} eq ${quoted(salesOrderNumber)}`,
    select: readLineProperties.map(wire),
    crossCompany: true,
  } as const;
  const rows = await readAll(context.transport, shape, options, { operation: 'GET lines', signal });
  return rows.map((row) => orderLine(row, shape));
}

/** One order line from a row or from the body of a 201. */
export function orderLine(row: Row, shape: EntityShape): OrderLine {
  const wire = (property: string): string => shape.wire(property) ?? property;
  return {
    inventoryLotId: textOf(row, wire('InventoryLotId')),
    customersLineNumber: integerOf(row, wire('CustomersLineNumber')),
    itemNumber: textOf(row, wire('ItemNumber')),
    quantity: decimalOf(row, wire('OrderedSalesQuantity')),
    unit: textOf(row, wire('SalesUnitSymbol')),
    price: decimalOf(row, wire('SalesPrice')),
    etag: textOf(row, '@odata.etag'),
  };
}

/** Deletes an order's header; one that is already gone counts as done. */
export async function deleteHeader(
  context: OrderContext,
  company: string,
  salesOrderNumber: string,
  requestId: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const shape = await context.metadata.shape(context.headerSet, signal);
  const key = {
    [requireWire(shape, 'dataAreaId')]: company.toLowerCase(),
    [requireWire(shape, 'SalesOrderNumber')]: salesOrderNumber,
  };
  const path = `/data/${keyPath(shape.set, key)}`;
  const query = 'cross-company=true';
  const answer = await context.transport.write({ operation: 'DELETE header', method: 'DELETE', path, query, requestId, signal });
  if (!isSuccess(answer) && answer.status !== 404) throw context.transport.failure(answer, `deleting order ${salesOrderNumber}`);
}
