import type { HistoryEntry } from '#core/sps/client.types.ts';
import { looksNeeded, type LookEvidence } from '#core/domain/sendEvidence.ts';
import { instant, milliseconds, type Instant } from '#core/domain/time.ts';

/** One look at SPS: what the folder lists, and what history says of one path. */
export interface Look {
  readonly listed: boolean;
  readonly history: HistoryEntry | undefined;
  /** The Date of SPS before which nothing of this look was answered; undefined where it sends none. */
  readonly spsDate: Instant | undefined;
  /** Our clock. */
  readonly at: Instant;
}

export type Settling =
  /** SPS has it. `spsAt`: the upload, or the pick-up, as SPS stamped it. */
  | { readonly found: 'sent' | 'collected'; readonly spsAt: Instant; readonly how: string }
  | { readonly found: 'nowhere'; readonly evidence: LookEvidence };

/**
 * What a look means for a send whose answer was lost. Found is found. "Nowhere" counts towards "not found" only when
 * listing and history are both empty, and the second time only when SPS's own clock says that the settle time has passed since
 * the first: that one was certainly not before the attempt, so a POST that was still on its way has arrived by then.
 * Without a Date of SPS our clock must do, and the settle time counts twice.
 */
export function settleUnknown(before: LookEvidence, look: Look, settleMinutes: number): Settling {
  const seen = look.history && inHistory(look.history);
  if (seen) return seen;
  if (look.listed) return { found: 'sent', spsAt: look.spsDate ?? look.at, how: 'The file lies in the folder at SPS.' };
  const at = look.spsDate ?? look.at;
  const first = before.firstEmptyAt ?? at;
  const settle = settleMinutes * 60_000 * (look.spsDate === undefined ? 2 : 1);
  const settled = before.empty > 0 && milliseconds(at) - milliseconds(first) >= settle;
  const empty = before.empty === 0 ? 1 : settled ? Math.max(looksNeeded, before.empty) : before.empty;
  return { found: 'nowhere', evidence: { empty, firstEmptyAt: first, lastEmptyAt: at } };
}

/** A look that was not possible: what is known stays, and since when it cannot be known is said. */
export function blind(before: LookEvidence, at: Instant, because: string): LookEvidence {
  return { ...before, blindSince: before.blindSince ?? at, blindBecause: because };
}

function inHistory({ events }: HistoryEntry): Exclude<Settling, { found: 'nowhere' }> | undefined {
  const taken = events.find(({ status }) => status === 'downloaded' || status === 'deleted');
  if (taken) return { found: 'collected', spsAt: taken.at, how: `SPS's history says: ${taken.status} at ${taken.at}.` };
  const uploaded = events.find(({ status }) => status === 'uploaded');
  return uploaded && { found: 'sent', spsAt: uploaded.at, how: `SPS's history says: uploaded at ${uploaded.at}.` };
}

/** History is asked so far back that neither a wrong clock nor a stamp in local time hides an upload (DESIGN 3, outbound 6). */
export const historyBackMs = 26 * 3_600_000;

/** From when on history is asked about the oldest of these moments. */
export function historyFrom(moments: readonly Instant[]): Instant | undefined {
  const [oldest] = [...moments].sort();
  return oldest === undefined ? undefined : instant(milliseconds(oldest) - historyBackMs);
}
