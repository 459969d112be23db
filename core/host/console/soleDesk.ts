import type { WorkspaceDesk } from '#core/api/workspaceDesk.ts';
import { AppError } from '#core/contract/errors.ts';
import { workspaceIds, type WorkspaceCard } from '#core/contract/views/workspaces.ts';
import type { AppOptions } from '../app.types.ts';

/** The desk of a program that runs one workspace and nothing else (`sync`, `restore`): it knows its own only. */
export function soleDesk({
  workspace,
  folder,
  connection,
}: Pick<AppOptions, 'workspace' | 'folder' | 'connection'>): WorkspaceDesk {
  const id = workspaceIds.find((candidate) => candidate === workspace.name) ?? 'connection';
  const card: WorkspaceCard = {
    id,
    word: workspace.word,
    colour: workspace.colour,
    folder,
    state: 'open',
    connection: {
      company: connection.company?.name ?? '',
      environmentUrl: connection.dynamics.environmentUrl,
      spsClientId: connection.sps.clientId,
      companies: connection.dynamics.companies,
      inbound: connection.sps.inbound,
    },
    draft: false,
    missingSecrets: [],
  };
  const elsewhere = async (): Promise<never> => {
    throw new AppError({
      code: 'not-found',
      message: 'This program runs one workspace alone. Workspaces are set up and changed in the console: npm start.',
    });
  };
  return {
    'workspaces.list': async () => ({ current: id, workspaces: [card] }),
    'workspaces.open': async (input) => (input.workspace === id ? { done: true } : elsewhere()),
    'connections.draft': elsewhere,
    'connections.save': elsewhere,
    'connections.discard': elsewhere,
    'connections.copyFrom': elsewhere,
    'connections.setSecret': elsewhere,
    'connections.discover': elsewhere,
    'connections.probe': elsewhere,
    'connections.examine': elsewhere,
    'connections.cancelExamine': elsewhere,
    'connections.doctor': elsewhere,
    'connections.activate': elsewhere,
  };
}
