import type { SalesOrderPlan, SalesOrderPlanLine } from '#core/domain/salesOrder.ts';
import { unreadable } from './answers.ts';
import { headerBody, lineBody } from './bodies.ts';
import type { Body } from './bodies.ts';
import type { CreateLinesResult, CreateOrderResult, OrderLine } from './client.types.ts';
import { comparedHeader, comparedLine, storedOtherwise } from './compare.ts';
import { isDuplicate } from './infolog.ts';
import type { EntityShape } from './metadata.ts';
import type { BatchPart } from './multipart.ts';
import { noted, orderLine, readRow, refused, refusedBefore } from './orders.ts';
import type { OrderContext } from './orders.ts';
import { sendChangeset } from './sendChangeset.ts';
import type { ChangesetAnswer } from './sendChangeset.ts';
import type { ODataAnswer } from './transport.ts';

interface Operation {
  readonly set: string;
  readonly body: Body;
}

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
    return partly(result, refused(context, result.answer, `adding the lines to order ${salesOrderNumber}`, lines, failed));
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
    if (isThisOrder(result, salesOrderNumber)) return { result: 'already-exists' };
    const failed = result.failed === undefined ? undefined : plan.lines[result.failed - 1]?.position;
    return partly(result, refused(context, result.answer, `creating order ${salesOrderNumber}`, plan.lines, failed));
  }
  const [first, ...parts] = result.parts;
  const row = first && readRow(first.body);
  if (!row) throw unreadable(result.answer, `creating order ${salesOrderNumber}`, 'unknown');
  const made = readLineParts(parts, result.answer, shape, { lines: plan.lines, bodies });
  const changed = [...storedOtherwise(header.json, row, comparedHeader, headers, 'Header'), ...made.changed];
  const omitted = [header, ...bodies].flatMap((body) => body.omitted);
  return { result: 'created', lines: made.lines, requestId, ...noted(omitted, changed) };
}

type Refused = Extract<ChangesetAnswer, { kind: 'refused' }>;

/** A refusal that says where other operations were answered as done. */
function partly(result: Refused, no: ReturnType<typeof refused>): ReturnType<typeof refused> {
  return result.partly ? { ...no, refusal: { ...no.refusal, partly: true } } : no;
}

/** "Already exists" of the header; where the answer points at no operation, its text must name the number. */
function isThisOrder({ answer, failed }: Refused, salesOrderNumber: string): boolean {
  return isDuplicate(answer.text) && (failed === undefined ? answer.text.includes(salesOrderNumber) : failed === 0);
}

function post(
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
  return sendChangeset(context, operation, requests, requestId, signal);
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
