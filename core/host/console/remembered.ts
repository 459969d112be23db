import { setUpIds, type WorkspaceId } from '#core/contract/views/workspaces.ts';
import { userDataFolder } from '../adapters/folders.ts';
import { fileSettings, type SettingsStore } from '../adapters/settings.ts';
import type { WhereValues } from '../commands/place.ts';

/** A connection file is named at each start, so its workspace is never remembered. */
const rememberable = ['practice', ...setUpIds] as const;
type Surroundings = Parameters<typeof userDataFolder>[0];

/** Where a console remembers what its person chose: the host's own store, else the file of this account. */
export function settingsOf(terminal: Surroundings): SettingsStore {
  return fileSettings(userDataFolder(terminal));
}

/** The workspace that a person opened last in a console of this account; nothing where none was chosen yet. */
function rememberedWorkspace(settings: SettingsStore): (typeof rememberable)[number] | undefined {
  try {
    return settings.read().workspace;
  } catch {
    return undefined;
  }
}

/** Remembers a choice. One that cannot be written is forgotten at the next start, which is no reason to fail now. */
export function rememberWorkspace(settings: SettingsStore, workspace: WorkspaceId): void {
  if (workspace === 'connection') return;
  try {
    settings.change({ workspace });
  } catch {
    // said by whatever else cannot be written there
  }
}

/** Which workspace a console begins with: the one that is named, else the one that was open last, else practice. */
export function firstValues(values: WhereValues, settings: SettingsStore): WhereValues {
  if (values.workspace !== undefined || values.connection !== undefined || values.data !== undefined) return values;
  return { ...values, workspace: rememberedWorkspace(settings) ?? 'practice' };
}
