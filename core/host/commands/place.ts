import { join, resolve } from 'node:path';
import type { StatusView } from '#core/contract/views/status.ts';
import { userDataFolder } from '../adapters/folders.ts';
import { readConnection } from './connectionFile.ts';
import { UsageError, type Terminal } from './command.ts';

/** The options that say which workspace a command works on. */
export const whereOptions = {
  workspace: { type: 'string' },
  connection: { type: 'string' },
  data: { type: 'string' },
  secrets: { type: 'string' },
} as const;

export const whereUsage = '[--workspace W | --connection FILE --data DIR] [--secrets FILE]';

/** What the options of every WHERE mean, for --help. */
export const whereHelp = `Which workspace:
  --workspace W      practice (the default), test or live, in this account's data folder
  --connection FILE  a connection file (docs/connecting.md) instead
  --data DIR         the workspace's own folder; without it one in this account's data folder
  --secrets FILE     JSON of secrets, mode 0600; QUAYSIDE_SPS_CLIENT_SECRET and the like do the same`;

export interface WhereValues {
  readonly workspace?: string | undefined;
  readonly connection?: string | undefined;
  readonly data?: string | undefined;
  readonly secrets?: string | undefined;
}

/** A workspace by its options alone: nothing has been opened or made. */
export interface Place {
  readonly name: 'practice' | 'test' | 'live' | 'connection';
  readonly word: string;
  readonly colour: StatusView['workspace']['colour'];
  readonly folder: string;
  /** Where its connection file is or should be; the practice workspace has none. */
  readonly connectionFile: string | undefined;
}

const words = { practice: 'Practice', test: 'Test', live: 'Live' } as const;

/** Finds the folder of a command's workspace. Throws UsageError, or AppError `configuration` for a bad connection file. */
export function placeOf(values: WhereValues, terminal: Pick<Terminal, 'env' | 'cwd'>): Place {
  const given = (name: 'connection' | 'data'): string | undefined => {
    if (values[name] === '') throw new UsageError(`--${name} needs a path.`);
    return values[name] === undefined ? undefined : resolve(terminal.cwd, values[name]);
  };
  const data = given('data');
  const connectionFile = given('connection');
  if (connectionFile !== undefined) {
    if (values.workspace !== undefined) throw new UsageError('Give --workspace or --connection, not both.');
    const folder = data ?? join(userDataFolder(terminal), folderOf(readConnection(connectionFile).sps.clientId));
    return { name: 'connection', word: 'Connection file', colour: 'test', folder, connectionFile };
  }
  const name = values.workspace ?? 'practice';
  if (name !== 'practice' && name !== 'test' && name !== 'live')
    throw new UsageError(`There is no workspace "${name}". There are practice, test and live.`);
  const folder = data ?? join(userDataFolder(terminal), name);
  return {
    name,
    word: words[name],
    colour: name,
    folder,
    connectionFile: name === 'practice' ? undefined : join(folder, 'connection.json'),
  };
}

const folderOf = (clientId: string): string => `connection-${clientId.replaceAll(/\W/g, '-')}`;
