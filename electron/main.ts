import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  app,
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
import { createClient } from '#core/contract/client.ts';
import { directTransport } from '#core/contract/transports/direct.ts';
import { systemClock } from '#core/host/adapters/clock.ts';
import { userDataFolder } from '#core/host/adapters/folders.ts';
import { createLogFile } from '#core/host/adapters/logFile.ts';
import { createLogger } from '#core/host/adapters/logger.ts';
import { createConsole } from '#core/host/console/console.ts';
import { packageFolder, packageVersion, rendererFolder } from '#core/host/places.ts';
import { processTerminal } from '#core/host/terminal.ts';
import { suspensionBlocker } from './adapters/blocker.ts';
import { createDesktopDesk } from './adapters/desk.ts';
import { engineActs } from './adapters/engineActs.ts';
import { gatherSituation } from './adapters/gather.ts';
import { loginItem } from './adapters/loginItem.ts';
import { desktopFetch, networkCare } from './adapters/network.ts';
import { notifier } from './adapters/notifications.ts';
import { watchPower } from './adapters/power.ts';
import { createVault } from './adapters/secrets.ts';
import { memorySettings, openSettings, setAside } from './adapters/settings.ts';
import { guardSession } from './leaving/guardWindow.ts';
import { quitting } from './leaving/quit.ts';
import { createWatch } from './notices/watch.ts';
import { endOnFailure } from './shell/failures.ts';
import { isOnlyInstance, readArguments } from './shell/instance.ts';
import { menuTemplate } from './shell/menu.ts';
import { denyPermissions } from './shell/permissions.ts';
import { keepDownloads } from './shell/downloads.ts';
import { linkHosts, openFolder, openOutside } from './shell/links.ts';
import { createPage, type Page } from './shell/page.ts';
import { registerScheme, serveScheme } from './shell/scheme.ts';
import { outliveSignals } from './shell/signals.ts';
import { settingsOrQuestion } from './shell/startUp.ts';
import { placeOfAct, trayModel } from './tray/model.ts';
import { createTrayDesk } from './tray/tray.ts';
import { whyNoUpdates } from './updates/feed.ts';
import { copiedBeforeFirstStart } from './updates/firstStart.ts';
import { updateNotice } from './updates/state.ts';
import { createUpdates } from './updates/updates.ts';

