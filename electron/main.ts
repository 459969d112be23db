import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app, BrowserWindow, net, protocol, session } from 'electron';
import type { App } from '#core/host/createApp.ts';
import { openWorkspace } from '#core/host/openWorkspace.ts';
import { packageFolder, rendererFolder } from '#core/host/places.ts';
import { createReopening, type Served } from '#core/host/reopening.ts';
import { processTerminal } from '#core/host/terminal.ts';
import { serveBridge } from './bridge/serve.ts';
import { keepToOurPage } from './shell/navigation.ts';
import { denyPermissions } from './shell/permissions.ts';
import { origin, registerScheme, serveScheme } from './shell/scheme.ts';
import { windowOptions } from './shell/window.ts';

/** Start-up order only; every rule is a file of its own. */
async function main(): Promise<void> {
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  app.enableSandbox();
  registerScheme(protocol);
  await app.whenReady();
  const terminal = { ...processTerminal(), cwd: app.getPath('home') };
  const open = (): Promise<App> => openWorkspace(terminal, { fetch: (input, init) => net.fetch(input as string, init) });
  // A workspace that cannot be opened is no reason to vanish: the window says why and goes on when the cause is gone.
  const quayside: Served = await open().catch((thrown: unknown) => createReopening(open, thrown, () => performance.now()));
  denyPermissions(session.defaultSession);
  serveScheme(session.defaultSession, rendererFolder(), () => randomBytes(16).toString('base64'));
  const window = new BrowserWindow(windowOptions(join(packageFolder(), 'dist', 'preload', 'preload.cjs')));
  keepToOurPage(window.webContents);
  serveBridge(window.webContents.ipc, window.webContents, quayside);
  window.once('ready-to-show', () => window.show());
  app.on('second-instance', () => window.focus());
  app.on('window-all-closed', () => app.quit());
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    event.preventDefault();
    void quayside.stop().finally(() => {
      stopped = true;
      app.quit();
    });
  });
  await window.loadURL(`${origin}/`);
}

await main();
