import { AppError, toAppError } from '#core/contract/errors.ts';
import type { FileRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import { largestFile, sha256Of } from './inspect.ts';

/**
 * DELETE is the acknowledgment. One that had no answer may have happened, and the name may be another upload's by now: it
 * goes again only after a new GET showed the same bytes, in this run as in the next.
 */
export async function deleteRemote(run: RunContext, fileId: number, path: string, sha256: string): Promise<void> {
  let asked = false;
  const removed = await run.ask(
    'sps',
    async () => {
      if (asked && (await lieThere(run, path, sha256)) === 'others') return false;
      asked = true;
      await run.parts.sps.remove(path, run.signal);
      return true;
    },
    { repeatable: true },
  );
  if (!removed) return;
  await run.parts.ports.checkpoint('file-deleted');
  await run.parts.store.changeFile({ fileId, state: 'deleted', at: run.parts.ports.clock.now() });
  run.figures.count('files.deleted', fileId);
}

/** Which bytes lie under a name now. None are as good as ours: deleting what is not there is done. */
async function lieThere({ parts, signal }: RunContext, path: string, sha256: string): Promise<'ours' | 'others'> {
  try {
    const { bytes } = await parts.sps.download(path, { maxBytes: largestFile }, signal);
    return sha256Of(bytes) === sha256 ? 'ours' : 'others';
  } catch (thrown) {
    const { code } = toAppError(thrown);
    if (code === 'sps-file-missing') return 'ours';
    if (code === 'sps-too-large') return 'others';
    throw thrown;
  }
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
