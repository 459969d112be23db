import { AppError } from '#core/contract/errors.ts';
import { nextBlock, ssccOf, type SerialSpan, type SsccIssuer } from '#core/domain/sscc.ts';
import type { Instant } from '#core/domain/time.ts';
import { all, change, one, type Db } from '../../database.ts';
import { setMeta } from '../upkeep.ts';

/** A range of serials as it is kept. */
export interface RangeRow extends SsccIssuer, SerialSpan {
  readonly at: Instant;
  readonly who: string;
}

/** What of numbers stands in the guard journal: a block of serials before use, or numbers that came from outside. */
export type GuardedSscc =
  | ({ readonly event: 'block'; readonly at: Instant } & SsccIssuer & SerialSpan)
  | {
      readonly event: 'outside';
      readonly at: Instant;
      readonly slipKey: string;
      readonly serials: readonly { readonly sscc: string; readonly pack: 'carton' | 'pallet' }[];
    };

const startKey = 'sscc.start';

export function currentRange(db: Db): RangeRow | undefined {
  return one<RangeRow>(db, 'SELECT extension, prefix, first, last, at, who FROM sscc_ranges ORDER BY id DESC LIMIT 1');
}

export function blocksOf(db: Db, { extension, prefix }: SsccIssuer): readonly SerialSpan[] {
  return all<SerialSpan>(
    db,
    'SELECT first, last FROM sscc_blocks WHERE extension = ? AND prefix = ? ORDER BY first',
    extension,
    prefix,
  );
}

/** True while a person has to say where numbers go on: the guard journal was missing. */
export const asksForStart = (db: Db): boolean =>
  one<{ value: string }>(db, 'SELECT value FROM meta WHERE key = ?', startKey)?.value === 'ask';

/**
 * Takes up to `count` numbers of the range in use for packs of a slip, as a block that stands in the guard journal before
 * anything of this transaction can be seen. Numbers that came from outside are skipped. Fewer come back where the range
 * ends, none where there is no range or its start is asked for.
 */
export function takeSerials(db: Db, count: number, slipKey: string, pack: 'carton' | 'pallet', at: Instant): readonly string[] {
  const range = currentRange(db);
  if (!range || asksForStart(db)) return [];
  const taken: string[] = [];
  while (taken.length < count) {
    const block = nextBlock(range, blocksOf(db, range), count - taken.length);
    if (!block) break;
    guardBlock(db, range, block, at);
    for (let serial = block.first; serial <= block.last; serial += 1) {
      const sscc = ssccOf(range, serial);
      if (useSerial(db, { sscc, slipKey, pack, given: 'range', at })) taken.push(sscc);
    }
  }
  return taken;
}

/** Keeps a block as taken and has it written to the guard journal. */
export function guardBlock(db: Db, { extension, prefix }: SsccIssuer, { first, last }: SerialSpan, at: Instant): void {
  const block = { extension, prefix, first, last, at };
  db.guard({ kind: 'sscc', data: { event: 'block', ...block } satisfies GuardedSscc });
  enterBlock(db, block);
}

/** A block that touches or overlaps one that is there makes it longer, so that there are few however many are taken. */
function enterBlock(db: Db, { extension, prefix, first, last, at }: SsccIssuer & SerialSpan & { readonly at: Instant }): void {
  const longer = change(
    db,
    `UPDATE sscc_blocks SET last = max(last, ?), at = ? WHERE extension = ? AND prefix = ? AND first <= ? AND last >= ?`,
    last,
    at,
    extension,
    prefix,
    first,
    first - 1,
  );
  if (longer > 0) return;
  change(
    db,
    `INSERT INTO sscc_blocks (extension, prefix, first, last, at) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (extension, prefix, first) DO UPDATE SET last = max(last, excluded.last)`,
    extension,
    prefix,
    first,
    last,
    at,
  );
}

interface Use {
  readonly sscc: string;
  readonly slipKey: string;
  readonly pack: 'carton' | 'pallet';
  readonly given: 'range' | 'outside';
  readonly at: Instant;
}

/** Enters a number as used; false where it was before. */
function useSerial(db: Db, { sscc, slipKey, pack, given, at }: Use): boolean {
  return (
    change(
      db,
      'INSERT INTO ssccs (sscc, slip_key, pack, given, at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (sscc) DO NOTHING',
      sscc,
      slipKey,
      pack,
      given,
      at,
    ) > 0
  );
}

/**
 * Enters numbers that another system gave, and has them written to the guard journal. The same number of the same slip may
 * come again (a list is read a second time); another slip's is refused.
 */
export function useOutside(
  db: Db,
  slipKey: string,
  serials: readonly { readonly sscc: string; readonly pack: 'carton' | 'pallet' }[],
  at: Instant,
): void {
  const fresh = serials.filter(({ sscc, pack }) => {
    const before = one<{ slipKey: string; pack: string; number: string | null }>(
      db,
      `SELECT u.slip_key AS slipKey, u.pack, s.number FROM ssccs u LEFT JOIN packing_slips s ON s.slip_key = u.slip_key WHERE u.sscc = ?`,
      sscc,
    );
    if (before && (before.slipKey !== slipKey || before.pack !== pack))
      throw new AppError({
        code: 'invalid-input',
        message: `${sscc} was used before, for a ${before.pack} of packing slip ${before.number ?? before.slipKey.split('\u001f')[2] ?? '?'}. A number is used once (LBL-03); give the ${pack} another one or leave it empty.`,
      });
    return !before;
  });
  if (fresh.length === 0) return;
  db.guard({ kind: 'sscc', data: { event: 'outside', at, slipKey, serials: fresh } satisfies GuardedSscc });
  for (const serial of fresh) useSerial(db, { ...serial, slipKey, given: 'outside', at });
}

/** Nobody's any more, though it says whose they were: what is packed anew gets new ones (LBL-06). */
export function useUp(
  db: Db,
  slipKey: string,
  serials: readonly { readonly sscc: string; readonly pack: 'carton' | 'pallet' }[],
  at: Instant,
): void {
  for (const { sscc, pack } of serials)
    change(
      db,
      `INSERT INTO ssccs (sscc, slip_key, pack, given, at) VALUES (?, ?, ?, 'outside', ?)
       ON CONFLICT (sscc) DO UPDATE SET slip_key = excluded.slip_key WHERE slip_key = ?`,
      sscc,
      `${slipKey}\u001fcancelled`,
      pack,
      at,
      slipKey,
    );
}

/**
 * What the guard journal knows and the database may not: its blocks are taken, so that no number of them is given again;
 * numbers from outside are used. Doing it twice changes nothing.
 */
export function replaySscc(db: Db, data: unknown): void {
  const record = data as GuardedSscc;
  if (record.event === 'block') {
    enterBlock(db, record);
    return;
  }
  for (const serial of record.serials) useSerial(db, { ...serial, slipKey: record.slipKey, given: 'outside', at: record.at });
}

export function setStart(db: Db, value: 'ask' | ''): void {
  setMeta(db, { key: startKey, value });
}
