import { parentPort } from 'node:worker_threads';
import { contentOf } from '#core/api/documentContent.ts';
import { failureBody } from '#core/contract/envelope.ts';
import { toAppError } from '#core/contract/errors.ts';
import { runPackingTask } from '#core/engine/packing/task.ts';
import { runTask } from '#core/engine/tasks.ts';
import { bytesOf, runMappingTask } from '#core/mapping/importTask.ts';
import { copyDatabases } from './records/copyDatabases.ts';
import { isMovable, type OffloadAnswer, type OffloadRequest } from './offload.ts';

async function run(request: OffloadRequest): Promise<unknown> {
  switch (request.task) {
    case 'content':
      return contentOf(request);
    case 'copy-databases':
      return copyDatabases(request);
    case 'inspect':
    case 'read':
    case 'value-hash':
      return runTask(request);
    case 'packing-labels':
    case 'packing-contents':
    case 'packing-read':
      return runPackingTask(request);
    default:
      return runMappingTask(request);
  }
}

async function answer(id: number, request: OffloadRequest): Promise<void> {
  try {
    const value = await run(request);
    const moved = bytesOf(value).filter(isMovable);
    parentPort?.postMessage({ id, value } satisfies OffloadAnswer, [...new Set(moved.map(({ buffer }) => buffer))]);
  } catch (thrown) {
    parentPort?.postMessage({ id, error: failureBody(toAppError(thrown)) } satisfies OffloadAnswer);
  }
}

let last: Promise<void> = Promise.resolve();

/** The thread for long parsing: one request after the other, in the order in which they came. */
parentPort?.on('message', ({ id, request }: { readonly id: number; readonly request: OffloadRequest }) => {
  last = last.then(() => answer(id, request));
});
