import { toAppError } from '#core/contract/errors.ts';
import type { RunContext } from '../runContext.ts';

/** What waits at SPS, as far as it could be listed. */
export interface Listing {
  readonly paths: readonly string[];
  /** Inbound folders whose listing is complete: only there a missing name means that the file is gone. */
  readonly folders: readonly string[];
}

/** Trouble of one folder; the others are listed all the same. Anything else is trouble of the connection. */
const ofFolder = new Set<string>(['sps-folder-missing', 'sps-not-authorised']);

/** Intake step 1 (DESIGN 3): every inbound directory with all its pages, before anything is fetched. */
export async function listInbound(run: RunContext): Promise<Listing> {
  const { sps, connection } = run.parts;
  const paths = new Set<string>();
  const folders: string[] = [];
  for (const folder of connection.sps.inbound) {
    try {
      const options = { recursive: connection.sps.recursive ?? false };
      const entries = await run.ask('sps', () => sps.list(folder, options, run.signal), { repeatable: true });
      for (const entry of entries) if (entry.type === 'file') paths.add(entry.path);
      folders.push(folder.replace(/^\/+/, ''));
    } catch (thrown) {
      const error = toAppError(thrown);
      if (run.signal.aborted || !ofFolder.has(error.code)) throw error;
      run.fail(error);
    }
  }
  return { paths: [...paths].sort(), folders };
}

/**
 * A DELETE whose answer was lost with the run (a crash, a stop) did happen when its file is not listed any more: that
 * is its confirmation, and the only one that will ever come.
 */
export async function confirmUnlisted(run: RunContext, { paths, folders }: Listing): Promise<void> {
  const { store, ports, connection } = run.parts;
  const listed = new Set(paths);
  const covers = (folder: string, path: string): boolean =>
    path.startsWith(folder) && (connection.sps.recursive === true || !path.slice(folder.length).includes('/'));
  for (const row of await store.unconfirmedFiles({})) {
    if (listed.has(row.path) || !folders.some((folder) => covers(folder, row.path))) continue;
    await store.changeFile({ fileId: row.id, state: 'deleted', at: ports.clock.now() });
    run.figures.count('files.deleted', row.id);
  }
}
