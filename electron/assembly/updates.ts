import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '#core/host/adapters/clock.ts';
import { whyNoUpdates } from '../updates/feed.ts';
import { createUpdates, type Updater, type Updates } from '../updates/updates.ts';
import type { Engine } from './console.ts';
import type { Ground, Whole } from './desktop.ts';

/** Gives electron-updater's own object; asking for it reads the package. */
export type UpdaterOf = () => Updater;

/** Updates of this installation; where it has none it says why. */
export function openUpdates({ electron, updater, settings, log }: Ground, { quayside }: Engine, whole: Whole): Updates {
  return createUpdates({
    updater,
    off: whyNoUpdates({
      platform: process.platform,
      packaged: electron.app.isPackaged,
      feedText: textOf(join(process.resourcesPath, 'app-update.yml')),
      appImage: process.env['APPIMAGE'],
    }),
    clock: systemClock,
    log,
    busy: () => quayside.current()?.app.engine.state().engine === 'running',
    saving: () => settings.read().desktop.saveData,
    quit: () => void whole().leaving.ask(true),
    onState: (state) => {
      if (state.phase !== 'downloading') log.info('updates', { phase: state.phase });
      quayside.desktopChanged();
    },
  });
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
