import { instant, milliseconds, type Instant } from '#core/domain/time.ts';
import type { HistoryEntry } from '#core/sps/client.types.ts';
import type { DocumentRow } from '#core/store/rows.types.ts';
import type { RunContext } from '../runContext.ts';
import { settleTie } from './identifyChange.ts';
import { firstLookMs, skewMs, uploadStamps } from './retained.ts';

/** History lags about five minutes (sps.md 1.5): an upload that it does not show after this long it will not show. */
const lagMs = 15 * 60_000;

/** What is known of the order of changes that neither sequence nor date tells apart. */
export type TieState =
  | { readonly tie: true; readonly lookAgain: boolean }
  | { readonly tie: false; readonly late: boolean; readonly last: boolean };

/** Asks the history of SPS which of these changes was uploaded when. Where it cannot be asked, they stay tied. */
export async function orderByUpload(run: RunContext, own: DocumentRow, others: readonly DocumentRow[]): Promise<TieState> {
  const all = [own, ...others];
  const now = milliseconds(run.parts.ports.clock.now());
  // What a wrong clock stamped with a later day is looked for up to now.
  const oldest = Math.min(now, ...all.map(({ receivedAt }) => milliseconds(receivedAt)));
  const newest = Math.max(...all.map(({ receivedAt }) => milliseconds(receivedAt)));
  const lookAgain = now - newest < lagMs;
  const entries = await history(run, instant(oldest - firstLookMs));
  if (!entries) return { tie: true, lookAgain };
  const stamps = uploadStamps(entries);
  const settled = settleTie(
    uploadOf(own, stamps),
    others.map((row) => ({ applied: row.processing === 'done', uploadedAt: uploadOf(row, stamps) })),
  );
  return settled.tie ? { tie: true, lookAgain } : settled;
}

async function history(run: RunContext, after: Instant): Promise<readonly HistoryEntry[] | undefined> {
  if (!run.asksRemotes || run.isDown('sps')) return undefined;
  try {
    return await run.ask('sps', () => run.parts.sps.history({ after }, run.signal), { repeatable: true });
  } catch (thrown) {
    if (!run.signal.aborted) run.fail(thrown);
    return undefined;
  }
}

/** The upload that our copy is of: the last one before we had it, by clocks that may differ a little. */
function uploadOf({ filePath, receivedAt }: DocumentRow, stamps: ReadonlyMap<string, readonly string[]>): string | undefined {
  const limit = instant(milliseconds(receivedAt) + skewMs);
  return stamps
    .get(filePath)
    ?.filter((stamp) => stamp <= limit)
    .toSorted()
    .at(-1);
}
