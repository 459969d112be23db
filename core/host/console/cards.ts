import { existsSync } from 'node:fs';
import {
  secretNames,
  setUpId,
  type SecretState,
  type WorkspaceCard,
  type WorkspaceList,
} from '#core/contract/views/workspaces.ts';
import { assertNever } from '#core/domain/assertNever.ts';
import { toAppError, type AppError } from '#core/contract/errors.ts';
import type { Connection } from '#core/contract/connection.ts';
import type { Secrets } from '#core/ports/ports.ts';
import { whoWorksIn } from '#core/store/lock.ts';
import type { Place } from '../commands/place.ts';
import { readConnection } from '../commands/connectionFile.ts';
import { readDraft } from '../connections/files.ts';
import type { SwitcherState } from './switcher.ts';

export interface CardSources {
  readonly places: readonly Place[];
  readonly state: SwitcherState;
  readonly secretsOf: (place: Place, connection: Connection) => Secrets;
}

/** Every workspace with what can be known of it without opening it. */
export async function workspaceList({ places, state, secretsOf }: CardSources): Promise<WorkspaceList> {
  const workspaces = await Promise.all(places.map((place) => card(place, state, secretsOf)));
  return { ...(state.phase === 'open' ? { current: state.wanted } : {}), workspaces };
}

async function card(place: Place, state: SwitcherState, secretsOf: CardSources['secretsOf']): Promise<WorkspaceCard> {
  const file = fileOf(place);
  const connection = file.connection;
  const missingSecrets = connection === undefined ? [] : await missing(secretsOf(place, connection), connection);
  const drafted = draftOf(place);
  const open = state.phase === 'open' && state.wanted === place.name;
  const owner = open ? undefined : whoWorksIn(place.folder);
  const problem = file.problem ?? drafted.problem ?? state.problems.get(place.name);
  return {
    id: place.name,
    word: place.word,
    colour: place.colour,
    folder: place.folder,
    state: stateOf(),
    ...(problem === undefined ? {} : { problem: { code: problem.code, message: problem.message } }),
    ...(connection === undefined ? {} : { connection: factsOf(connection) }),
    draft: drafted.savedAt !== undefined,
    ...(drafted.savedAt === undefined ? {} : { draftSavedAt: drafted.savedAt }),
    missingSecrets,
  };

  function stateOf(): WorkspaceCard['state'] {
    if (open) return 'open';
    if (state.opening === place.name) return 'opening';
    if (owner !== undefined) return 'in-use';
    if (file.problem) return 'broken';
    if (place.connectionFile === undefined) return 'ready';
    if (connection) return missingSecrets.length > 0 ? 'secrets-missing' : 'ready';
    return drafted.savedAt === undefined ? 'empty' : 'drafted';
  }
}

function fileOf({ connectionFile }: Place): { readonly connection?: Connection; readonly problem?: AppError } {
  if (connectionFile === undefined || !existsSync(connectionFile)) return {};
  try {
    return { connection: readConnection(connectionFile) };
  } catch (thrown) {
    return { problem: toAppError(thrown) };
  }
}

function draftOf({ name, folder }: Place): { readonly savedAt?: string; readonly problem?: AppError } {
  if (!setUpId.safeParse(name).success) return {};
  try {
    const stored = readDraft(folder);
    return stored === undefined ? {} : { savedAt: stored.savedAt };
  } catch (thrown) {
    return { problem: toAppError(thrown) };
  }
}

async function missing(secrets: Secrets, { dynamics }: Connection): Promise<WorkspaceCard['missingSecrets']> {
  const needed = secretNames.filter((name) => isNeeded(name, dynamics));
  const known = await Promise.all(needed.map(async (name) => (await secrets.describe(name)).configured));
  return needed.filter((_, index) => known[index] !== true);
}

function isNeeded(name: SecretState['name'], dynamics: Connection['dynamics']): boolean {
  switch (name) {
    case 'sps.clientSecret':
      return true;
    case 'dynamics.clientSecret':
      return dynamics.certificate === undefined;
    case 'dynamics.certificate':
      return dynamics.certificate !== undefined;
    case 'dynamics.events':
      return dynamics.events !== undefined;
    default:
      return assertNever(name);
  }
}

function factsOf({ sps, dynamics, company }: Connection): NonNullable<WorkspaceCard['connection']> {
  return {
    company: company?.name ?? '',
    environmentUrl: dynamics.environmentUrl,
    spsClientId: sps.clientId,
    companies: dynamics.companies,
    inbound: sps.inbound,
  };
}
