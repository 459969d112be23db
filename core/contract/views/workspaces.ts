import { z } from 'zod';
import { connectionDraft } from '../connectionDraft.ts';

/** `connection`: the workspace of a connection file that the program was started with. */
export const workspaceIds = ['practice', 'test', 'live', 'connection'] as const;
export const workspaceId = z.enum(workspaceIds);
export type WorkspaceId = z.infer<typeof workspaceId>;

/** Those that a person sets up on screen. */
export const setUpIds = ['test', 'live'] as const;
export const setUpId = z.enum(setUpIds);
export type SetUpId = z.infer<typeof setUpId>;

export const secretNames = ['sps.clientSecret', 'dynamics.clientSecret', 'dynamics.certificate', 'dynamics.events'] as const;
export const secretName = z.enum(secretNames);

/** That a secret is there and since when; never what it is. */
export const secretState = z.object({
  name: secretName,
  configured: z.boolean(),
  updatedAt: z.string().optional(),
  /** True where it must be typed again after a restart. */
  keptInMemoryOnly: z.boolean(),
});
export type SecretState = z.infer<typeof secretState>;

/**
 * open: shown and working · opening: on its way · ready: may be opened · secrets-missing: may be opened once its secrets
 * are typed · drafted: being set up · empty: not begun · in-use: another process works in it · broken: its file is wrong.
 */
export const workspaceStates = ['open', 'opening', 'ready', 'secrets-missing', 'drafted', 'empty', 'in-use', 'broken'] as const;

export const workspaceCard = z.object({
  id: workspaceId,
  word: z.string(),
  colour: z.enum(['practice', 'test', 'live']),
  folder: z.string(),
  state: z.enum(workspaceStates),
  /** Why it is in use, broken, or could not be opened the last time. */
  problem: z.object({ code: z.string(), message: z.string() }).optional(),
  /** What its connection names; absent where there is none yet. */
  connection: z
    .object({
      company: z.string(),
      environmentUrl: z.string(),
      spsClientId: z.string(),
      companies: z.array(z.string()),
      inbound: z.array(z.string()),
    })
    .optional(),
  /** A draft that is not active yet. */
  draft: z.boolean(),
  draftSavedAt: z.string().optional(),
  missingSecrets: z.array(secretName),
});
export type WorkspaceCard = z.infer<typeof workspaceCard>;

export const workspaceList = z.object({
  /** The one that is open. */
  current: workspaceId.optional(),
  workspaces: z.array(workspaceCard),
});
export type WorkspaceList = z.infer<typeof workspaceList>;

export const draftSteps = ['sps', 'dynamics', 'company'] as const;
export const draftProblem = z.object({
  step: z.enum(draftSteps),
  /** `sps.clientId`, `secret.sps.clientSecret`. */
  field: z.string(),
  /** error: it cannot be activated so · warn: worth a second look. */
  severity: z.enum(['error', 'warn']),
  message: z.string(),
});
export type DraftProblem = z.infer<typeof draftProblem>;

export const draftView = z.object({
  workspace: setUpId,
  draft: connectionDraft,
  /** Stands for exactly this draft; a save names the one it saw. */
  revision: z.string(),
  savedAt: z.string().optional(),
  /** True where a connection is active in this workspace. */
  active: z.boolean(),
  /** True where the draft is the active connection. */
  unchanged: z.boolean(),
  secrets: z.array(secretState),
  problems: z.array(draftProblem),
  /** The accounts that the data folder belongs to; absent while it belongs to none. */
  accounts: z.object({ spsClientId: z.string(), tenantId: z.string(), dynamicsClientId: z.string() }).optional(),
  /** True where the other workspace has something to copy from. */
  canCopy: z.boolean(),
});
export type DraftView = z.infer<typeof draftView>;

export const folderKinds = ['from-sps', 'to-sps', 'test-from-sps', 'test-to-sps', 'other'] as const;
export const discoveredFolder = z.object({
  path: z.string(),
  files: z.number().int(),
  /** By its name, seen from SPS: `out/` is what SPS sends to us. */
  kind: z.enum(folderKinds),
});
export const discovery = z.object({
  folders: z.array(discoveredFolder),
  /** What this workspace would use of them. */
  suggested: z.object({ inbound: z.array(z.string()), outbound: z.string() }),
});
export type Discovery = z.infer<typeof discovery>;

const probedSet = z.object({
  set: z.string(),
  there: z.boolean(),
  readOnly: z.boolean(),
  /** False where the environment shows no metadata: then nothing is known of its properties. */
  certain: z.boolean(),
  /** Properties without which orders cannot be made or told apart. */
  lacksNeeded: z.array(z.string()),
  /** Properties that are left out of every order there. */
  lacks: z.array(z.string()),
});
export type ProbedSet = z.infer<typeof probedSet>;

export const probe = z.object({
  companies: z.array(z.object({ id: z.string(), name: z.string() })),
  headerSets: z.array(probedSet),
  lineSets: z.array(probedSet),
  recommended: z.object({ headerSet: z.string().optional(), lineSet: z.string().optional() }),
  dimension: z.object({
    /** not-set: no format in the draft · no-example: no order there has dimensions to compare with. */
    result: z.enum(['fits', 'differs', 'no-example', 'not-set']),
    examples: z.array(z.string()),
    sentence: z.string(),
  }),
});
export type Probe = z.infer<typeof probe>;

export const doctorStep = z.object({
  remote: z.enum(['sps', 'dynamics']),
  name: z.string(),
  state: z.enum(['good', 'bad', 'skipped']),
  sentence: z.string(),
  /** The error code where it is bad because of one. */
  code: z.string().optional(),
  details: z.record(z.string(), z.string()),
});
export type DoctorStepView = z.infer<typeof doctorStep>;

export const doctorView = z.object({
  state: z.enum(['never', 'running', 'ended', 'cancelled']),
  startedAt: z.string().optional(),
  endedAt: z.string().optional(),
  /** True where it looked at exactly the draft and the secrets that stand now. */
  current: z.boolean(),
  steps: z.array(doctorStep),
  /** Sentences: what keeps the draft from being activated, as far as the doctor decides it. */
  blocking: z.array(z.string()),
});
export type DoctorView = z.infer<typeof doctorView>;
