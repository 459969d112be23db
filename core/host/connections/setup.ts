import { createHash, createHmac, randomBytes } from 'node:crypto';
import { AppError } from '#core/contract/errors.ts';
import { connectionOf, draftOf, emptyDraft } from './draft.ts';
import type { ConnectionDraft } from '#core/contract/connectionDraft.ts';
import type { Connection } from '#core/contract/connection.ts';
import type { SetUpId } from '#core/contract/views/workspaces.ts';
import type { SecretName, Secrets } from '#core/ports/ports.ts';
import { createSecrets, type TypedSecrets } from '../adapters/secrets.ts';
import { readActive, readDraft } from './files.ts';
import { dynamicsSecretName } from './problems.ts';

/** A workspace on its way to a connection, as its folder and this process know it now. */
export interface Setup {
  readonly workspace: SetUpId;
  readonly folder: string;
  readonly draft: ConnectionDraft;
  readonly savedAt: string | undefined;
  readonly active: Connection | undefined;
  /** Stands for exactly this draft. */
  readonly revision: string;
  readonly secrets: Secrets;
}

export interface SetupSources {
  readonly workspace: SetUpId;
  readonly folder: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly file: Readonly<Partial<Record<SecretName, string>>>;
  readonly typed: TypedSecrets;
  readonly now: () => string;
}

/** Reads what there is. Throws `configuration` for a file that cannot be read. */
export function readSetup({ workspace, folder, env, file, typed, now }: SetupSources): Setup {
  const active = readActive(folder);
  const stored = readDraft(folder);
  const draft = stored?.draft ?? (active ? draftOf(active) : emptyDraft);
  const secrets = createSecrets({ env, file, typed, now, connection: active ?? noSecrets });
  return { workspace, folder, draft, savedAt: stored?.savedAt, active, revision: revisionOf(draft), secrets };
}

/** Holds nothing that could be read as a secret. */
const noSecrets: Connection = {
  sps: { apiBase: '', tokenUrl: '', audience: '', clientId: '', inbound: [] },
  dynamics: { environmentUrl: '', tenantId: '', clientId: '', companies: [] },
};

/** Drafts come out of their schema with the fields in its order, so equal drafts are equal texts. */
function revisionOf(draft: ConnectionDraft): string {
  return createHash('sha256').update(JSON.stringify(draft)).digest('hex').slice(0, 24);
}

/** Throws `conflict` where the draft on a screen is not the one that is stored: another window saved meanwhile. */
export function refuseStale({ revision }: Setup, seen: string): void {
  if (seen === revision) return;
  throw new AppError({
    code: 'conflict',
    message: 'This connection was changed in another window meanwhile. What stands there now is shown; enter your change again.',
  });
}

/** Names secrets without telling them: the key lives and dies with this process. */
const marker = randomBytes(32);

/** Stands for exactly this draft with exactly these secrets: what a doctor run is bound to. */
export async function examinedKey({ revision, draft, secrets }: Setup): Promise<string> {
  const names: readonly SecretName[] = ['sps.clientSecret', dynamicsSecretName(draft.dynamics.signIn)];
  const mark = createHmac('sha256', marker);
  for (const name of names) mark.update(`${name}\0${(await secrets.read(name)) ?? ''}\0`);
  return `${revision}-${mark.digest('hex').slice(0, 24)}`;
}

/**
 * The connection that a draft stands for. What a screen does not show (folders of further documents, replies, the
 * certificate's chain, warehouses, secrets in a hand-written file) is taken along from the active one where it still belongs
 * to the same account.
 */
export function connectionToActivate({ draft, active }: Setup): Connection {
  const next = connectionOf(draft);
  if (!active) return next;
  const sameSps = active.sps.clientId === next.sps.clientId;
  const sameApp = active.dynamics.clientId === next.dynamics.clientId && active.dynamics.tenantId === next.dynamics.tenantId;
  const { certificate, clientSecret } = next.dynamics.certificate
    ? { certificate: sameCertificate(active, next), clientSecret: undefined }
    : { certificate: undefined, clientSecret: sameApp ? active.dynamics.clientSecret : undefined };
  const others = Object.entries(active.sps.outbound ?? {}).filter(([kind]) => !(kind in draft.sps.outbound));
  return {
    ...next,
    sps: {
      ...next.sps,
      ...(sameSps && active.sps.clientSecret !== undefined ? { clientSecret: active.sps.clientSecret } : {}),
      ...(sameSps ? { outbound: { ...Object.fromEntries(others), ...next.sps.outbound } } : {}),
      ...(sameSps ? unseenOfSps(active.sps) : {}),
    },
    dynamics: {
      ...next.dynamics,
      ...(clientSecret === undefined ? {} : { clientSecret }),
      ...(certificate === undefined ? {} : { certificate }),
      ...(sameApp ? unseen(active.dynamics, next.dynamics) : {}),
    },
    ...(next.company ? { company: { ...unseenOf(active.company), ...next.company } } : {}),
  };
}

/** What no screen shows of a connection to SPS. */
function unseenOfSps({ replies, settleMinutes }: Connection['sps']): Partial<Connection['sps']> {
  return { ...(replies ? { replies } : {}), ...(settleMinutes === undefined ? {} : { settleMinutes }) };
}

/** What no screen shows of a connection to Dynamics. */
function unseen(
  { events, journalOverlapMinutes }: Connection['dynamics'],
  next: Connection['dynamics'],
): Partial<Connection['dynamics']> {
  const key = events?.connectionString;
  return {
    ...(key !== undefined && next.events?.kind === events?.kind ? { events: withKey(next.events, key) } : {}),
    ...(journalOverlapMinutes === undefined ? {} : { journalOverlapMinutes }),
  };
}

const withKey = (events: Connection['dynamics']['events'], connectionString: string): Connection['dynamics']['events'] =>
  events && { ...events, connectionString };

/** What no screen shows of the company. */
function unseenOf({ warehouses, weightUnit, carriers }: Partial<NonNullable<Connection['company']>> = {}): object {
  return {
    ...(warehouses ? { warehouses } : {}),
    ...(weightUnit ? { weightUnit } : {}),
    ...(carriers ? { carriers } : {}),
  };
}

function sameCertificate(active: Connection, next: Connection): Connection['dynamics']['certificate'] {
  const before = active.dynamics.certificate;
  const plain = (text: string | undefined): string => (text ?? '').replaceAll(/[^0-9a-f]/gi, '').toLowerCase();
  const same = before && plain(before.thumbprintSha256) === plain(next.dynamics.certificate?.thumbprintSha256);
  return same ? before : next.dynamics.certificate;
}
