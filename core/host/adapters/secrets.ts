import { readFileSync, statSync } from 'node:fs';
import { AppError } from '#core/contract/errors.ts';
import type { Connection } from '#core/contract/connection.ts';
import type { WorkspaceId } from '#core/contract/views/workspaces.ts';
import type { SecretName, Secrets } from '#core/ports/ports.ts';
import { whyUnreadable } from './whyUnreadable.ts';

const variables: Readonly<Record<SecretName, string>> = {
  'sps.clientSecret': 'QUAYSIDE_SPS_CLIENT_SECRET',
  'dynamics.clientSecret': 'QUAYSIDE_DYNAMICS_CLIENT_SECRET',
  'dynamics.certificate': 'QUAYSIDE_DYNAMICS_CERTIFICATE',
  'dynamics.events': 'QUAYSIDE_DYNAMICS_EVENTS',
};

const wrong = (message: string, cause?: unknown): AppError =>
  new AppError({ code: 'configuration', message, ...(cause === undefined ? {} : { cause }) });

type SecretsFile = Readonly<Partial<Record<SecretName, string>>>;

/** Names we know with texts, nothing else: a misspelt name must not pass for a missing secret. */
function isSecretsFile(value: unknown): value is SecretsFile {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.entries(value).every(([name, text]) => Object.hasOwn(variables, name) && typeof text === 'string' && text !== '');
}

/** Reads a secrets file: JSON by secret name, mode 0600, owned by this account. Its sentences never quote the file. */
export function readSecretsFile(path: string): SecretsFile {
  let text: string;
  try {
    const { mode, uid } = statSync(path);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw wrong(`The secrets file ${path} may be read by others. Run: chmod 600 ${path}`);
    if (process.platform !== 'win32' && uid !== process.getuid?.())
      throw wrong(`The secrets file ${path} belongs to another account. Make one of your own.`);
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw wrong(`The secrets file ${path} cannot be read. ${whyUnreadable(cause)}`, cause);
  }
  const example = 'It looks like {"sps.clientSecret": "…", "dynamics.clientSecret": "…"}.';
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    throw wrong(`The secrets file ${path} is no JSON. ${example}`);
  }
  if (isSecretsFile(value)) return value;
  throw wrong(`The secrets file ${path} is not as expected. Its names are ${Object.keys(variables).join(', ')}. ${example}`);
}

/** A secret that was typed on screen, and since when it is there. */
export interface TypedSecret {
  readonly value: string;
  readonly at: string;
  /** True where it survives a restart. */
  readonly kept?: boolean;
}

/** Secrets that were typed on screen: kept in memory by whoever outlives one opening of the workspace. */
export type TypedSecrets = Map<SecretName, TypedSecret>;

/** Keeps typed secrets beyond this process, by workspace; what it cannot keep safely it does not keep. */
export interface SecretVault {
  /** What it can still read. One that cannot be read any more is missing, so that it is asked for again. */
  load(workspace: WorkspaceId): Promise<ReadonlyMap<SecretName, TypedSecret>>;
  /** True where the secret will be there after a restart. Never throws. */
  keep(workspace: WorkspaceId, name: SecretName, secret: TypedSecret): Promise<boolean>;
}

export interface SecretSources {
  readonly typed?: TypedSecrets;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: Readonly<Partial<Record<SecretName, string>>>;
  readonly connection: Connection;
  readonly now: () => string;
}

/** Secrets of the headless host: the connection file, a 0600 file or the environment; those typed on screen stay in memory. */
export function createSecrets({
  env,
  file,
  connection,
  now,
  typed = new Map(),
}: SecretSources): Secrets & { anyInMemory(): boolean } {
  const given: Readonly<Record<SecretName, string | undefined>> = {
    'sps.clientSecret': connection.sps.clientSecret,
    'dynamics.clientSecret': connection.dynamics.clientSecret,
    'dynamics.certificate': connection.dynamics.certificate?.privateKey,
    'dynamics.events': connection.dynamics.events?.connectionString,
  };
  const stored = (name: SecretName): string | undefined => file[name] ?? (env[variables[name]] || undefined) ?? given[name];
  return {
    read: async (name) => typed.get(name)?.value ?? stored(name),
    write: async (name, value) => {
      typed.set(name, { value, at: now() });
    },
    describe: async (name) => {
      const own = typed.get(name);
      if (own) return { configured: true, updatedAt: own.at, keptInMemoryOnly: own.kept !== true };
      return { configured: stored(name) !== undefined, keptInMemoryOnly: false };
    },
    anyInMemory: () => [...typed.values()].some(({ kept }) => kept !== true),
  };
}

/** What the Dynamics app signs in with: the private key where the connection names a certificate, else its client secret. */
export function dynamicsSecret(secrets: Pick<Secrets, 'read'>, connection: Connection): () => Promise<string | undefined> {
  return () => secrets.read(connection.dynamics.certificate ? 'dynamics.certificate' : 'dynamics.clientSecret');
}
