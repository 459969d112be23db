import { createDispatcher, type Dispatch } from '#core/api/dispatcher.ts';
import { contentOf, type ContentRequest } from '#core/api/documentContent.ts';
import { createEventHub, type EventHub } from '#core/api/events.ts';
import type { BackOffice } from '#core/api/handlers/backoffice.ts';
import { createHandlers, type PlaceOrders } from '#core/api/handlers.ts';
import type { WorkspaceDesk } from '#core/api/workspaceDesk.ts';
import type { Connection } from '#core/contract/connection.ts';
import type { RunRow, StatusView } from '#core/contract/views.ts';
import type { DocumentContent } from '#core/contract/views/documents.ts';
import { createDynamicsClient } from '#core/dynamics/client.ts';
import { masterOperation } from '#core/dynamics/master.ts';
import { createBackups } from '#core/engine/backups/backups.ts';
import { createEngine } from '#core/engine/engine.ts';
import type { Engine, EngineParts } from '#core/engine/engine.types.ts';
import { createMappingDesk } from '#core/engine/mappings/desk.ts';
import { createImports, type MappingImports } from '#core/engine/mappings/imports.ts';
import { createMasterSync, type MasterSync } from '#core/engine/masterData/masterSync.ts';
import { createMorningDesk } from '#core/engine/morning/desk.ts';
import { createDraftDesk } from '#core/engine/outbound/draftDesk.ts';
import { beginReconcile } from '#core/engine/outbound/reconcile.ts';
import { createSendDesk } from '#core/engine/outbound/sendDesk.ts';
import { createPackingDesk } from '#core/engine/packing/desk.ts';
import { createPackingSource } from '#core/engine/packing/source.ts';
import { createAuditDesk } from '#core/engine/records/auditDesk.ts';
import { createTasks, inlineLimit } from '#core/engine/tasks.ts';
import type { Ports } from '#core/ports/ports.ts';
import { createSpsClient } from '#core/sps/client.ts';
import { takeLock } from '#core/store/lock.ts';
import { openStore, type OpenedStore, type OpenStoreOptions } from '#core/store/openStore.ts';
import type { Store } from '#core/store/store.types.ts';
import type { OffloadRequest } from './offload.ts';
import { bindWorkspace } from './bindWorkspace.ts';
import { connectionFacts } from './connectionFacts.ts';
import { createBackupPlace } from './records/backupPlace.ts';
import { createRecordsDesk, restoreLevel } from './records/desk.ts';
import { createHostLog, teeLogger, type HostLog } from './records/hostLog.ts';
import { zonedPorts, type Zone } from './records/zone.ts';
import { soleDesk } from './console/soleDesk.ts';
import { prepareFolder } from './adapters/folders.ts';
import { dynamicsSecret } from './adapters/secrets.ts';
import { createEventListening } from './eventListening.ts';

export interface AppOptions {
  readonly ports: Ports;
  /** The workspace's folder. */
  readonly folder: string;
  readonly connection: Connection;
  readonly workspace: { readonly name: string; readonly word: string; readonly colour: StatusView['workspace']['colour'] };
  readonly version: string;
  /** Where a folder lies, as something else than this machine tells it (tests of a network share). */
  readonly placeOf?: Parameters<typeof prepareFolder>[1];
  /** What the disk has room for, as the store takes it (tests of a full disk). */
  readonly room?: Pick<OpenStoreOptions, 'maxPages' | 'guardRoom'>;
  /** The store's thread; without it the store runs in this one (tests, short commands). */
  readonly storeWorker?: URL;
  /** Runs long parsing elsewhere. */
  readonly offload?: (request: OffloadRequest) => Promise<unknown>;
  readonly placeOrders?: PlaceOrders;
  /** The practice world's back office. */
  readonly backOffice?: BackOffice;
  readonly secretsInMemoryOnly?: () => boolean;
  /** True where whoever started the program said which time zone; it is not changed on screen then. */
  readonly timeZoneFixed?: boolean;
  readonly checkOutput?: boolean;
  /** The console that shows this workspace; without it this workspace is all there is. */
  readonly workspaces?: WorkspaceDesk;
}

