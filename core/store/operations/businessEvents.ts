import { eventFates, type EventFate, type SeenEvent } from '#core/contract/views/businessEvents.ts';
import { all, change, one, run, type Db } from '../database.ts';
import type { Store } from '../store.types.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

const mostRecent = 50;
/** Types are told by the environment: a queue that others write to must not fill the database. */
const mostTypes = 100;

export function noteBusinessEvent(db: Db, { at, type, company, document, fate }: In<'noteBusinessEvent'>): void {
  change(
    db,
    `INSERT INTO business_event_counts (type, fate, count, first_at, last_at) VALUES (?, ?, 1, ?, ?)
     ON CONFLICT (type, fate) DO UPDATE SET count = count + 1, last_at = excluded.last_at`,
    countedAs(db, type),
    fate,
    at,
    at,
  );
  const id = run(
    db,
    'INSERT INTO business_events (at, type, company, document, fate) VALUES (?, ?, ?, ?, ?)',
    at,
    type,
    company,
    document,
    fate,
  );
  change(db, 'DELETE FROM business_events WHERE id <= ?', id - mostRecent);
}

function countedAs(db: Db, type: string): string {
  if (type === '' || one(db, 'SELECT 1 FROM business_event_counts WHERE type = ? LIMIT 1', type) !== undefined) return type;
  const types = one<{ n: number }>(db, `SELECT count(DISTINCT type) AS n FROM business_event_counts WHERE type <> ''`)?.n ?? 0;
  return types >= mostTypes ? '' : type;
}

interface Counted {
  readonly type: string;
  readonly fate: EventFate;
  readonly count: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

export function businessEvents(db: Db): Out<'businessEvents'> {
  const rows = all<Counted>(
    db,
    'SELECT type, fate, count, first_at AS firstAt, last_at AS lastAt FROM business_event_counts ORDER BY type, fate',
  );
  const counts = Object.fromEntries(eventFates.map((fate) => [fate, sum(rows.filter((row) => row.fate === fate))])) as Record<
    EventFate,
    number
  >;
  const types = [...Map.groupBy(rows, ({ type }) => type)]
    .filter(([type]) => type !== '')
    .map(([type, of]) => ({
      type,
      count: sum(of),
      lastAt:
        of
          .map(({ lastAt }) => lastAt)
          .toSorted()
          .at(-1) ?? '',
    }));
  return {
    since: rows.map(({ firstAt }) => firstAt).toSorted()[0],
    counts,
    types,
    recent: all<SeenEvent>(
      db,
      'SELECT at, type, company, document, fate FROM business_events ORDER BY id DESC LIMIT ?',
      mostRecent,
    ),
  };
}

const sum = (rows: readonly Counted[]): number => rows.reduce((total, { count }) => total + count, 0);
