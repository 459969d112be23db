import type * as electron from 'electron';

/** What the desktop uses of Electron, all of it: `main.ts` alone loads it, everything else is given what it needs of it. */
export type ElectronParts = Pick<
  typeof electron,
  | 'app'
  | 'BaseWindow'
  | 'BrowserWindow'
  | 'clipboard'
  | 'dialog'
  | 'Menu'
  | 'nativeImage'
  | 'net'
  | 'Notification'
  | 'powerMonitor'
  | 'powerSaveBlocker'
  | 'protocol'
  | 'safeStorage'
  | 'screen'
  | 'session'
  | 'shell'
  | 'Tray'
>;
