import { createEventHub, type EventHub } from '#core/api/events.ts';
import type { Dispatch } from '#core/api/dispatcher.ts';
import { endpoints } from '#core/contract/endpoints.ts';
import { failureBody, requestEnvelope, type ReplyEnvelope } from '#core/contract/envelope.ts';
import { AppError, toAppError } from '#core/contract/errors.ts';
import type { WorkspaceId } from '#core/contract/views/workspaces.ts';
import type { App } from '../app.types.ts';

/** What a transport needs of a console, whether or not a workspace is open. */
export type Served = Pick<App, 'dispatch' | 'events' | 'stop'>;

/** An open workspace as the switcher sees it. */
export type Shown = Pick<App, 'dispatch' | 'events' | 'stop'>;

export interface SwitcherOptions {
  /** Opens a workspace and its engine; what was opened is closed again when a step fails. */
  readonly open: (workspace: WorkspaceId) => Promise<Shown>;
  readonly first: WorkspaceId;
  /** The calls that are answered by the console itself, open or not. */
  readonly own: { readonly has: (method: string) => boolean; readonly dispatch: Dispatch };
  readonly monotonic: () => number;
  readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Called after another workspace is shown, or none. */
  readonly shown?: (workspace: WorkspaceId | undefined) => void;
}

export interface SwitcherState {
  /** The one that is shown, or that should be. */
  readonly wanted: WorkspaceId;
  readonly phase: 'open' | 'closed' | 'opening';
  readonly opening: WorkspaceId | undefined;
  /** Why each that could not be opened could not, since it was last tried. */
  readonly problems: ReadonlyMap<WorkspaceId, AppError>;
}

export interface Switcher extends Served {
  readonly hub: EventHub;
  state(): SwitcherState;
  /** Opens the first one. Throws why it cannot be opened; the console can be served all the same. */
  start(): Promise<void>;
  /** Shows another one. Where it cannot be opened the former stays as it was, and the error is thrown. */
  switchTo(workspace: WorkspaceId): Promise<void>;
  /** Closes one and opens it again with what its connection says now; one that is not shown is left alone. */
  reopen(workspace: WorkspaceId): Promise<void>;
}

const tryEveryMs = 2_000;
/** Calls that are under way get this long before their workspace closes. */
const graceMs = 5_000;

/**
 * Shows one workspace at a time. Another one is opened before the former is closed, so that one that cannot be opened
 * costs nothing. Where none is open every call says why, and tries to open the wanted one again, at most every two
 * seconds, so that a page goes on by itself once the cause is gone.
 */
export function createSwitcher(options: SwitcherOptions): Switcher {
  const hub = createEventHub();
  const problems = new Map<WorkspaceId, AppError>();
  let wanted = options.first;
  let current: { readonly app: Shown; readonly unlisten: () => void; readonly running: Set<Promise<unknown>> } | undefined;
  let opening: WorkspaceId | undefined;
  let triedAt = -Infinity;
  let turn: Promise<unknown> = Promise.resolve();
  let stopped = false;

  /** One change at a time, in the order in which they were asked for. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  }

  async function open(workspace: WorkspaceId): Promise<void> {
    if (stopped) throw new AppError({ code: 'cancelled', message: 'Quayside is being closed.' });
    opening = workspace;
    triedAt = options.monotonic();
    hub.publish({ topic: 'connections' });
    try {
      const app = await options.open(workspace);
      const former = current;
      problems.delete(workspace);
      wanted = workspace;
      current = { app, unlisten: app.events.listen(0, ({ event }) => hub.publish(event)), running: new Set() };
      options.shown?.(workspace);
      hub.publish({ topic: 'reset', workspace: true });
      if (former) await close(former);
    } catch (thrown) {
      const problem = toAppError(thrown);
      problems.set(workspace, problem);
      throw problem;
    } finally {
      opening = undefined;
      hub.publish({ topic: 'connections' });
    }
  }

  async function close({ app, unlisten, running }: NonNullable<typeof current>): Promise<void> {
    unlisten();
    // A wait that nobody needs any more would keep the process from ending.
    const over = new AbortController();
    await Promise.race([Promise.allSettled(running), options.sleep(graceMs, over.signal)]);
    over.abort();
    await app.stop();
  }

  async function tryAgain(): Promise<void> {
    if (current || stopped || options.monotonic() - triedAt < tryEveryMs) return;
    await open(wanted).catch(() => undefined);
  }

  function failed(id: string, error: AppError): ReplyEnvelope {
    return { id, ok: false, error: failureBody(error) };
  }

  return {
    hub,
    events: hub,
    state: () => ({ wanted, phase: current ? 'open' : opening ? 'opening' : 'closed', opening, problems }),
    // A page that asked before has opened it.
    start: () => inTurn(async () => (current ? undefined : open(wanted))),
    switchTo: (workspace) => inTurn(async () => (current && wanted === workspace ? undefined : open(workspace))),
    reopen: (workspace) =>
      inTurn(async () => {
        if (wanted !== workspace || !current) return;
        const former = current;
        current = undefined;
        opening = workspace;
        options.shown?.(undefined);
        await close(former);
        await open(workspace);
      }),
    async dispatch(envelope, signal) {
      const request = requestEnvelope.safeParse(envelope);
      if (request.success && options.own.has(request.data.method)) return options.own.dispatch(envelope, signal);
      // A change that is under way decides first; one that is not due is not tried.
      if (!current) await inTurn(tryAgain);
      const id = request.success ? request.data.id : '';
      if (!current) return failed(id, problems.get(wanted) ?? notOpen());
      if (request.success && isForAnother(request.data, wanted)) return failed(id, meantForAnother());
      const { app, running } = current;
      const reply = app.dispatch(envelope, signal);
      running.add(reply);
      try {
        return await reply;
      } finally {
        running.delete(reply);
      }
    },
    stop: () =>
      inTurn(async () => {
        stopped = true;
        const last = current;
        current = undefined;
        options.shown?.(undefined);
        if (last) await close(last);
      }),
  };
}

/** A command of a page that still shows the former workspace: its numbers mean other rows here. */
function isForAnother(request: { readonly method: string; readonly workspace?: string | undefined }, open: WorkspaceId): boolean {
  const { method, workspace } = request;
  if (workspace === undefined || workspace === open) return false;
  const endpoint: { readonly kind: string } | undefined = (endpoints as Readonly<Record<string, { readonly kind: string }>>)[
    method
  ];
  return endpoint?.kind === 'command';
}

function meantForAnother(): AppError {
  return new AppError({
    code: 'conflict',
    message: 'Another workspace was opened meanwhile. Nothing was done: this page shows the new one now.',
  });
}

function notOpen(): AppError {
  return new AppError({ code: 'engine-not-running', message: 'No workspace is open.', retry: 'later' });
}
