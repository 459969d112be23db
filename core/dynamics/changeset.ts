import type { SalesOrderPlan, SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import { serverError, unreadable } from './answers.ts';
import { headerBody, lineBody } from './bodies.ts';
import type { Body } from './bodies.ts';
import type { CreateLinesResult, CreateOrderResult, OrderLine } from './client.types.ts';
import { comparedHeader, comparedLine, storedOtherwise } from './compare.ts';
import { isDuplicate, isRefusedWrite } from './infolog.ts';
import type { EntityShape } from './metadata.ts';
import { boundaryOf, parseBatch, writeChangeset } from './multipart.ts';
import type { BatchPart } from './multipart.ts';
import { isSuccess, noted, orderLine, readRow, refused, refusedBefore } from './orders.ts';
import type { OrderContext } from './orders.ts';
import { mostPauses } from './transport.ts';
import type { ODataAnswer } from './transport.ts';

interface Operation {
  readonly set: string;
  readonly body: Body;
}

/** What was sent, kept for a repetition after a pause. */
interface Sending {
  readonly operation: string;
  readonly operations: number;
  readonly body: { readonly text: string; readonly contentType: string };
  readonly requestId: string;
  readonly signal: AbortSignal | undefined;
}

type ChangesetAnswer =
  /** One part an operation, in the order in which they were sent. */
  | { readonly kind: 'done'; readonly answer: ODataAnswer; readonly parts: readonly BatchPart[] }
  /** The answer that refused the whole; `failed` is the index of the operation that it points at. */
  | { readonly kind: 'refused'; readonly answer: ODataAnswer; readonly failed: number | undefined };

type Judged = ChangesetAnswer | { readonly kind: 'throttled'; readonly retryAfter: string | undefined };

/** POSTs all lines in one `$batch` changeset: all or none. A refusal is tied to the lines it names. */
export async function createLines(
  context: OrderContext,
  plan: SalesOrderPlan,
  salesOrderNumber: string,
  lines: readonly SalesOrderPlanLine[],
  requestId: string,
  signal: AbortSignal | undefined,
): Promise<CreateLinesResult> {
  if (lines.length === 0) return { result: 'created', lines: [], requestId };
  const shape = await context.metadata.shape(context.lineSet, signal);
  const bodies = lines.map((line) => lineBody(plan, line, salesOrderNumber, shape));
  const operations = bodies.map((body) => ({ set: shape.set, body }));
  const result = await post(context, 'POST lines', operations, requestId, signal);
  if (result.kind === 'refused') {
    const failed = result.failed === undefined ? undefined : lines[result.failed]?.position;
    return refused(context, result.answer, `adding the lines to order ${salesOrderNumber}`, lines, failed);
  }
  const made = readLineParts(result.parts, result.answer, shape, { lines, bodies });
  const omitted = bodies.flatMap((body) => body.omitted);
  return { result: 'created', lines: made.lines, requestId, ...noted(omitted, made.changed) };
}

/** Header and lines in one changeset under a number that was reserved beforehand (dynamics.md 7.8). */
export async function createOrder(
  context: OrderContext,
  plan: SalesOrderPlan,
  salesOrderNumber: string,
  requestId: string,
  signal: AbortSignal | undefined,
): Promise<CreateOrderResult> {
  const before = refusedBefore(context, plan, requestId);
  if (before) return before;
  const [headers, shape] = await Promise.all([
    context.metadata.shape(context.headerSet, signal),
    context.metadata.shape(context.lineSet, signal),
  ]);
  const header = headerBody(plan, headers, salesOrderNumber);
  const bodies = plan.lines.map((line) => lineBody(plan, line, salesOrderNumber, shape));
  const operations = [{ set: headers.set, body: header }, ...bodies.map((body) => ({ set: shape.set, body }))];
  const result = await post(context, 'POST changeset', operations, requestId, signal);
  if (result.kind === 'refused') {
    if (isDuplicate(result.answer.text) && (result.failed ?? 0) === 0) return { result: 'already-exists' };
    const failed = result.failed === undefined ? undefined : plan.lines[result.failed - 1]?.position;
    return refused(context, result.answer, `creating order ${salesOrderNumber}`, plan.lines, failed);
  }
  const [first, ...parts] = result.parts;
  const row = first && readRow(first.body);
  if (!row) throw unreadable(result.answer, `creating order ${salesOrderNumber}`, 'unknown');
  const made = readLineParts(parts, result.answer, shape, { lines: plan.lines, bodies });
  const changed = [...storedOtherwise(header.json, row, comparedHeader, headers, 'Header'), ...made.changed];
  const omitted = [header, ...bodies].flatMap((body) => body.omitted);
  return { result: 'created', lines: made.lines, requestId, ...noted(omitted, changed) };
}

async function post(
  context: OrderContext,
  operation: string,
  operations: readonly Operation[],
  requestId: string,
  signal: AbortSignal | undefined,
): Promise<ChangesetAnswer> {
  const requests = operations.map(({ set, body }, index) => ({
    id: String(index + 1),
    method: 'POST' as const,
    path: set,
    body: body.json,
  }));
  const batch = `batch_${requestId}`;
  const text = writeChangeset(requests, batch, `changeset_${requestId}`);
  const body = { text, contentType: `multipart/mixed; boundary=${batch}` };
  return send(context, { operation, operations: operations.length, body, requestId, signal });
}

/** A 429 in a part refused the changeset for now: it goes again after the pause, as a whole 429 does. */
async function send(context: OrderContext, sending: Sending): Promise<ChangesetAnswer> {
  const { operation, operations, body, requestId, signal } = sending;
  for (let pauses = 1; ; pauses += 1) {
    const answer = await context.transport.write({ operation, method: 'POST', path: '/data/$batch', body, requestId, signal });
    if (!isSuccess(answer)) return { kind: 'refused', answer, failed: undefined };
    const judged = judge(context, answer, operations);
    if (judged.kind !== 'throttled') return judged;
    const error = context.transport.throttle(judged.retryAfter, requestId);
    if (pauses >= mostPauses) throw error;
  }
}

/** One failing part stands for the whole changeset. Fewer parts than operations mean a cut answer: unknown. */
function judge(context: OrderContext, answer: ODataAnswer, operations: number): Judged {
  const boundary = boundaryOf(answer.contentType);
  if (boundary === undefined) throw unreadable(answer, 'writing to an order', 'unknown');
  const { parts, complete } = parseBatch(answer.text, boundary);
  const failing = parts.find((part) => !isSuccess(part));
  if (failing) return judgeFailure(context, answer, failing, operations);
  if (parts.length !== operations || (!complete && !parts.every((part) => readRow(part.body)))) {
    throw unreadable(answer, 'writing to an order', 'unknown');
  }
  return { kind: 'done', answer, parts: inOrder(parts) };
}

function judgeFailure(context: OrderContext, answer: ODataAnswer, part: BatchPart, operations: number): Judged {
  const inner: ODataAnswer = {
    ...answer,
    status: part.status,
    text: part.body,
    contentType: part.headers['content-type'] ?? '',
    activityId: part.headers['ms-dyn-aid'] ?? answer.activityId,
  };
  if (part.status === 429) return { kind: 'throttled', retryAfter: part.headers['retry-after'] };
  if (part.status === 408 || (part.status >= 500 && !isRefusedWrite(part.body)))
    throw serverError(inner, true, context.transport.host);
  const index = Number(part.id) - 1;
  const failed = part.id !== '' && Number.isInteger(index) && index >= 0 && index < operations ? index : undefined;
  return { kind: 'refused', answer: inner, failed };
}

/** By Content-ID where every part has one, else as they came. */
function inOrder(parts: readonly BatchPart[]): readonly BatchPart[] {
  if (parts.some((part) => !/^\d+$/.test(part.id))) return parts;
  return parts.toSorted((left, right) => Number(left.id) - Number(right.id));
}

/** The lines as Dynamics stored them, and what it stored otherwise than `sent` (in the order of the parts). */
function readLineParts(
  parts: readonly BatchPart[],
  answer: ODataAnswer,
  shape: EntityShape,
  sent: { readonly lines: readonly SalesOrderPlanLine[]; readonly bodies: readonly Body[] },
): { readonly lines: readonly OrderLine[]; readonly changed: readonly string[] } {
  const rows = parts.map((part) => {
    const row = readRow(part.body);
    if (!row) throw unreadable(answer, 'adding lines to an order', 'unknown');
    return row;
  });
  const changed = rows.flatMap((row, index) => {
    const owner = `Line ${sent.lines[index]?.customersLineNumber ?? index + 1}`;
    return storedOtherwise(sent.bodies[index]?.json ?? '{}', row, comparedLine, shape, owner);
  });
  return { lines: rows.map((row) => orderLine(row, shape)), changed };
}
