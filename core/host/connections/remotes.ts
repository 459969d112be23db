import { dynamicsConnection, spsConnection } from '#core/contract/connection.ts';
import type { ConnectionDraft } from '#core/contract/connectionDraft.ts';
import { AppError } from '#core/contract/errors.ts';
import type { SetUpId } from '#core/contract/views/workspaces.ts';
import { normalEnvironment } from '#core/domain/connection.ts';
import { createDynamicsParts, type DynamicsParts, type DynamicsPorts } from '#core/dynamics/client.ts';
import type { Fetch } from '#core/ports/http/fetch.ts';
import type { Clock, Logger, Randomness } from '#core/ports/ports.ts';
import { createSpsClient } from '#core/sps/client.ts';
import type { SpsPorts } from '#core/sps/requests.ts';
import type { SpsClient } from '#core/sps/client.types.ts';
import { connectionOf } from './draft.ts';
import { draftProblems, dynamicsSecretName } from './problems.ts';
import { examinedKey, type Setup } from './setup.ts';

export interface RemotePorts {
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly random: Randomness;
  readonly log: Logger;
}

/** Both remotes of a draft; each is made when it is asked for, and says what its half of the draft lacks. */
export interface Remotes {
  sps(): { readonly client: SpsClient; readonly ports: SpsPorts };
  dynamics(): { readonly parts: DynamicsParts; readonly ports: DynamicsPorts };
}

/** Keeps the clients of one draft and its secrets, so that a wizard that asks ten times asks for one token. */
export function createRemotesKeeper(ports: RemotePorts): { of(setup: Setup): Promise<Remotes> } {
  const kept = new Map<SetUpId, { readonly key: string; readonly remotes: Remotes }>();
  return {
    async of(setup) {
      const key = await examinedKey(setup);
      const before = kept.get(setup.workspace);
      if (before?.key === key) return before.remotes;
      const remotes = createRemotes(setup, ports);
      kept.set(setup.workspace, { key, remotes });
      return remotes;
    },
  };
}

function createRemotes({ draft, secrets, workspace }: Setup, ports: RemotePorts): Remotes {
  const shared = { ...ports, counter: { count: () => undefined } };
  let sps: ReturnType<Remotes['sps']> | undefined;
  let dynamics: ReturnType<Remotes['dynamics']> | undefined;
  return {
    sps() {
      if (sps) return sps;
      const connection = spsOf(draft, workspace);
      const spsPorts: SpsPorts = { ...shared, connection, secret: () => secrets.read('sps.clientSecret') };
      return (sps = { client: createSpsClient(spsPorts), ports: spsPorts });
    },
    dynamics() {
      if (dynamics) return dynamics;
      const connection = dynamicsOf(draft, workspace);
      const name = dynamicsSecretName(draft.dynamics.signIn);
      const dynamicsPorts: DynamicsPorts = { ...shared, connection, secret: () => secrets.read(name) };
      return (dynamics = { parts: createDynamicsParts(dynamicsPorts), ports: dynamicsPorts });
    },
  };
}

/** Enough of a half to ask its remote; what is chosen only from its answers (folders, companies) may still be open. */
const chosenLater = /^(sps\.(inbound|outbound)|dynamics\.(companies|dimension)|secret\.)/;

function refuseIncomplete(draft: ConnectionDraft, workspace: SetUpId, step: 'sps' | 'dynamics'): void {
  const problem = draftProblems(draft, { workspace, hasSecret: () => true }).find(
    (candidate) => candidate.step === step && candidate.severity === 'error' && !chosenLater.test(candidate.field),
  );
  if (problem) throw new AppError({ code: 'configuration', message: problem.message });
}

function spsOf(draft: ConnectionDraft, workspace: SetUpId): SpsPorts['connection'] {
  refuseIncomplete(draft, workspace, 'sps');
  const { apiBase, tokenUrl, audience, clientId } = draft.sps;
  return spsConnection.parse({
    ...Object.fromEntries(Object.entries({ apiBase, tokenUrl, audience, clientId }).map(([name, value]) => [name, value.trim()])),
    inbound: ['out/'],
    recursive: draft.sps.recursive,
  });
}

/** A company is asked for only where one is written to; discovering needs none yet. */
function dynamicsOf(draft: ConnectionDraft, workspace: SetUpId): DynamicsPorts['connection'] {
  refuseIncomplete(draft, workspace, 'dynamics');
  const whole = connectionOf({
    ...draft,
    sps: { ...draft.sps, apiBase: 'https://sps', tokenUrl: 'https://sps', audience: '-', clientId: '-', inbound: ['out/'] },
    dynamics: { ...draft.dynamics, companies: draft.dynamics.companies.length > 0 ? draft.dynamics.companies : ['-'] },
    company: { ...draft.company, name: '' },
  });
  return dynamicsConnection.parse({ ...whole.dynamics, environmentUrl: normalEnvironment(draft.dynamics.environmentUrl) });
}
