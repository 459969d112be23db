import { resolve } from 'node:path';
import { takeLock } from '#core/store/lock.ts';
import { restoreBackup } from '#core/store/backup.ts';
import { prepareFolder } from '../adapters/folders.ts';
import { systemClock } from '../adapters/clock.ts';
import { systemIdentity } from '../adapters/identity.ts';
import { exitCodes, readArgs, UsageError, type Command } from './command.ts';
import { openApp } from './openApp.ts';
import { openWhere, whereOptions, whereUsage } from './where.ts';

/** `backup DIR`: a verified online copy. */
export const backup: Command = {
  name: 'backup',
  usage: `backup DIR ${whereUsage} [--json]`,
  help: 'Copies both databases of a workspace into a new folder below DIR, checks the copy, and says where it is.',
  async run(args, terminal) {
    const { values, positionals } = readArgs(args, { ...whereOptions });
    const folder = positionals[0];
    if (folder === undefined) throw new UsageError('Name the folder that backups go to.');
    const where = await openWhere(values, terminal);
    try {
      const app = await openApp(where, terminal);
      try {
        const report = await app.opened.backup(resolve(terminal.cwd, folder), systemClock.now());
        terminal.out(
          values.json === true
            ? `${JSON.stringify(report)}\n`
            : `Backed up and verified: ${report.folder} (${Math.ceil(report.bytes / 1024)} kB)\n`,
        );
        return exitCodes.good;
      } finally {
        await app.stop();
      }
    } finally {
      await where.close();
    }
  },
};

/** `restore FILE`: puts a backup in place; the guard journal is replayed at the next start. */
export const restore: Command = {
  name: 'restore',
  usage: `restore BACKUP ${whereUsage} [--json]`,
  help: `Verifies a backup and puts it in place of the workspace's databases; those are kept beside. The guard journal stays, so
that files fetched since the backup are not lost and nothing is done twice. The engine must not run.`,
  async run(args, terminal) {
    const { values, positionals } = readArgs(args, { ...whereOptions });
    const source = positionals[0];
    if (source === undefined) throw new UsageError('Name the backup: the folder that "quayside backup" made.');
    const where = await openWhere(values, terminal);
    try {
      const folder = prepareFolder(where.folder);
      const { user, host } = systemIdentity();
      const lock = takeLock(folder, { host, user, pid: process.pid, since: systemClock.now() });
      let replaced: string | undefined;
      try {
        ({ replaced } = restoreBackup(resolve(terminal.cwd, source), folder, systemClock.now()));
      } finally {
        lock.release();
      }
      const app = await openApp(where, terminal);
      const { replayed, guardState } = app.opened;
      await app.stop();
      const result = { replaced: replaced ?? null, replayed, guard: guardState };
      terminal.out(
        values.json === true
          ? `${JSON.stringify(result)}\n`
          : `Restored. ${replayed} files fetched since the backup were taken from the guard journal.${replaced === undefined ? '' : ` What was replaced is in ${replaced}.`}\n`,
      );
      return exitCodes.good;
    } finally {
      await where.close();
    }
  },
};
