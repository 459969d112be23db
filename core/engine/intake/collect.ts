import { AppError, toAppError } from '#core/contract/errors.ts';
import type { Download } from '#core/sps/client.types.ts';
import type { FileRow } from '#core/store/rows.types.ts';
import { forEach, type RunContext } from '../runContext.ts';
import { confirmUnlisted, listInbound } from './listing.ts';
import { noteSeen, noteUpload, uploadedAnew, type Uploads } from './retained.ts';
import { deleteRemote } from './acknowledge.ts';
import { largestFile, type Inspection } from './inspect.ts';
import { asReply } from './readReply.ts';
import { watchVanished, type Vanishing } from './vanished.ts';

/** Files that are fetched, stored and deleted side by side. */
export const filesInFlight = 24;

/** What to do with one path of the listing, given what we know of it. */
export type PathPlan = 'fetch' | 'fetch-then-delete' | 'ask-history' | 'leave';

/**
 * Decides from the newest row of a path. A file that stays at SPS on purpose is fetched again only when history shows a
 * new upload; of one that came empty there is nothing but the name, so it is asked for at every poll. `keep`: the workspace deletes nothing; once that ends, what was kept is acknowledged like anything else.
 */
function planPath(row: FileRow | undefined, keep: boolean): PathPlan {
  if (!row) return 'fetch';
  switch (row.state) {
    case 'deleted':
    case 'gone':
    case 'incomplete':
      return 'fetch';
    case 'stored':
    case 'kept':
      return keep ? 'ask-history' : 'fetch-then-delete';
    case 'quarantined':
      return row.bytes === 0 ? 'fetch' : 'ask-history';
    case 'too-large':
      return 'ask-history';
  }
}

/**
 * Intake steps 1 and 2 (DESIGN 3): lists every inbound directory with all its pages, then fetches, stores and only
 * then deletes. Files that fail are left for the next poll; a failure of the connection ends this part of the run.
 */
export async function collectFiles(run: RunContext): Promise<void> {
  run.progress('listing', 0, 0);
  const listing = await listInbound(run);
  const all = listing.paths;
  await confirmUnlisted(run, listing);
  const known = await knownFiles(run, all);
  for (const path of all) run.figures.found(path, known.get(path)?.id);
  const plan = (path: string): PathPlan => planPath(known.get(path), keeps(run));
  const uploads = await askHistory(
    run,
    [...known.values()].filter((row) => plan(row.path) === 'ask-history'),
  );
  const wanted = all.filter((path) => plan(path) !== 'ask-history' || uploads.anew.has(path));
  const vanishing = await watchVanished(run);
  let done = 0;
  let open = uploads.anew.size;
  run.progress('fetching', 0, wanted.length);
  await forEach(wanted, filesInFlight, run.signal, async (path) => {
    const end = await collectFile(run, path, known.get(path), vanishing);
    const uploaded = uploads.anew.get(path);
    if (uploaded !== undefined && end !== 'failed') {
      await noteUpload(run, path, uploaded);
      open -= 1;
    }
    if (end === 'read') await vanishing.came(path);
    done += 1;
    run.progress('fetching', done, wanted.length);
  });
  await vanishing.close();
  if (open === 0) await noteSeen(run, uploads);
}

const keeps = (run: RunContext): boolean => run.parts.connection.sps.keep === true;

/** The newest row of every path that we know. */
async function knownFiles(run: RunContext, paths: readonly string[]): Promise<ReadonlyMap<string, FileRow>> {
  const known = new Map<string, FileRow>();
  for (let start = 0; start < paths.length; start += 500) {
    for (const row of await run.parts.store.filesByPath({ paths: paths.slice(start, start + 500) })) known.set(row.path, row);
  }
  return known;
}

/** History being out of order keeps no new file from coming in. */
async function askHistory(run: RunContext, retained: readonly FileRow[]): Promise<Uploads> {
  try {
    return await uploadedAnew(run, retained);
  } catch (thrown) {
    if (run.signal.aborted) throw thrown;
    run.fail(thrown);
    return { anew: new Map(), seenTo: undefined };
  }
}

/** read: its bytes are safe here · left: it cannot be had, which is written down · failed: the next poll tries again */
type Collected = 'read' | 'left' | 'failed';

/** Fetches one file, makes it safe here, and tells SPS so. */
async function collectFile(run: RunContext, path: string, row: FileRow | undefined, vanishing: Vanishing): Promise<Collected> {
  if (run.isDown('sps')) return 'failed';
  try {
    const download = await fetchFile(run, path, row, vanishing);
    if (!download) return 'left';
    const inspection = asReply(await run.tasks.inspect(download.bytes, path), download.bytes, run.parts.connection.sps.replies);
    if (row && row.sha256 === inspection.sha256 && (await settleKnown(run, row, inspection))) return 'read';
    const fileId = await storeFile(run, path, download, inspection);
    if (row) await replaced(run, row);
    if (fileId !== undefined) await deleteRemote(run, fileId, path, inspection.sha256);
    return 'read';
  } catch (thrown) {
    if (!run.signal.aborted) run.fail(thrown);
    return 'failed';
  }
}

