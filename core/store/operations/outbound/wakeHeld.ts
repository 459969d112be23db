import type { Instant } from '#core/domain/time.ts';
import { change, type Db } from '../../database.ts';

/**
 * Has the held drafts of the same orders looked at again, because a document that they are added to says less from now on: it
 * was rejected, set aside or taken back, so that what stood in their way (856-07, 810-05) may be gone.
 */
export function wakeHeld(db: Db, outboundId: number, at: Instant): void {
  change(
    db,
    `INSERT INTO outbound_wakes (thread_id, turn, why, at)
     SELECT DISTINCT theirs.thread_id, 1, 'another document of the order counts no more', ? FROM outbound_threads mine
       JOIN outbound_threads theirs ON theirs.thread_id = mine.thread_id JOIN outbound_documents o ON o.id = theirs.outbound_id
     WHERE mine.outbound_id = ? AND o.id <> ? AND o.draft_state = 'held'
     ON CONFLICT (thread_id) DO UPDATE SET turn = turn + 1, why = excluded.why, at = excluded.at`,
    at,
    outboundId,
    outboundId,
  );
}
