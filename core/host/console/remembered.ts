import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setUpIds, type WorkspaceId } from '#core/contract/views/workspaces.ts';
import { userDataFolder } from '../adapters/folders.ts';
import type { WhereValues } from '../commands/place.ts';

const name = 'console.json';
/** A connection file is named at each start, so its workspace is never remembered. */
const rememberable = ['practice', ...setUpIds] as const;
type Surroundings = Parameters<typeof userDataFolder>[0];

/** The workspace that a person opened last in a console of this account; nothing where none was chosen yet. */
export function rememberedWorkspace(terminal: Surroundings): (typeof rememberable)[number] | undefined {
  try {
    const kept = JSON.parse(readFileSync(join(userDataFolder(terminal), name), 'utf8')) as { readonly workspace?: unknown };
    return rememberable.find((workspace) => workspace === kept.workspace);
  } catch {
    return undefined;
  }
}

/** Remembers a choice. One that cannot be written is forgotten at the next start, which is no reason to fail now. */
export function rememberWorkspace(terminal: Surroundings, workspace: WorkspaceId): void {
  if (workspace === 'connection') return;
  const folder = userDataFolder(terminal);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(join(folder, `${name}.new`), JSON.stringify({ workspace }), { mode: 0o600 });
    renameSync(join(folder, `${name}.new`), join(folder, name));
  } catch {
    // said by whatever else cannot be written there
  }
}

/** Which workspace a console begins with: the one that is named, else the one that was open last, else practice. */
export function firstValues(values: WhereValues, terminal: Surroundings): WhereValues {
  if (values.workspace !== undefined || values.connection !== undefined || values.data !== undefined) return values;
  return { ...values, workspace: rememberedWorkspace(terminal) ?? 'practice' };
}
