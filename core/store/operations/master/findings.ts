import { all, change, one, type Db } from '../../database.ts';
import { isWhole, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;
type Finding = Out<'masterFindings'>['rows'][number];

/** Beyond it the count says no more than "many". */
const mostCounted = 10_000;

/** A finding is shown only while the mapping row that it speaks of is there: what was corrected meanwhile is settled. */
const stillMapped = `CASE f.kind
    WHEN 'item-not-released' THEN EXISTS (SELECT 1 FROM item_map i WHERE i.partner_id = f.partner_id AND i.item_number = f.key)
    WHEN 'item-unknown' THEN EXISTS (SELECT 1 FROM item_map i WHERE i.partner_id = f.partner_id AND i.item_number = f.key)
    WHEN 'address-unknown' THEN EXISTS
      (SELECT 1 FROM partner_locations l WHERE l.partner_id = f.partner_id AND l.address_location_id = f.key)
    ELSE EXISTS (SELECT 1 FROM partners p WHERE p.partner_id = f.partner_id AND p.vendor = f.vendor AND p.customer = f.key)
  END`;

export function openFindings(db: Db): number {
  return (
    one<{ n: number }>(
      db,
      `SELECT count(*) AS n FROM (SELECT 1 FROM md_findings f WHERE f.id > 0 AND ${stillMapped} LIMIT ${mostCounted})`,
    )?.n ?? 0
  );
}

export function masterFindings(db: Db, { partnerId, cursor, limit }: In<'masterFindings'>): Out<'masterFindings'> {
  const rows = all<Finding & { readonly goneName: string | null; readonly goneAt: string | null }>(
    db,
    `SELECT f.id, f.kind, f.partner_id AS partnerId, f.vendor, f.company, f.key, f.code, f.first_seen_at AS firstSeenAt,
      coalesce((SELECT p.name FROM partners p WHERE p.partner_id = f.partner_id ORDER BY p.vendor LIMIT 1), f.partner_id) AS partnerName,
      CASE WHEN f.kind = 'item-not-released' THEN
        (SELECT g.name FROM md_gone_products g WHERE g.company = f.company AND g.item_number = f.key) END AS goneName,
      CASE WHEN f.kind = 'item-not-released' THEN
        (SELECT g.gone_at FROM md_gone_products g WHERE g.company = f.company AND g.item_number = f.key) END AS goneAt
    FROM md_findings f WHERE f.id > ? ${partnerId === undefined ? '' : 'AND f.partner_id = ?'} AND ${stillMapped} ORDER BY f.id LIMIT ?`,
    readCursor(cursor, isWhole) ?? 0,
    ...(partnerId === undefined ? [] : [partnerId]),
    limit + 1,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ goneName, goneAt, ...row }) => ({
      ...row,
      ...(goneName === null ? {} : { goneName }),
      ...(goneAt === null ? {} : { goneAt }),
    })),
    ...(rows.length > limit && last ? { nextCursor: String(last.id) } : {}),
  };
}

export function endReview(db: Db, { review }: In<'endReview'>): Out<'endReview'> {
  return { settled: change(db, 'DELETE FROM md_findings WHERE id > 0 AND review < ?', review) };
}
