import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { app, BrowserWindow, net, protocol, session } from 'electron';
import { createConsole } from '#core/host/console/console.ts';
import { packageFolder, rendererFolder } from '#core/host/places.ts';
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
  const quayside = createConsole({ terminal, change: { fetch: (input, init) => net.fetch(input as string, init) } });
  // A workspace that cannot be opened is no reason to vanish: the window says why and leads to the others.
  await quayside.start().catch(() => undefined);
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
