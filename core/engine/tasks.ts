import { inspectFile, readInbound, type InboundDocument, type Inspection } from './intake/inspect.ts';

/** Work that may be long: small inputs run here, larger ones on a worker thread so that the event loop stays free. */
export interface Tasks {
  inspect(bytes: Uint8Array, path: string): Promise<Inspection>;
  read(bytes: Uint8Array, path: string, position: number): Promise<InboundDocument>;
}

/** One task as it travels to the worker, and what the worker does with it. */
export type TaskRequest =
  | { readonly task: 'inspect'; readonly bytes: Uint8Array; readonly path: string }
  | { readonly task: 'read'; readonly bytes: Uint8Array; readonly path: string; readonly position: number };

/** Runs a task where it stands: in the worker, or in-process for small inputs. */
export function runTask(request: TaskRequest): Inspection | InboundDocument {
  return request.task === 'inspect'
    ? inspectFile(request.bytes, request.path)
    : readInbound(request.bytes, request.path, request.position);
}

/** Bytes up to which parsing here is cheaper than the way to a worker and back (DESIGN 2). */
export const inlineLimit = 256 * 1024;

/** `offload` runs a request on a worker; without one everything runs in-process (tests, small tools). */
export function createTasks(offload?: (request: TaskRequest) => Promise<unknown>): Tasks {
  const run = async (request: TaskRequest): Promise<unknown> =>
    offload && request.bytes.length > inlineLimit ? offload(request) : runTask(request);
  return {
    inspect: async (bytes, path) => (await run({ task: 'inspect', bytes, path })) as Inspection,
    read: async (bytes, path, position) => (await run({ task: 'read', bytes, path, position })) as InboundDocument,
  };
}