/** A workspace that is open: what a host puts behind its transport. */
export interface App {
  readonly dispatch: Dispatch;
  readonly events: Pick<EventHub, 'listen' | 'last'>;
  readonly engine: Engine;
  readonly master: MasterSync;
  readonly store: Store;
  readonly opened: OpenedStore;
  /** Importing and exporting mappings. */
  readonly imports: MappingImports;
  /** Starts the engine's schedule. */
  start(): Promise<void>;
  /** Stops the engine, closes the store, releases the lock; in this order. */
  stop(): Promise<void>;
}

/** Opens a workspace: folder, lock, store, clients, engine, api. What was opened is closed again when a later step fails. */
export async function createApp(options: AppOptions): Promise<App> {
  const { connection } = options;
  const folder = prepareFolder(options.folder, options.placeOf);
  const hostLog = createHostLog(folder, () => options.ports.clock.now());
  const log = teeLogger(options.ports.log, hostLog.log);
  const lock = takeLock(folder, {
    host: options.ports.identity.host,
    pid: process.pid,
    user: options.ports.identity.user,
    since: options.ports.clock.now(),
  });
  let opened: OpenedStore | undefined;
  try {
    opened = await openStore({
      folder,
      at: options.ports.clock.now(),
      appVersion: options.version,
      guardId: options.ports.random.id(),
      // For the log alone: it tells nobody at a terminal what to do.
      onSlow: (operation, milliseconds) => log.info('a slow store operation', { operation, milliseconds }),
      ...options.room,
      ...(options.storeWorker === undefined ? {} : { workerUrl: options.storeWorker }),
    });
    await bindWorkspace(opened.store, connection);
    await offerRange(opened.store, connection, options.ports.clock.now());
    await restoreLevel(opened.store, hostLog);
    const { ports, zone } = await zonedPorts({ ...options.ports, log }, opened.store, options.timeZoneFixed ?? false);
    if (opened.guardState === 'missing') {
      await noteMissingGuard(opened.store, ports.clock.now());
      await beginReconcile(opened, ports.clock.now());
      await opened.store.askSsccStart({ at: ports.clock.now() });
    }
    return assemble({ ...options, ports }, { folder, opened, lock, log: hostLog, zone });
  } catch (thrown) {
    await opened?.close();
    lock.release();
    await hostLog.file.flush();
    throw thrown;
  }
}

/** Another machine, or a copy of the database alone: what this workspace did since then stands nowhere here. */
async function noteMissingGuard(store: Store, at: string): Promise<void> {
  await store.noteIncident({
    key: 'guard-missing',
    remote: 'here',
    code: 'configuration',
    message:
      'The guard journal beside the database is missing or older than it: files that were fetched and deleted at SPS, and documents that were sent, after this database was copied are known nowhere here.',
    details: {
      title: 'The guard journal is missing',
      consequence:
        'Purchase orders of that time may be missing in this list. Orders that are in Dynamics already are found there, not made twice. Nothing is sent until it is known what was.',
      nextStep:
        'Put guard.journal of the old data folder beside the database and restart; else compare the SPS history since the copy with the orders and documents here, then let sending go on.',
    },
    at,
  });
}

/** Carton numbers come from the range of the connection's company; without one there are none until a person sets it. */
async function offerRange(store: Store, { company }: Connection, at: string): Promise<void> {
  const { gs1Prefix = '', ssccExtension = '', ssccFirst = '', ssccLast = '' } = company ?? {};
  const range = { prefix: gs1Prefix, extension: ssccExtension, first: String(ssccFirst), last: String(ssccLast) };
  const whole = Object.values(range).every((part) => part !== '');
  await store.offerSsccRange({ range: whole ? range : undefined, at });
}

/** What was opened on the way. */
interface Opened {
  readonly folder: string;
  readonly opened: OpenedStore;
  readonly lock: { release(): void };
  readonly log: HostLog;
  readonly zone: Zone;
}

