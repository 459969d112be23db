import { instant, milliseconds } from '#core/domain/time.ts';
import type { FileRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';

/** History lags about five minutes (sps.md 1.5) and its stamps are read with an hour of overlap. */
const overlapMs = 3_600_000;

/** Our clock and that of SPS may differ by this much before an upload is missed; the price is one needless GET. */
const skewMs = 600_000;

/**
 * Which of the files that stay at SPS on purpose were uploaded anew since we have them, and when (DESIGN 3.2: fetched again only
 * when history shows it). One history request where there are such files, none otherwise. A doubt counts as new: a GET
 * harms nothing, and the same bytes change nothing.
 */
export async function uploadedAnew(run: RunContext, retained: readonly FileRow[]): Promise<ReadonlyMap<string, string>> {
  if (retained.length === 0) return new Map();
  const { sps, store, ports } = run.parts;
  const oldest = retained.map((row) => row.receivedAt).sort()[0] ?? ports.clock.now();
  const checked = await store.meta({ key: 'history.checkedAt' });
  const since = checked !== undefined && checked > oldest ? checked : oldest;
  const entries = await run.ask('sps', () => sps.history({ after: instant(milliseconds(since) - overlapMs) }, run.signal), {
    repeatable: true,
  });
  const latest = new Map<string, string>();
  for (const entry of entries) {
    for (const event of entry.events) {
      if (event.status === 'uploaded' && event.at > (latest.get(entry.path) ?? '')) latest.set(entry.path, event.at);
    }
  }
  const anew = new Map<string, string>();
  for (const row of retained) {
    const uploaded = latest.get(row.path);
    if (uploaded === undefined) continue;
    const baseline = (await store.meta({ key: uploadKey(row.path) })) ?? instant(milliseconds(row.receivedAt) - skewMs);
    if (uploaded > baseline) anew.set(row.path, uploaded);
  }
  await store.setMeta({ key: 'history.checkedAt', value: ports.clock.now() });
  return anew;
}

/** Remembers the upload that a fetch answered, so that only a later one counts as new. */
export async function noteUpload(run: RunContext, path: string, uploadedAt: string): Promise<void> {
  await run.parts.store.setMeta({ key: uploadKey(path), value: uploadedAt });
}

const uploadKey = (path: string): string => `uploaded:${path}`;
