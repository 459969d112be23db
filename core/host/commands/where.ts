import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { connectionSchema, type Connection } from '#core/contract/connection.ts';
import { AppError } from '#core/contract/errors.ts';
import type { StatusView } from '#core/contract/views.ts';
import { startPractice, type PracticeWorld } from '#core/practice/world.ts';
import { prepareFolder, userDataFolder } from '../adapters/folders.ts';
import { readSecretsFile } from '../adapters/secrets.ts';
import type { SecretName } from '#core/ports/ports.ts';
import { UsageError, type Terminal } from './command.ts';

/** The options that say which workspace a command works on. */
export const whereOptions = {
  workspace: { type: 'string' },
  connection: { type: 'string' },
  data: { type: 'string' },
  secrets: { type: 'string' },
} as const;

export const whereUsage = '[--workspace W | --connection FILE --data DIR] [--secrets FILE]';

export interface WhereValues {
  readonly workspace?: string | undefined;
  readonly connection?: string | undefined;
  readonly data?: string | undefined;
  readonly secrets?: string | undefined;
}

/** A workspace that a command was pointed at. In the practice workspace its world runs in this process. */
export interface Where {
  readonly name: string;
  readonly word: string;
  readonly colour: StatusView['workspace']['colour'];
  readonly folder: string;
  readonly connection: Connection;
  readonly secrets: Readonly<Partial<Record<SecretName, string>>>;
  readonly practice: PracticeWorld | undefined;
  close(): Promise<void>;
}

export interface WhereNeeds {
  /** Orders that wait in a new practice world. */
  readonly practiceOrders?: number;
}

/** Finds the workspace of a command. Throws UsageError or AppError `configuration` with what to write. */
export async function openWhere(values: WhereValues, terminal: Terminal, needs: WhereNeeds = {}): Promise<Where> {
  const secrets = values.secrets === undefined ? {} : readSecretsFile(resolve(terminal.cwd, values.secrets));
  if (values.connection !== undefined) {
    if (values.workspace !== undefined) throw new UsageError('Give --workspace or --connection, not both.');
    const connection = readConnection(resolve(terminal.cwd, values.connection));
    const folder =
      values.data === undefined
        ? join(userDataFolder(terminal.env), `connection-${connection.sps.clientId.replaceAll(/\W/g, '-')}`)
        : resolve(terminal.cwd, values.data);
    return {
      name: 'connection',
      word: 'Connection file',
      colour: 'test',
      folder,
      connection,
      secrets,
      practice: undefined,
      close: async () => undefined,
    };
  }
  const name = values.workspace ?? 'practice';
  const folder = values.data === undefined ? join(userDataFolder(terminal.env), name) : resolve(terminal.cwd, values.data);
  if (name === 'practice') return practiceWorkspace(folder, secrets, needs);
  if (name !== 'test' && name !== 'live')
    throw new UsageError(`There is no workspace "${name}". There are practice, test and live.`);
  const file = join(folder, 'connection.json');
  if (!existsSync(file)) {
    throw new AppError({
      code: 'configuration',
      message: `The ${name} workspace has no connection yet. Put its connection file at ${file}, or give --connection FILE --data DIR.`,
    });
  }
  return {
    name,
    word: name === 'live' ? 'Live' : 'Test',
    colour: name,
    folder,
    connection: readConnection(file),
    secrets,
    practice: undefined,
    close: async () => undefined,
  };
}

/** Where the practice workspace of this account lives. */
export function practiceFolder(terminal: Pick<Terminal, 'env'>): string {
  return join(userDataFolder(terminal.env), 'practice');
}

async function practiceWorkspace(folder: string, secrets: Where['secrets'], needs: WhereNeeds): Promise<Where> {
  prepareFolder(folder);
  const world = await startPractice({ snapshotFile: join(folder, 'practice-world.json'), orders: needs.practiceOrders ?? 0 });
  return {
    name: 'practice',
    word: 'Practice',
    colour: 'practice',
    folder,
    connection: connectionSchema.parse(world.connection),
    secrets,
    practice: world,
    close: () => world.close(),
  };
}

/** Reads and checks a connection file; the sentence names the field that is wrong. */
export function readConnection(path: string): Connection {
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new AppError({ code: 'configuration', message: `The connection file ${path} cannot be read as JSON.`, cause });
  }
  const parsed = connectionSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new AppError({
    code: 'configuration',
    message: `The connection file ${path}: "${issue?.path.map(String).join('.') ?? ''}" ${issue?.message ?? 'is not valid'}.`,
  });
}
