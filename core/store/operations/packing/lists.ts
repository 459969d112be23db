import type { PackingRow } from '#core/contract/views/packing.ts';
import { all, one, type Db } from '../../database.ts';
import { isText, isWhole, pair, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';
import { slipById, slipByKey, slipsNumbered, stored } from './rows.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

const partnerName = `(SELECT p.name FROM partners p WHERE p.partner_id = s.partner_id AND p.vendor IN (s.vendor, '') ORDER BY p.vendor DESC LIMIT 1)`;

const columns = `s.id AS slipId, s.number, s.company, s.posted_on AS postedOn, s.partner_id AS partnerId,
  coalesce(${partnerName}, s.partner_id) AS partnerName, s.purchase_orders AS purchaseOrders, s.state, s.wait_text AS waitText,
  (SELECT count(*) FROM cartons c WHERE c.slip_id = s.id AND c.version = s.version) AS cartons,
  (SELECT count(*) FROM pallets q WHERE q.slip_id = s.id AND q.version = s.version) AS pallets,
  (SELECT count(*) FROM cartons c WHERE c.slip_id = s.id AND c.version = s.version AND c.sscc = '')
    + (SELECT count(*) FROM pallets q WHERE q.slip_id = s.id AND q.version = s.version AND q.sscc = '') AS bare,
  (SELECT count(*) FROM cartons c JOIN carton_labels l ON l.sscc = c.sscc WHERE c.slip_id = s.id AND c.version = s.version) AS printed,
  (SELECT r.source FROM packing_records r WHERE r.slip_id = s.id AND r.version = s.version) AS source,
  (SELECT t.thread_id FROM postings p JOIN posting_threads t ON t.posting_id = p.id WHERE p.key = s.slip_key ORDER BY t.thread_id LIMIT 1) AS threadId`;

type ListRow = Omit<PackingRow, 'source' | 'threadId'> & {
  readonly source: PackingRow['source'] | null;
  readonly threadId: number | null;
};

const shown = ({ source, threadId, ...row }: ListRow): PackingRow => ({
  ...row,
  ...(source === null ? {} : { source }),
  ...(threadId === null ? {} : { threadId }),
});

const isPlace = pair(isText, isWhole);

/** One keyset page, newest first; a number from its beginning by its index. */
export function packingList(db: Db, { state, number, cursor, limit }: In<'packingList'>): Out<'packingList'> {
  const conditions: string[] = [];
  const values: unknown[] = [];
  if (number !== undefined && number !== '') {
    conditions.push('s.number >= ? AND s.number < ?');
    values.push(number, `${number}\u{10ffff}`);
  }
  if (state !== undefined) {
    conditions.push(number === undefined || number === '' ? 's.state = ?' : '+s.state = ?');
    values.push(state);
  }
  const byNumber = number !== undefined && number !== '';
  const after = readCursor(cursor, isPlace);
  if (after) {
    conditions.push(byNumber ? '(s.number, s.id) > (?, ?)' : 's.id < ?');
    values.push(...(byNumber ? after : [after[1]]));
  }
  const rows = all<ListRow>(
    db,
    `SELECT ${columns} FROM packing_slips s ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''}
     ORDER BY ${byNumber ? 's.number, s.id' : 's.id DESC'} LIMIT ?`,
    ...values,
    limit + 1,
  );
  const last = rows[limit - 1];
  return {
    rows: rows.slice(0, limit).map(shown),
    ...(rows.length > limit && last ? { nextCursor: JSON.stringify([last.number, last.slipId]) } : {}),
  };
}

export function packingSlip(db: Db, { slipId }: In<'packingSlip'>): Out<'packingSlip'> {
  const slip = slipById(db, slipId);
  const row = one<ListRow>(db, `SELECT ${columns} FROM packing_slips s WHERE s.id = ?`, slipId);
  return slip && row && { row: shown(row), slip: stored(db, slip) };
}

export function packedSlips(db: Db, { slipKeys }: In<'packedSlips'>): Out<'packedSlips'> {
  return slipKeys.flatMap((key) => slipByKey(db, key) ?? []).map((row) => stored(db, row));
}

export function packingSlipsNumbered(db: Db, { numbers }: In<'packingSlipsNumbered'>): Out<'packingSlipsNumbered'> {
  return [...new Set(numbers)].flatMap((number) => slipsNumbered(db, number)).map((row) => stored(db, row));
}

export function packingHistory(db: Db, { slipId, limit }: In<'packingHistory'>): Out<'packingHistory'> {
  return all<Out<'packingHistory'>[number]>(
    db,
    `SELECT r.version, r.source, r.who, r.at, r.why,
       (SELECT count(*) FROM cartons c WHERE c.slip_id = r.slip_id AND c.version = r.version) AS cartons
     FROM packing_records r WHERE r.slip_id = ? ORDER BY r.version DESC LIMIT ?`,
    slipId,
    limit,
  );
}

export function serialUses(db: Db, { serials }: In<'serialUses'>): Out<'serialUses'> {
  return serials.flatMap((sscc) => {
    const use = one<{ slipKey: string; number: string | null; at: string }>(
      db,
      `SELECT u.slip_key AS slipKey, s.number, u.at FROM ssccs u LEFT JOIN packing_slips s ON s.slip_key = u.slip_key WHERE u.sscc = ?`,
      sscc,
    );
    return use ? [{ sscc, slipKey: use.slipKey, number: use.number ?? use.slipKey.split('\u001f')[2] ?? '', at: use.at }] : [];
  });
}

export function printedLabels(db: Db, { slipKeys }: In<'printedLabels'>): Out<'printedLabels'> {
  return slipKeys.flatMap((key) =>
    all<Out<'printedLabels'>[number]>(
      db,
      `SELECT l.sscc, l.at, l.who, l.label FROM packing_slips s JOIN cartons c ON c.slip_id = s.id AND c.version = s.version
       JOIN carton_labels l ON l.sscc = c.sscc WHERE s.slip_key = ? ORDER BY c.number`,
      key,
    ),
  );
}
