import type { HistoryEntry } from '#core/sps/client.types.ts';
import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import type { RunContext } from '../runContext.ts';

const hour = 3_600_000;

/** History lags about five minutes (sps.md 1.5): deletions are looked at once they are older than this. */
const lagMs = 600_000;

/**
 * Paths that somebody uploaded again between our GET and our DELETE: the new bytes were deleted unseen. Told from
 * history alone: an upload after the last download and before a delete.
 */
export function overwrittenBetween(entries: readonly HistoryEntry[]): readonly { readonly path: string; readonly at: Instant }[] {
  const lost: { path: string; at: Instant }[] = [];
  for (const [path, events] of byPath(entries)) {
    let unread: Instant | undefined;
    let downloaded = false;
    for (const event of events.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
      if (event.status === 'uploaded') unread = event.at;
      if (event.status === 'downloaded') {
        unread = undefined;
        downloaded = true;
      }
      if (event.status === 'deleted' && unread !== undefined && downloaded) lost.push({ path, at: unread });
    }
  }
  return lost;
}

/** One history of a name, however many entries SPS makes of it. What we send (`in`) is ours and not looked at. */
function byPath(entries: readonly HistoryEntry[]): ReadonlyMap<string, HistoryEntry['events']> {
  const events = new Map<string, HistoryEntry['events']>();
  for (const entry of entries) {
    if (entry.direction !== 'in') events.set(entry.path, [...(events.get(entry.path) ?? []), ...entry.events]);
  }
  return events;
}

/** Once an hour, where files were deleted since: nothing else can tell that a DELETE took bytes that nobody read. */
export async function watchOverwrites(run: RunContext): Promise<void> {
  const { store, sps, ports } = run.parts;
  const now = ports.clock.now();
  if (run.figures.value('files.deleted') > 0) await store.setMeta({ key: 'overwrites.pending', value: now });
  const pending = await store.meta({ key: 'overwrites.pending' });
  const checked = await store.meta({ key: 'overwrites.checkedAt' });
  if (pending === undefined || pending === '') return;
  // The first deletion of all starts the hour; a mailbox that is never quiet is looked at all the same.
  if (checked === undefined) await store.setMeta({ key: 'overwrites.checkedAt', value: now });
  const age = milliseconds(now) - milliseconds(pending);
  const lagging = age >= 0 && age < lagMs;
  const since = checked === undefined ? 0 : milliseconds(now) - milliseconds(checked);
  // Looked at in what is the future by now: the clock was wrong then, and nobody knows how long ago that was.
  const overdue = since >= hour || since < 0;
  if (lagging && !overdue) return;
  const after = instant(Math.min(milliseconds(checked ?? pending), milliseconds(pending), milliseconds(now)) - 2 * hour);
  const entries = await run.ask('sps', () => sps.history({ after }, run.signal), { repeatable: true });
  for (const lost of overwrittenBetween(entries)) {
    await store.noteIncident({
      key: `overwritten:${lost.path}:${lost.at}`,
      remote: 'here',
      code: 'sps-file-missing',
      message: `${lost.path} was uploaded again at ${lost.at}, between our fetching and deleting it; the new content was never read. Ask SPS to send it again.`,
      details: {
        path: lost.path,
        uploadedAt: lost.at,
        title: `${lost.path} was overwritten unseen`,
        consequence: 'What the second upload said, an order or its change, is known nowhere here.',
        nextStep: 'Ask SPS or the retailer to send it again; it then goes its usual way.',
      },
      at: now,
    });
    run.parts.publish({ topic: 'attention' });
  }
  await store.setMeta({ key: 'overwrites.checkedAt', value: now });
  // What history does not show yet is looked at once more.
  if (!lagging) await store.setMeta({ key: 'overwrites.pending', value: '' });
}
