import { join } from 'node:path';
import {
  app,
  BaseWindow,
  BrowserWindow,
  clipboard,
  dialog,
  Menu,
  nativeImage,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
} from 'electron';
import { systemClock } from '#core/host/adapters/clock.ts';
import { userDataFolder } from '#core/host/adapters/folders.ts';
import { createLogFile } from '#core/host/adapters/logFile.ts';
import { createLogger } from '#core/host/adapters/logger.ts';
import { packageVersion } from '#core/host/places.ts';
import { processTerminal } from '#core/host/terminal.ts';
import { memorySettings, openSettings, setAside } from './adapters/settings.ts';
import { assemble, type Desktop, type Ground } from './assembly/desktop.ts';
import type { ElectronParts } from './assembly/electronParts.ts';
import { heedSystem } from './assembly/leaving.ts';
import { showMenu } from './assembly/tray.ts';
import { endOnFailure } from './shell/failures.ts';
import { isOnlyInstance, readArguments } from './shell/instance.ts';
import { useProfile } from './shell/profile.ts';
import { registerScheme } from './shell/scheme.ts';
import { outliveSignals } from './shell/signals.ts';
import { settingsOrQuestion } from './shell/startUp.ts';
import { copiedBeforeFirstStart } from './updates/firstStart.ts';

const electron: ElectronParts = {
  app,
  BaseWindow,
  BrowserWindow,
  clipboard,
  dialog,
  Menu,
  nativeImage,
  net,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
};
const now = (): string => systemClock.now();

/** Start-up order only: every rule is a file of its own, and assembly/ says which part asks which. */
async function main(): Promise<void> {
  const terminal = { ...processTerminal(), cwd: app.getPath('home') };
  outliveSignals(process);
  const folder = userDataFolder(terminal);
  useProfile(app, join(folder, 'desktop'));
  const started = readArguments(process.argv);
  // Those who start it again while it starts or ends are answered once there is something to answer with.
  let onSecond: () => void = () => undefined;
  if (!isOnlyInstance({ app, onSecond: () => onSecond() })) return;
  app.enableSandbox();
  app.setAppUserModelId('com.quayside.desk');
  registerScheme(protocol);

  const logFile = createLogFile({ path: join(folder, 'desktop.log') });
  const log = createLogger((line) => logFile.write(line), now);
  endOnFailure({ process, log, dialog, flush: () => logFile.flush(), clock: systemClock, exit: (code) => app.exit(code) });
  log.info('Quayside starts', {
    version: packageVersion(),
    system: `${process.platform} ${process.arch}`,
    hidden: started.hidden,
  });
  const { default: ElectronStore } = await import('electron-store');
  const { default: electronUpdater } = await import('electron-updater');
  await app.whenReady();

  const settings = settingsOrQuestion({
    open: () => openSettings((options) => new ElectronStore<Record<string, unknown>>(options), folder),
    setAside: () => setAside(folder, now()),
    inMemory: memorySettings,
    dialog,
  });
  if (settings === undefined) return app.exit(0);
  if (!(await copiedBeforeFirstStart({ version: packageVersion(), settings, dataFolder: folder, now, dialog })))
    return app.exit(0);

  const updater: Ground['updater'] = () => electronUpdater.autoUpdater;
  const ground: Ground = { electron, updater, folder, terminal, started, settings, log, logFile };
  const desktop = assemble(ground);
  showMenu(ground, desktop);
  heedSystem(ground, desktop);
  onSecond = () => (desktop.leaving.isLeaving() ? desktop.leaving.again() : desktop.page.show());
  app.on('activate', () => desktop.page.show());
  // Closing the window keeps the engine: only quitting ends it.
  app.on('window-all-closed', () => undefined);
  await open(ground, desktop);
}

/** The engine begins, and the window is there at once: what it asks waits until the workspace is open. */
async function open({ started }: Ground, { quayside, watch, updates, page }: Desktop): Promise<void> {
  quayside.events.listen(0, () => {
    watch.poke();
    updates.poke();
  });
  // A workspace that cannot be opened is no reason to vanish: the window says why and leads to the others.
  const opening = quayside.start().catch(() => undefined);
  if (!started.hidden && !app.getLoginItemSettings().wasOpenedAtLogin) page.show();
  await opening;
  watch.start();
  updates.start();
}

await main();
