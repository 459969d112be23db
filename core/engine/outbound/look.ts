import { toAppError } from '#core/contract/errors.ts';
import { milliseconds, instant, type Instant } from '#core/domain/time.ts';
import type { SendRow } from '#core/store/types/sends.ts';
import type { HistoryEntry } from '#core/sps/client.types.ts';
import type { EngineParts } from '../engine.types.ts';
import { allRows, type Page } from '../pages.ts';
import { blind, historyFrom, settleUnknown, type Look } from './settleUnknown.ts';
import type { Sending } from './sendOne.ts';

const settleByDefault = 15;

/** Minutes after which a POST that nobody answered has arrived or never will; a setting of the connection. */
export function settleMinutes({ connection }: Pick<EngineParts, 'connection'>): number {
  return connection.sps.settleMinutes ?? settleByDefault;
}

/** All sends of a kind that are open. */
export async function allSends(ask: (page: Page) => Promise<readonly SendRow[]>): Promise<readonly SendRow[]> {
  return allRows(ask, ({ id }) => id);
}

/** What SPS shows at one moment. */
export interface Seen {
  readonly listed: ReadonlySet<string>;
  readonly history: ReadonlyMap<string, HistoryEntry>;
  readonly spsDate: Instant | undefined;
}

/** Lists these folders and asks history from `after` on. The Date is that of the first answer: nothing seen is older. */
async function seeSps(run: Sending, folders: readonly string[], after: Instant): Promise<Seen> {
  const { sps } = run.parts;
  const listed = new Set<string>();
  let spsDate: Instant | undefined;
  for (const folder of folders) {
    const entries = await run.ask('sps', () => sps.list(folder, { recursive: false }, run.signal), { repeatable: true });
    spsDate ??= sps.serverDate();
    for (const { path } of entries) listed.add(path);
  }
  const entries = await run.ask('sps', () => sps.history({ after }, run.signal), { repeatable: true });
  return { listed, history: byPath(entries), spsDate: spsDate ?? sps.serverDate() };
}

/** One entry a path: a mailbox that writes a new entry with each upload says all of them. */
function byPath(entries: readonly HistoryEntry[]): ReadonlyMap<string, HistoryEntry> {
  const paths = new Map<string, HistoryEntry>();
  for (const entry of entries) {
    const known = paths.get(entry.path);
    paths.set(entry.path, known ? { ...known, events: [...known.events, ...entry.events] } : entry);
  }
  return paths;
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1);

/**
 * Looks for lost answers at SPS, all of them in one listing a folder and one history. What is found is settled; what is
 * not counts towards "not found"; where SPS cannot be asked, each says since when nobody can know. Returns those that were found.
 */
export async function lookForUnknown(run: Sending, sends: readonly SendRow[]): Promise<{ readonly found: readonly SendRow[] }> {
  const after = historyFrom(sends.map(({ attemptedAt }) => attemptedAt));
  if (after === undefined) return { found: [] };
  const { store, ports } = run.parts;
  const folders = [...new Set(sends.map(({ remotePath }) => folderOf(remotePath)))];
  let seen: Seen;
  try {
    seen = await seeSps(run, folders, after);
  } catch (thrown) {
    if (run.signal.aborted) throw thrown;
    const error = toAppError(thrown);
    const at = ports.clock.now();
    for (const send of sends) await store.noteLook({ ...lookedFor(send), at, evidence: blind(send.evidence, at, error.message) });
    throw error;
  }
  const settle = settleMinutes(run.parts);
  const found: SendRow[] = [];
  for (const send of sends) {
    const at = ports.clock.now();
    const look: Look = {
      listed: seen.listed.has(send.remotePath),
      history: seen.history.get(send.remotePath),
      spsDate: seen.spsDate,
      at,
    };
    const settling = settleUnknown(send.evidence, look, settle);
    if (settling.found === 'nowhere') {
      await store.noteLook({ ...lookedFor(send), at, evidence: settling.evidence });
      continue;
    }
    const { found: as, spsAt, how } = settling;
    await store.noteLook({ ...lookedFor(send), at, evidence: send.evidence, found: { as, spsAt, how } });
    found.push(send);
  }
  return { found };
}

/** Which attempt of a send a look is about. */
export const lookedFor = ({ id, attemptedAt }: SendRow): { readonly sendId: number; readonly attemptedAt: Instant } => ({
  sendId: id,
  attemptedAt,
});

/** How much older than our own stamp of a send the first event about it may be. */
const overlapMs = 3_600_000;

/** What SPS has not collected in a week stands among what needs a hand; history is not read back for it for ever. */
const longestWatchMs = 7 * 24 * 3_600_000;

/** From when on history tells of these sends. */
export function pickupFrom(sends: readonly SendRow[], now: Instant): Instant | undefined {
  const [oldest] = sends.map(({ sentAt, attemptedAt }) => sentAt ?? attemptedAt).sort();
  if (oldest === undefined) return undefined;
  return instant(Math.max(milliseconds(oldest), milliseconds(now) - longestWatchMs) - overlapMs);
}
