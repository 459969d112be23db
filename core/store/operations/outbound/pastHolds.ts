import type { HoldView } from '#core/contract/views/attention.ts';
import { all, one, type Db } from '../../database.ts';
import { isWhole, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';
import { holdColumns, holdView, type HoldRow } from '../holdView.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Holds `h` of a document by a condition with its order. */
export function holdsOf(db: Db, outboundId: number, which: string, ...values: readonly unknown[]): HoldView[] {
  return all<HoldRow>(
    db,
    `SELECT ${holdColumns} FROM holds h INDEXED BY holds_outbound WHERE h.outbound_id = ? AND ${which}`,
    outboundId,
    ...values,
  ).map(holdView);
}

/** The cursor is the number of the last one. */
export function pastHolds(db: Db, { outboundId, cursor, limit }: In<'pastHolds'>): Out<'pastHolds'> {
  const before = readCursor(cursor, isWhole) ?? Number.MAX_SAFE_INTEGER;
  const rows = holdsOf(db, outboundId, 'h.closed_at IS NOT NULL AND h.id < ? ORDER BY h.id DESC LIMIT ?', before, limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, ...(rows.length > limit && last ? { nextCursor: String(last.id) } : {}) };
}

export function countPastHolds(db: Db, outboundId: number): number {
  const counted = one<{ holds: number }>(
    db,
    'SELECT count(*) AS holds FROM holds INDEXED BY holds_outbound WHERE outbound_id = ? AND closed_at IS NOT NULL',
    outboundId,
  );
  return counted?.holds ?? 0;
}
