import { renameSync } from 'node:fs';
import { join } from 'node:path';
import type { HostSettings } from '#core/contract/hostSettings.ts';
import { checkedSettings, notWritable, parseSettings, settingsName, type SettingsStore } from '#core/host/adapters/settings.ts';
import { AppError } from '#core/contract/errors.ts';

/** What electron-store is used for. */
export interface Kept {
  readonly path: string;
  store: Record<string, unknown>;
}

/** Makes an electron-store; the class is loaded by main alone, because it loads Electron. */
export type CreateStore = (options: {
  readonly name: string;
  readonly cwd: string;
  readonly clearInvalidConfig: false;
  readonly configFileMode: number;
}) => Kept;

/**
 * The settings in electron-store: the file, the name and the schema of the headless host, so that each reads what the
 * other wrote. Throws `configuration` where the file cannot be understood; it is never overwritten by itself.
 */
export function openSettings(create: CreateStore, folder: string): SettingsStore {
  const path = join(folder, `${settingsName}.json`);
  let kept: Kept;
  try {
    kept = create({ name: settingsName, cwd: folder, clearInvalidConfig: false, configFileMode: 0o600 });
  } catch (thrown) {
    // It reads as it is made; what it says of a damaged file names neither the file nor what to do.
    if (thrown instanceof SyntaxError) return parseFailure(path);
    throw new AppError({
      code: 'configuration',
      message: `The settings file ${path} cannot be used. Check the permissions of its folder and the space on its disk.`,
      cause: thrown,
    });
  }
  let good = checkedSettings(kept.store, path);
  /** A file that somebody damages while the app runs changes nothing until the next start. */
  const read = (): HostSettings => {
    try {
      good = checkedSettings(kept.store, path);
    } catch {
      // the last good ones hold
    }
    return good;
  };
  return {
    read,
    change(values) {
      const next = checkedSettings({ ...checkedSettings(kept.store, path), ...values }, path);
      try {
        kept.store = next;
        good = next;
      } catch (cause) {
        throw notWritable(path, cause);
      }
    },
  };
}

const parseFailure = (path: string): never => {
  // The sentence of the headless host; its own reading is what throws.
  parseSettings('', path);
  throw new Error('unreachable');
};

/** Settings of this process alone: for a profile that cannot be written, so that the desk opens all the same. */
export function memorySettings(first: HostSettings): SettingsStore {
  let values = first;
  return { read: () => values, change: (more) => void (values = { ...values, ...more }) };
}

/** Puts a damaged file aside under a name that says when; the usual settings begin anew. Returns the new name. */
export function setAside(folder: string, stamp: string): string {
  const path = join(folder, `${settingsName}.json`);
  const aside = join(folder, `${settingsName}.damaged-${stamp.replaceAll(/[:.]/g, '-')}.json`);
  renameSync(path, aside);
  return aside;
}
