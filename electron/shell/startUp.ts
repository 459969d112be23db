import type { Dialog } from 'electron';
import { AppError } from '#core/contract/errors.ts';
import { hostSettings } from '#core/contract/hostSettings.ts';
import type { SettingsStore } from '#core/host/adapters/settings.ts';

export interface StartUpParts {
  readonly open: () => SettingsStore;
  /** Puts the damaged file aside; returns where it is now. */
  readonly setAside: () => string;
  readonly inMemory: (first: ReturnType<typeof hostSettings.parse>) => SettingsStore;
  readonly dialog: Pick<Dialog, 'showMessageBoxSync'>;
}

/**
 * The settings, or a question where they cannot be understood: begin anew beside the old file, or end. Nothing of it is
 * ever overwritten unasked. Returns nothing where the person wants to end.
 */
export function settingsOrQuestion({ open, setAside, inMemory, dialog }: StartUpParts): SettingsStore | undefined {
  try {
    return open();
  } catch (thrown) {
    const message = thrown instanceof AppError ? thrown.message : String(thrown);
    const choice = dialog.showMessageBoxSync({
      type: 'warning',
      message: 'Quayside cannot read its settings.',
      detail: `${message}\n\nOrders, documents and secrets are not touched either way.`,
      buttons: ['Begin with the usual settings', 'Quit'],
      defaultId: 0,
      cancelId: 1,
    });
    if (choice !== 0) return undefined;
  }
  try {
    setAside();
    return open();
  } catch {
    // A profile that cannot be written: this process works with the usual settings and forgets what is changed.
    return inMemory(hostSettings.parse({}));
  }
}
