import { resolve } from 'node:path';
import { createDispatcher } from '#core/api/dispatcher.ts';
import { noDesktop, type DesktopDesk } from '#core/api/desktopDesk.ts';
import type { WorkspaceDesk } from '#core/api/workspaceDesk.ts';
import { AppError } from '#core/contract/errors.ts';
import { workspaceIds, type WorkspaceId } from '#core/contract/views/workspaces.ts';
import type { Ports } from '#core/ports/ports.ts';
import { createSecrets, readSecretsFile, type SecretVault, type TypedSecrets } from '../adapters/secrets.ts';
import type { SettingsStore } from '../adapters/settings.ts';
import type { Terminal } from '../commands/command.ts';
import { placeOf, type Place, type WhereValues } from '../commands/place.ts';
import { createConnectionDesk } from '../connections/desk.ts';
import { hostPorts } from '../ports.ts';
import { workspaceList } from './cards.ts';
import { openPlace, type OpenedPlace } from './openPlace.ts';
import { firstValues, rememberWorkspace, settingsOf } from './remembered.ts';
import { createSwitcher, type Served } from './switcher.ts';

export interface ConsoleOptions {
  readonly terminal: Terminal;
  /** The workspace to begin with, as a command line names it; without any the one that was open last, else practice. */
  readonly values?: WhereValues;
  /** What a host brings of its own (Electron's fetch). */
  readonly change?: Partial<Ports>;
  /** Where it remembers choices; the file of this account. */
  readonly settings?: SettingsStore;
  /** Keeps typed secrets beyond this process; without it they live in memory only. */
  readonly vault?: SecretVault;
  /** Answers for the desktop; a host without one says that there is none. */
  readonly desktop?: DesktopDesk;
}

export interface Console extends Served {
  /** The workspace that it begins with. */
  readonly first: Place;
  /** Opens it. Throws why it cannot be opened; the console can be served all the same and says so. */
  start(): Promise<void>;
  /** Asks every page to go to a place of its own, `/documents/unknown`. */
  show(path: string): void;
  /** The desktop has something new to show: pages ask it again. */
  desktopChanged(): void;
  /** The workspace that is open. */
  current(): OpenedPlace | undefined;
  /** Calls back when another workspace is shown, or none, and at once. */
  onShown(listener: (opened: OpenedPlace | undefined) => void): void;
}

