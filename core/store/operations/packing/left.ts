import { all, change, type Db } from '../../database.ts';
import { getPayload } from '../../payloads.ts';
import type { Store } from '../../store.types.ts';
import { noticesOfSlip, slipValues } from '../outbound/guardedNotices.ts';
import { slipById, stored } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

interface LeftRow {
  readonly number: string;
  readonly remotePath: string;
  readonly attemptedAt: string;
  readonly sha256: string;
}

/** Notices of a slip that left: by their numbers, and those that were drafted again by its posting. */
export function leftNotices(db: Db, { partnerId, vendor, slip, slipKey }: In<'leftNotices'>): Out<'leftNotices'> {
  const guarded = all<LeftRow>(
    db,
    `SELECT number, remote_path AS remotePath, attempted_at AS attemptedAt, sha256 ${noticesOfSlip}`,
    ...slipValues({ partnerId, vendor, slip }),
  );
  const drafted = all<LeftRow>(
    db,
    `SELECT o.number, s.remote_path AS remotePath, s.sha256,
       (SELECT max(a.started_at) FROM send_attempts a WHERE a.send_id = s.id) AS attemptedAt
     FROM outbound_postings p JOIN outbound_documents o ON o.id = p.outbound_id JOIN sends s ON s.outbound_id = o.id
     WHERE p.posting_key = ? AND o.kind = '856' AND s.state <> 'refused'`,
    slipKey,
  );
  return [...guarded, ...drafted]
    .toSorted((a, b) => a.attemptedAt.localeCompare(b.attemptedAt))
    .map(({ sha256, ...row }) => ({ ...row, bytes: sha256 === '' ? undefined : getPayload(db, sha256) }));
}

/** A notice left of which this copy knew nothing: how its slips are packed is read back from it at the next look. */
export function lookAtPacking(db: Db, outboundId: number): void {
  change(
    db,
    `UPDATE packing_slips SET left_before = 'look'
     WHERE left_before = '' AND slip_key IN (SELECT posting_key FROM outbound_postings WHERE outbound_id = ?)`,
    outboundId,
  );
}

/**
 * After a replay: notices that only the journal knows left later than their slips were packed here, so they may tell of other
 * cartons, or take them back.
 */
export function lookAtPackingOfGuarded(db: Db): void {
  const notices = all<{ partnerId: string; vendor: string; number: string; attemptedAt: string }>(
    db,
    `SELECT partner_id AS partnerId, vendor, number, max(attempted_at) AS attemptedAt FROM guarded_sends
     WHERE kind = '856' AND outcome IN ('unknown', 'sent') GROUP BY partner_id, vendor, number`,
  );
  for (const { partnerId, vendor, number, attemptedAt } of notices)
    for (const slip of slipNumbersOf(number))
      change(
        db,
        `UPDATE packing_slips SET left_before = 'look' WHERE left_before = '' AND number = ? AND partner_id = ? AND vendor = ?
           AND (SELECT r.at FROM packing_records r WHERE r.slip_id = packing_slips.id AND r.version = packing_slips.version) < ?`,
        slip,
        partnerId,
        vendor,
        attemptedAt,
      );
}

/** A notice is numbered after its slip, with more behind dashes (shipmentNumber.ts); a slip's own number may have dashes too. */
function slipNumbersOf(number: string): readonly string[] {
  const parts = number.split('-');
  return parts.map((_, index) => parts.slice(0, index + 1).join('-'));
}

export function slipsToReadBack(db: Db, { limit, afterId = 0 }: In<'slipsToReadBack'>): Out<'slipsToReadBack'> {
  return all<{ slipId: number }>(
    db,
    `SELECT id AS slipId FROM packing_slips INDEXED BY packing_slips_look WHERE left_before = 'look' AND id > ? ORDER BY id LIMIT ?`,
    afterId,
    limit,
  ).flatMap(({ slipId }) => {
    const row = slipById(db, slipId);
    return row ? [stored(db, row)] : [];
  });
}
