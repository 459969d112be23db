import { statSync } from 'node:fs';
import type { Connection } from '#core/contract/connection.ts';
import { isLoopback } from '#core/domain/connection.ts';

/**
 * What to say of a connection file whose secrets other accounts of this machine may read. A secrets file of such a mode
 * is refused; a connection file need not hold any, and one that does may have been in use for long: it is only told.
 */
export function readByOthers(path: string, connection: Connection): string | undefined {
  if (process.platform === 'win32' || !holdsSecrets(connection) || isPractice(connection)) return undefined;
  const mode = statSync(path, { throwIfNoEntry: false })?.mode ?? 0;
  if ((mode & 0o044) === 0) return undefined;
  return `The connection file ${path} holds secrets and may be read by others. Run: chmod 600 ${path}`;
}

const holdsSecrets = ({ sps, dynamics }: Connection): boolean =>
  [sps.clientSecret, dynamics.clientSecret, dynamics.certificate?.privateKey, dynamics.events?.connectionString].some(
    (secret) => secret !== undefined,
  );

/** A world on this machine, whose secrets open nothing else. */
const isPractice = ({ sps, dynamics }: Connection): boolean =>
  [sps.apiBase, sps.tokenUrl, dynamics.environmentUrl].every(isLoopback);
