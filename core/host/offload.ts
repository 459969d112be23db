import { Worker } from 'node:worker_threads';
import type { ContentRequest } from '#core/api/documentContent.ts';
import { errorFromFailure, type FailureBody } from '#core/contract/envelope.ts';
import type { PackingTask } from '#core/engine/packing/task.ts';
import type { TaskRequest } from '#core/engine/tasks.ts';
import type { MappingTask } from '#core/mapping/importTask.ts';
import type { CopyInput } from './records/newVersion.ts';

/** What the thread can be asked for. */
export type OffloadRequest =
  | TaskRequest
  | MappingTask
  | PackingTask
  | ({ readonly task: 'content' } & ContentRequest)
  | ({ readonly task: 'copy-databases' } & CopyInput);

/** What the thread answers: failures travel as data, so that a sentence for a person stays one. */
export interface OffloadAnswer {
  readonly id: number;
  readonly value?: unknown;
  readonly error?: FailureBody;
}

/** Long parsing on a thread that is started when it is first needed. */
export interface Offload {
  run(request: OffloadRequest): Promise<unknown>;
  close(): Promise<void>;
}

/** Bytes that go to the thread for good: nobody here looks at them afterwards. */
function givenAway(request: OffloadRequest): readonly Uint8Array[] {
  switch (request.task) {
    case 'mappings-compare':
      return [request.read, ...request.existing];
    case 'mappings-write':
      return request.parts;
    case 'packing-read':
      return [request.bytes];
    default:
      return [];
  }
}

/** True for bytes that lie alone in their memory, which may be handed over instead of copied; small ones share a pool. */
export function isMovable(bytes: Uint8Array): bytes is Uint8Array<ArrayBuffer> {
  return (
    bytes.buffer instanceof ArrayBuffer && bytes.byteLength === bytes.buffer.byteLength && bytes.byteLength > Buffer.poolSize
  );
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

export function createOffload(workerUrl: URL): Offload {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let last = 0;

  function start(): Worker {
    const started = new Worker(workerUrl, { resourceLimits: { maxOldGenerationSizeMb: 2048 } });
    started.unref();
    started.on('message', ({ id, value, error }: OffloadAnswer) => {
      const entry = waiting.get(id);
      waiting.delete(id);
      if (error === undefined) entry?.resolve(value);
      else entry?.reject(errorFromFailure(error));
    });
    started.on('error', (error) => {
      for (const entry of waiting.values()) entry.reject(error instanceof Error ? error : new Error(String(error)));
      waiting.clear();
      worker = undefined;
    });
    return started;
  }

  return {
    run: (request) =>
      new Promise((resolve, reject) => {
        worker ??= start();
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage({ id: last, request }, [
          ...new Set(
            givenAway(request)
              .filter(isMovable)
              .map(({ buffer }) => buffer),
          ),
        ]);
      }),
    close: async () => {
      await worker?.terminate();
    },
  };
}
