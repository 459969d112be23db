import { change, one, type Db } from '../database.ts';
import type { ScheduleRow } from '../rows.types.ts';
import type { Store } from '../store.types.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

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

/** Ends the pause that was seen; another one, or one without end, stands. */
export function endPause(db: Db, { pausedUntil }: In<'endPause'>): ScheduleRow {
  change(db, 'UPDATE schedule SET paused = 0, paused_until = NULL WHERE id = 1 AND paused = 1 AND paused_until = ?', pausedUntil);
  return schedule(db);
}

/** Takes a due run: true for exactly one of those who saw the same due time, and for nobody once it is paused. */
export function claimRun(db: Db, { dueAt, at, nextRunAt }: In<'claimRun'>): Out<'claimRun'> {
  const taken = change(
    db,
    'UPDATE schedule SET last_run_at = ?, next_run_at = ? WHERE id = 1 AND paused = 0 AND (next_run_at IS NULL OR next_run_at = ?)',
    at,
    nextRunAt,
    dueAt,
  );
  return { claimed: taken === 1 };
}
