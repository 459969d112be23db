import type { WorkspaceDesk } from '#core/api/workspaceDesk.ts';
import { AppError } from '#core/contract/errors.ts';
import { secretNames, setUpIds, type DraftView, type SetUpId, type WorkspaceId } from '#core/contract/views/workspaces.ts';
import { folderKind } from '#core/domain/connection.ts';
import { probeEnvironment } from '#core/dynamics/probe.ts';
import type { SecretName } from '#core/ports/ports.ts';
import { readFolderMeta } from '#core/store/folderMeta.ts';
import type { SecretVault, TypedSecrets } from '../adapters/secrets.ts';
import { refuseOtherAccounts, rememberedAccounts } from '../bindWorkspace.ts';
import { copyForOther, draftOf } from './draft.ts';
import { createExamination } from './examination.ts';
import { removeDraft, writeActive, writeDraft } from './files.ts';
import { draftProblems } from './problems.ts';
import { createRemotesKeeper, type RemotePorts } from './remotes.ts';
import { secretValue } from './secretValue.ts';
import { refuseWriteTest } from './writeTest.ts';
import { connectionToActivate, examinedKey, readSetup, refuseStale, type Setup } from './setup.ts';

type Methods = Extract<keyof WorkspaceDesk, `connections.${string}`>;
export interface ConnectionDesk {
  readonly answers: Pick<WorkspaceDesk, Methods>;
  /** Ends what is being examined. */
  stop(): Promise<void>;
}

export interface ConnectionDeskParts {
  readonly ports: RemotePorts;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly folderOf: (workspace: SetUpId) => string;
  readonly fileSecrets: (workspace: WorkspaceId) => Readonly<Partial<Record<SecretName, string>>>;
  readonly typedOf: (workspace: WorkspaceId) => TypedSecrets;
  /** Keeps a typed secret beyond this process; without it none is. */
  readonly keep?: SecretVault['keep'];
  /** Opens a workspace again (or for the first time) with what is active now; false where it was not asked to. */
  readonly reopen: (workspace: SetUpId, open: boolean) => Promise<boolean>;
  readonly changed: () => void;
}

const done = { done: true } as const;

/** Setting up the connections of test and live: drafts on disk, secrets in memory, the remotes asked on request. */
export function createConnectionDesk(parts: ConnectionDeskParts): ConnectionDesk {
  const { clock } = parts.ports;
  const remotes = createRemotesKeeper(parts.ports);
  const examination = createExamination({ clock, changed: parts.changed });

  const setupOf = (workspace: SetUpId): Setup =>
    readSetup({
      workspace,
      folder: parts.folderOf(workspace),
      env: parts.env,
      file: parts.fileSecrets(workspace),
      typed: parts.typedOf(workspace),
      now: () => clock.now(),
    });

  function asSeen(workspace: SetUpId, seen: string): Setup {
    const setup = setupOf(workspace);
    refuseStale(setup, seen);
    return setup;
  }

  async function viewOf(workspace: SetUpId): Promise<DraftView> {
    const setup = setupOf(workspace);
    return draftView(setup, hasSomething(otherOf(workspace)));
  }

  /** A file of the other workspace that cannot be read is that one's trouble. */
  function hasSomething(workspace: SetUpId): boolean {
    try {
      const { active, savedAt } = setupOf(workspace);
      return active !== undefined || savedAt !== undefined;
    } catch {
      return false;
    }
  }

  async function store(workspace: SetUpId, draft: Setup['draft']): Promise<DraftView> {
    writeDraft(parts.folderOf(workspace), { draft, savedAt: clock.now() });
    parts.changed();
    return viewOf(workspace);
  }

  const answers: ConnectionDesk['answers'] = {
    'connections.draft': ({ workspace }) => viewOf(workspace),
    'connections.save': async ({ workspace, seen, draft }) => {
      asSeen(workspace, seen);
      return store(workspace, draft);
    },
    'connections.discard': async ({ workspace, seen }) => {
      asSeen(workspace, seen);
      removeDraft(parts.folderOf(workspace));
      parts.changed();
      return viewOf(workspace);
    },
    'connections.copyFrom': async ({ workspace, seen, from }) => {
      asSeen(workspace, seen);
      if (from === workspace) throw new AppError({ code: 'invalid-input', message: 'A workspace cannot be copied from itself.' });
      const source = setupOf(from);
      if (!source.active && source.savedAt === undefined)
        throw new AppError({ code: 'not-found', message: `The ${from} workspace has no connection to copy from yet.` });
      return store(workspace, copyForOther(source.active ? draftOf(source.active) : source.draft));
    },
    'connections.setSecret': async ({ workspace, name, value }) => {
      if (workspace === 'practice')
        throw new AppError({ code: 'not-allowed', message: 'The practice workspace has secrets of its own; it needs none.' });
      const { value: kept, thumbprintSha256 } = secretValue(name, value);
      const at = clock.now();
      const survives = (await parts.keep?.(workspace, name, { value: kept, at })) ?? false;
      parts.typedOf(workspace).set(name, { value: kept, at, kept: survives });
      parts.changed();
      return {
        name,
        configured: true,
        updatedAt: at,
        keptInMemoryOnly: !survives,
        ...(thumbprintSha256 === undefined ? {} : { thumbprintSha256 }),
      };
    },
    'connections.discover': async ({ workspace, seen }, signal) => {
      const setup = asSeen(workspace, seen);
      const { client } = (await remotes.of(setup)).sps();
      await client.authCheck(signal);
      const folders = await client.discover(signal);
      if (folders.length === 0) throw notProvisioned();
      const found = folders.map((folder) => ({ ...folder, kind: folderKind(folder.path) }));
      return { folders: found, suggested: suggestFolders(workspace, found) };
    },
    'connections.probe': async ({ workspace, seen }, signal) => {
      const { parts: dynamics, ports } = (await remotes.of(asSeen(workspace, seen))).dynamics();
      const { companies, headerSets, lineSets, recommended, dimension } = await probeEnvironment(
        dynamics,
        ports.connection,
        signal,
      );
      return {
        companies: [...companies],
        headerSets: headerSets.map(plainSet),
        lineSets: lineSets.map(plainSet),
        recommended,
        dimension: { ...dimension, examples: [...dimension.examples] },
      };
    },
    'connections.examine': async ({ workspace, seen, writeTest }) => {
      const setup = asSeen(workspace, seen);
      await refuseIncomplete(setup);
      if (writeTest !== undefined)
        refuseWriteTest({ live: workspace === 'live', outbound: Object.values(setup.draft.sps.outbound), folder: writeTest });
      const [key, of] = [await examinedKey(setup), await remotes.of(setup)];
      examination.start({ setup, key, remotes: of, ...(writeTest === undefined ? {} : { writeTest }) });
      return done;
    },
    'connections.cancelExamine': async ({ workspace }) => {
      examination.cancel(workspace);
      return done;
    },
    'connections.doctor': async ({ workspace }) => examination.view(workspace, await examinedKey(setupOf(workspace))),
    'connections.activate': async ({ workspace, seen, open }) => {
      const setup = asSeen(workspace, seen);
      await refuseIncomplete(setup);
      const connection = connectionToActivate(setup);
      refuseOtherAccounts(readFolderMeta(setup.folder), connection, 'data folder', wayOut(setup.folder));
      const [reason] = examination.view(workspace, await examinedKey(setup)).blocking;
      if (reason !== undefined)
        throw new AppError({ code: 'not-allowed', message: `The connection cannot be activated yet. ${reason}` });
      writeActive(setup.folder, connection);
      removeDraft(setup.folder);
      parts.changed();
      return { opened: await parts.reopen(workspace, open) };
    },
  };
  return { answers, stop: () => examination.stop() };
}

