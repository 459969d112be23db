import { AppError, toAppError } from '#core/contract/errors.ts';
import type { Download } from '#core/sps/client.types.ts';
import type { FileRow } from '#core/store/rows.types.ts';
import { forEach, type RunContext } from '../runContext.ts';
import { noteUpload, uploadedAnew } from './retained.ts';
import { sha256Of, type Inspection } from './inspect.ts';

/** Larger files are not stored: held once as "too large", never deleted at SPS (issue: cut at 50 MB). */
export const largestFile = 50 * 1000 * 1000;

const concurrency = 18;

/** What to do with one path of the listing, given what we know of it. */
export type PathPlan = 'fetch' | 'fetch-then-delete' | 'ask-history' | 'leave';

/** Decides from the newest row of a path. A file that stays at SPS on purpose is fetched again only when history shows a new upload. */
export function planPath(row: FileRow | undefined): PathPlan {
  if (!row) return 'fetch';
  switch (row.state) {
    case 'deleted':
    case 'gone':
    case 'incomplete':
      return 'fetch';
    case 'stored':
      return 'fetch-then-delete';
    case 'kept':
    case 'quarantined':
    case 'too-large':
      return 'ask-history';
  }
}

/**
 * Intake steps 1 and 2 (DESIGN 3): lists every inbound directory with all its pages, then fetches, stores and only
 * then deletes. Files that fail are left for the next poll; a failure of the listing ends this part of the run.
 */
export async function collectFiles(run: RunContext): Promise<void> {
  const { sps, store, connection } = run.parts;
  run.progress('listing', 0, 0);
  const paths = new Set<string>();
  for (const folder of connection.sps.inbound) {
    const entries = await run.ask('sps', () => sps.list(folder, { recursive: connection.sps.recursive ?? false }, run.signal), {
      repeatable: true,
    });
    for (const entry of entries) if (entry.type === 'file') paths.add(entry.path);
  }
  run.figures.files.found = paths.size;
  const all = [...paths].sort();
  const known = new Map<string, FileRow>();
  for (let start = 0; start < all.length; start += 500) {
    for (const row of await store.filesByPath({ paths: all.slice(start, start + 500) })) known.set(row.path, row);
  }
  const anew = await uploadedAnew(
    run,
    [...known.values()].filter((row) => planPath(row) === 'ask-history'),
  );
  const wanted = all.filter((path) => planPath(known.get(path)) !== 'ask-history' || anew.has(path));
  let done = 0;
  run.progress('fetching', 0, wanted.length);
  await forEach(wanted, concurrency, run.signal, async (path) => {
    await collectFile(run, path, known.get(path));
    const uploaded = anew.get(path);
    if (uploaded !== undefined) await noteUpload(run, path, uploaded);
    done += 1;
    run.progress('fetching', done, wanted.length);
  });
}

/** Fetches one file, makes it safe here, and tells SPS so. */
async function collectFile(run: RunContext, path: string, row: FileRow | undefined): Promise<void> {
  if (run.isDown('sps')) return;
  try {
    const download = await fetchFile(run, path, row);
    if (!download) return;
    const inspection = await run.tasks.inspect(download.bytes, path);
    if (row && row.sha256 === inspection.sha256 && (await settleKnown(run, row, inspection))) return;
    const fileId = await storeFile(run, path, download, inspection);
    if (fileId === undefined) return;
    await deleteRemote(run, fileId, path);
  } catch (thrown) {
    if (run.signal.aborted) return;
    run.fail(thrown);
  }
}

async function fetchFile(run: RunContext, path: string, row: FileRow | undefined): Promise<Download | undefined> {
  const { sps, store, ports } = run.parts;
  try {
    const download = await run.ask('sps', () => sps.download(path, { maxBytes: largestFile }, run.signal), { repeatable: true });
    if (download.contentLength === undefined || download.contentLength === download.bytes.length) return download;
    ports.log.warn('a download ended early; fetched again next poll', {
      path,
      expected: download.contentLength,
      got: download.bytes.length,
    });
    return undefined;
  } catch (thrown) {
    const error = toAppError(thrown);
    if (error.code === 'sps-too-large') {
      const bytes = Number(error.details['bytes'] ?? largestFile);
      await store.noteTooLarge({ path, bytes, at: ports.clock.now(), runId: run.runId });
      run.figures.files.quarantined += 1;
      run.parts.publish({ topic: 'attention' });
      return undefined;
    }
    if (error.code === 'sps-file-missing') {
      await vanished(run, path, row);
      return undefined;
    }
    if (error.code === 'sps-incomplete') {
      ports.log.warn('a download ended early; fetched again next poll', { path });
      return undefined;
    }
    throw error;
  }
}

