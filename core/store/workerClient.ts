import { setImmediate } from 'node:timers';
import { Worker } from 'node:worker_threads';
import { AppError } from '#core/contract/errors.ts';
import type { CopyHashes } from './copyHashes.ts';
import { packCalls, unpackResults } from './crossing.ts';
import type { Backend } from './openStore.ts';
import { isWrite, type OperationName } from './operations.ts';
import type { OnSlow } from './slowLog.ts';
import type { Call, CallResult, FromWorker, ToWorker } from './workerMessages.ts';

interface Thread {
  readonly ready: Extract<FromWorker, { kind: 'ready' }>;
  call(name: OperationName, input: unknown): Promise<unknown>;
  copyTo(folder: string, onShare?: (share: number) => void): Promise<unknown>;
  close(): Promise<void>;
}

/** Starts the writing and the reading thread, in this order: the writer makes the files that the reader opens. */
export async function connectWorker(start: (role: 'writer' | 'reader') => Worker, onSlow: OnSlow | undefined): Promise<Backend> {
  const writer = await connect(start('writer'), onSlow);
  const reader = await connect(start('reader'), onSlow).catch(async (thrown: unknown) => {
    await writer.close();
    throw thrown;
  });
  return {
    guardState: writer.ready.guardState,
    replayed: writer.ready.replayed,
    call: (name: OperationName, input) => (isWrite(name) ? writer : reader).call(name, input),
    copyTo: async (folder, onShare) => {
      await writer.copyTo(folder, onShare);
    },
    close: async () => {
      await reader.close();
      await writer.close();
    },
  };
}

interface Waiting {
  readonly onShare?: ((share: number) => void) | undefined;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/** Answers that are handed out in one turn of the event loop: what follows from each may be a millisecond of work. */
const answersInTurn = 2;

async function connect(worker: Worker, onSlow: OnSlow | undefined): Promise<Thread> {
  const waiting = new Map<number, Waiting>();
  const arrived: CallResult[] = [];
  let handing = false;
  let last = 0;
  let ended = false;
  const closed = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<Extract<FromWorker, { kind: 'ready' }>>();

  function end(error: unknown): void {
    ended = true;
    handOut(arrived.length);
    ready.reject(error);
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
    closed.resolve();
  }

  worker.on('error', end);
  worker.on('exit', () => end(new AppError({ code: 'internal', message: 'the store has been closed' })));
  worker.on('message', (message: FromWorker) => {
    if (message.kind === 'ready') ready.resolve(message);
    else if (message.kind === 'closed') {
      handOut(arrived.length);
      closed.resolve();
    } else if (message.kind === 'share') waiting.get(message.id)?.onShare?.(message.share);
    else if (message.kind === 'slow') onSlow?.(message.name, message.milliseconds);
    else take(unpackResults(message.results));
  });

  /** The first ones at once, the others turn by turn, so that a large group does not keep everything else waiting. */
  function take(results: readonly CallResult[]): void {
    arrived.push(...results);
    if (!handing) goOn();
  }

  function goOn(): void {
    handing = arrived.length > 0;
    handOut(answersInTurn);
    // Once more even when that was all: several messages are read in one turn.
    if (handing) setImmediate(goOn);
  }

  function handOut(most: number): void {
    arrived.splice(0, most).forEach(settle);
  }

  function settle(message: CallResult): void {
    const error = message.ok ? undefined : new AppError(message.error);
    if (message.id === 0) ready.reject(error);
    const entry = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.ok) entry?.resolve(message.value);
    else entry?.reject(error);
  }

  let outgoing: Call[] = [];

  /** Everything asked for in one turn of the event loop travels together: a message costs both threads more than most of what it asks. */
  function post(call: Call): void {
    outgoing.push(call);
    if (outgoing.length === 1) setImmediate(sendOff);
  }

  function sendOff(): void {
    const calls = outgoing;
    outgoing = [];
    if (calls.length > 0) worker.postMessage({ kind: 'calls', calls: packCalls(calls) } satisfies ToWorker);
  }

  function expect(send: (id: number) => void, onShare?: (share: number) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (ended) {
        reject(new AppError({ code: 'internal', message: 'the store has been closed' }));
        return;
      }
      last += 1;
      waiting.set(last, { resolve, reject, onShare });
      send(last);
    });
  }

  return {
    ready: await ready.promise,
    call: (name, input) => expect((id) => post({ id, name, input })),
    copyTo: (folder, onShare) => expect((id) => worker.postMessage({ kind: 'copy', id, folder } satisfies ToWorker), onShare),
    close: async () => {
      sendOff();
      worker.postMessage({ kind: 'close' } satisfies ToWorker);
      await closed.promise;
      await worker.terminate();
    },
  };
}

/** Checks a copy in a thread of its own and gives its hashes: SQLite's check of a large one takes many seconds, reading it some. */
export async function verifyElsewhere(workerUrl: string | URL, folder: string): Promise<CopyHashes> {
  const worker = new Worker(workerUrl, { workerData: { role: 'verifier', folder } });
  const { promise, resolve, reject } = Promise.withResolvers<CopyHashes>();
  worker.on('message', (message: FromWorker) => {
    if (message.kind !== 'results') return;
    const [result] = unpackResults(message.results);
    if (result?.ok === false) reject(new AppError(result.error));
    else resolve(result?.value as CopyHashes);
  });
  worker.once('error', reject);
  worker.once('exit', () => reject(new AppError({ code: 'internal', message: 'The check of the copy ended early.' })));
  try {
    return await promise;
  } finally {
    await worker.terminate();
  }
}
