import type { SagaState } from '#core/domain/states.ts';
import { all, change, one, type Db } from '../database.ts';
import type { Store } from '../store.types.ts';

/** Where a sales order waits whose answer nobody got, by the step that was under way. */
const waitsIn: Readonly<Record<string, SagaState>> = {
  header: 'header-unknown',
  changeset: 'header-unknown',
  lines: 'lines-unknown',
};

/**
 * Attempts that a crash or a full disk left without an end: nobody knows whether they were done. Their settle time
 * counts from now, because a request may have left long after its row was written (a shared pause).
 */
export function recoverAttempts(
  db: Db,
  { at }: Parameters<Store['recoverAttempts']>[0],
): Awaited<ReturnType<Store['recoverAttempts']>> {
  const open = all<{ id: number; sagaId: number; step: string }>(
    db,
    `SELECT id, saga_id AS sagaId, step FROM order_attempts WHERE outcome = 'pending'`,
  );
  for (const attempt of open) {
    const message = 'Quayside ended before the answer came: not known whether it was done.';
    change(db, `UPDATE order_attempts SET outcome = 'unknown', ended_at = ?, message = ? WHERE id = ?`, at, message, attempt.id);
    const next = waitsIn[attempt.step];
    if (next === undefined) continue;
    change(
      db,
      'UPDATE order_sagas SET state = ?, unknown_since = ?, next_attempt_at = ?, message = ? WHERE id = ?',
      next,
      at,
      at,
      message,
      attempt.sagaId,
    );
  }
  return { recovered: open.length + recoverChanges(db, at) };
}

/** The same of changes of the retailer: their lines are read before anything else is sent. */
function recoverChanges(db: Db, at: string): number {
  const lost = one<{ ids: string }>(
    db,
    `SELECT json_group_array(a.id) AS ids FROM order_changes c INDEXED BY order_changes_due CROSS JOIN change_attempts a ON a.change_id = c.id
     WHERE c.state IN ('applying', 'unknown') AND a.outcome = 'pending'`,
  );
  const ids = lost?.ids ?? '[]';
  change(
    db,
    `UPDATE order_changes SET state = 'unknown', changed_at = ?
     WHERE id IN (SELECT a.change_id FROM json_each(?) lost JOIN change_attempts a ON a.id = lost.value)`,
    at,
    ids,
  );
  return change(
    db,
    `UPDATE change_attempts SET outcome = 'unknown', ended_at = ? WHERE id IN (SELECT value FROM json_each(?))`,
    at,
    ids,
  );
}
