import { app } from './app.ts';
import { clipboard, dialog, Menu, nativeImage, Notification, shell, Tray } from './desk.ts';
import { net, powerMonitor, powerSaveBlocker, safeStorage, screen } from './machine.ts';
import { emitter, only } from './only.ts';
import { protocol, session } from './session.ts';
import { BaseWindow, BrowserWindow } from './window.ts';
import type { IpcMain } from 'electron';
import type { ElectronParts } from '../../../../electron/assembly/electronParts.ts';

/** The global channel: electron-store announces itself on it; nothing of ours does. */
const ipcMain = only('ipcMain', emitter<IpcMain>('ipcMain', ['electron-store-get-data']).listening);

// Named imports of anything else fail where the program is linked, by name.
export {
  app,
  BaseWindow,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
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

/** `import electron from 'electron'`, as electron-store loads it. What the desktop uses is there, by name. */
// oxlint-disable-next-line import/no-default-export -- Electron has one
export default only('electron', {
  app,
  BaseWindow,
  BrowserWindow,
  clipboard,
  dialog,
  ipcMain,
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
} satisfies Readonly<Record<keyof ElectronParts | 'ipcMain', unknown>>);
