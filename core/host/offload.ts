import { Worker } from 'node:worker_threads';
import type { ContentRequest } from '#core/api/documentContent.ts';
import { errorFromFailure, type FailureBody } from '#core/contract/envelope.ts';
import { AppError } from '#core/contract/errors.ts';
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

/** The thread with what it was asked for and has not answered yet. */
interface Started {
  readonly worker: Worker;
  readonly waiting: Map<number, Waiting>;
}

const closed = (): AppError =>
  new AppError({ code: 'cancelled', message: 'The workspace was closed before this was read to its end. Ask again.' });

/** @see Offload */
export function createOffload(workerUrl: URL): Offload {
  let started: Started | undefined;
  let last = 0;
  let isClosed = false;

  function start(): Started {
    const worker = new Worker(workerUrl, { resourceLimits: { maxOldGenerationSizeMb: 2048 } });
    const own: Started = { worker, waiting: new Map() };
    const end = (error: Error): void => {
      for (const entry of own.waiting.values()) entry.reject(error);
      own.waiting.clear();
      if (started === own) started = undefined;
    };
    worker.unref();
    worker.on('message', ({ id, value, error }: OffloadAnswer) => {
      const entry = own.waiting.get(id);
      own.waiting.delete(id);
      if (error === undefined) entry?.resolve(value);
      else entry?.reject(errorFromFailure(error));
    });
    worker.on('error', (error) => end(error instanceof Error ? error : new Error(String(error))));
    // Ended from outside, with work in it: whoever waits must not wait for good.
    worker.on('exit', () => end(closed()));
    return own;
  }

  return {
    run: (request) =>
      new Promise((resolve, reject) => {
        if (isClosed) {
          reject(closed());
          return;
        }
        started ??= start();
        last += 1;
        started.waiting.set(last, { resolve, reject });
        const given = givenAway(request).filter(isMovable);
        started.worker.postMessage({ id: last, request }, [...new Set(given.map(({ buffer }) => buffer))]);
      }),
    close: async () => {
      isClosed = true;
      await started?.worker.terminate();
    },
  };
}
