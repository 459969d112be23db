import { AppError } from '#core/contract/errors.ts';
import { nextBlock, ssccOf, type SerialSpan, type SsccIssuer } from '#core/domain/sscc.ts';
import type { Instant } from '#core/domain/time.ts';
import { all, change, one, run, type Db } from '../../database.ts';
import { setMeta } from '../upkeep.ts';

/** A range of serials as it is kept. */
export interface RangeRow extends SsccIssuer, SerialSpan {
  readonly at: Instant;
  readonly who: string;
}

interface BlockRow extends SerialSpan {
  readonly next: number;
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

export const startKey = 'sscc.start';

export function currentRange(db: Db): RangeRow | undefined {
  return one<RangeRow>(db, 'SELECT extension, prefix, first, last, at, who FROM sscc_ranges ORDER BY id DESC LIMIT 1');
}

export function blocksOf(db: Db, { extension, prefix }: SsccIssuer): readonly BlockRow[] {
  return all<BlockRow>(
    db,
    'SELECT first, last, next FROM sscc_blocks WHERE extension = ? AND prefix = ? ORDER BY first',
    extension,
    prefix,
  );
}

/** True while a person has to say where numbers go on: the guard journal was missing. */
export const asksForStart = (db: Db): boolean =>
  one<{ value: string }>(db, 'SELECT value FROM meta WHERE key = ?', startKey)?.value === 'ask';

/**
 * Takes up to `count` numbers of the range in use for packs of a slip. What is left of open blocks goes first; then new
 * blocks are taken, which stand in the guard journal before anything of this transaction can be seen. Numbers that came
 * from outside are skipped. Fewer come back where the range ends, none where there is no range or its start is asked for.
 */
export function takeSerials(db: Db, count: number, slipKey: string, pack: 'carton' | 'pallet', at: Instant): readonly string[] {
  const range = currentRange(db);
  if (!range || asksForStart(db)) return [];
  const taken: string[] = [];
  while (taken.length < count) {
    const block = openBlock(db, range) ?? takeBlock(db, range, count - taken.length, at);
    if (!block) break;
    let { next } = block;
    for (; next <= block.last && taken.length < count; next += 1) {
      const sscc = ssccOf(range, next);
      if (useSerial(db, { sscc, slipKey, pack, given: 'range', at })) taken.push(sscc);
    }
    change(
      db,
      'UPDATE sscc_blocks SET next = ? WHERE extension = ? AND prefix = ? AND first = ?',
      next,
      range.extension,
      range.prefix,
      block.first,
    );
  }
  return taken;
}

function openBlock(db: Db, { extension, prefix, first, last }: RangeRow): BlockRow | undefined {
  return one<BlockRow>(
    db,
    `SELECT first, last, next FROM sscc_blocks WHERE extension = ? AND prefix = ? AND first >= ? AND last <= ? AND next <= last
     ORDER BY first LIMIT 1`,
    extension,
    prefix,
    first,
    last,
  );
}

function takeBlock(db: Db, range: RangeRow, wanted: number, at: Instant): BlockRow | undefined {
  const block = nextBlock(range, blocksOf(db, range), wanted);
  if (!block) return undefined;
  guardBlock(db, range, block, at);
  return { ...block, next: block.first };
}

/** Keeps a block and has it written to the guard journal; `next` is where giving out begins. */
export function guardBlock(db: Db, { extension, prefix }: SsccIssuer, block: SerialSpan, at: Instant, next = block.first): void {
  const { first, last } = block;
  db.guard({ kind: 'sscc', data: { event: 'block', extension, prefix, first, last, at } satisfies GuardedSscc });
  run(
    db,
    'INSERT INTO sscc_blocks (extension, prefix, first, last, next, at) VALUES (?, ?, ?, ?, ?, ?)',
    extension,
    prefix,
    first,
    last,
    next,
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

/**
 * What the guard journal knows and the database may not: every block counts as used up, so that no number of it is given
 * again; numbers from outside are used. Doing it twice changes nothing.
 */
export function replaySscc(db: Db, data: unknown): void {
  const record = data as GuardedSscc;
  if (record.event === 'outside') {
    for (const serial of record.serials) useSerial(db, { ...serial, slipKey: record.slipKey, given: 'outside', at: record.at });
    return;
  }
  const { extension, prefix, first, last, at } = record;
  change(
    db,
    `INSERT INTO sscc_blocks (extension, prefix, first, last, next, at) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT (extension, prefix, first) DO UPDATE SET last = max(last, excluded.last), next = max(last, excluded.last) + 1`,
    extension,
    prefix,
    first,
    last,
    last + 1,
    at,
  );
}

export function setStart(db: Db, value: 'ask' | ''): void {
  setMeta(db, { key: startKey, value });
}
