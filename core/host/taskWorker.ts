import { parentPort } from 'node:worker_threads';
import { runTask, type TaskRequest } from '#core/engine/tasks.ts';

/** The thread for long parsing: one request after the other, in the order in which they came. */
parentPort?.on('message', ({ id, request }: { readonly id: number; readonly request: TaskRequest }) => {
  try {
    parentPort?.postMessage({ id, value: runTask(request) });
  } catch (thrown) {
    parentPort?.postMessage({ id, error: thrown instanceof Error ? thrown.message : String(thrown) });
  }
});
