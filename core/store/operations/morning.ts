import { AppError } from '#core/contract/errors.ts';
import { noticePlaces, type MorningCheck, type MorningSnapshot } from '#core/contract/views/morning.ts';
import { outboundPlaces } from '#core/domain/outbound.ts';
import { appendAudit } from '../audit.ts';
import { all, change, one, run, type Db } from '../database.ts';
import type { Store } from '../store.types.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

/** Checks that the screen shows. */
const shownChecks = 7;
/** A day of runs by the minute. */
const mostRuns = 1_500;

/** What the morning check rests on: the runs of the last hours, who sent when, what should have left or been answered. */
export function morningFacts(db: Db, { runsSince, spans }: In<'morningFacts'>): Out<'morningFacts'> {
  return {
    firstRunAt: one<{ at: string }>(db, 'SELECT started_at AS at FROM runs ORDER BY id LIMIT 1')?.at,
    runs: runsOf(db, runsSince),
    partners: all(
      db,
      `SELECT partner_id AS partnerId, min(name) AS name FROM partners WHERE active = 1 GROUP BY partner_id ORDER BY partner_id`,
    ),
    sentIn: spans.map(({ from, to }) =>
      all<{ partnerId: string }>(
        db,
        'SELECT DISTINCT partner_id AS partnerId FROM threads INDEXED BY threads_received_at WHERE received_at >= ? AND received_at < ?',
        from,
        to,
      ).map(({ partnerId }) => partnerId),
    ),
    notices: noticePlaces.flatMap((place) => {
      const count = one<{ n: number }>(
        db,
        `SELECT count(*) AS n FROM outbound_documents WHERE place = ? AND kind = '856'`,
        place,
      )?.n;
      return count === undefined || count === 0 ? [] : [{ place, count }];
    }),
    invoices: waitingInvoices(db),
    silent: all(
      db,
      `SELECT group_key AS 'group', min(group_title) AS title, count(*) AS documents FROM holds
       WHERE closed_at IS NULL AND cause <> 'gap' AND group_key >= 'partner-silent:' AND group_key < 'partner-silent;' GROUP BY group_key`,
    ),
    checks: all<StoredCheck>(db, `SELECT ${columns} FROM morning_checks ORDER BY id DESC LIMIT ?`, shownChecks).map(checkOf),
  };
}

/** One walk over the invoices that wait, counted by where what goes first stands. */
function waitingInvoices(db: Db): Out<'morningFacts'>['invoices'] {
  const counts = one<Readonly<Record<string, number>>>(
    db,
    `SELECT count(*) FILTER (WHERE b.id IS NULL) AS none, ${outboundPlaces.map((place) => `count(*) FILTER (WHERE b.place = '${place}') AS "${place}"`).join(', ')}
     FROM outbound_documents o LEFT JOIN outbound_documents b ON b.id = o.blocked_by
     WHERE o.place = 'waiting' AND o.kind = '810' AND o.wait_reason = 'order'`,
  );
  return (['none', ...outboundPlaces] as const).flatMap((behind) => {
    const count = counts?.[behind] ?? 0;
    return count === 0 ? [] : [{ behind, count }];
  });
}

function runsOf(db: Db, since: string): Out<'morningFacts'>['runs'] {
  return all<{ startedAt: string; endedAt: string | null; outcome: Out<'morningFacts'>['runs'][number]['outcome'] }>(
    db,
    'SELECT started_at AS startedAt, ended_at AS endedAt, outcome FROM runs WHERE started_at >= ? ORDER BY started_at DESC LIMIT ?',
    since,
    mostRuns,
  )
    .toReversed()
    .map(({ endedAt, ...row }) => ({ ...row, ...(endedAt === null ? {} : { endedAt }) }));
}

interface StoredCheck {
  readonly checkId: number;
  readonly at: string;
  readonly who: string;
  readonly snapshot: string;
  readonly takenBackAt: string | null;
}

const columns = 'id AS checkId, at, who, snapshot, taken_back_at AS takenBackAt';

function checkOf({ snapshot, takenBackAt, ...row }: StoredCheck): MorningCheck {
  return { ...row, takenBack: takenBackAt !== null, snapshot: JSON.parse(snapshot) as MorningSnapshot };
}

export function markMorning(db: Db, { who, at, snapshot, words }: In<'markMorning'>): Out<'markMorning'> {
  const checkId = run(db, 'INSERT INTO morning_checks (at, who, snapshot) VALUES (?, ?, ?)', at, who, JSON.stringify(snapshot));
  appendAudit(db, [{ at, who, what: 'Morning check done', detail: words, tone: 'good' }]);
  return { checkId };
}

export function takeBackMorning(db: Db, { checkId, who, at }: In<'takeBackMorning'>): Out<'takeBackMorning'> {
  const found = one<StoredCheck>(db, `SELECT ${columns} FROM morning_checks WHERE id = ?`, checkId);
  if (!found) throw new AppError({ code: 'not-found', message: 'This check does not exist in this workspace.' });
  if (found.takenBackAt !== null) throw new AppError({ code: 'conflict', message: 'This check was taken back already.' });
  const newest = one<{ id: number }>(db, 'SELECT max(id) AS id FROM morning_checks')?.id;
  if (newest !== checkId)
    throw new AppError({ code: 'conflict', message: 'The check was done again since; only the newest one is taken back.' });
  change(db, 'UPDATE morning_checks SET taken_back_at = ? WHERE id = ?', at, checkId);
  appendAudit(db, [
    { at, who, what: 'Morning check taken back', detail: `the one of ${found.at} by ${found.who}`, tone: 'warn' },
  ]);
  return checkOf({ ...found, takenBackAt: at });
}
