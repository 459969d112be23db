import { AppError } from '#core/contract/errors.ts';
import {
  nextFree,
  numbersOverlap,
  spansOverlap,
  ssccOf,
  warnBelow,
  type SerialSpan,
  type SsccIssuer,
} from '#core/domain/sscc.ts';
import { ssccRange } from '#core/domain/ssccRange.ts';
import { appendAudit } from '../../audit.ts';
import { all, one, run, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import { setMeta } from '../upkeep.ts';
import { asksForStart, blocksOf, currentRange, guardBlock, setStart, type RangeRow } from './serials.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** What the connection had when it was looked at last, and what was wrong with it. */
const offeredKey = 'sscc.offered';
const refusedKey = 'sscc.refused';

const metaOf = (db: Db, key: string): string =>
  one<{ value: string }>(db, 'SELECT value FROM meta WHERE key = ?', key)?.value ?? '';

/** What is left of a range behind the last block that was taken from it. */
function leftIn(db: Db, range: RangeRow): { readonly next: number | undefined; readonly left: number } {
  const free = nextFree(range, blocksOf(db, range));
  return { next: free <= range.last ? free : undefined, left: Math.max(0, range.last - free + 1) };
}

export function ssccState(db: Db, _: In<'ssccState'>): Out<'ssccState'> {
  const range = currentRange(db);
  const used = one<{ count: number }>(db, 'SELECT count(*) AS count FROM ssccs')?.count ?? 0;
  const refused = metaOf(db, refusedKey);
  if (!range)
    return {
      state: 'none',
      left: '0',
      used,
      message: refused === '' ? 'No range of numbers (SSCC) is set.' : refused,
      nextStep: 'Set the GS1 company prefix, extension digit and serial range that your company has for this workspace.',
    };
  const { next, left } = leftIn(db, range);
  const shared = {
    range: {
      extension: range.extension,
      prefix: range.prefix,
      first: String(range.first),
      last: String(range.last),
      setAt: range.at,
      who: range.who,
    },
    left: String(left),
    used,
    ...(next === undefined ? {} : { next: ssccOf(range, next), nextSerial: String(next) }),
  };
  if (asksForStart(db))
    return {
      ...shared,
      state: 'ask-start',
      message:
        'The guard journal is missing: which numbers were given out after this copy of the database was made is known nowhere here. No carton gets a number.',
      nextStep: 'Look for the highest serial on labels and ship notices of late, and type in a start that is surely behind it.',
    };
  if (next === undefined)
    return { ...shared, state: 'used-up', message: 'The range of numbers is used up.', nextStep: 'Set another range.' };
  return {
    ...shared,
    state: 'ready',
    message: refused !== '' ? refused : left < warnBelow ? `Only ${left} numbers are left in the range.` : '',
    nextStep:
      refused !== ''
        ? 'Correct the range in the connection, or set one here.'
        : left < warnBelow
          ? 'Set aside another range before this one ends.'
          : '',
  };
}

export function setSsccRange(db: Db, { prefix, extension, first, last, who, why, at }: In<'setSsccRange'>): void {
  const problem = takeRange(db, { prefix, extension, first, last }, { who, at });
  if (problem !== undefined) throw new AppError({ code: 'invalid-input', message: problem });
  setMeta(db, { key: refusedKey, value: '' });
  appendAudit(db, [
    { at, who, what: `Numbers (SSCC) from ${extension}${prefix}, serials ${first} to ${last}`, detail: why, tone: 'neutral' },
  ]);
}

export function offerSsccRange(db: Db, { range, at }: In<'offerSsccRange'>): void {
  const text = range === undefined ? '' : JSON.stringify(range);
  if (text === metaOf(db, offeredKey)) return;
  const problem = range === undefined ? undefined : takeRange(db, range, { who: 'connection', at });
  setMeta(db, { key: offeredKey, value: text });
  setMeta(db, { key: refusedKey, value: problem === undefined ? '' : `The range of the connection was not taken. ${problem}` });
}

interface Parts {
  readonly prefix: string;
  readonly extension: string;
  readonly first: string;
  readonly last: string;
}

/** Makes a range the one in use; what is wrong with it otherwise. The same range may be made longer. */
function takeRange(db: Db, parts: Parts, told: { readonly who: string; readonly at: string }): string | undefined {
  const checked = ssccRange(parts);
  if (checked.state === 'wrong') return checked.problems[0]?.message;
  if (checked.state === 'none') return 'A range has a prefix, an extension digit, a first and a last serial.';
  const issuer: SsccIssuer = { extension: parts.extension, prefix: parts.prefix };
  const span: SerialSpan = { first: Number(parts.first), last: Number(parts.last) };
  const current = currentRange(db);
  const longer = current?.extension === issuer.extension && current.prefix === issuer.prefix && current.first === span.first;
  const overlap = longer ? shorter(db, issuer, span) : overlapping(db, issuer, span);
  if (overlap !== undefined) return overlap;
  if (longer && current.last === span.last) return undefined;
  run(
    db,
    'INSERT INTO sscc_ranges (extension, prefix, first, last, at, who) VALUES (?, ?, ?, ?, ?, ?)',
    issuer.extension,
    issuer.prefix,
    span.first,
    span.last,
    told.at,
    told.who,
  );
  return undefined;
}

function shorter(db: Db, issuer: SsccIssuer, span: SerialSpan): string | undefined {
  const taken = blocksOf(db, issuer).findLast(({ first, last }) => first >= span.first && last > span.last);
  if (taken) return `Serials up to ${taken.last} are taken already; the range cannot end before.`;
  const other = rangesOf(db, issuer).find((range) => range.first !== span.first && spansOverlap(range, span));
  return other && said(other);
}

function overlapping(db: Db, issuer: SsccIssuer, span: SerialSpan): string | undefined {
  const asked = { ...issuer, ...span };
  const known = (table: 'sscc_ranges' | 'sscc_blocks'): readonly (SsccIssuer & SerialSpan)[] =>
    all(db, `SELECT extension, prefix, first, last FROM ${table} WHERE extension = ?`, issuer.extension);
  const other = known('sscc_ranges').find((range) => numbersOverlap(range, asked));
  if (other) return said(other, other.prefix === issuer.prefix ? '' : other.prefix);
  const taken = known('sscc_blocks').find((block) => numbersOverlap(block, asked));
  if (!taken) return undefined;
  const whose = taken.prefix === issuer.prefix ? 'this prefix' : `prefix ${taken.prefix}`;
  return `Serials ${taken.first} to ${taken.last} of ${whose} were taken before. Choose a range that none of it is in.`;
}

/** `prefix`: where it is another one, of which the same numbers come. */
const said = ({ first, last }: SerialSpan, prefix = ''): string =>
  `It overlaps the range ${first} to ${last} of ${prefix === '' ? 'the same prefix' : `prefix ${prefix}, which gives the same numbers`}, which was used here. Choose serials that no other range has.`;

const rangesOf = (db: Db, { extension, prefix }: SsccIssuer): readonly SerialSpan[] =>
  all<SerialSpan>(db, 'SELECT first, last FROM sscc_ranges WHERE extension = ? AND prefix = ? ORDER BY id', extension, prefix);

export function askSsccStart(db: Db, _: In<'askSsccStart'>): void {
  setStart(db, 'ask');
}

export function setSsccStart(db: Db, { serial, who, why, at }: In<'setSsccStart'>): void {
  const range = currentRange(db);
  if (!range || !asksForStart(db))
    throw new AppError({ code: 'not-found', message: 'Nobody asks where numbers go on: they go on by themselves.' });
  const free = nextFree(range, blocksOf(db, range));
  if (serial < free)
    throw new AppError({
      code: 'invalid-input',
      message: `Serials up to ${free - 1} were surely given out before the copy was made. Type in a start behind them.`,
    });
  if (serial > range.last)
    throw new AppError({ code: 'invalid-input', message: `The range ends at ${range.last}. Set another range first.` });
  if (serial > free) guardBlock(db, range, { first: free, last: serial - 1 }, at);
  setStart(db, '');
  appendAudit(db, [{ at, who, what: `Numbers (SSCC) go on at serial ${serial}`, detail: why, tone: 'warn' }]);
}
