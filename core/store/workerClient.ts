import type { Worker } from 'node:worker_threads';
import { AppError } from '#core/contract/errors.ts';
import type { Backend } from './openStore.ts';
import { isWrite, type OperationName } from './operations.ts';
import type { FromWorker, ToWorker } from './workerMessages.ts';

interface Thread {
  readonly ready: Extract<FromWorker, { kind: 'ready' }>;
  call(message: (id: number) => ToWorker): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts the writing and the reading thread, in this order: the writer makes the files that the reader opens. */
export async function connectWorker(start: (role: 'writer' | 'reader') => Worker): Promise<Backend> {
  const writer = await connect(start('writer'));
  const reader = await connect(start('reader'));
  return {
    guardState: writer.ready.guardState,
    replayed: writer.ready.replayed,
    call: (name: OperationName, input) => (isWrite(name) ? writer : reader).call((id) => ({ kind: 'call', id, name, input })),
    copyTo: async (folder) => {
      await writer.call((id) => ({ kind: 'copy', id, folder }));
    },
    close: async () => {
      await reader.close();
      await writer.close();
    },
  };
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

async function connect(worker: Worker): Promise<Thread> {
  const waiting = new Map<number, Waiting>();
  let last = 0;
  let ended = false;
  const closed = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<Extract<FromWorker, { kind: 'ready' }>>();

  function end(error: unknown): void {
    ended = true;
    ready.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    closed.resolve();
  }

  worker.on('error', end);
  worker.on('exit', () => end(new AppError({ code: 'internal', message: 'the store has been closed' })));
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'ready') ready.resolve(message);
    else if (message.kind === 'closed') closed.resolve();
    else settle(message);
  });

  function settle(message: Extract<FromWorker, { kind: 'result' }>): void {
    const error = message.ok ? undefined : new AppError(message.error);
    if (message.id === 0) ready.reject(error);
    const entry = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) entry?.resolve(message.value);
    else entry?.reject(error);
  }

  return {
    ready: await ready.promise,
    call: (message) =>
      new Promise((resolve, reject) => {
        if (ended) {
          reject(new AppError({ code: 'internal', message: 'the store has been closed' }));
          return;
        }
        last += 1;
        waiting.set(last, { resolve, reject });
        worker.postMessage(message(last));
      }),
    close: async () => {
      worker.postMessage({ kind: 'close' } satisfies ToWorker);
      await closed.promise;
      await worker.terminate();
    },
  };
}
