import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { connectionDraft, noEvents, type ConnectionDraft } from '#core/contract/connectionDraft.ts';
import type { Connection } from '#core/contract/connection.ts';
import { AppError } from '#core/contract/errors.ts';
import { storeFailure } from '#core/store/failures.ts';
import { prepareFolder } from '../adapters/folders.ts';
import { readConnection } from '../commands/connectionFile.ts';

const draftName = 'connection-draft.json';
const connectionName = 'connection.json';

export interface StoredDraft {
  readonly draft: ConnectionDraft;
  readonly savedAt: string;
}

/** The draft that lies in a workspace's folder. Throws `configuration` where the file is there and cannot be read. */
export function readDraft(folder: string): StoredDraft | undefined {
  const path = join(folder, draftName);
  if (!existsSync(path)) return undefined;
  try {
    const { draft, savedAt } = JSON.parse(readFileSync(path, 'utf8')) as { readonly draft: unknown; readonly savedAt: unknown };
    return { draft: connectionDraft.parse(completed(draft)), savedAt: String(savedAt) };
  } catch (cause) {
    throw new AppError({
      code: 'configuration',
      message: `The draft ${path} cannot be read. Move it away to begin again; the active connection is not touched by it.`,
      cause,
    });
  }
}

/** A draft of before business events could be set up on screen names no place for them. */
function completed(draft: unknown): unknown {
  const { dynamics } = draft as Partial<Record<'dynamics', object>>;
  return typeof draft === 'object' && dynamics ? { ...draft, dynamics: { events: noEvents, ...dynamics } } : draft;
}

export function writeDraft(folder: string, stored: StoredDraft): void {
  replaceFile(prepareFolder(folder), draftName, `${JSON.stringify(stored, undefined, 2)}\n`);
}

export function removeDraft(folder: string): void {
  rmSync(join(folder, draftName), { force: true });
}

/** The active connection of a folder; nothing where there is none. Throws `configuration` where its file is wrong. */
export function readActive(folder: string): Connection | undefined {
  const path = join(folder, connectionName);
  return existsSync(path) ? readConnection(path) : undefined;
}

export function writeActive(folder: string, connection: Connection): void {
  replaceFile(prepareFolder(folder), connectionName, `${JSON.stringify(connection, undefined, 2)}\n`);
}

/** Whole or not at all, for this account only: written beside, made durable, then put in place. */
function replaceFile(folder: string, name: string, text: string): void {
  const target = join(folder, name);
  const part = `${target}.new`;
  try {
    rmSync(part, { force: true });
    const handle = openSync(part, 'wx', 0o600);
    try {
      writeSync(handle, text);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(part, target);
  } catch (thrown) {
    throw storeFailure(thrown);
  }
}
