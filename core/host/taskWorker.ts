import { parentPort } from 'node:worker_threads';
import { contentOf } from '#core/api/documentContent.ts';
import { runTask } from '#core/engine/tasks.ts';
import type { OffloadRequest } from './offload.ts';

const run = (request: OffloadRequest): unknown => (request.task === 'content' ? contentOf(request) : runTask(request));

/** The thread for long parsing: one request after the other, in the order in which they came. */
parentPort?.on('message', ({ id, request }: { readonly id: number; readonly request: OffloadRequest }) => {
  try {
    parentPort?.postMessage({ id, value: run(request) });
  } catch (thrown) {
    parentPort?.postMessage({ id, error: thrown instanceof Error ? thrown.message : String(thrown) });
  }
});
