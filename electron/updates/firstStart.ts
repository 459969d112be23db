import type { Dialog } from 'electron';
import { toAppError } from '#core/contract/errors.ts';
import { createOffload } from '#core/host/offload.ts';
import { workers } from '#core/host/places.ts';
import { backupBeforeNewVersion, startWithoutBackup, type Copied, type NewVersionParts } from '#core/host/records/newVersion.ts';

export interface FirstStartParts extends Omit<NewVersionParts, 'copy'> {
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
}

/**
 * Copies the databases before a new version opens them, on a thread of its own. Where that cannot be done the person
 * decides. Returns false where the app should end instead.
 */
export async function copiedBeforeFirstStart(parts: FirstStartParts): Promise<boolean> {
  const offload = createOffload(workers.task);
  const copy: NewVersionParts['copy'] = async (input) => (await offload.run({ task: 'copy-databases', ...input })) as Copied;
  try {
    return await untilDecided({ ...parts, copy });
  } finally {
    await offload.close();
  }
}

async function untilDecided(parts: FirstStartParts & NewVersionParts): Promise<boolean> {
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
