import { parentPort, workerData } from 'node:worker_threads';
import { AppError, toAppError } from '#core/contract/errors.ts';
import { checkCopy } from './backup.ts';
import { packResults, unpackCalls } from './crossing.ts';
import { closeDb, openForReading, type Db } from './database.ts';
import { storeFailure } from './failures.ts';
import { runOperation } from './operations.ts';
import { serveWriter } from './workerWriter.ts';
import { measured, type OnSlow } from './slowLog.ts';
import type { Call, CallResult, FromWorker, ToWorker } from './workerMessages.ts';
import { openWriter, type WriterOptions } from './writer.ts';

/**
 * Readings that are answered together. In one answer for all, whoever asked would go on only after the last of them, and
 * the threads would work in turns instead of side by side; one each would cost more in messages.
 */
const answersAtOnce = 4;

/** The store's thread: `writer` commits in groups, `reader` answers screens, `verifier` checks a copy and ends. Started by `openStore`. */
function start(): void {
  const port = parentPort;
  if (!port) throw new Error('this file is started as a worker');
  const { role, ...options } = workerData as { readonly role: 'writer' | 'reader' | 'verifier' } & WriterOptions;
  const send = (message: FromWorker): void => port.postMessage(message);
  const onSlow: OnSlow = (name, milliseconds) => send({ kind: 'slow', name, milliseconds });
  try {
    if (role === 'writer') {
      const writer = openWriter({ ...options, onSlow });
      serveWriter(writer, port, send);
      send({ kind: 'ready', guardState: writer.guardState, replayed: writer.replayed });
      return;
    }
    if (role === 'verifier') {
      const value = checkCopy(options.folder);
      send({ kind: 'results', results: packResults([{ name: undefined, result: { id: 0, ok: true, value } }]) });
      return;
    }
    const reader = openForReading(options.folder);
    port.on('message', (message: ToWorker) => {
      if (message.kind === 'close') {
        closeDb(reader);
        send({ kind: 'closed' });
        port.close();
      } else if (message.kind === 'calls') {
        inOneSnapshot(reader, () => {
          const all = unpackCalls(message.calls);
          for (let at = 0; at < all.length; at += answersAtOnce) {
            const calls = all.slice(at, at + answersAtOnce);
            const answered = calls.map((call) => ({
              name: call.name,
              result: measured(call.name, () => read(reader, call), onSlow),
            }));
            send({ kind: 'results', results: packResults(answered) });
          }
        });
      }
    });
    send({ kind: 'ready', guardState: 'good', replayed: 0 });
  } catch (thrown) {
    send({ kind: 'results', results: packResults([{ name: undefined, result: failure(0, thrown) }]) });
  }
}

/** What was asked for in one turn sees one state: with every new one SQLite reads its pages again. */
function inOneSnapshot(reader: Db, work: () => void): void {
  const both = [reader.main, reader.payloads];
  for (const database of both) database.exec('BEGIN');
  try {
    work();
  } finally {
    for (const database of both) if (database.inTransaction) database.exec('COMMIT');
  }
}

function read(reader: Db, { id, name, input }: Call): CallResult {
  try {
    return { id, ok: true, value: runOperation(reader, name, input) };
  } catch (thrown) {
    return failure(id, thrown);
  }
}

/** An error in the form that crosses threads. */
function failure(id: number, thrown: unknown): CallResult {
  const known = storeFailure(thrown);
  const error = known instanceof AppError ? known : toAppError(known);
  return {
    id,
    ok: false,
    error: { code: error.code, message: error.message, retry: error.retry, details: error.details },
  };
}

start();
