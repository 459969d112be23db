import { AppError } from '#core/contract/errors.ts';
import type { Carton, PackingRecord, Pallet } from '#core/domain/packing.ts';
import type { Instant } from '#core/domain/time.ts';
import { appendAudit } from '../../audit.ts';
import { change, one, run, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { NewPacking, SlipFacts, StoredSlip } from '../../types/packing.ts';
import { wake } from '../postings/wakes.ts';
import { slipByKey, stored, type SlipRow } from './rows.ts';
import { takeSerials, useOutside, useUp } from './serials.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Lists a slip; what is said of one that is there stays as its packing left it. */
function enterSlip(db: Db, slip: SlipFacts, text: string, at: Instant): SlipRow {
  run(
    db,
    `INSERT INTO packing_slips (slip_key, company, number, posted_on, partner_id, vendor, purchase_orders, state, wait_text, changed_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?) ON CONFLICT (slip_key) DO NOTHING`,
    slip.slipKey,
    slip.company,
    slip.number,
    slip.postedOn,
    slip.partnerId,
    slip.vendor,
    slip.purchaseOrders,
    text,
    at,
  );
  const row = slipByKey(db, slip.slipKey);
  if (!row) throw new Error('the slip was entered a moment ago');
  return row;
}

export function notePackingWaits(db: Db, { slip, text, at, lost, usedUp }: In<'notePackingWaits'>): void {
  const row = enterSlip(db, slip, text, at);
  if (lost === true) change(db, `UPDATE packing_slips SET left_before = 'unknown' WHERE id = ?`, row.slipId);
  useUp(db, slip.slipKey, usedUp ?? [], at);
  change(
    db,
    `UPDATE packing_slips SET state = 'waiting', wait_text = ?, changed_at = ? WHERE id = ? AND (state <> 'waiting' OR wait_text <> ?)`,
    text,
    at,
    row.slipId,
    text,
  );
}

export function savePackings(db: Db, { packings, who, at, wake: wakes }: In<'savePackings'>): Out<'savePackings'> {
  return packings.map((packing) => {
    const saved = saveOne(db, packing, who, at);
    if (wakes) for (const threadId of saved.threadIds) wake(db, threadId, 'how its goods are packed changed', at);
    return saved;
  });
}

function saveOne(db: Db, { slip, seen, record, why }: NewPacking, who: string, at: Instant): StoredSlip {
  const before = enterSlip(db, slip, '', at);
  if (before.version !== seen)
    throw new AppError({
      code: 'conflict',
      message: `Packing slip ${slip.number} was packed meanwhile (version ${before.version}). Look at it and make your change again; nothing was saved.`,
    });
  const version = before.version + 1;
  const numbered = giveNumbers(db, slip.slipKey, record, at);
  run(
    db,
    'INSERT INTO packing_records (slip_id, version, source, who, at, why) VALUES (?, ?, ?, ?, ?, ?)',
    before.slipId,
    version,
    record.source,
    who,
    at,
    why,
  );
  for (const carton of numbered.cartons) insertCarton(db, before.slipId, version, carton);
  for (const pallet of numbered.pallets) insertPallet(db, before.slipId, version, pallet);
  // How it is packed is known again, whatever left before.
  change(db, `UPDATE packing_slips SET version = ?, left_before = '' WHERE id = ?`, version, before.slipId);
  settleState(db, before.slipId, at);
  const saved = reread(db, slip.slipKey);
  appendAudit(db, [
    {
      at,
      who,
      what: `Packing slip ${slip.number} packed: ${several(numbered.cartons.length, 'carton')}${numbered.pallets.length > 0 ? ` on ${several(numbered.pallets.length, 'pallet')}` : ''}`,
      detail: why,
      tone: 'neutral',
      ...(saved.threadIds[0] === undefined ? {} : { threadId: saved.threadIds[0] }),
    },
  ]);
  return saved;
}

function reread(db: Db, slipKey: string): StoredSlip {
  const row = slipByKey(db, slipKey);
  if (!row) throw new Error('the slip is there');
  return stored(db, row);
}

/** Numbers that the slip's packings had stay its own; others come from outside; the rest is given here. */
function giveNumbers(
  db: Db,
  slipKey: string,
  { cartons, pallets }: PackingRecord,
  at: Instant,
): Pick<PackingRecord, 'cartons' | 'pallets'> {
  useOutside(
    db,
    slipKey,
    [
      ...cartons.flatMap(({ sscc }) => (sscc === '' ? [] : [{ sscc, pack: 'carton' as const }])),
      ...pallets.flatMap(({ sscc }) => (sscc === '' ? [] : [{ sscc, pack: 'pallet' as const }])),
    ],
    at,
  );
  const numbered = <P extends Carton | Pallet>(packs: readonly P[], pack: 'carton' | 'pallet'): readonly P[] => {
    const given = takeSerials(db, packs.filter(({ sscc }) => sscc === '').length, slipKey, pack, at).values();
    return packs.map((entry) => (entry.sscc === '' ? { ...entry, sscc: given.next().value ?? '' } : entry));
  };
  return { cartons: numbered(cartons, 'carton'), pallets: numbered(pallets, 'pallet') };
}

function insertCarton(db: Db, slipId: number, version: number, carton: Carton): void {
  run(
    db,
    `INSERT INTO cartons (slip_id, version, number, sscc, pallet, store, weight, weight_unit, tracking) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    slipId,
    version,
    carton.number,
    carton.sscc,
    carton.pallet ?? null,
    carton.store,
    carton.weight ?? null,
    carton.weightUnit,
    carton.tracking,
  );
  for (const [index, { slipLine, quantity, lot, expiry }] of carton.lines.entries())
    run(
      db,
      `INSERT INTO carton_lines (slip_id, version, carton, position, slip_line, quantity, lot, expiry) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      slipId,
      version,
      carton.number,
      index + 1,
      slipLine,
      quantity,
      lot ?? null,
      expiry ?? null,
    );
}

function insertPallet(db: Db, slipId: number, version: number, { number, sscc, weight, weightUnit }: Pallet): void {
  run(
    db,
    'INSERT INTO pallets (slip_id, version, number, sscc, weight, weight_unit) VALUES (?, ?, ?, ?, ?, ?)',
    slipId,
    version,
    number,
    sscc,
    weight ?? null,
    weightUnit,
  );
}

/** A slip whose cartons lack numbers waits for them. */
function settleState(db: Db, slipId: number, at: Instant): void {
  const bare = one<{ count: number }>(
    db,
    `SELECT (SELECT count(*) FROM cartons c WHERE c.slip_id = s.id AND c.version = s.version AND c.sscc = '')
       + (SELECT count(*) FROM pallets q WHERE q.slip_id = s.id AND q.version = s.version AND q.sscc = '') AS count
     FROM packing_slips s WHERE s.id = ?`,
    slipId,
  );
  const count = bare?.count ?? 0;
  change(
    db,
    'UPDATE packing_slips SET state = ?, wait_text = ?, changed_at = ? WHERE id = ?',
    count > 0 ? 'waiting' : 'packed',
    count > 0 ? `the numbers (SSCC) of ${count} cartons and pallets` : '',
    at,
    slipId,
  );
}

export function numberPacking(db: Db, { slipKey, at }: In<'numberPacking'>): Out<'numberPacking'> {
  const row = slipByKey(db, slipKey);
  if (!row) return undefined;
  for (const [table, pack] of [
    ['cartons', 'carton'],
    ['pallets', 'pallet'],
  ] as const) {
    const bare = db
      .sql(`SELECT number FROM ${table} WHERE slip_id = ? AND version = ? AND sscc = '' ORDER BY number`)
      .all(row.slipId, row.version) as { number: number }[];
    const given = takeSerials(db, bare.length, slipKey, pack, at);
    for (const [index, sscc] of given.entries())
      change(
        db,
        `UPDATE ${table} SET sscc = ? WHERE slip_id = ? AND version = ? AND number = ?`,
        sscc,
        row.slipId,
        row.version,
        bare[index]?.number,
      );
  }
  if (row.version > 0) settleState(db, row.slipId, at);
  return reread(db, slipKey);
}

export function notePrinted(db: Db, { slipId, labels, who, at }: In<'notePrinted'>): void {
  for (const { sscc, label } of labels)
    change(
      db,
      `INSERT INTO carton_labels (sscc, slip_id, at, who, label) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (sscc) DO UPDATE SET at = excluded.at, who = excluded.who, label = excluded.label`,
      sscc,
      slipId,
      at,
      who,
      label,
    );
  const key = one<{ slipKey: string; number: string }>(
    db,
    'SELECT slip_key AS slipKey, number FROM packing_slips WHERE id = ?',
    slipId,
  );
  if (!key) return;
  const { threadIds } = reread(db, key.slipKey);
  for (const threadId of threadIds) wake(db, threadId, 'labels of its cartons were printed', at);
  appendAudit(db, [
    {
      at,
      who,
      what: `${labels.length} carton ${labels.length === 1 ? 'label' : 'labels'} of packing slip ${key.number} printed`,
      tone: 'neutral',
      ...(threadIds[0] === undefined ? {} : { threadId: threadIds[0] }),
    },
  ]);
}

const several = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;