function otherOf(workspace: SetUpId): SetUpId {
  return setUpIds.find((id) => id !== workspace) ?? workspace;
}

/** What a person can do about a folder of other accounts. Nothing is deleted by it. */
function wayOut(folder: string): string {
  return `To connect other accounts here, end Quayside and move the folder ${folder} away; its orders stay in it, and a new one begins empty.`;
}

function notProvisioned(): AppError {
  return new AppError({
    code: 'sps-not-provisioned',
    message:
      "This app has no mailbox yet: the token works, but there is no folder at all. SPS's implementation team sets it up; ask them.",
  });
}

/** Test takes the test twins where SPS made them, live never does (GEN-02). */
function suggestFolders(
  workspace: SetUpId,
  folders: readonly { readonly path: string; readonly kind: string }[],
): { inbound: string[]; outbound: string } {
  const root = (path: string): string | undefined => folders.find((folder) => folder.path === path)?.path;
  const inbound = workspace === 'test' ? (root('testout/') ?? root('out/')) : root('out/');
  const outbound = workspace === 'test' ? (root('testin/') ?? root('in/')) : root('in/');
  return { inbound: inbound === undefined ? [] : [inbound], outbound: outbound ?? '' };
}

async function refuseIncomplete(setup: Setup): Promise<void> {
  const problem = (await problemsOf(setup)).find(({ severity }) => severity === 'error');
  if (problem) throw new AppError({ code: 'configuration', message: problem.message, details: { field: problem.field } });
}

async function problemsOf({ draft, workspace, secrets }: Setup): Promise<DraftView['problems']> {
  const there = new Set<SecretName>();
  for (const name of secretNames) if ((await secrets.describe(name)).configured) there.add(name);
  return [...draftProblems(draft, { workspace, hasSecret: (name) => there.has(name) })];
}

async function draftView(setup: Setup, canCopy: boolean): Promise<DraftView> {
  const { workspace, draft, revision, savedAt, active, secrets, folder } = setup;
  const accounts = rememberedAccounts(readFolderMeta(folder));
  return {
    workspace,
    draft,
    revision,
    ...(savedAt === undefined ? {} : { savedAt }),
    active: active !== undefined,
    unchanged: active !== undefined && JSON.stringify(draftOf(active)) === JSON.stringify(draft),
    secrets: await Promise.all(secretNames.map(async (name) => ({ name, ...(await secrets.describe(name)) }))),
    problems: await problemsOf(setup),
    ...(accounts === undefined ? {} : { accounts }),
    canCopy,
  };
}

interface Listed {
  readonly lacksNeeded: readonly string[];
  readonly lacks: readonly string[];
}

/** Lists of our own, as the contract's shapes have them. */
function plainSet<T extends Listed>(set: T): Omit<T, keyof Listed> & { lacksNeeded: string[]; lacks: string[] } {
  return { ...set, lacksNeeded: [...set.lacksNeeded], lacks: [...set.lacks] };
}
