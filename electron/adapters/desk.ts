import type { DesktopDesk } from '#core/api/desktopDesk.ts';
import type { SettingsStore } from '#core/host/adapters/settings.ts';
import { updateSentence } from '../updates/state.ts';
import type { Updates } from '../updates/updates.ts';
import type { LoginItem } from './loginItem.ts';
import type { Vault } from './secrets.ts';

export interface DesktopDeskParts {
  readonly settings: SettingsStore;
  readonly loginItem: LoginItem;
  readonly vault: Pick<Vault, 'state'>;
  readonly updates: Pick<Updates, 'state' | 'check' | 'install'>;
  readonly folder: string;
  /** Shows the folder in the system's file manager. Throws AppError. */
  readonly openFolder: () => Promise<void>;
  readonly changed: () => void;
}

/** The desktop app as a screen sees and changes it: settings, updates, folder. */
export function createDesktopDesk(parts: DesktopDeskParts): DesktopDesk {
  const { settings, loginItem, vault, updates, folder } = parts;
  const atLogin = (kept: boolean): boolean => (loginItem.possible ? loginItem.isOn() : kept);

  const view: DesktopDesk['desktop.get'] = async () => {
    const { desktop } = settings.read();
    const state = updates.state();
    return {
      available: true,
      settings: { ...desktop, loginItem: atLogin(desktop.loginItem) },
      loginItem: { possible: loginItem.possible, sentence: loginItem.sentence },
      secrets: await vault.state(),
      updates: { phase: state.phase, sentence: updateSentence(state) },
      folder,
    };
  };
  return {
    'desktop.get': view,
    'desktop.set': async (desktop) => {
      // What the system refuses is not kept: the switch would say what is not so.
      if (loginItem.possible && desktop.loginItem !== atLogin(desktop.loginItem)) loginItem.set(desktop.loginItem);
      settings.change({ desktop });
      parts.changed();
      return view({});
    },
    'desktop.checkForUpdates': async () => {
      await updates.check();
      return view({});
    },
    'desktop.installUpdate': async () => {
      updates.install();
      return view({});
    },
    'desktop.openFolder': async () => {
      await parts.openFolder();
      return { done: true };
    },
  };
}
