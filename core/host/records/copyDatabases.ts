import { backupTo, copyOnline, type BackupReport } from '#core/store/backup.ts';
import type { CopyInput } from './newVersion.ts';

/** Copies and checks the databases of one workspace, whoever works in it meanwhile. Throws AppError; nothing half-done stays. */
export function copyDatabases({ folder, parent, at, note }: CopyInput): Promise<BackupReport> {
  return backupTo(parent, at, (target) => copyOnline(folder, target), { note });
}
