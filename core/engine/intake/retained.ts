import { instant, milliseconds } from '#core/domain/time.ts';
import type { HistoryEntry } from '#core/sps/client.types.ts';
import type { FileRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';

const hour = 3_600_000;

/** History lags about five minutes (sps.md 1.5) and its stamps are read with an hour of overlap. */
const overlapMs = hour;

/** How far before our own stamp history is asked the first time: wrong clocks are wrong by hours, seldom by a day. */
export const firstLookMs = 26 * hour;

/** Our clock and that of SPS may differ by this much before an upload is missed; the price is one needless GET. */
export const skewMs = 600_000;

const seenKey = 'history.seenTo';

/** What history shows about files that stay at SPS on purpose. */
export interface Uploads {
  /** Paths that were uploaded anew, with the stamp of SPS. */
  readonly anew: ReadonlyMap<string, string>;
  /** The newest stamp that SPS gave. Our own clock takes no part: set forward and back it would hide uploads. */
  readonly seenTo: string | undefined;
}

/**
 * Which of the files that stay at SPS on purpose were uploaded anew since we have them, and when (DESIGN 3.2: fetched again only
 * when history shows it). One history request where there are such files, none otherwise. A doubt counts as new: a GET
 * harms nothing, and the same bytes change nothing.
 */
export async function uploadedAnew(run: RunContext, retained: readonly FileRow[]): Promise<Uploads> {
  const oldest = retained.map((row) => row.receivedAt).sort()[0];
  if (oldest === undefined) return { anew: new Map(), seenTo: undefined };
  const { sps, store, ports } = run.parts;
  const now = ports.clock.now();
  const seenTo = await store.meta({ key: seenKey });
  const first = milliseconds(oldest < now ? oldest : now) - firstLookMs;
  const after = instant(seenTo === undefined ? first : Math.max(first, milliseconds(seenTo) - overlapMs));
  const entries = await run.ask('sps', () => sps.history({ after }, run.signal), { repeatable: true });
  const uploads = uploadStamps(entries);
  const newest = entries.flatMap(({ events }) => events.map(({ at }) => at)).reduce((a, b) => (a > b ? a : b), seenTo ?? '');
  const anew = new Map<string, string>();
  for (const row of retained) {
    const stamps = uploads.get(row.path) ?? [];
    const latest = stamps.toSorted().at(-1);
    if (latest === undefined) continue;
    const known = await store.meta({ key: uploadKey(row.path) });
    // Received in what is the future by now: the clock was wrong then, and its stamp tells nothing.
    const doubtful = known === undefined && (stamps.length > 1 || row.receivedAt > now);
    if (doubtful || latest > (known ?? instant(milliseconds(row.receivedAt) - skewMs))) anew.set(row.path, latest);
  }
  return { anew, seenTo: newest === '' ? undefined : newest };
}

/** When each path was uploaded, as SPS stamped it. */
export function uploadStamps(entries: readonly HistoryEntry[]): ReadonlyMap<string, readonly string[]> {
  const uploads = new Map<string, string[]>();
  for (const { path, events } of entries)
    for (const { status, at } of events) if (status === 'uploaded') uploads.set(path, [...(uploads.get(path) ?? []), at]);
  return uploads;
}

/** Remembers the upload that a fetch answered, so that only a later one counts as new. */
export async function noteUpload(run: RunContext, path: string, uploadedAt: string): Promise<void> {
  await run.parts.store.setMeta({ key: uploadKey(path), value: uploadedAt });
}

/** Remembers how far history was read, once everything that it showed has been fetched. */
export async function noteSeen(run: RunContext, { seenTo }: Uploads): Promise<void> {
  if (seenTo !== undefined) await run.parts.store.setMeta({ key: seenKey, value: seenTo });
}

const uploadKey = (path: string): string => `uploaded:${path}`;
