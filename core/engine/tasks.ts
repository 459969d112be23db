import { setImmediate } from 'node:timers/promises';
import { valueHashAt } from './intake/contentHash.ts';
import { inspectAndRead, inspectFile, readInbound, type InboundDocument, type Inspection } from './intake/inspect.ts';

/** Where a document stands: the bytes by their hash, the path that names them, the place in the file from 0. */
export interface DocumentPlace {
  readonly sha256: string;
  readonly path: string;
  readonly position: number;
}

/** Work that may be long: small inputs run here, larger ones on a worker thread so that the event loop stays free. */
export interface Tasks {
  inspect(bytes: Uint8Array, path: string): Promise<Inspection>;
  /** The document at a place; `payload` is asked for its bytes unless it was inspected a moment ago. */
  read(place: DocumentPlace, payload: () => Promise<Uint8Array>): Promise<InboundDocument>;
  /** What the document at a place says, numbers by their value, as a hash (`contentHash.ts`). */
  valueHash(place: DocumentPlace, payload: () => Promise<Uint8Array>): Promise<string>;
}

/** One task as it travels to the worker, and what the worker does with it. */
export type TaskRequest =
  | { readonly task: 'inspect'; readonly bytes: Uint8Array; readonly path: string }
  | {
      readonly task: 'read' | 'value-hash';
      readonly bytes: Uint8Array;
      readonly path: string;
      readonly position: number;
    };

/** Runs a task in the worker. */
export function runTask(request: TaskRequest): Inspection | InboundDocument | string {
  switch (request.task) {
    case 'inspect':
      return inspectFile(request.bytes, request.path);
    case 'read':
      return readInbound(request.bytes, request.path, request.position);
    case 'value-hash':
      return valueHashAt(request.bytes, request.path, request.position);
  }
}

/** Bytes up to which parsing here is cheaper than the way to a worker and back (DESIGN 2). */
export const inlineLimit = 256 * 1024;

/** Bytes of documents that are kept from inspection to decision, about two thousand orders; what comes later is read again. */
const keepAtMost = 16 * 1024 * 1024;

/** `offload` runs a request on a worker; without one everything runs in-process (tests, small tools). */
export function createTasks(offload?: (request: TaskRequest) => Promise<unknown>): Tasks {
  // As JSON in bytes beside the heap: as objects they would wait there and be walked by every collection.
  const recent = new Map<string, Buffer>();
  let kept = 0;
  let turn: Promise<unknown> = Promise.resolve();

  /** One small file in a turn of the event loop: many that come at once do not keep everything else waiting. */
  function nextTurn(): Promise<unknown> {
    turn = turn.then(() => setImmediate());
    return turn;
  }

  function inspectHere(bytes: Uint8Array, path: string): Inspection {
    const { inspection, documents } = inspectAndRead(bytes, path);
    for (const [position, document] of documents.entries()) {
      const key = placeKey({ sha256: inspection.sha256, path, position });
      if (kept >= keepAtMost || recent.has(key)) continue;
      const packed = Buffer.from(JSON.stringify(document), 'utf8');
      recent.set(key, packed);
      kept += packed.length;
    }
    return inspection;
  }

  /** Each is needed once: whoever takes it makes room for the next. */
  function takeRecent(place: DocumentPlace): InboundDocument | undefined {
    const packed = recent.get(placeKey(place));
    if (!packed) return undefined;
    recent.delete(placeKey(place));
    kept -= packed.length;
    return JSON.parse(packed.toString('utf8')) as InboundDocument;
  }

  return {
    inspect: async (bytes, path) => {
      if (offload && bytes.length > inlineLimit) return (await offload({ task: 'inspect', bytes, path })) as Inspection;
      await nextTurn();
      return inspectHere(bytes, path);
    },
    read: async (place, payload) => {
      const known = takeRecent(place);
      if (known) return known;
      const bytes = await payload();
      if (offload && bytes.length > inlineLimit)
        return (await offload({ task: 'read', bytes, path: place.path, position: place.position })) as InboundDocument;
      await nextTurn();
      return readInbound(bytes, place.path, place.position);
    },
    valueHash: async ({ path, position }, payload) => {
      const bytes = await payload();
      if (offload && bytes.length > inlineLimit) return (await offload({ task: 'value-hash', bytes, path, position })) as string;
      await nextTurn();
      return valueHashAt(bytes, path, position);
    },
  };
}

const placeKey = ({ sha256, path, position }: DocumentPlace): string => [sha256, position, path].join(' ');
