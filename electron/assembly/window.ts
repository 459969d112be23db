import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { systemClock } from '#core/host/adapters/clock.ts';
import { packageFolder, rendererFolder } from '#core/host/places.ts';
import { keepDownloads } from '../shell/downloads.ts';
import { linkHosts, openOutside } from '../shell/links.ts';
import { createPage, type Page } from '../shell/page.ts';
import { denyPermissions } from '../shell/permissions.ts';
import { keepQuietly } from '../shell/quietly.ts';
import { serveScheme } from '../shell/scheme.ts';
import type { Engine } from './console.ts';
import type { Ground, Whole } from './desktop.ts';
import { endingOf } from './leaving.ts';

/** True where developer tools are there: from the source, or asked for by support. */
export function hasDevTools({ electron, started }: Ground): boolean {
  return !electron.app.isPackaged || started.support;
}

/** The rules of the page's session, and the window that is made when it is first wanted. */
export function preparePage(ground: Ground, { quayside }: Engine, whole: Whole): Page {
  const { electron, settings, log } = ground;
  const { app, BrowserWindow, dialog, screen, shell } = electron;
  guardPages(ground);
  const ending = endingOf(whole);
  return createPage({
    create: (options) => new BrowserWindow(options),
    displays: () => [screen.getPrimaryDisplay(), ...screen.getAllDisplays()].map(({ workArea }) => workArea),
    screen,
    app,
    dialog,
    log,
    devTools: hasDevTools(ground),
    preload: join(packageFolder(), 'dist', 'preload', 'preload.cjs'),
    settings,
    quayside,
    leaving: { isLeaving: () => whole().leaving.isLeaving(), ask: (unasked) => whole().leaving.ask(unasked) },
    lastFarewell: ending.lastFarewell,
    onSessionEnd: ending.onEnd,
    monotonic: () => systemClock.monotonic(),
    onLink: (address) =>
      void openOutside(shell, address, linkHosts(quayside.current()?.where.connection.dynamics.environmentUrl)),
  });
}

/** No permission, only our own pages, and only files of ours are saved. */
function guardPages({ electron, settings }: Ground): void {
  const { app, session } = electron;
  denyPermissions(session.defaultSession);
  serveScheme(session.defaultSession, rendererFolder(), () => randomBytes(16).toString('base64'));
  keepDownloads({
    session: session.defaultSession,
    folder: () => settings.read().lastFolder ?? app.getPath('downloads'),
    onSaved: (path) => keepQuietly(() => settings.change({ lastFolder: join(path, '..') })),
  });
}
