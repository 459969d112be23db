import { readFileSync, renameSync } from 'node:fs';
import type { SafeStorage } from 'electron';
import { z } from 'zod';
import { secretName, workspaceId } from '#core/contract/views/workspaces.ts';
import type { SecretVault, TypedSecret } from '#core/host/adapters/secrets.ts';
import { writePrivate } from '#core/host/adapters/settings.ts';
import type { Logger, SecretName } from '#core/ports/ports.ts';

type Safe = Pick<
  SafeStorage,
  'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync' | 'getSelectedStorageBackend'
>;

export interface VaultParts {
  readonly safe: Safe;
  readonly platform: NodeJS.Platform;
  readonly path: string;
  readonly log: Logger;
}

export interface Vault extends SecretVault {
  /** How secrets are kept here, in a sentence. */
  state(): Promise<{ readonly kept: boolean; readonly sentence: string }>;
}

const schema = z.strictObject({
  version: z.literal(1),
  entries: z.array(z.strictObject({ workspace: workspaceId, name: secretName, at: z.string(), data: z.base64() })),
});
type Kept = z.infer<typeof schema>['entries'][number];

/**
 * Typed secrets, encrypted with a key that the system keeps for this account: Keychain, DPAPI, a Linux keyring. Where the
 * system has no such place nothing is written at all, and it is said; there is no plain text to fall back to.
 */
export function createVault({ safe, platform, path, log }: VaultParts): Vault {
  /** What could not be read, until it is typed again. */
  const unreadable = new Set<string>();
  /** One change of the file at a time: two secrets are typed closely after each other. */
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = turn.then(work, work);
    turn = next.catch(() => undefined);
    return next;
  };

  async function refusal(): Promise<string | undefined> {
    const available = await safe.isAsyncEncryptionAvailable().catch(() => false);
    const backend = platform === 'linux' ? safe.getSelectedStorageBackend() : 'system';
    if (available && backend !== 'basic_text' && backend !== 'unknown') return undefined;
    return platform === 'linux'
      ? 'Secrets are kept in memory only: this desktop has no keyring that Quayside can trust. Install and unlock GNOME Keyring or KWallet, then type them again.'
      : 'Secrets are kept in memory only: the system does not encrypt for this account at the moment. Sign in again, then type them again.';
  }

  async function open(entry: Kept): Promise<{ readonly text: string; readonly again?: string } | undefined> {
    try {
      const bytes = Buffer.from(entry.data, 'base64');
      const { result, shouldReEncrypt } = await safe.decryptStringAsync(bytes);
      if (!shouldReEncrypt) return { text: result };
      return { text: result, again: (await safe.encryptStringAsync(result)).toString('base64') };
    } catch (thrown) {
      unreadable.add(nameOf(entry));
      log.warn('a kept secret cannot be read any more', {
        workspace: entry.workspace,
        name: entry.name,
        message: String(thrown),
      });
      return undefined;
    }
  }

  return {
    load: (workspace) =>
      inTurn(async () => {
        const found = new Map<SecretName, TypedSecret>();
        if ((await refusal()) !== undefined) return found;
        const entries = entriesToLoad(path, log);
        let changed = false;
        const next: Kept[] = [];
        for (const entry of entries) {
          const opened = entry.workspace === workspace ? await open(entry) : undefined;
          if (opened) found.set(entry.name, { value: opened.text, at: entry.at });
          changed ||= opened?.again !== undefined;
          next.push(opened?.again === undefined ? entry : { ...entry, data: opened.again });
        }
        if (changed) write(path, next, log);
        return found;
      }),
    keep: (workspace, name, { value, at }) =>
      inTurn(async () => {
        try {
          if ((await refusal()) !== undefined) return false;
          const data = (await safe.encryptStringAsync(value)).toString('base64');
          const others = entriesToKeep(path, log).filter((entry) => entry.workspace !== workspace || entry.name !== name);
          const written = write(path, [...others, { workspace, name, at, data }], log);
          if (written) unreadable.delete(nameOf({ workspace, name }));
          return written;
        } catch (thrown) {
          log.warn('a secret could not be kept', { workspace, message: String(thrown) });
          return false;
        }
      }),
    state: async () => {
      const why = await refusal();
      if (why !== undefined) return { kept: false, sentence: why };
      return unreadable.size > 0
        ? {
            kept: true,
            sentence:
              'Some secrets can no longer be read, as after a new password of this account: type them again under Workspaces.',
          }
        : { kept: true, sentence: 'Secrets are encrypted by this system for your account alone.' };
    },
  };
}

const nameOf = ({ workspace, name }: Pick<Kept, 'workspace' | 'name'>): string => `${workspace} ${name}`;

/** What the file holds; a missing one holds nothing, `damaged` is one that is not as expected. Throws the system's error. */
function readEntries(path: string): readonly Kept[] | 'damaged' {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return [];
    throw thrown;
  }
  try {
    return schema.parse(JSON.parse(text)).entries;
  } catch {
    return 'damaged';
  }
}

/** A file that is damaged or cannot be read is left where it is and counts as empty: the secrets are asked for again. */
function entriesToLoad(path: string, log: Logger): readonly Kept[] {
  try {
    const entries = readEntries(path);
    if (entries !== 'damaged') return entries;
    log.warn('the file of kept secrets is not as expected; they are asked for again');
  } catch (thrown) {
    log.warn('the file of kept secrets cannot be read; they are asked for again', { message: String(thrown) });
  }
  return [];
}

/** The same before the file is written anew: a damaged one is put beside. Throws where it cannot be read, or the others would be lost. */
function entriesToKeep(path: string, log: Logger): readonly Kept[] {
  const entries = readEntries(path);
  if (entries !== 'damaged') return entries;
  renameSync(path, `${path}.damaged`);
  log.warn('the file of kept secrets is not as expected; it was put beside');
  return [];
}

function write(path: string, entries: readonly Kept[], log: Logger): boolean {
  try {
    writePrivate(path, `${JSON.stringify({ version: 1, entries }, undefined, 2)}\n`);
    return true;
  } catch (thrown) {
    log.warn('the file of kept secrets could not be written', { message: String(thrown) });
    return false;
  }
}
