import type { DesktopDesk } from '#core/api/desktopDesk.ts';
import type { SettingsStore } from '#core/host/adapters/settings.ts';
import type { LoginItem } from './loginItem.ts';
import type { Vault } from './secrets.ts';

export interface DesktopDeskParts {
  readonly settings: SettingsStore;
  readonly loginItem: LoginItem;
  readonly vault: Pick<Vault, 'state'>;
  readonly changed: () => void;
}

/** The desktop's own settings as a screen sees and changes them. */
export function createDesktopDesk({ settings, loginItem, vault, changed }: DesktopDeskParts): DesktopDesk {
  const view: DesktopDesk['desktop.get'] = async () => ({
    available: true,
    settings: settings.read().desktop,
    loginItem: { possible: loginItem.possible, sentence: loginItem.sentence },
    secrets: await vault.state(),
  });
  return {
    'desktop.get': view,
    'desktop.set': async (desktop) => {
      const before = settings.read().desktop;
      // What the system refuses is not kept: the switch would say what is not so.
      if (loginItem.possible && desktop.loginItem !== before.loginItem) loginItem.set(desktop.loginItem);
      settings.change({ desktop });
      changed();
      return view({});
    },
  };
}
