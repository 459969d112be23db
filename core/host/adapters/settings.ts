import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppError } from '#core/contract/errors.ts';
import { hostSettings, type HostSettings } from '#core/contract/hostSettings.ts';
import { makeFolder } from '#core/store/folder.ts';

/** The settings of this account. Both hosts keep them in one file, `console.json` in the user's data folder. */
export interface SettingsStore {
  /** Throws `configuration` for a file that cannot be understood; a missing one is the usual settings. */
  read(): HostSettings;
  /** Writes some of them, the others stay. Throws `folder-not-writable`. */
  change(values: Partial<HostSettings>): void;
}

export const settingsName = 'console';

/** Settings as text. Throws `configuration` with the file and what to do. */
export function parseSettings(text: string, path: string): HostSettings {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (cause) {
    throw unreadable(path, 'is no JSON', cause);
  }
  return checkedSettings(value, path);
}

/** The same for a value that was read already. */
export function checkedSettings(value: unknown, path: string): HostSettings {
  const parsed = hostSettings.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw unreadable(
    path,
    `has a value that is not understood (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''})`,
    parsed.error,
  );
}

function unreadable(path: string, why: string, cause: unknown): AppError {
  return new AppError({
    code: 'configuration',
    message: `The settings file ${path} ${why}. Correct it, or move it away to begin with the usual settings. No order or document is in it.`,
    cause,
  });
}

/**
 * Writes a file whole or not at all, for this account alone as its folder, which is made where it is missing: a power cut
 * leaves the former one.
 */
export function writePrivate(path: string, text: string): void {
  makeFolder(dirname(path));
  const beside = `${path}.new`;
  const file = openSync(beside, 'w', 0o600);
  try {
    writeSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(beside, path);
}

/** The settings of a host without Electron. */
export function fileSettings(folder: string): SettingsStore {
  const path = join(folder, `${settingsName}.json`);
  const read = (): HostSettings => {
    const text = textOf(path);
    return text === undefined ? hostSettings.parse({}) : parseSettings(text, path);
  };
  return {
    read,
    change(values) {
      const next = { ...read(), ...values };
      try {
        writePrivate(path, `${JSON.stringify(next, undefined, 2)}\n`);
      } catch (cause) {
        throw notWritable(path, cause);
      }
    },
  };
}

export function notWritable(path: string, cause: unknown): AppError {
  return new AppError({
    code: 'folder-not-writable',
    message: `The settings could not be written to ${path}. Check its permissions and the space on its disk, then try again.`,
    cause,
  });
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw unreadable(path, 'cannot be read', thrown);
  }
}
