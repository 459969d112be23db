import { parentPort } from 'node:worker_threads';
import { contentOf } from '#core/api/documentContent.ts';
import { failureBody } from '#core/contract/envelope.ts';
import { toAppError } from '#core/contract/errors.ts';
import { runTask } from '#core/engine/tasks.ts';
import { runMappingTask } from '#core/mapping/importTask.ts';
import type { OffloadAnswer, OffloadRequest } from './offload.ts';

async function run(request: OffloadRequest): Promise<unknown> {
  switch (request.task) {
    case 'content':
      return contentOf(request);
    case 'inspect':
    case 'read':
      return runTask(request);
    default:
      return runMappingTask(request);
  }
}

async function answer(id: number, request: OffloadRequest): Promise<void> {
  const send = (message: OffloadAnswer): void => parentPort?.postMessage(message);
  try {
    send({ id, value: await run(request) });
  } catch (thrown) {
    send({ id, error: failureBody(toAppError(thrown)) });
  }
}

let last: Promise<void> = Promise.resolve();

/** The thread for long parsing: one request after the other, in the order in which they came. */
parentPort?.on('message', ({ id, request }: { readonly id: number; readonly request: OffloadRequest }) => {
  last = last.then(() => answer(id, request));
});
