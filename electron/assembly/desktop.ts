import type { LogFile } from '#core/host/adapters/logFile.ts';
import type { SettingsStore } from '#core/host/adapters/settings.ts';
import type { Terminal } from '#core/host/commands/command.ts';
import type { Logger } from '#core/ports/ports.ts';
import type { Quitting } from '../leaving/quit.ts';
import type { Watch } from '../notices/watch.ts';
import type { StartArguments } from '../shell/instance.ts';
import type { Page } from '../shell/page.ts';
import type { TrayDesk } from '../tray/tray.ts';
import type { Updates } from '../updates/updates.ts';
import { openConsole, type Engine } from './console.ts';
import type { ElectronParts } from './electronParts.ts';
import { askBeforeLeaving } from './leaving.ts';
import { openNotices } from './notices.ts';
import { showTray } from './tray.ts';
import { openUpdates, type UpdaterOf } from './updates.ts';
import { preparePage } from './window.ts';

/** What stands before anything is put together. */
export interface Ground {
  readonly electron: ElectronParts;
  readonly updater: UpdaterOf;
  /** The folder of this account's settings, secrets and logs. */
  readonly folder: string;
  readonly terminal: Terminal;
  readonly started: StartArguments;
  readonly settings: SettingsStore;
  readonly log: Logger;
  readonly logFile: LogFile;
}

/** The parts of the desktop that ask each other for something. */
export interface Desktop extends Engine {
  readonly watch: Watch;
  readonly leaving: Quitting;
  readonly updates: Updates;
  readonly page: Page;
  readonly tray: TrayDesk;
}

/** The whole desktop, for a part that asks another one once something happens: never while it is being made. */
export type Whole = () => Desktop;

/** Makes every part and lets each find the others. Nothing runs yet, and no window is there. */
export function assemble(ground: Ground): Desktop {
  const whole: Whole = () => desktop;
  const engine = openConsole(ground, whole);
  const desktop: Desktop = {
    ...engine,
    watch: openNotices(ground, engine, whole),
    leaving: askBeforeLeaving(ground, engine, whole),
    updates: openUpdates(ground, engine, whole),
    page: preparePage(ground, engine, whole),
    tray: showTray(ground, whole),
  };
  return desktop;
}
