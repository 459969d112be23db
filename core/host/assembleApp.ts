import { createDispatcher } from '#core/api/dispatcher.ts';
import { contentOf, type ContentRequest } from '#core/api/documentContent.ts';
import { createEventHub } from '#core/api/events.ts';
import { createHandlers } from '#core/api/handlers.ts';
import type { DocumentContent } from '#core/contract/views/documents.ts';
import { createDynamicsClient } from '#core/dynamics/client.ts';
import { createBackups } from '#core/engine/backups/backups.ts';
import { createEngine } from '#core/engine/engine.ts';
import type { EngineParts } from '#core/engine/engine.types.ts';
import { createMappingDesk } from '#core/engine/mappings/desk.ts';
import { createImports } from '#core/engine/mappings/imports.ts';
import { createMasterSync } from '#core/engine/masterData/masterSync.ts';
import { createMorningDesk } from '#core/engine/morning/desk.ts';
import { createDraftDesk } from '#core/engine/outbound/draftDesk.ts';
import { createSendDesk } from '#core/engine/outbound/sendDesk.ts';
import { createPackingDesk } from '#core/engine/packing/desk.ts';
import { createPackingSource } from '#core/engine/packing/source.ts';
import { createAuditDesk } from '#core/engine/records/auditDesk.ts';
import { createTasks, inlineLimit } from '#core/engine/tasks.ts';
import { createSpsClient } from '#core/sps/client.ts';
import { type OpenedStore } from '#core/store/openStore.ts';
import { connectionFacts } from './connectionFacts.ts';
import { createBackupPlace } from './records/backupPlace.ts';
import { createRecordsDesk } from './records/desk.ts';
import { type HostLog } from './records/hostLog.ts';
import { type Zone } from './records/zone.ts';
import { soleDesk } from './console/soleDesk.ts';
import { dynamicsSecret } from './adapters/secrets.ts';
import { createEventListening } from './eventListening.ts';
import type { App, AppOptions } from './app.types.ts';
import { createRequestCounts } from './requestCounts.ts';

/** What was opened on the way. */
export interface Opened {
  readonly folder: string;
  readonly opened: OpenedStore;
  readonly lock: { release(): void };
  readonly log: HostLog;
  readonly zone: Zone;
}

/** Everything that works in an open workspace, wired together; nothing has started yet. */
export function assembleApp(options: AppOptions, { folder, opened, lock, log, zone }: Opened): App {
  const { ports, connection } = options;
  const { store } = opened;
  const hub = createEventHub();
  const requests = createRequestCounts();
  const shared = { fetch: ports.fetch, clock: ports.clock, random: ports.random, log: ports.log };
  const sps = createSpsClient({
    ...shared,
    connection: connection.sps,
    secret: () => ports.secrets.read('sps.clientSecret'),
    counter: requests.counter('sps'),
  });
  const dynamics = createDynamicsClient({
    ...shared,
    connection: connection.dynamics,
    secret: dynamicsSecret(ports.secrets, connection),
    counter: requests.counter('dynamics'),
  });
  const publish: EngineParts['publish'] = (event) => hub.publish(event);
  const parts: EngineParts = {
    ports,
    store,
    sps,
    dynamics,
    connection,
    workspace: options.workspace.colour,
    takeRequests: requests.takeRequests,
    publish,
    packing: createPackingSource({ store, ports, publish }),
  };
  const tasks = createTasks(options.offload);
  const engine = createEngine(parts, tasks);
  const events = createEventListening(ports, connection, engine, store, () => hub.publish({ topic: 'business-events' }));
  const drafts = createDraftDesk({ parts, tasks }, () => engine.runSoon());
  const sends = createSendDesk(parts, { runSoon: () => engine.runSoon(), lookAtClock: () => engine.lookAtClock() });
  const master = createMasterSync({
    ports,
    store,
    dynamics,
    connection,
    publish,
    takeRequests: requests.takeMasterRequests,
  });
  const audit = createAuditDesk({ store, ports, publish: (event) => hub.publish(event) });
  const backups = createBackups({
    store,
    ports,
    publish,
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
      publish,
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
    publish,
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
      try {
        await events.stop();
        await audit.stop();
        await backups.stop();
        await master.stop();
        await engine.stop();
      } finally {
        // Whatever did not end well: a folder that stays locked could not be opened again.
        await opened.close().finally(() => lock.release());
        await log.file.flush();
      }
    },
  };
}

async function contentOffMain(request: ContentRequest, offload: AppOptions['offload']): Promise<DocumentContent> {
  if (!offload || request.bytes.length <= inlineLimit) return contentOf(request);
  return (await offload({ task: 'content', ...request })) as DocumentContent;
}