/** Other bytes lie under the name of a file that we know: its own are not at SPS any more, and nobody has to decide about them. */
async function replaced(run: RunContext, row: FileRow): Promise<void> {
  if (row.state === 'deleted' || row.state === 'gone') return;
  await run.parts.store.changeFile({ fileId: row.id, state: 'gone', at: run.parts.ports.clock.now() });
}

async function fetchFile(
  run: RunContext,
  path: string,
  row: FileRow | undefined,
  vanishing: Vanishing,
): Promise<Download | undefined> {
  const { sps, store, ports } = run.parts;
  try {
    const download = await run.ask('sps', () => sps.download(path, { maxBytes: largestFile }, run.signal), { repeatable: true });
    if (download.contentLength === undefined || download.contentLength === download.bytes.length) return download;
    throw endedEarly(path, `${download.bytes.length} of ${download.contentLength} bytes came`);
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'sps-too-large') {
      const bytes = Number(error.details['bytes'] ?? largestFile);
      if (row && row.state !== 'too-large') await replaced(run, row);
      const { fileId } = await store.noteTooLarge({ path, bytes, at: ports.clock.now(), runId: run.runId });
      run.figures.found(path, fileId);
      run.figures.count('files.quarantined', fileId);
      run.parts.publish({ topic: 'attention' });
      return undefined;
    }
    if (error.code === 'sps-file-missing') {
      await (row && waitsForDelete(run, row) ? confirmGone(run, row) : vanishing.gone(path));
      return undefined;
    }
    throw error.code === 'sps-incomplete' && error.details['path'] === undefined ? endedEarly(path, error.message) : error;
  }
}

/** Nothing of it is stored, so nothing shows it but the run that failed. */
function endedEarly(path: string, said: string): AppError {
  return new AppError({
    code: 'sps-incomplete',
    message: `The download of ${path} ended early; it stays at SPS and is fetched again in the next run. If this goes on, look for a proxy or a firewall in between.`,
    retry: 'later',
    details: { path, said },
  });
}

/** A file that is safe here and was to be deleted: that it is not there is all that we wanted. */
async function confirmGone(run: RunContext, row: FileRow): Promise<void> {
  await run.parts.store.changeFile({ fileId: row.id, state: 'deleted', at: run.parts.ports.clock.now() });
  run.figures.count('files.deleted', row.id);
}

const waitsForDelete = (run: RunContext, row: FileRow): boolean => planPath(row, keeps(run)) === 'fetch-then-delete';

/** The bytes that we already have under this path: says whether that settles it. */
async function settleKnown(run: RunContext, row: FileRow, inspection: Inspection): Promise<boolean> {
  switch (row.state) {
    case 'stored':
    case 'kept':
      // An older Quayside took its documents and was blind to the rest: its place at SPS is all that the rest has.
      if (!inspection.readable) await quarantine(run, row, inspection.sentence);
      else if (!keeps(run)) await deleteRemote(run, row.id, row.path, row.sha256);
      return true;
    case 'incomplete':
      if (inspection.readable) return false;
      // Twice the same unfinished bytes: a person is told, however it comes about.
      await quarantine(run, row, inspection.sentence);
      return true;
    case 'quarantined':
      return !inspection.readable;
    case 'deleted':
    case 'gone':
    case 'too-large':
      return false;
  }
}

async function quarantine({ parts, figures }: RunContext, row: FileRow, reason: string): Promise<void> {
  await parts.store.changeFile({ fileId: row.id, state: 'quarantined', reason, at: parts.ports.clock.now() });
  figures.count('files.quarantined', row.id);
  parts.publish({ topic: 'attention' });
}

/** Commits bytes, hash, path and time in one transaction and in the guard journal. Returns the id when SPS may now be told. */
async function storeFile(run: RunContext, path: string, download: Download, inspection: Inspection): Promise<number | undefined> {
  const state = inspection.readable ? (keeps(run) ? 'kept' : 'stored') : inspection.complete ? 'quarantined' : 'incomplete';
  const { fileId, documentIds } = await run.parts.store.storeFile({
    path,
    sha256: inspection.sha256,
    bytes: download.bytes,
    contentLength: download.contentLength,
    format: inspection.format,
    state,
    reason: inspection.readable ? '' : inspection.sentence,
    receivedAt: run.parts.ports.clock.now(),
    runId: run.runId,
    documents: inspection.readable ? inspection.documents : [],
  });
  run.figures.found(path, fileId);
  if (state !== 'incomplete') run.figures.count('files.stored', fileId);
  if (state === 'quarantined') run.figures.count('files.quarantined', fileId);
  for (const documentId of documentIds) run.figures.count('documents.read', documentId);
  if (state === 'quarantined') run.parts.publish({ topic: 'attention' });
  await run.parts.ports.checkpoint('file-stored');
  return state === 'stored' ? fileId : undefined;
}
