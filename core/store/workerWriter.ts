import { setImmediate } from 'node:timers';
import type { MessagePort } from 'node:worker_threads';
import { toAppError } from '#core/contract/errors.ts';
import { packResults, unpackCalls } from './crossing.ts';
import { storeFailure } from './failures.ts';
import type { Call, CallResult, FromWorker, ToWorker } from './workerMessages.ts';
import type { Writer } from './writer.ts';

/**
 * The most operations that share one commit: bounds how long the first of them waits. Fewer than the engine keeps in
 * flight, so that one group is worked on here while whoever waited for the one before decides what comes next.
 */
const largestGroup = 32;

/** A group of this many is committed without waiting for more. */
const worthwhile = 12;
/** How long a smaller one waits for more, in a busy time only. */
const gatherMs = 1;

const resultOf = (result: CallResult): FromWorker => ({
  kind: 'results',
  results: packResults([{ name: undefined, result }]),
});

/**
 * Serves a writer: everything that arrived while the last group was being committed is the next group, so groups grow
 * with the load and a lone operation is committed at once.
 */
export function serveWriter(writer: Writer, port: MessagePort, send: (message: FromWorker) => void): void {
  const queue: Call[] = [];
  let scheduled = false;
  let last = { at: Number.NEGATIVE_INFINITY, operations: 0 };
  let closing = false;

  function commitGroup(): void {
    scheduled = false;
    const group = queue.splice(0, largestGroup);
    if (group.length > 0) {
      const results = writer.commit(group);
      last = { at: performance.now(), operations: group.length };
      const answered = group.map(({ id, name }, index) => ({ name, result: answer(id, results[index]) }));
      send({ kind: 'results', results: packResults(answered) });
    }
    if (queue.length > 0) schedule();
    else if (closing) finish();
  }

  function answer(id: number, result: ReturnType<Writer['commit']>[number] | undefined): CallResult {
    if (result?.ok) return { id, ok: true, value: result.value };
    const { code, message, retry, details } = toAppError(result?.error ?? new Error('the store gave no answer'));
    return { id, ok: false, error: { code, message, retry, details } };
  }

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    if (isWorthWaiting()) setTimeout(commitGroup, gatherMs);
    else setImmediate(commitGroup);
  }

  /** Where several work side by side, a short wait lets more operations share a write; one that works alone would only wait. */
  function isWorthWaiting(): boolean {
    return !closing && last.operations > 1 && queue.length < worthwhile && performance.now() - last.at < gatherMs;
  }

  function finish(): void {
    writer.close();
    send({ kind: 'closed' });
    port.close();
  }

  port.on('message', (message: ToWorker) => {
    switch (message.kind) {
      case 'calls':
        queue.push(...unpackCalls(message.calls));
        schedule();
        break;
      case 'copy':
        writer
          .backup(message.folder, (share) => send({ kind: 'share', id: message.id, share }))
          .then(
            () => send(resultOf({ id: message.id, ok: true, value: undefined })),
            (thrown: unknown) => send(resultOf(answer(message.id, { ok: false, error: storeFailure(thrown) }))),
          );
        break;
      case 'close':
        closing = true;
        schedule();
        break;
    }
  });
}