/** Listed but not there any more. A file that we already have is simply gone; an unknown one was taken by somebody else. */
async function vanished(run: RunContext, path: string, row: FileRow | undefined): Promise<void> {
  const at = run.parts.ports.clock.now();
  if (row?.state === 'stored') {
    await run.parts.store.changeFile({ fileId: row.id, state: 'deleted', at });
    run.figures.files.deleted += 1;
    return;
  }
  await run.parts.store.noteIncident({
    key: `vanished:${path}`,
    remote: 'here',
    code: 'sps-file-missing',
    message: `${path} was listed at SPS but gone when it was fetched. Another program may be emptying this mailbox: only one may.`,
    details: {
      path,
      title: `${path} vanished`,
      consequence: 'If it was a purchase order that Quayside has not read, nobody works on it.',
      nextStep: 'Find out who else empties this mailbox and stop it; ask SPS to send the file again.',
    },
    at,
  });
}

/** The bytes that we already have under this path: says whether that settles it. */
async function settleKnown(run: RunContext, row: FileRow, inspection: Inspection): Promise<boolean> {
  const at = run.parts.ports.clock.now();
  switch (row.state) {
    case 'stored':
      await deleteRemote(run, row.id, row.path);
      return true;
    case 'incomplete':
      // Twice the same unfinished bytes: it is not our line that cuts them.
      await run.parts.store.changeFile({
        fileId: row.id,
        state: 'quarantined',
        reason: inspection.readable ? '' : inspection.sentence,
        at,
      });
      run.figures.files.quarantined += 1;
      run.parts.publish({ topic: 'attention' });
      return true;
    case 'kept':
    case 'quarantined':
      return true;
    case 'deleted':
    case 'gone':
    case 'too-large':
      return false;
  }
}

/** Commits bytes, hash, path and time in one transaction and in the guard journal. Returns the id when SPS may now be told. */
async function storeFile(run: RunContext, path: string, download: Download, inspection: Inspection): Promise<number | undefined> {
  const keep = run.parts.connection.sps.keep === true;
  const state = inspection.readable ? (keep ? 'kept' : 'stored') : inspection.complete ? 'quarantined' : 'incomplete';
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
  if (state !== 'incomplete') run.figures.files.stored += 1;
  if (state === 'quarantined') run.figures.files.quarantined += 1;
  run.figures.documents.read += documentIds.length;
  if (state === 'quarantined') run.parts.publish({ topic: 'attention' });
  await run.parts.ports.checkpoint('file-stored');
  return state === 'stored' ? fileId : undefined;
}

/** DELETE is the acknowledgment; without its confirmation the next run fetches the file again before it deletes. */
async function deleteRemote(run: RunContext, fileId: number, path: string): Promise<void> {
  await run.ask('sps', () => run.parts.sps.remove(path, run.signal), { repeatable: true });
  await run.parts.ports.checkpoint('file-deleted');
  await run.parts.store.changeFile({ fileId, state: 'deleted', at: run.parts.ports.clock.now() });
  run.figures.files.deleted += 1;
}

/** A person's word: deletes a quarantined or kept file at SPS, after a new GET showed that it is still the same bytes. */
export async function deleteOnWord(
  run: Pick<RunContext, 'parts' | 'signal'>,
  row: FileRow,
  audit: { readonly who: string; readonly reason: string },
): Promise<void> {
  const { sps, store, ports } = run.parts;
  const at = ports.clock.now();
  const entry = { who: audit.who, what: `${row.path} deleted at SPS`, detail: audit.reason, tone: 'warn' as const };
  if (row.state === 'quarantined' || row.state === 'kept') {
    try {
      const download = await sps.download(row.path, { maxBytes: largestFile }, run.signal);
      if (sha256Of(download.bytes) !== row.sha256) {
        throw new AppError({
          code: 'conflict',
          message: `${row.path} has other content at SPS now than the one you looked at. Fetch it again first.`,
        });
      }
    } catch (thrown) {
      if (toAppError(thrown).code !== 'sps-file-missing') throw thrown;
    }
  }
  await sps.remove(row.path, run.signal);
  await store.changeFile({ fileId: row.id, state: 'deleted', reason: row.reason, at, audit: entry });
}
