import { Worker } from 'node:worker_threads';
import { AppError } from '#core/contract/errors.ts';
import { backupTo, type BackupOptions, type BackupReport } from './backup.ts';
import { closeDb, openForReading } from './database.ts';
import { storeFailure } from './failures.ts';
import { makeFolder } from './folder.ts';
import { isWrite, reads, runOperation, writes, type OperationName } from './operations.ts';
import type { GuardState } from './guardBinding.ts';
import type { Store } from './store.types.ts';
import { measured } from './slowLog.ts';
import { openWriter, type WriteResult, type WriterOptions } from './writer.ts';
import { connectWorker, verifyElsewhere } from './workerClient.ts';

export interface OpenStoreOptions extends WriterOptions {
  /** Where the store's thread starts (`worker.ts`, or its bundle); without it everything runs in this thread (tests). */
  readonly workerUrl?: URL;
}

export interface OpenedStore {
  readonly store: Store;
  readonly guardState: GuardState;
  /** Files that only the guard journal had. */
  readonly replayed: number;
  /** A verified online copy of both databases in a new folder below `folder`. */
  backup(folder: string, at: string, options?: Omit<BackupOptions, 'verify'>): Promise<BackupReport>;
  close(): Promise<void>;
}

/** What a store runs its operations on: this thread or others. */
export interface Backend {
  readonly guardState: GuardState;
  readonly replayed: number;
  call(name: OperationName, input: unknown): Promise<unknown>;
  copyTo(folder: string, onShare?: (share: number) => void): Promise<void>;
  close(): Promise<void>;
}

/** The store's threads hold rows for moments only; without a limit V8 lets their garbage grow with the machine's memory. */
const resourceLimits = { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 384 };

/** Opens the store of a workspace folder; the caller holds the folder's lock. Throws AppError with what is wrong. */
export async function openStore(options: OpenStoreOptions): Promise<OpenedStore> {
  makeFolder(options.folder);
  const backend = options.workerUrl
    ? await connectWorker(
        (role) => new Worker(options.workerUrl ?? '', { workerData: { role, ...plain(options) }, resourceLimits }),
        options.onSlow,
      )
    : inlineBackend(options);
  return {
    store: storeOver((name, input) => backend.call(name, input)),
    guardState: backend.guardState,
    replayed: backend.replayed,
    backup: (folder, at, told = {}) =>
      backupTo(folder, at, (target) => backend.copyTo(target, told.onShare), {
        ...told,
        ...(options.workerUrl ? { verify: (target: string) => verifyElsewhere(options.workerUrl ?? '', target) } : {}),
      }),
    close: () => backend.close(),
  };
}

function plain({ folder, at, appVersion, guardId, maxPages }: WriterOptions): WriterOptions {
  return { folder, at, appVersion, guardId, ...(maxPages === undefined ? {} : { maxPages }) };
}

/** The typed surface over any backend: one method an operation. */
function storeOver(call: (name: OperationName, input: unknown) => Promise<unknown>): Store {
  const names = [...Object.keys(reads), ...Object.keys(writes)] as OperationName[];
  return Object.fromEntries(names.map((name) => [name, (input: unknown) => call(name, input)])) as unknown as Store;
}

function inlineBackend(options: WriterOptions): Backend {
  const writer = openWriter(options);
  const reader = openForReading(options.folder);
  return {
    guardState: writer.guardState,
    replayed: writer.replayed,
    call: async (name, input) => {
      try {
        return isWrite(name)
          ? valueOf(writer.commit([{ name, input }])[0])
          : measured(name, () => runOperation(reader, name, input), options.onSlow);
      } catch (thrown) {
        throw storeFailure(thrown);
      }
    },
    copyTo: (folder, onShare) => writer.backup(folder, onShare),
    close: async () => {
      closeDb(reader);
      writer.close();
    },
  };
}

/** The value of a result, or its error thrown. */
export function valueOf(result: WriteResult | undefined): unknown {
  if (!result) throw new AppError({ code: 'internal', message: 'the store gave no answer' });
  if (!result.ok) throw result.error;
  return result.value;
}
