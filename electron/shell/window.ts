import type { BrowserWindowConstructorOptions } from 'electron';
import { smallest } from './windowPlace.ts';

export interface WindowParts {
  readonly preload: string;
  /** An installed app has no developer tools, unless support asked for them at the start. */
  readonly devTools: boolean;
  readonly place: { readonly x?: number; readonly y?: number; readonly width: number; readonly height: number };
}

/** How our window is made: sandboxed, isolated, without Node; it is shown when its first paint is ready. */
export function windowOptions({ preload, devTools, place }: WindowParts): BrowserWindowConstructorOptions {
  return {
    ...place,
    minWidth: Math.min(smallest.width, place.width),
    minHeight: Math.min(smallest.height, place.height),
    show: false,
    title: 'Quayside',
    webPreferences: {
      preload,
      devTools,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webviewTag: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      spellcheck: false,
    },
  };
}
