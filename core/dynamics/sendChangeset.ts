import { serverError, unreadable } from './answers.ts';
import { isRefusedWrite } from './infolog.ts';
import { boundaryOf, parseBatch, writeChangeset } from './multipart.ts';
import type { BatchPart, BatchRequest } from './multipart.ts';
import { isSuccess, readRow } from './orders.ts';
import type { OrderContext } from './orders.ts';
import { mostPauses } from './transport.ts';
import type { ODataAnswer } from './transport.ts';

/** What was sent, kept for a repetition after a pause. */
interface Sending {
  readonly operation: string;
  readonly operations: number;
  readonly body: { readonly text: string; readonly contentType: string };
  readonly requestId: string;
  readonly signal: AbortSignal | undefined;
}

/** What came of a changeset. */
export type ChangesetAnswer =
  /** One part an operation, in the order in which they were sent. */
  | { readonly kind: 'done'; readonly answer: ODataAnswer; readonly parts: readonly BatchPart[] }
  /** The answer that refused the whole; `failed` is the index of the operation that it points at. */
  | {
      readonly kind: 'refused';
      readonly answer: ODataAnswer;
      readonly failed: number | undefined;
      /** Others were answered as done beside it. */
      readonly partly: boolean;
    };

type Judged = ChangesetAnswer | { readonly kind: 'throttled'; readonly retryAfter: string | undefined };

/** Sends the requests as one `$batch` with one changeset: all of it happens or none. Throws AppError where nobody knows. */
export function sendChangeset(
  context: OrderContext,
  operation: string,
  requests: readonly BatchRequest[],
  requestId: string,
  signal: AbortSignal | undefined,
): Promise<ChangesetAnswer> {
  const batch = `batch_${requestId}`;
  const text = writeChangeset(requests, batch, `changeset_${requestId}`);
  const body = { text, contentType: `multipart/mixed; boundary=${batch}` };
  return send(context, { operation, operations: requests.length, body, requestId, signal });
}

/** A 429 in a part refused the changeset for now: it goes again after the pause, as a whole 429 does. */
async function send(context: OrderContext, sending: Sending): Promise<ChangesetAnswer> {
  const { operation, operations, body, requestId, signal } = sending;
  for (let pauses = 1; ; pauses += 1) {
    const answer = await context.transport.write({ operation, method: 'POST', path: '/data/$batch', body, requestId, signal });
    if (!isSuccess(answer)) return { kind: 'refused', answer, failed: undefined, partly: false };
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
  if (failing) return judgeFailure(context, answer, { part: failing, partly: parts.some(isSuccess), operations });
  if (parts.length !== operations || (!complete && !parts.every((part) => readRow(part.body)))) {
    throw unreadable(answer, 'writing to an order', 'unknown');
  }
  return { kind: 'done', answer, parts: inOrder(parts) };
}

function judgeFailure(
  context: OrderContext,
  answer: ODataAnswer,
  { part, partly, operations }: { readonly part: BatchPart; readonly partly: boolean; readonly operations: number },
): Judged {
  const inner: ODataAnswer = {
    ...answer,
    status: part.status,
    text: part.body,
    contentType: part.headers['content-type'] ?? '',
    activityId: part.headers['ms-dyn-aid'] ?? answer.activityId,
  };
  // Where a part was made all the same, the whole must not go again unseen.
  if (part.status === 429 && !partly) return { kind: 'throttled', retryAfter: part.headers['retry-after'] };
  if ([408, 429].includes(part.status) || (part.status >= 500 && !isRefusedWrite(part.body)))
    throw serverError(inner, true, context.transport.host);
  const index = Number(part.id) - 1;
  const failed = part.id !== '' && Number.isInteger(index) && index >= 0 && index < operations ? index : undefined;
  return { kind: 'refused', answer: inner, failed, partly };
}

/** By Content-ID where every part has one, else as they came. */
function inOrder(parts: readonly BatchPart[]): readonly BatchPart[] {
  if (parts.some((part) => !/^\d+$/.test(part.id))) return parts;
  return parts.toSorted((left, right) => Number(left.id) - Number(right.id));
}
