import { resolve } from 'node:path';
import { backupTo, copyOnline } from '#core/store/backup.ts';
import { takeLock } from '#core/store/lock.ts';
import { restoreBackup, type RestoredBackup } from '#core/store/restore.ts';
import { refuseOtherAccounts } from '../bindWorkspace.ts';
import { prepareFolder } from '../adapters/folders.ts';
import { systemClock } from '../adapters/clock.ts';
import { systemIdentity } from '../adapters/identity.ts';
import { rememberBackup } from '../records/backupPlace.ts';
import { createProgress, exitCodes, readArgs, UsageError, type Command } from './command.ts';
import { openApp } from './openApp.ts';
import { placeOf, whereOptions, whereUsage } from './place.ts';
import { openWhere } from './where.ts';

/** `backup DIR`: a verified online copy. */
export const backup: Command = {
  name: 'backup',
  usage: `backup DIR ${whereUsage} [--json]`,
  help: `Copies both databases of a workspace into a new folder below DIR, checks the copy, and says where it is. The engine may
run meanwhile.`,
  async run(args, terminal) {
    const { values, positionals } = readArgs(args, { ...whereOptions }, 1);
    const target = positionals[0];
    if (target === undefined) throw new UsageError('Name the folder that backups go to.');
    const { folder } = placeOf(values, terminal);
    const progress = createProgress(terminal, values.json === true);
    progress.show('Copying and checking…');
    const at = systemClock.now();
    const report = await backupTo(resolve(terminal.cwd, target), at, (to) => copyOnline(folder, to)).finally(() =>
      progress.end(),
    );
    // So that the console knows its age. A backup is good also where that cannot be written down.
    const made = { at, folder: report.folder, bytes: report.bytes, by: systemIdentity().user };
    await rememberBackup(folder, made).catch(() => undefined);
    terminal.out(
      values.json === true
        ? `${JSON.stringify(report)}\n`
        : `Backed up and verified: ${report.folder} (${Math.ceil(report.bytes / 1024)} kB)\n`,
    );
    return exitCodes.good;
  },
};

/** `restore FILE`: puts a backup in place; the guard journal is replayed at the next start. */
export const restore: Command = {
  name: 'restore',
  usage: `restore BACKUP ${whereUsage} [--json]`,
  help: `Verifies a backup, byte for byte by its SHA-256 where it has one, and puts it in place of the workspace's databases; those are kept beside. The guard journal stays, so
that files fetched since the backup are not lost and nothing is done twice. The engine must not run.`,
  async run(args, terminal) {
    const { values, positionals } = readArgs(args, { ...whereOptions }, 1);
    const source = positionals[0];
    if (source === undefined) throw new UsageError('Name the backup: the folder that "quayside backup" made.');
    const where = await openWhere(values, terminal);
    const progress = createProgress(terminal, values.json === true);
    try {
      const folder = prepareFolder(where.folder);
      const { user, host } = systemIdentity();
      const lock = takeLock(folder, { host, user, pid: process.pid, since: systemClock.now() });
      progress.show('Checking the backup…');
      let put: RestoredBackup;
      try {
        put = restoreBackup(resolve(terminal.cwd, source), folder, systemClock.now(), ({ meta }) =>
          refuseOtherAccounts(meta, where.connection, 'backup'),
        );
      } finally {
        lock.release();
      }
      progress.show('Reading the guard journal…');
      const app = await openApp(where, terminal);
      const { replayed, guardState } = app.opened;
      await app.stop();
      progress.end();
      const result = { replaced: put.replaced ?? null, compared: put.compared, replayed, guard: guardState };
      terminal.out(values.json === true ? `${JSON.stringify(result)}\n` : describe(result));
      return exitCodes.good;
    } finally {
      progress.end();
      await where.close();
    }
  },
};

interface Restored {
  readonly replaced: string | null;
  readonly compared: boolean;
  readonly replayed: number;
  readonly guard: 'good' | 'missing';
}

function describe({ replaced, compared, replayed, guard }: Restored): string {
  const lines = [`Restored. ${replayed} files fetched since the backup were taken from the guard journal.`];
  if (!compared)
    lines.push(
      'This backup is of before the hashes of its files were kept: its structure and the presence of its texts were checked, not every byte.',
    );
  if (guard === 'missing')
    lines.push(
      'The guard journal is missing or not the one of this database: what was fetched since the backup is known nowhere here.',
    );
  if (replaced !== null) lines.push(`What was replaced is in ${replaced}.`);
  return `${lines.join('\n')}\n`;
}
