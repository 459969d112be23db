import type { BrowserWindowConstructorOptions } from 'electron';

/** How our window is made: sandboxed, isolated, without Node; it is shown when its first paint is ready. */
export function windowOptions(preload: string): BrowserWindowConstructorOptions {
  return {
    width: 1366,
    height: 860,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Quayside',
    webPreferences: { preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false },
  };
}
