import type { RunRow, RunSummary } from '#core/contract/views.ts';
import { all, change, one, run, type Db } from '../database.ts';
import type { ScheduleRow } from '../rows.types.ts';
import type { Store } from '../store.types.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

interface StoredRun {
  readonly id: number;
  readonly trigger: RunRow['trigger'];
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly outcome: RunRow['outcome'];
  readonly message: string | null;
  readonly summary: string | null;
  readonly requests: string;
}

const columns = 'id, trigger, started_at AS startedAt, ended_at AS endedAt, outcome, message, summary, requests';

function runRow(row: StoredRun): RunRow {
  return {
    id: row.id,
    trigger: row.trigger,
    startedAt: row.startedAt,
    outcome: row.outcome,
    requests: JSON.parse(row.requests) as RunRow['requests'],
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt }),
    ...(row.message === null ? {} : { message: row.message }),
    ...(row.summary === null ? {} : { summary: JSON.parse(row.summary) as RunSummary }),
  };
}

export function startRun(db: Db, { trigger, at }: In<'startRun'>): Out<'startRun'> {
  return { runId: run(db, `INSERT INTO runs (trigger, started_at, outcome) VALUES (?, ?, 'running')`, trigger, at) };
}

export function finishRun(db: Db, { runId, at, outcome, message, summary, requests }: In<'finishRun'>): void {
  change(
    db,
    'UPDATE runs SET ended_at = ?, outcome = ?, message = ?, summary = ?, requests = ? WHERE id = ?',
    at,
    outcome,
    message ?? null,
    JSON.stringify(summary),
    JSON.stringify(requests),
    runId,
  );
}

export function closeOrphanedRuns(db: Db, { at }: In<'closeOrphanedRuns'>): Out<'closeOrphanedRuns'> {
  const message = 'Quayside ended in the middle of this run; the next one went on where it stopped.';
  return {
    closed: change(
      db,
      `UPDATE runs SET outcome = 'interrupted', ended_at = ?, message = ? WHERE outcome = 'running'`,
      at,
      message,
    ),
  };
}

export function lastRun(db: Db): RunRow | undefined {
  const row = one<StoredRun>(db, `SELECT ${columns} FROM runs WHERE outcome <> 'running' ORDER BY id DESC LIMIT 1`);
  return row && runRow(row);
}

export function runsList(db: Db, { cursor, limit }: In<'runsList'>): Out<'runsList'> {
  const before = cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor);
  const rows = all<StoredRun>(db, `SELECT ${columns} FROM runs WHERE id < ? ORDER BY id DESC LIMIT ?`, before, limit + 1).map(
    runRow,
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, ...(rows.length > limit && last ? { nextCursor: String(last.id) } : {}) };
}

export function schedule(db: Db): ScheduleRow {
  const row = one<{
    everyMinutes: number;
    quietFrom: string | null;
    quietTo: string | null;
    paused: number;
    pausedUntil: string | null;
    lastRunAt: string | null;
    nextRunAt: string | null;
  }>(
    db,
    `SELECT every_minutes AS everyMinutes, quiet_from AS quietFrom, quiet_to AS quietTo, paused, paused_until AS pausedUntil,
      last_run_at AS lastRunAt, next_run_at AS nextRunAt FROM schedule WHERE id = 1`,
  );
  if (!row) throw new Error('the schedule row is missing');
  return {
    everyMinutes: row.everyMinutes,
    quietFrom: row.quietFrom ?? undefined,
    quietTo: row.quietTo ?? undefined,
    paused: row.paused === 1,
    pausedUntil: row.pausedUntil ?? undefined,
    lastRunAt: row.lastRunAt ?? undefined,
    nextRunAt: row.nextRunAt ?? undefined,
  };
}

export function changeSchedule(db: Db, input: In<'changeSchedule'>): ScheduleRow {
  const before = schedule(db);
  const after = { ...before, ...input };
  change(
    db,
    'UPDATE schedule SET every_minutes = ?, quiet_from = ?, quiet_to = ?, paused = ?, paused_until = ?, next_run_at = ? WHERE id = 1',
    after.everyMinutes,
    after.quietFrom ?? null,
    after.quietTo ?? null,
    Number(after.paused),
    after.pausedUntil ?? null,
    after.nextRunAt ?? null,
  );
  return schedule(db);
}

/** Takes a due run: true for exactly one of those who saw the same due time. */
export function claimRun(db: Db, { dueAt, at, nextRunAt }: In<'claimRun'>): Out<'claimRun'> {
  const taken = change(
    db,
    'UPDATE schedule SET last_run_at = ?, next_run_at = ? WHERE id = 1 AND (next_run_at IS NULL OR next_run_at = ?)',
    at,
    nextRunAt,
    dueAt,
  );
  return { claimed: taken === 1 };
}
