import type { Dialog } from 'electron';
import { toAppError } from '#core/contract/errors.ts';
import { backupBeforeNewVersion, startWithoutBackup, type NewVersionParts } from '#core/host/records/newVersion.ts';

export interface FirstStartParts extends NewVersionParts {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
}

/**
 * Copies the databases before a new version opens them. Where that cannot be done the person decides. Returns false where
 * the app should end instead.
 */
export async function copiedBeforeFirstStart(parts: FirstStartParts): Promise<boolean> {
  for (;;) {
    try {
      await backupBeforeNewVersion(parts);
      return true;
    } catch (thrown) {
      const { response } = await parts.dialog.showMessageBox({
        type: 'warning',
        message: `Quayside ${parts.version} starts here for the first time, and its databases could not be copied before.`,
        detail: `${toAppError(thrown).message}\n\nA new version may change the databases. Without a copy there is no way back to the former version.`,
        buttons: ['Try again', 'Start without a copy', 'Quit'],
        defaultId: 0,
        cancelId: 2,
      });
      if (response === 2) return false;
      if (response === 1) {
        startWithoutBackup(parts);
        return true;
      }
    }
  }
}