/** Start-up order only; every rule is a file of its own. */
async function main(): Promise<void> {
  const terminal = { ...processTerminal(), cwd: app.getPath('home') };
  outliveSignals(process);
  const folder = userDataFolder(terminal);
  useProfile(join(folder, 'desktop'));
  const started = readArguments(process.argv);
  // Those who start it again while it starts or ends are answered once there is something to answer with.
  let onSecond: () => void = () => undefined;
  if (!isOnlyInstance({ app, onSecond: () => onSecond() })) return;
  app.enableSandbox();
  app.setAppUserModelId('com.quayside.desk');
  registerScheme(protocol);

  const logFile = createLogFile({ path: join(folder, 'desktop.log') });
  const log = createLogger(
    (line) => logFile.write(line),
    () => systemClock.now(),
  );
  endOnFailure({ process, log, dialog, flush: () => logFile.flush(), exit: (code) => app.exit(code) });
  log.info('Quayside starts', {
    version: packageVersion(),
    system: `${process.platform} ${process.arch}`,
    hidden: started.hidden,
  });
  const { default: ElectronStore } = await import('electron-store');
  const { default: updater } = await import('electron-updater');
  await app.whenReady();

  const settings = settingsOrQuestion({
    open: () => openSettings((options) => new ElectronStore<Record<string, unknown>>(options), folder),
    setAside: () => setAside(folder, systemClock.now()),
    inMemory: memorySettings,
    dialog,
  });
  if (settings === undefined) return app.exit(0);
  const now = (): string => systemClock.now();
  if (!(await copiedBeforeFirstStart({ version: packageVersion(), settings, dataFolder: folder, now, dialog })))
    return app.exit(0);

  const blocker = suspensionBlocker({ blocker: powerSaveBlocker, after: later });
  const vault = createVault({ safe: safeStorage, platform: process.platform, path: join(folder, 'secrets.json'), log });
  const login = loginItem({ app, platform: process.platform, env: process.env, home: homedir(), program: process.execPath });
  keepQuietly(() => login.renew());
  const quayside = createConsole({
    terminal,
    settings,
    vault,
    desktop: createDesktopDesk({
      settings,
      loginItem: login,
      vault,
      updates: { state: () => updates.state(), check: () => updates.check(), install: () => updates.install() },
      folder,
      openFolder: () => openFolder(shell, folder),
      changed: () => watch.poke(),
    }),
    change: {
      fetch: desktopFetch(net, blocker),
      network: networkCare(net, () => settings.read().desktop.saveData),
      hostLog: logFile,
    },
  });
  const client = createClient(
    directTransport({ dispatch: quayside.dispatch, listen: (after, onEvent) => quayside.events.listen(after, onEvent) }),
  );
  const acts = engineActs(client, systemClock, log);
  const tell = notifier({
    create: (options) => new Notification(options),
    isSupported: () => Notification.isSupported(),
    open: (path) => page.go(path),
    log,
  });
  const watch = createWatch({
    gather: () => gatherSituation(client, { now: () => systemClock.now(), online: () => net.isOnline() }),
    memory: () => quayside.current()?.app.store,
    settings: () => settings.read().desktop,
    clock: systemClock,
    log,
    onSituation: (situation) => tray.show(trayModel(situation, updates.state())),
    tell,
    news: () => updateNotice(updates.state()),
  });
  const leaving = quitting({
    app,
    dialog,
    clipboard,
    farewell: () => watch.farewell(),
    sendNow: (ids) => acts.sendNow(ids),
    onLeaving: () => {
      updates.leaving();
      tray.stop();
    },
    startsAgain: () => updates.startsAgain(),
    stop: async () => {
      await watch.stop();
      await quayside.stop();
      blocker.stop();
      updates.stop();
      await logFile.flush();
      updates.drained();
    },
  });

  const updates = createUpdates({
    updater: () => updater.autoUpdater,
    off: whyNoUpdates({
      platform: process.platform,
      packaged: app.isPackaged,
      feedText: textOf(join(process.resourcesPath, 'app-update.yml')),
      appImage: process.env['APPIMAGE'],
    }),
    clock: systemClock,
    log,
    busy: () => quayside.current()?.app.engine.state().engine === 'running',
    saving: () => settings.read().desktop.saveData,
    quit: () => void leaving.ask(true),
    onState: (state) => {
      if (state.phase !== 'downloading') log.info('updates', { phase: state.phase });
      quayside.desktopChanged();
    },
  });

  denyPermissions(session.defaultSession);
  serveScheme(session.defaultSession, rendererFolder(), () => randomBytes(16).toString('base64'));
  keepDownloads({
    session: session.defaultSession,
    folder: () => settings.read().lastFolder ?? app.getPath('downloads'),
    onSaved: (path) => keepQuietly(() => settings.change({ lastFolder: join(path, '..') })),
  });
  const devTools = !app.isPackaged || started.support;
  const ending = { lastFarewell: () => watch.lastFarewell(), onEnd: () => updates.sessionEnds() };
  const page: Page = createPage({
    create: (options) => new BrowserWindow(options),
    displays: () => [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea),
    screen,
    app,
    dialog,
    log,
    devTools,
    preload: join(packageFolder(), 'dist', 'preload', 'preload.cjs'),
    settings,
    quayside,
    leaving,
    lastFarewell: ending.lastFarewell,
    onSessionEnd: ending.onEnd,
    monotonic: () => systemClock.monotonic(),
    onLink: (address) =>
      void openOutside(shell, address, linkHosts(quayside.current()?.where.connection.dynamics.environmentUrl)),
  });
  const tray = createTrayDesk(
    {
      platform: process.platform,
      createTray: (image) => new Tray(image),
      createImage: (small, large) => {
        const image = nativeImage.createFromBuffer(small, { scaleFactor: 1 });
        image.addRepresentation({ scaleFactor: 2, buffer: large });
        return image;
      },
      createMenu: (template) => Menu.buildFromTemplate(template),
      onOpen: () => page.show(),
      onAct: (entry) => {
        const path = placeOfAct(entry);
        if (entry.act === 'quit') void leaving.ask();
        else if (path === undefined) void acts.act(entry.act).finally(() => watch.poke());
        else page.go(path);
      },
    },
    trayModel({ problem: 'Quayside is starting.' }),
  );
  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        devTools,
        go: (path) => page.go(path),
        runNow: () => void acts.act('run-now'),
        quit: () => void leaving.ask(),
      }),
    ),
  );
  watchPower({
    monitor: powerMonitor,
    now: () => systemClock.now(),
    onSuspend: () => blocker.stop(),
    onResume: (since) => {
      quayside.current()?.app.engine.lookAtClock();
      void watch.resumed(since);
    },
    onLock: () => void watch.locked(),
    onShutdown: (event) => {
      event.preventDefault();
      updates.sessionEnds();
      // Where the person stays, the system gives up ending the session.
      void leaving.ask(watch.lastFarewell() === undefined).then(() => updates.sessionEnds(leaving.isLeaving()));
    },
  });
  onSecond = () => (leaving.isLeaving() ? leaving.again() : page.show());
  app.on('activate', () => page.show());
  // Closing the window keeps the engine: only quitting ends it.
  app.on('window-all-closed', () => undefined);
  terminal.signal.addEventListener(
    'abort',
    () => {
      updates.sessionEnds();
      void leaving.ask(true);
    },
    { once: true },
  );
  if (process.platform === 'win32') {
    const { BaseWindow } = await import('electron');
    guardSession({ create: (options) => new BaseWindow(options), quitting: leaving, ...ending });
  }
  quayside.events.listen(0, () => {
    watch.poke();
    updates.poke();
  });

  // A workspace that cannot be opened is no reason to vanish: the window says why and leads to the others.
  const opening = quayside.start().catch(() => undefined);
  // The window is there at once; what it asks waits until the workspace is open.
  if (!started.hidden && !app.getLoginItemSettings().wasOpenedAtLogin) page.show();
  await opening;
  watch.start();
  updates.start();
}

/** Chromium's own files apart from workspaces; in a profile that cannot be written it keeps its usual place. */
function useProfile(path: string): void {
  keepQuietly(() => {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    app.setPath('userData', path);
  });
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function keepQuietly(work: () => void): void {
  try {
    work();
  } catch {
    // a convenience that cannot be kept; whatever needs the place says so itself
  }
}

function later(milliseconds: number, then: () => void): () => void {
  const timer = setTimeout(then, milliseconds);
  return () => clearTimeout(timer);
}

await main();
