import { change, type Db } from '../database.ts';
import { closeHolds } from './holds.ts';

/** Attempts of a saga `s` that may have made something: Dynamics said no to the others, or they never left. */
export const attemptsThatMayStand = `order_attempts a WHERE a.saga_id = s.id AND a.outcome NOT IN ('refused', 'not-done')`;

/** Whether anything of a saga `s` is in Dynamics, or may be. */
export const begun = `(s.sales_order_number IS NOT NULL OR EXISTS (SELECT 1 FROM ${attemptsThatMayStand}))`;

/** Ends a sales order of which nothing is in Dynamics, with what a person was asked about it. */
export function abandonSaga(db: Db, sagaId: number, at: string): void {
  change(db, `UPDATE order_sagas SET state = 'abandoned', changed_at = ? WHERE id = ?`, at, sagaId);
  closeHolds(db, { sagaId, at });
}

/**
 * Orders of a partner of which nothing is in Dynamics yet are decided anew: they may go to another legal entity or customer,
 * from another site, or parted otherwise. Also those that Dynamics refused, or that a person was asked about.
 */
export function wakeNotBegun(db: Db, partnerId: string): number {
  return change(
    db,
    `UPDATE documents SET pending = 1 WHERE processing = 'ready' AND partner_id = ? AND pending = 0 AND id IN (
      SELECT s.document_id FROM order_sagas s INDEXED BY sagas_active
        WHERE s.state IN ('ready', 'header-unknown', 'header-done', 'lines-unknown', 'fresh') AND s.state = 'ready'
      UNION ALL SELECT h.document_id FROM holds h WHERE h.closed_at IS NULL AND h.cause <> 'gap' AND h.cause IN ('refused-header', 'adopt'))
     AND NOT EXISTS (SELECT 1 FROM order_sagas s WHERE s.document_id = documents.id AND ${begun})`,
    partnerId,
  );
}
