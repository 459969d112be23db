import type { App, BrowserWindow, BrowserWindowConstructorOptions, Dialog, Rectangle, Screen } from 'electron';
import type { SettingsStore } from '#core/host/adapters/settings.ts';
import type { Console } from '#core/host/console/console.ts';
import type { Logger } from '#core/ports/ports.ts';
import { serveBridge } from '../bridge/serve.ts';
import type { Farewell } from '../leaving/farewell.ts';
import type { Quitting } from '../leaving/quit.ts';
import { holdSessionEnd } from '../leaving/sessionEnd.ts';
import { watchCrashes } from './crashes.ts';
import { keepToOurPage, placeWithin } from './navigation.ts';
import { origin } from './scheme.ts';
import { windowOptions } from './window.ts';
import { bringBack, fitWindow, keepPlace } from './windowPlace.ts';

export interface PageParts {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  /** Work areas, the first display first. */
  readonly displays: () => readonly Rectangle[];
  readonly screen: Pick<Screen, 'on'>;
  readonly app: Pick<App, 'on'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly log: Logger;
  readonly devTools: boolean;
  readonly preload: string;
  readonly settings: SettingsStore;
  readonly quayside: Pick<Console, 'dispatch' | 'events' | 'show'>;
  readonly leaving: Pick<Quitting, 'isLeaving' | 'ask'>;
  readonly lastFarewell: () => Farewell | undefined;
  readonly onSessionEnd: () => void;
  readonly monotonic: () => number;
  readonly onLink: (address: string) => void;
}

/** The one window. It is made when it is first wanted, and hidden rather than closed: the engine works on. */
export interface Page {
  show(): void;
  /** Shows the window at a place of our page. */
  go(path: string): void;
}

export function createPage(parts: PageParts): Page {
  const { settings, quayside, leaving } = parts;
  let window: BrowserWindow | undefined;
  /** False while the page is being loaded: then a place is part of the address. */
  let loaded = false;

  function open(path: string): BrowserWindow {
    const kept = settings.read().window;
    const made = parts.create(
      windowOptions({ preload: parts.preload, devTools: parts.devTools, place: fitWindow(kept, parts.displays()) }),
    );
    const { webContents } = made;
    keepToOurPage(webContents, parts.onLink);
    serveBridge(webContents.ipc, webContents, quayside);
    keepPlace(made, (place) => settings.change({ window: place }));
    watchCrashes({
      contents: webContents,
      window: made,
      app: parts.app,
      dialog: parts.dialog,
      log: parts.log,
      monotonic: parts.monotonic,
      // Where the person was: a page that ended is still said to be there.
      reload: () => load(made, placeWithin(webContents.getURL())),
    });
    holdSessionEnd({ window: made, lastFarewell: parts.lastFarewell, quitting: leaving, onEnd: parts.onSessionEnd });
    made.on('close', (event) => {
      if (leaving.isLeaving()) return;
      event.preventDefault();
      made.hide();
    });
    made.on('closed', () => {
      window = undefined;
      loaded = false;
    });
    webContents.on('did-finish-load', () => {
      loaded = true;
    });
    made.once('ready-to-show', () => {
      if (kept?.maximized === true) made.maximize();
      made.show();
    });
    load(made, path);
    return made;
  }

  function load(target: BrowserWindow, path: string): void {
    loaded = false;
    target
      .loadURL(`${origin}${path}`)
      .catch((thrown: unknown) => parts.log.error('the page was not loaded', { message: String(thrown) }));
  }

  function raise(target: BrowserWindow): void {
    if (target.isMinimized()) target.restore();
    target.show();
    target.focus();
  }

  parts.screen.on('display-removed', () => {
    if (window) bringBack(window, parts.displays());
  });
  return {
    show() {
      if (window) raise(window);
      else window = open('/');
    },
    go(path) {
      if (window === undefined) {
        window = open(path);
        return;
      }
      raise(window);
      if (loaded) quayside.show(path);
      else load(window, path);
    },
  };
}
