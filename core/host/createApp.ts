import { takeLock } from '#core/store/lock.ts';
import { openStore, type OpenedStore } from '#core/store/openStore.ts';
import { bindWorkspace } from './bindWorkspace.ts';
import { restoreLevel } from './records/desk.ts';
import { createHostLog, teeLogger } from './records/hostLog.ts';
import { zonedPorts } from './records/zone.ts';
import { prepareFolder } from './adapters/folders.ts';
import type { App, AppOptions } from './app.types.ts';
import { assembleApp } from './assembleApp.ts';
import { noteOpening } from './firstNotes.ts';

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
    await noteOpening(opened, connection, () => options.ports.clock.now());
    await restoreLevel(opened.store, hostLog);
    const fixed = options.timeZoneFixed ?? false;
    const { ports, zone } = await zonedPorts({ ...options.ports, log }, opened.store, fixed, options.onTimeZone);
    return assembleApp({ ...options, ports }, { folder, opened, lock, log: hostLog, zone });
  } catch (thrown) {
    await opened?.close();
    lock.release();
    await hostLog.file.flush();
    throw thrown;
  }
}
