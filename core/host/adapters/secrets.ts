import { readFileSync, statSync } from 'node:fs';
import { AppError } from '#core/contract/errors.ts';
import type { Connection } from '#core/contract/connection.ts';
import type { SecretName, Secrets } from '#core/ports/ports.ts';

const variables: Readonly<Record<SecretName, string>> = {
  'sps.clientSecret': 'QUAYSIDE_SPS_CLIENT_SECRET',
  'dynamics.clientSecret': 'QUAYSIDE_DYNAMICS_CLIENT_SECRET',
  'dynamics.certificate': 'QUAYSIDE_DYNAMICS_CERTIFICATE',
};

/** Reads a secrets file: JSON by secret name, mode 0600, owned by this account. */
export function readSecretsFile(path: string): Readonly<Partial<Record<SecretName, string>>> {
  let mode: number;
  try {
    mode = statSync(path).mode;
  } catch (cause) {
    throw new AppError({ code: 'configuration', message: `The secrets file ${path} cannot be read. Check the path.`, cause });
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new AppError({
      code: 'configuration',
      message: `The secrets file ${path} may be read by others. Run: chmod 600 ${path}`,
    });
  }
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<Record<SecretName, string>>;
  } catch (cause) {
    throw new AppError({
      code: 'configuration',
      message: `The secrets file ${path} is no JSON. It looks like {"sps.clientSecret": "…", "dynamics.clientSecret": "…"}.`,
      cause,
    });
  }
}

export interface SecretSources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: Readonly<Partial<Record<SecretName, string>>>;
  readonly connection: Connection;
  readonly now: () => string;
}

/** Secrets of the headless host: the connection file, a 0600 file or the environment; those typed on screen stay in memory. */
export function createSecrets({ env, file, connection, now }: SecretSources): Secrets & { anyInMemory(): boolean } {
  const typed = new Map<SecretName, { readonly value: string; readonly at: string }>();
  const given: Readonly<Record<SecretName, string | undefined>> = {
    'sps.clientSecret': connection.sps.clientSecret,
    'dynamics.clientSecret': connection.dynamics.clientSecret,
    'dynamics.certificate': connection.dynamics.certificate?.privateKey,
  };
  const stored = (name: SecretName): string | undefined => file[name] ?? env[variables[name]] ?? given[name];
  return {
    read: async (name) => typed.get(name)?.value ?? stored(name),
    write: async (name, value) => {
      typed.set(name, { value, at: now() });
    },
    describe: async (name) => {
      const own = typed.get(name);
      if (own) return { configured: true, updatedAt: own.at, keptInMemoryOnly: true };
      return { configured: stored(name) !== undefined, keptInMemoryOnly: false };
    },
    anyInMemory: () => typed.size > 0,
  };
}
