import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setUpIds } from '#core/contract/views/workspaces.ts';
import type { Instant } from '#core/domain/time.ts';
import { backupNote, type BackupReport } from '#core/store/backup.ts';
import { fileNames } from '#core/store/database.ts';
import type { SettingsStore } from '../adapters/settings.ts';
import { checkRoom } from './backupPlace.ts';

/** A copy that was made and checked. */
export type Copied = BackupReport;

export interface NewVersionParts {
  /** The version that starts. */
  readonly version: string;
  readonly settings: SettingsStore;
  /** This account's data folder; each workspace has a folder of its own in it. */
  readonly dataFolder: string;
  readonly now: () => Instant;
  /** Copies one workspace's databases into a new folder below `parent` and checks them; not in the thread of the app. */
  readonly copy: (input: CopyInput) => Promise<Copied>;
}

export interface CopyInput {
  readonly folder: string;
  readonly parent: string;
  readonly at: Instant;
  readonly note: Readonly<Record<string, string>>;
}

const keep = 2;

/**
 * Before the first start of a new version: copies the databases of every workspace that was set up, before anything opens
 * (and may change) them, and remembers the version once all are copied. Returns the copies. Throws AppError where one cannot
 * be made; then nothing is remembered, and the next start tries again.
 */
export async function backupBeforeNewVersion(parts: NewVersionParts): Promise<readonly Copied[]> {
  const { version, settings, dataFolder } = parts;
  const before = settings.read().version;
  if (before === version) return [];
  const made: Copied[] = [];
  for (const workspace of setUpIds) {
    const folder = join(dataFolder, workspace);
    if (!existsSync(join(folder, fileNames.database)) || !existsSync(join(folder, fileNames.payloads))) continue;
    const parent = copiesOf(dataFolder, workspace);
    await checkRoom(parent, folder);
    const note = { of: folder, by: 'Quayside', before: version, from: before ?? 'an earlier version' };
    made.push(await parts.copy({ folder, parent, at: parts.now(), note }));
    await prune(parent, folder);
  }
  remember(settings, version);
  return made;
}

/** Where the copies of a workspace lie; outside its folder, so that what harms one does not harm the other. */
export function copiesOf(dataFolder: string, workspace: (typeof setUpIds)[number]): string {
  return join(dataFolder, 'before-updates', workspace);
}

/** Goes on with a new version although no copy could be made, by a person's word; it is not asked again. */
export function startWithoutBackup({ settings, version }: Pick<NewVersionParts, 'settings' | 'version'>): void {
  remember(settings, version);
}

/** Settings that cannot be written mean that the next start copies once more, which harms nothing. */
function remember(settings: SettingsStore, version: string): void {
  try {
    settings.change({ version });
  } catch {
    // said by whatever else cannot be written there
  }
}

/** Takes away our own copies beyond the newest; nothing that a person put there. */
async function prune(parent: string, of: string): Promise<void> {
  const own = readdirSync(parent)
    .filter((name) => /^quayside-\d{8}T\d{6}Z$/.test(name))
    .filter((name) => {
      const note = backupNote(join(parent, name));
      return note?.['of'] === of && note['before'] !== undefined;
    })
    .toSorted();
  for (const name of own.slice(0, Math.max(0, own.length - keep))) await rm(join(parent, name), { recursive: true, force: true });
}