function assemble(options: AppOptions, { folder, opened, lock, log, zone }: Opened): App {
  const { ports, connection } = options;
  const { store } = opened;
  const hub = createEventHub();
  const counts = new Map<string, number>();
  let masterRequests = 0;
  const counter = (remote: 'sps' | 'dynamics'): { count(operation: string): void } => ({
    count: (operation) => {
      if (operation.startsWith(masterOperation)) {
        masterRequests += 1;
        return;
      }
      const key = `${remote} ${operation}`;
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
  });
  const takeRequests = (): RunRow['requests'] => {
    const rows = [...counts].map(([key, count]) => ({
      remote: key.startsWith('sps ') ? ('sps' as const) : ('dynamics' as const),
      operation: key.slice(key.indexOf(' ') + 1),
      count,
    }));
    counts.clear();
    return rows;
  };
  const shared = { fetch: ports.fetch, clock: ports.clock, random: ports.random, log: ports.log };
  const sps = createSpsClient({
    ...shared,
    connection: connection.sps,
    secret: () => ports.secrets.read('sps.clientSecret'),
    counter: counter('sps'),
  });
  const dynamics = createDynamicsClient({
    ...shared,
    connection: connection.dynamics,
    secret: dynamicsSecret(ports.secrets, connection),
    counter: counter('dynamics'),
  });
  const publish: EngineParts['publish'] = (event) => hub.publish(event);
  const parts: EngineParts = {
    ports,
    store,
    sps,
    dynamics,
    connection,
    workspace: options.workspace.colour,
    takeRequests,
    publish,
    packing: createPackingSource({ store, ports, publish }),
  };
  const tasks = createTasks(options.offload);
  const engine = createEngine(parts, tasks);
  const events = createEventListening(ports, connection, engine, () => hub.publish({ topic: 'business-events' }));
  const drafts = createDraftDesk({ parts, tasks }, () => engine.runSoon());
  const sends = createSendDesk(parts, { runSoon: () => engine.runSoon(), lookAtClock: () => engine.lookAtClock() });
  const master = createMasterSync({
    ports,
    store,
    dynamics,
    connection,
    publish: (event) => hub.publish(event),
    takeRequests: () => {
      const taken = masterRequests;
      masterRequests = 0;
      return taken;
    },
  });
  const audit = createAuditDesk({ store, ports, publish: (event) => hub.publish(event) });
  const backups = createBackups({
    store,
    ports,
    publish: (event) => hub.publish(event),
    place: createBackupPlace(folder, opened),
    isRunning: () => engine.state().engine === 'running',
  });
  const imports = createImports({ store, ports, offload: options.offload });
  const handlers = createHandlers({
    store,
    engine,
    ports,
    workspace: { ...options.workspace, company: connection.company?.name ?? '', dataFolder: folder },
    version: options.version,
    connection: connectionFacts(connection),
    secretsInMemoryOnly: options.secretsInMemoryOnly ?? (() => false),
    mappings: createMappingDesk({
      store,
      ports,
      publish: (event) => hub.publish(event),
      imports,
      wake: () => engine.runSoon(),
    }),
    drafts,
    sends,
    packing: createPackingDesk({ parts, tasks }, () => engine.runSoon(), options.offload),
    master,
    workspaces: options.workspaces ?? soleDesk({ ...options, folder }),
    audit,
    morning: createMorningDesk({ store, ports, publish, engine, backups }),
    backups,
    businessEvents: events,
    records: createRecordsDesk({
      store,
      engine,
      backups,
      ports,
      folder,
      workspace: options.workspace,
      connection: connectionFacts(connection),
      version: options.version,
      log,
      zone,
      changed: () => hub.publish({ topic: 'settings' }),
    }),
    placeOrders: options.placeOrders,
    backOffice: options.backOffice,
    publish: (event) => hub.publish(event),
    content: (request) => contentOffMain(request, options.offload),
  });
  let unlisten = (): void => undefined;
  return {
    dispatch: createDispatcher(handlers, { log: ports.log, checkOutput: options.checkOutput ?? false }),
    events: hub,
    engine,
    store,
    opened,
    imports,
    master,
    async start() {
      await engine.start();
      events.start();
      master.start();
      backups.start();
      unlisten = hub.listen(hub.last(), ({ event }) => {
        if (event.topic === 'runs' && engine.state().engine !== 'running') audit.keepUp();
      });
    },
    async stop() {
      unlisten();
      await events.stop();
      await audit.stop();
      await backups.stop();
      await master.stop();
      await engine.stop();
      await opened.close();
      lock.release();
      await log.file.flush();
    },
  };
}

async function contentOffMain(request: ContentRequest, offload: AppOptions['offload']): Promise<DocumentContent> {
  if (!offload || request.bytes.length <= inlineLimit) return contentOf(request);
  return (await offload({ task: 'content', ...request })) as DocumentContent;
}
