import { toAppError, type AppError } from '#core/contract/errors.ts';
import { instant, milliseconds } from '#core/domain/time.ts';
import type { SpsClient } from '#core/sps/client.types.ts';
import type { NewHold } from '#core/store/rows.types.ts';
import type { OutboundRow } from '#core/store/types/outbound.ts';
import type { RunContext } from '../runContext.ts';
import { remoteName } from './remoteName.ts';
import { uploadOutcome } from './uploadOutcome.ts';

/** What sending needs of a run; the desk sends with a signal of its own. */
export type Sending = Pick<RunContext, 'parts' | 'signal' | 'ask'> & {
  readonly figures?: RunContext['figures'];
};

/** A person's "send the same bytes". */
export interface SendAgain {
  readonly sendId: number;
  readonly sha256: string;
  readonly who: string;
  readonly reason: string;
}

/** sent, refused, unknown, retry, or `gone`: somebody else decided about it meanwhile. */
export type Sent =
  | { readonly result: 'sent' }
  | { readonly result: 'gone' }
  | { readonly result: 'refused' | 'unknown' | 'retry'; readonly error: AppError };

/** An upload that is on its way is waited for this long when the engine is told to stop: cut off, nobody would know. */
const graceMs = 10_000;

/**
 * One document to SPS. Bytes, name and hash are fixed and in the guard journal before the POST; whatever ends it, its
 * attempt says what is known, and a process that dies in between leaves an attempt that the next one calls unknown.
 */
export async function sendOne(run: Sending, row: OutboundRow, again?: SendAgain): Promise<Sent> {
  const { store, ports, connection } = run.parts;
  const folder = connection.sps.outbound?.[row.kind];
  if (folder === undefined || row.sha256 === undefined) return { result: 'gone' };
  // Read first: what cannot be read is not begun.
  const bytes = await store.payload({ sha256: again?.sha256 ?? row.sha256 });
  const at = ports.clock.now();
  const requestId = ports.random.id();
  const begun = await store.beginSend({
    outboundId: row.id,
    versionId: row.versionId,
    at,
    remotePath: `${folder.replace(/^\/+/, '')}${remoteName(row, row.sha256, at)}`,
    requestId,
    ...(again === undefined ? {} : { again: { sendId: again.sendId, who: again.who, reason: again.reason } }),
  });
  if (!begun.begun) return { result: 'gone' };
  await ports.checkpoint('send-begun');
  let answer: Awaited<ReturnType<SpsClient['upload']>>;
  const grace = graceOf(run);
  try {
    answer = await run.ask('sps', () => run.parts.sps.upload(begun.remotePath, bytes, grace.signal));
  } catch (thrown) {
    return endFailed(run, row, begun.attemptId, toAppError(thrown));
  } finally {
    grace.over();
  }
  await ports.checkpoint('send-answered');
  // Failing here (a full disk) leaves the attempt open: it becomes unknown and is found at SPS, never sent again by itself.
  await store.endSend({
    attemptId: begun.attemptId,
    at: ports.clock.now(),
    outcome: 'sent',
    ...(answer.at === undefined ? {} : { spsDate: answer.at }),
  });
  await ports.checkpoint('send-recorded');
  run.figures?.count(`outbound.sent.${row.kind}`, row.id);
  return { result: 'sent' };
}

async function endFailed(run: Sending, row: OutboundRow, attemptId: number, error: AppError): Promise<Sent> {
  const { store, ports } = run.parts;
  const at = ports.clock.now();
  const result = uploadOutcome(error);
  const status = Number(error.details['status']);
  await store.endSend({
    attemptId,
    at,
    outcome: result,
    message: error.message,
    ...(Number.isInteger(status) ? { status } : {}),
    ...(result === 'refused' ? { holds: [refusedHold(row, error)] } : {}),
    // Without a word of SPS the next run is soon enough, and not too soon.
    ...(result === 'retry' && error.retryAfterMs !== undefined ? { nextAt: instant(milliseconds(at) + error.retryAfterMs) } : {}),
  });
  await ports.checkpoint('send-failed');
  if (result === 'refused') run.figures?.count('outbound.refused', row.id);
  return { result, error };
}

function refusedHold({ kind, number }: OutboundRow, error: AppError): NewHold {
  return {
    cause: 'send-refused',
    message: `SPS refused ${kind} ${number}: ${error.message}`,
    groupKey: `send-refused:${error.code}`,
    groupTitle: 'Documents that SPS refused',
    consequence: 'It was certainly not sent; the partner waits for it.',
    nextStep: 'Put right what SPS names, then try again.',
    lines: 0,
  };
}

/** A signal that ends a while after the run is told to end. `over`: nobody needs it any more, and no wait for it goes on. */
function graceOf({ signal, parts }: Sending): { readonly signal: AbortSignal; over(): void } {
  const late = new AbortController();
  const done = new AbortController();
  const begin = async (): Promise<void> => {
    await parts.ports.clock.sleep(graceMs, done.signal);
    late.abort();
  };
  if (signal.aborted) void begin();
  else signal.addEventListener('abort', () => void begin(), { once: true, signal: done.signal });
  return { signal: late.signal, over: () => done.abort() };
}
