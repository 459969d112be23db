import { one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/**
 * Rows of `guarded_sends` that are notices of a slip and left, or may have: they are numbered after it, with the order or
 * store behind a dash where there are several (shipmentNumber.ts).
 */
export const noticesOfSlip = `FROM guarded_sends
  WHERE partner_id = ? AND vendor = ? AND kind = '856' AND outcome IN ('unknown', 'sent')
    AND number >= ? AND number < ? AND (number = ? OR number >= ?)`;

/** The values of `noticesOfSlip`. */
export const slipValues = ({ partnerId, vendor, slip }: In<'guardedNotice'>): readonly string[] => [
  partnerId,
  vendor,
  slip,
  `${slip}.`,
  slip,
  `${slip}-`,
];

export function guardedNotice(db: Db, slip: In<'guardedNotice'>): Out<'guardedNotice'> {
  return one(db, `SELECT 1 ${noticesOfSlip} LIMIT 1`, ...slipValues(slip)) !== undefined;
}
