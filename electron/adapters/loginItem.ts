import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';
import { AppError } from '#core/contract/errors.ts';
import { writePrivate } from '#core/host/adapters/settings.ts';

export interface LoginItem {
  readonly possible: boolean;
  readonly sentence: string;
  /** What the system says now: a person may have switched it off in the system's own list. */
  isOn(): boolean;
  /** Throws `folder-not-writable`. */
  set(on: boolean): void;
  /** Names the program of today where another one is named: an AppImage changes its name with its version. */
  renew(): void;
}

export interface LoginItemParts {
  readonly app: Pick<App, 'getLoginItemSettings' | 'setLoginItemSettings' | 'isPackaged'>;
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** The program that is running; an AppImage says where its file lies in APPIMAGE. */
  readonly program: string;
}

/** Starting at login, in the tray: by the system's own list on Windows and macOS, by an autostart file on Linux. */
export function loginItem({ app, platform, env, home, program }: LoginItemParts): LoginItem {
  if (!app.isPackaged)
    return {
      possible: false,
      sentence: 'Only an installed Quayside can start with the computer.',
      isOn: () => false,
      set: () => undefined,
      renew: () => undefined,
    };
  if (platform === 'linux') {
    const file = join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'autostart', 'quayside.desktop');
    const entry = autostartEntry(env['APPIMAGE'] || program);
    return {
      possible: true,
      sentence: 'Quayside writes a file into the autostart folder of this account.',
      isOn: () => isActive(file),
      set: (on) => writeAutostart(file, on ? entry : undefined),
      renew: () => {
        if (isActive(file) && readFileSync(file, 'utf8') !== entry) writeAutostart(file, entry);
      },
    };
  }
  // macOS hides nothing by arguments: a start at login opens no window because the system says that it is one.
  const asked = platform === 'win32' ? { args: ['--hidden'] } : {};
  return {
    possible: true,
    sentence: 'It stands in the list of programs that start with this account.',
    isOn: () => {
      const { openAtLogin, executableWillLaunchAtLogin } = app.getLoginItemSettings(asked);
      // Windows keeps the entry that its own list of programs has switched off.
      return openAtLogin && (platform !== 'win32' || executableWillLaunchAtLogin);
    },
    set: (on) => app.setLoginItemSettings({ openAtLogin: on, ...asked }),
    renew: () => undefined,
  };
}

/** True where the file stands and no desktop has switched it off in its own way. */
function isActive(file: string): boolean {
  return existsSync(file) && !/^(Hidden=true|X-GNOME-Autostart-enabled=false)\s*$/m.test(readFileSync(file, 'utf8'));
}

function writeAutostart(file: string, entry: string | undefined): void {
  try {
    if (entry === undefined) {
      rmSync(file, { force: true });
      return;
    }
    writePrivate(file, entry);
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
