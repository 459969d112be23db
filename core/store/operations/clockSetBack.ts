import type { Instant } from '#core/domain/time.ts';
import { change, one, type Db } from '../database.ts';

/**
 * A run that begins before the one before it shows that the clock was set back. What was put off until a time of that clock
 * would stand still until it comes again: it is due now, and a lost answer was lost now. A pause that a service asked for
 * (Retry-After) ends early by it; where no clock was touched it stays, however long it is.
 */
export function endWaitsOfSetBack(db: Db, at: Instant): void {
  if (!wasSetBack(db, at)) return;
  change(
    db,
    `UPDATE order_sagas INDEXED BY sagas_active SET next_attempt_at = min(next_attempt_at, ?), unknown_since = min(unknown_since, ?)
     WHERE state IN ('ready', 'header-unknown', 'header-done', 'lines-unknown', 'fresh') AND (next_attempt_at > ? OR unknown_since > ?)`,
    at,
    at,
    at,
    at,
  );
  // Of a change of the retailer the time of its last lost answer says how long it may still commit.
  change(
    db,
    `UPDATE change_attempts SET ended_at = ? WHERE outcome = 'unknown' AND ended_at > ? AND change_id IN (
      SELECT c.id FROM order_changes c INDEXED BY order_changes_due WHERE c.state IN ('applying', 'unknown'))`,
    at,
    at,
  );
  change(
    db,
    `UPDATE outbound_documents INDEXED BY outbound_to_send SET next_at = ? WHERE draft_state = 'ready' AND next_at > ?`,
    at,
    at,
  );
  // Of the master data only what is tried again sooner than the next copy is due: that one, or one that a person stopped, has time.
  change(
    db,
    `UPDATE md_schedule SET next_at = ? WHERE id = 1 AND next_at > ? AND julianday(next_at) < julianday(started_at) + every_hours / 24.0`,
    at,
    at,
  );
}

/** The run before began or ended later than now. */
function wasSetBack(db: Db, at: Instant): boolean {
  const before = one<{ at: Instant }>(
    db,
    'SELECT max(started_at, coalesce(ended_at, started_at)) AS at FROM runs ORDER BY id DESC LIMIT 1',
  );
  return before !== undefined && before.at > at;
}
