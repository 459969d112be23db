import type { DecimalText } from '#core/domain/decimal.ts';
import { AppError } from '#core/contract/errors.ts';
import { refusalOf } from '../answers.ts';
import { lineBody } from '../bodies.ts';
import { rawNumber } from '../json.ts';
import { keyPath, noon } from '../literals.ts';
import { requireWire } from '../metadata.ts';
import type { EntityShape } from '../metadata.ts';
import type { BatchRequest } from '../multipart.ts';
import { isSuccess } from '../orders.ts';
import type { OrderContext } from '../orders.ts';
import { sendChangeset } from '../sendChangeset.ts';
import type { ODataAnswer } from '../transport.ts';
import type { ChangeLinesResult, LineChange, SalesOrderRef } from '../journals.types.ts';

/** Changes, cancels and adds lines of one order, all or none; see JournalClient. */
export async function changeLines(
  context: OrderContext,
  order: SalesOrderRef,
  changes: readonly LineChange[],
  requestId: string,
  signal: AbortSignal | undefined,
): Promise<ChangeLinesResult> {
  if (changes.length === 0) return { result: 'changed', requestId, canceled: [] };
  const shape = await context.metadata.shape(context.lineSet, signal);
  const first = await send(
    context,
    order,
    changes.map((change, index) => requestOf(shape, order, change, index, false)),
    requestId,
    signal,
  );
  if (first.result === 'done') return changed(changes, requestId, false);
  // Some versions take no line with a quantity of zero: what was never shipped is deleted then. A refusal changed nothing.
  if (!changes.some(isUnshipped)) return refusedLines(first, changes);
  const second = await send(
    context,
    order,
    changes.map((change, index) => requestOf(shape, order, change, index, true)),
    requestId,
    signal,
  );
  return second.result === 'done' ? changed(changes, requestId, true) : refusedLines(first, changes);
}

type Sent =
  | { readonly result: 'done' }
  | { readonly result: 'refused'; readonly answer: ODataAnswer; readonly failed: number | undefined };

async function send(
  context: OrderContext,
  order: SalesOrderRef,
  requests: readonly BatchRequest[],
  requestId: string,
  signal: AbortSignal | undefined,
): Promise<Sent> {
  const doing = `changing lines of order ${order.salesOrder}`;
  const sent = await transfer(context, requests, requestId, signal);
  if (sent.result === 'done') return sent;
  const { status } = sent.answer;
  if (status === 412) throw changedMeanwhile(order, sent.answer);
  if (status === 403 || status === 404) throw context.transport.failure(sent.answer, doing);
  return sent;
}

async function transfer(
  context: OrderContext,
  requests: readonly BatchRequest[],
  requestId: string,
  signal: AbortSignal | undefined,
): Promise<Sent> {
  const [only, ...others] = requests;
  if (!only || others.length > 0) {
    const answer = await sendChangeset(context, 'PATCH lines', requests, requestId, signal);
    return answer.kind === 'done' ? { result: 'done' } : { result: 'refused', answer: answer.answer, failed: answer.failed };
  }
  const [path = '', query = ''] = only.path.split('?');
  const answer = await context.transport.write({
    operation: 'PATCH lines',
    method: only.method,
    path: `/data/${path}`,
    query,
    ...(only.body === '' ? {} : { body: { text: only.body, contentType: 'application/json' } }),
    ...(only.ifMatch === undefined ? {} : { ifMatch: only.ifMatch }),
    requestId,
    signal,
  });
  return isSuccess(answer) ? { result: 'done' } : { result: 'refused', answer, failed: 0 };
}

function requestOf(shape: EntityShape, order: SalesOrderRef, change: LineChange, index: number, deleting: boolean): BatchRequest {
  const id = String(index + 1);
  if (change.change === 'add')
    return { id, method: 'POST', path: shape.set, body: lineBody(change.plan, change.line, order.salesOrder, shape).json };
  const key = {
    [requireWire(shape, 'dataAreaId')]: order.company.toLowerCase(),
    [requireWire(shape, 'InventoryLotId')]: change.lotId,
  };
  const path = `${keyPath(shape.set, key)}?cross-company=true`;
  const same = { id, path, ifMatch: change.etag };
  if (deleting && isUnshipped(change)) return { ...same, method: 'DELETE', body: '' };
  return { ...same, method: 'PATCH', body: JSON.stringify(bodyOf(shape, change)) };
}

function bodyOf(shape: EntityShape, change: Exclude<LineChange, { change: 'add' }>): Readonly<Record<string, unknown>> {
  const quantity = change.change === 'cancel' ? change.shipped : change.quantity;
  const price = change.change === 'set' ? change.price : undefined;
  const dates = change.change === 'set' ? change : undefined;
  const number = (value: DecimalText | undefined): object | undefined => (value === undefined ? undefined : rawNumber(value));
  const values = {
    OrderedSalesQuantity: number(quantity),
    SalesPrice: number(price),
    RequestedShippingDate: dates?.requestedShip && noon(dates.requestedShip),
    RequestedReceiptDate: dates?.requestedReceipt && noon(dates.requestedReceipt),
  };
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[requireWire(shape, name), value]])),
  );
}

/** A line of which nothing left: to cancel it means that it is not there any more. */
function isUnshipped(change: LineChange): boolean {
  return change.change === 'cancel' && Number(change.shipped) === 0;
}

function changed(changes: readonly LineChange[], requestId: string, deleted: boolean): ChangeLinesResult {
  const canceled = changes.flatMap((change) =>
    change.change === 'cancel'
      ? [{ lotId: change.lotId, by: deleted && isUnshipped(change) ? ('deletion' as const) : ('quantity' as const) }]
      : [],
  );
  return { result: 'changed', requestId, canceled };
}

function refusedLines(sent: Extract<Sent, { result: 'refused' }>, changes: readonly LineChange[]): ChangeLinesResult {
  const failed = sent.failed === undefined ? undefined : changes[sent.failed];
  const lotId = failed && 'lotId' in failed ? failed.lotId : undefined;
  return { result: 'refused', refusal: refusalOf(sent.answer), ...(lotId === undefined ? {} : { lotId }) };
}

function changedMeanwhile({ salesOrder }: SalesOrderRef, answer: ODataAnswer): AppError {
  const { status, requestId, activityId } = answer;
  return new AppError({
    code: 'dynamics-changed-meanwhile',
    message: `Somebody changed a line of order ${salesOrder} in Dynamics meanwhile. Nothing was changed; read the order again and decide once more.`,
    details: { status: String(status), requestId, activityId },
  });
}
