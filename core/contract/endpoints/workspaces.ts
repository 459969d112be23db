import { z } from 'zod';
import { done, nothing, type Endpoint } from '../endpoint.ts';
import { connectionDraft } from '../connectionDraft.ts';
import {
  discovery,
  doctorView,
  draftView,
  probe,
  secretName,
  secretState,
  setUpId,
  workspaceId,
  workspaceList,
} from '../views/workspaces.ts';

const workspace = setUpId;
/** The draft that was on screen: another one by now is a `conflict`. */
const seen = z.string().max(100);
/** A client secret, or a private key in PEM with or without its certificate. */
const secret = z.string().min(1).max(30_000);

/** Which workspaces there are, which one is open, and how one is connected. Answered also while none is open. */
export const workspacesEndpoints = {
  'workspaces.list': { kind: 'query', input: nothing, output: workspaceList },
  /** Opens this one and closes the one that was open; where it cannot be opened the former stays, and the error says why. */
  'workspaces.open': { kind: 'command', input: z.strictObject({ workspace: workspaceId }), output: done },

  'connections.draft': { kind: 'query', input: z.strictObject({ workspace }), output: draftView },
  'connections.save': { kind: 'command', input: z.strictObject({ workspace, seen, draft: connectionDraft }), output: draftView },
  /** Back to the connection that is active, or to an empty draft where there is none. */
  'connections.discard': { kind: 'command', input: z.strictObject({ workspace, seen }), output: draftView },
  'connections.copyFrom': { kind: 'command', input: z.strictObject({ workspace, seen, from: setUpId }), output: draftView },
  /** Write-only. `thumbprintSha256` where a certificate was pasted together with its key. */
  'connections.setSecret': {
    kind: 'command',
    input: z.strictObject({ workspace: workspaceId, name: secretName, value: secret }),
    output: secretState.extend({ thumbprintSha256: z.string().optional() }),
  },

  // These ask the remotes: a command, because asking costs requests there.
  'connections.discover': { kind: 'command', input: z.strictObject({ workspace, seen }), output: discovery },
  'connections.probe': { kind: 'command', input: z.strictObject({ workspace, seen }), output: probe },
  /** Starts the doctor; its steps arrive one by one in `connections.doctor`. */
  'connections.examine': {
    kind: 'command',
    input: z.strictObject({
      workspace,
      seen,
      /** An SPS folder for a file that is uploaded and deleted at once; never an outbound folder of live. */
      writeTest: z.string().trim().min(1).max(200).optional(),
    }),
    output: done,
  },
  'connections.cancelExamine': { kind: 'command', input: z.strictObject({ workspace }), output: done },
  'connections.doctor': { kind: 'query', input: z.strictObject({ workspace }), output: doctorView },

  /** Makes the draft the workspace's connection; needs a doctor run on exactly this draft. */
  'connections.activate': {
    kind: 'command',
    input: z.strictObject({ workspace, seen, open: z.boolean().default(true) }),
    output: z.object({ opened: z.boolean() }),
  },
} as const satisfies Record<string, Endpoint>;