/** One console over all workspaces of this account. Throws UsageError, or AppError for a connection file that is wrong. */
export function createConsole(options: ConsoleOptions): Console {
  const { terminal, values = {}, change = {}, vault } = options;
  const settings = options.settings ?? settingsOf(terminal);
  const begin = firstValues(values, settings);
  const wheres = placesOf(begin, terminal);
  const first = placeOf(begin, terminal);
  const secretsFile = values.secrets === undefined ? {} : readSecretsFile(resolve(terminal.cwd, values.secrets));
  const typed = new Map<WorkspaceId, TypedSecrets>(workspaceIds.map((id) => [id, new Map()]));
  const typedOf = (workspace: WorkspaceId): TypedSecrets => typed.get(workspace) ?? new Map();
  const fileSecrets = (workspace: WorkspaceId): typeof secretsFile => (workspace === first.name ? secretsFile : {});
  const ports = { ...bareHostPorts(terminal), ...change };
  const listeners = new Set<(opened: OpenedPlace | undefined) => void>();
  let pending: OpenedPlace | undefined;
  let opened: OpenedPlace | undefined;

  const placed = (workspace: WorkspaceId): { readonly place: Place; readonly values: WhereValues } => {
    const where = wheres.find(({ place }) => place.name === workspace);
    if (!where) throw new AppError({ code: 'not-found', message: `This console has no workspace "${workspace}".` });
    return where;
  };

  const switcher = createSwitcher({
    first: first.name,
    open: async (workspace) => {
      await recalled();
      const app = await openPlace(placed(workspace).values, terminal, { change, typed: typedOf(workspace), desk });
      pending = app;
      return app.app;
    },
    own: { has: (method) => Object.hasOwn(desk, method), dispatch: (envelope, signal) => own(envelope, signal) },
    monotonic: () => ports.clock.monotonic(),
    sleep: (milliseconds, signal) => ports.clock.sleep(milliseconds, signal),
    shown: (workspace) => {
      opened = workspace === undefined ? undefined : pending;
      for (const listener of listeners) listener(opened);
    },
  });

  const connections = createConnectionDesk({
    ports,
    env: terminal.env,
    folderOf: (workspace) => placed(workspace).place.folder,
    fileSecrets,
    typedOf,
    ...(vault === undefined ? {} : { keep: (...kept) => vault.keep(...kept) }),
    changed: () => switcher.hub.publish({ topic: 'connections' }),
    reopen: async (workspace, open) => {
      if (switcher.state().wanted === workspace && switcher.state().phase === 'open') await switcher.reopen(workspace);
      else if (open) await show(workspace);
      else return false;
      return true;
    },
  });

  async function show(workspace: WorkspaceId): Promise<void> {
    placed(workspace);
    await switcher.switchTo(workspace);
    rememberWorkspace(settings, workspace);
  }

  let recalling: Promise<void> | undefined;
  /** What was kept before is there before anything is opened, also where a page asks before the start has come to it. */
  function recalled(): Promise<void> {
    recalling ??= recall().catch((thrown: unknown) => {
      recalling = undefined;
      throw thrown;
    });
    return recalling;
  }

  /** What was typed meanwhile is newer. */
  async function recall(): Promise<void> {
    if (vault === undefined) return;
    for (const workspace of workspaceIds)
      for (const [name, kept] of await vault.load(workspace))
        if (!typedOf(workspace).has(name)) typedOf(workspace).set(name, { ...kept, kept: true });
  }

  const desk: WorkspaceDesk & DesktopDesk = {
    ...(options.desktop ?? noDesktop),
    ...connections.answers,
    'workspaces.list': () =>
      workspaceList({
        places: wheres.map(({ place }) => place),
        state: switcher.state(),
        secretsOf: (place, connection) =>
          createSecrets({
            env: terminal.env,
            file: fileSecrets(place.name),
            typed: typedOf(place.name),
            connection,
            now: () => ports.clock.now(),
          }),
      }),
    'workspaces.open': async ({ workspace }) => {
      await show(workspace);
      return { done: true };
    },
  };
  const own = createDispatcher(desk, { log: ports.log });

  return {
    first,
    start: () => switcher.start(),
    show: (path) => switcher.hub.publish({ topic: 'show', path }),
    desktopChanged: () => switcher.hub.publish({ topic: 'desktop' }),
    dispatch: switcher.dispatch,
    events: switcher.events,
    current: () => opened,
    onShown(listener) {
      listeners.add(listener);
      listener(opened);
    },
    async stop() {
      await connections.stop();
      await switcher.stop();
    },
  };
}

/** This machine's ports for work that belongs to no workspace; its secrets come per workspace. */
function bareHostPorts(terminal: Terminal): Ports {
  const none = createSecrets({ env: {}, file: {}, connection: emptyConnection, now: () => '' });
  return hostPorts({ secrets: none, log: terminal.err, level: 'warn', timeZone: terminal.env['QUAYSIDE_TIME_ZONE'] });
}

const emptyConnection: Parameters<typeof createSecrets>[0]['connection'] = {
  sps: { apiBase: '', tokenUrl: '', audience: '', clientId: '', inbound: [] },
  dynamics: { environmentUrl: '', tenantId: '', clientId: '', companies: [] },
};

/** All workspaces of this account; where one was named with options of its own, it stands there as named. */
function placesOf(first: WhereValues, terminal: Terminal): readonly { readonly place: Place; readonly values: WhereValues }[] {
  const named = placeOf(first, terminal);
  const others = (['practice', 'test', 'live'] as const)
    .filter((workspace) => workspace !== named.name)
    .map((workspace): WhereValues => ({ workspace }));
  return [...others, first]
    .map((values) => ({ values, place: values === first ? named : placeOf(values, terminal) }))
    .toSorted((a, b) => workspaceIds.indexOf(a.place.name) - workspaceIds.indexOf(b.place.name));
}
