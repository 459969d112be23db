import type { Shell } from 'electron';
import { AppError } from '#core/contract/errors.ts';

/** Pages that Quayside itself knows, by id. */
const knownLinks = {
  sps: 'https://commerce.spscommerce.com/',
  'sps-support': 'https://www.spscommerce.com/support/',
} as const;

/** An address as it may be opened outside, or nothing: https, no account in it, a host on the list, parsed and never compared as text. */
export function outsideAddress(address: string, hosts: ReadonlySet<string>): string | undefined {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return undefined;
  }
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '' || url.port !== '') return undefined;
  return hosts.has(url.hostname) ? url.href : undefined;
}

/** The hosts that a workspace's own links lead to: its Dynamics environment and the pages that we know. */
export function linkHosts(environmentUrl: string | undefined): ReadonlySet<string> {
  const own = [...Object.values(knownLinks), ...(environmentUrl === undefined ? [] : [environmentUrl])];
  return new Set(own.flatMap((address) => (URL.canParse(address) ? [new URL(address).hostname] : [])));
}

/** Opens what the list allows in the person's browser; true where it did. */
export function openOutside(shell: Pick<Shell, 'openExternal'>, address: string, hosts: ReadonlySet<string>): boolean {
  const allowed = outsideAddress(address, hosts);
  if (allowed === undefined) return false;
  void shell.openExternal(allowed).catch(() => undefined);
  return true;
}

/** Shows a folder of ours in the system's file manager. Throws where the system has none or refuses. */
export async function openFolder(shell: Pick<Shell, 'openPath'>, folder: string): Promise<void> {
  // Electron answers with what went wrong, or with no text at all.
  const problem = await shell.openPath(folder);
  if (problem === '') return;
  throw new AppError({
    code: 'not-allowed',
    message: `The system could not open the folder ${folder} (${problem}). Copy its path and open it yourself.`,
  });
}
