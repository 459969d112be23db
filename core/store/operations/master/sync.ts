import type { MasterSet } from '#core/domain/masterData.ts';
import { all, change, one, run, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import type { MasterSetRow } from '../../types/master.ts';
import { openFindings } from './findings.ts';
import { tableOf } from './tables.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

export function masterSchedule(db: Db): Out<'masterSchedule'> {
  const row = one<{
    everyHours: number;
    nextAt: string | null;
    roundAt: string | null;
    startedAt: string | null;
    finishedAt: string | null;
    requests: number;
    message: string | null;
  }>(
    db,
    `SELECT every_hours AS everyHours, next_at AS nextAt, round_at AS roundAt, started_at AS startedAt,
      finished_at AS finishedAt, requests, message FROM md_schedule WHERE id = 1`,
  );
  if (!row) throw new Error('the schedule row of the master data is missing');
  return {
    everyHours: row.everyHours,
    nextAt: row.nextAt ?? undefined,
    roundAt: row.roundAt ?? undefined,
    startedAt: row.startedAt ?? undefined,
    finishedAt: row.finishedAt ?? undefined,
    requests: row.requests,
    message: row.message ?? undefined,
  };
}

export function changeMasterSchedule(db: Db, input: In<'changeMasterSchedule'>): Out<'changeMasterSchedule'> {
  const after = { ...masterSchedule(db), ...input };
  change(
    db,
    `UPDATE md_schedule SET every_hours = ?, next_at = ?, round_at = ?, started_at = ?, finished_at = ?, requests = ?, message = ?
      WHERE id = 1`,
    after.everyHours,
    after.nextAt ?? null,
    after.roundAt ?? null,
    after.startedAt ?? null,
    after.finishedAt ?? null,
    after.requests,
    after.message ?? null,
  );
  return masterSchedule(db);
}

interface StoredSet {
  readonly set: MasterSet;
  readonly company: string;
  readonly entitySet: string;
  readonly state: MasterSetRow['state'];
  readonly generation: number;
  readonly rows: number;
  readonly read: number;
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly finishedAt: string | null;
  readonly missingProperties: string;
  readonly message: string | null;
}

const setColumns = `name AS "set", company, entity_set AS entitySet, state, generation, row_count AS rows, read_count AS read,
  started_at AS startedAt, ended_at AS endedAt, finished_at AS finishedAt, missing_properties AS missingProperties, message`;

export function masterSetRows(db: Db): Out<'masterSetRows'> {
  const rows = all<StoredSet>(db, `SELECT ${setColumns} FROM md_sets`);
  return {
    openFindings: openFindings(db),
    sets: rows.map(({ generation: _, missingProperties, endedAt, finishedAt, message, ...row }) => ({
      ...row,
      endedAt: endedAt ?? undefined,
      missingProperties: JSON.parse(missingProperties) as string[],
      ...(finishedAt === null ? {} : { finishedAt }),
      ...(message === null ? {} : { message }),
    })),
  };
}

const setRow = (db: Db, set: MasterSet, company: string): StoredSet | undefined =>
  one<StoredSet>(db, `SELECT ${setColumns} FROM md_sets WHERE company = ? AND name = ?`, company, set);

export function beginMasterSet(db: Db, input: In<'beginMasterSet'>): Out<'beginMasterSet'> {
  const { set, company, entitySet, missingProperties, at } = input;
  const before = setRow(db, set, company);
  const generation = (before?.generation ?? 0) + 1;
  run(
    db,
    `INSERT INTO md_sets (company, name, entity_set, state, generation, row_count, read_count, started_at, missing_properties)
      VALUES (?, ?, ?, 'reading', ?, 0, 0, ?, ?)
      ON CONFLICT (company, name) DO UPDATE SET entity_set = excluded.entity_set, state = 'reading',
        generation = excluded.generation, read_count = 0, started_at = excluded.started_at, ended_at = NULL,
        missing_properties = excluded.missing_properties, message = NULL`,
    company,
    set,
    entitySet,
    generation,
    at,
    JSON.stringify(missingProperties),
  );
  return { set, company, generation, rowsBefore: before?.rows ?? 0, stateBefore: before?.state };
}

/** Rows are counted once, at the end: a set that was read twice or shrank has a true figure. */
export function endMasterSet(db: Db, { set, company, state, entitySet, message, at }: In<'endMasterSet'>): void {
  run(
    db,
    `INSERT INTO md_sets (company, name, entity_set, state, generation, row_count, read_count, started_at, ended_at, missing_properties, message)
      VALUES (?, ?, ?, ?, 0, 0, 0, ?, ?, '[]', ?)
      ON CONFLICT (company, name) DO UPDATE SET state = excluded.state, ended_at = excluded.ended_at, message = excluded.message`,
    company,
    set,
    entitySet ?? '',
    state,
    at,
    at,
    message ?? null,
  );
  const rows = set === 'companies' ? countCompanies(db) : countRows(db, set, company);
  change(db, 'UPDATE md_sets SET row_count = ? WHERE company = ? AND name = ?', rows, company, set);
  if (state === 'done') change(db, 'UPDATE md_sets SET finished_at = ? WHERE company = ? AND name = ?', at, company, set);
}

const countCompanies = (db: Db): number => one<{ n: number }>(db, 'SELECT count(*) AS n FROM md_companies')?.n ?? 0;

const countRows = (db: Db, set: MasterSet, company: string): number =>
  one<{ n: number }>(db, `SELECT count(*) AS n FROM ${tableOf(set).table} WHERE company = ?`, company)?.n ?? 0;

/** When the set was last read to its end; undefined = never, so that nothing can be concluded from what is not there. */
export function finishedAt(db: Db, set: MasterSet, company: string): string | undefined {
  return setRow(db, set, company)?.finishedAt ?? undefined;
}
