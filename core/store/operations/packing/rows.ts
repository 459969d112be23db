import type { Carton, CartonLine, PackingRecord, Pallet } from '#core/domain/packing.ts';
import type { StoredSlip } from '../../types/packing.ts';
import { all, one, type Db } from '../../database.ts';

/** A slip as it stands, without its packing. */
export type SlipRow = Omit<StoredSlip, 'threadIds' | 'record' | 'saved'>;

const columns = `s.id AS slipId, s.slip_key AS slipKey, s.company, s.number, s.posted_on AS postedOn, s.partner_id AS partnerId, s.vendor,
  s.purchase_orders AS purchaseOrders, s.state, s.left_before AS leftBefore, s.version`;

export function slipById(db: Db, slipId: number): SlipRow | undefined {
  return one<SlipRow>(db, `SELECT ${columns} FROM packing_slips s WHERE s.id = ?`, slipId);
}

export function slipByKey(db: Db, slipKey: string): SlipRow | undefined {
  return one<SlipRow>(db, `SELECT ${columns} FROM packing_slips s WHERE s.slip_key = ?`, slipKey);
}

export function slipsNumbered(db: Db, number: string): readonly SlipRow[] {
  return all<SlipRow>(db, `SELECT ${columns} FROM packing_slips s WHERE s.number = ? ORDER BY s.id LIMIT 500`, number);
}

/** A slip with its newest packing. */
export function stored(db: Db, row: SlipRow): StoredSlip {
  const saved = one<{ source: PackingRecord['source']; who: string; at: string; why: string }>(
    db,
    'SELECT source, who, at, why FROM packing_records WHERE slip_id = ? AND version = ?',
    row.slipId,
    row.version,
  );
  return {
    ...row,
    threadIds: all<{ threadId: number }>(
      db,
      `SELECT t.thread_id AS threadId FROM postings p JOIN posting_threads t ON t.posting_id = p.id WHERE p.key = ? ORDER BY t.thread_id`,
      row.slipKey,
    ).map(({ threadId }) => threadId),
    record: saved && { source: saved.source, cartons: cartonsOf(db, row), pallets: palletsOf(db, row) },
    saved: saved && { who: saved.who, at: saved.at, why: saved.why },
  };
}

interface CartonRow {
  readonly number: number;
  readonly sscc: string;
  readonly pallet: number | null;
  readonly store: string;
  readonly weight: string | null;
  readonly weightUnit: string;
  readonly tracking: string;
}

interface LineRow {
  readonly carton: number;
  readonly slipLine: number;
  readonly quantity: string;
  readonly lot: string | null;
  readonly expiry: string | null;
}

function cartonsOf(db: Db, { slipId, version }: SlipRow): readonly Carton[] {
  const rows = all<CartonRow>(
    db,
    'SELECT number, sscc, pallet, store, weight, weight_unit AS weightUnit, tracking FROM cartons WHERE slip_id = ? AND version = ? ORDER BY number',
    slipId,
    version,
  );
  const lines = Map.groupBy(
    all<LineRow>(
      db,
      'SELECT carton, slip_line AS slipLine, quantity, lot, expiry FROM carton_lines WHERE slip_id = ? AND version = ? ORDER BY carton, position',
      slipId,
      version,
    ),
    ({ carton }) => carton,
  );
  return rows.map(({ pallet, weight, ...row }) => ({
    ...row,
    ...(pallet === null ? {} : { pallet }),
    ...(weight === null ? {} : { weight }),
    lines: (lines.get(row.number) ?? []).map(lineOf),
  }));
}

function lineOf({ slipLine, quantity, lot, expiry }: LineRow): CartonLine {
  return { slipLine, quantity, ...(lot === null ? {} : { lot }), ...(expiry === null ? {} : { expiry }) };
}

function palletsOf(db: Db, { slipId, version }: SlipRow): readonly Pallet[] {
  return all<Omit<Pallet, 'weight'> & { weight: string | null }>(
    db,
    'SELECT number, sscc, weight, weight_unit AS weightUnit FROM pallets WHERE slip_id = ? AND version = ? ORDER BY number',
    slipId,
    version,
  ).map(({ weight, ...row }) => ({ ...row, ...(weight === null ? {} : { weight }) }));
}
