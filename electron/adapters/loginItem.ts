import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import { AppError } from '#core/contract/errors.ts';
import { writePrivate } from '#core/host/adapters/settings.ts';

export interface LoginItem {
  readonly possible: boolean;
  readonly sentence: string;
  /** Throws `folder-not-writable`. */
  set(on: boolean): void;
}

export interface LoginItemParts {
  readonly app: Pick<App, 'setLoginItemSettings' | 'isPackaged'>;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The program that is running; an AppImage says where its file lies in APPIMAGE. */
  readonly program: string;
}

/** Starting at login, in the tray: by the system's own list on Windows and macOS, by an autostart file on Linux. */
export function loginItem({ app, platform, env, home, program }: LoginItemParts): LoginItem {
  if (!app.isPackaged)
    return { possible: false, sentence: 'Only an installed Quayside can start with the computer.', set: () => undefined };
  if (platform === 'linux') {
    const file = join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'autostart', 'quayside.desktop');
    return {
      possible: true,
      sentence: 'Quayside writes a file into the autostart folder of this account.',
      set: (on) => writeAutostart(file, on, env['APPIMAGE'] || program),
    };
  }
  return {
    possible: true,
    sentence: 'It stands in the list of programs that start with this account.',
    set: (on) =>
      // macOS hides nothing by arguments: a start at login opens no window because the system says that it is one.
      app.setLoginItemSettings({ openAtLogin: on, ...(platform === 'win32' ? { args: ['--hidden'] } : {}) }),
  };
}

function writeAutostart(file: string, on: boolean, program: string): void {
  try {
    if (!on) {
      rmSync(file, { force: true });
      return;
    }
    mkdirSync(join(file, '..'), { recursive: true, mode: 0o700 });
    writePrivate(file, autostartEntry(program));
  } catch (cause) {
    throw new AppError({
      code: 'folder-not-writable',
      message: `The autostart file ${file} could not be changed. Check the permissions of its folder.`,
      cause,
    });
  }
}

/** The entry as the Desktop Entry specification wants it: the program quoted, with its own characters escaped twice. */
export function autostartEntry(program: string): string {
  const quoted = `"${program.replaceAll(/["`$\\]/g, (mark) => `\\\\${mark === '\\' ? '\\\\' : mark}`).replaceAll('%', '%%')}"`;
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Quayside',
    'Comment=The EDI desk',
    `Exec=${quoted} --hidden`,
    'Terminal=false',
    'X-GNOME-Autostart-enabled=true',
    '',
  ].join('\n');
}
