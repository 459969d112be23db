import type { RunRow, RunSummary } from '#core/contract/views/runs.ts';
import type { RunFailure } from '#core/contract/views/records.ts';
import { runFigures, type RunFigure } from '#core/domain/runFigures.ts';
import { all, change, one, run as insert, type Db } from '../../database.ts';
import { isWhole, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';
import { endWaitsOfSetBack } from '../clockSetBack.ts';
import { packSubjects } from './subjects.ts';

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
  endWaitsOfSetBack(db, at);
  return { runId: insert(db, `INSERT INTO runs (trigger, started_at, outcome) VALUES (?, ?, 'running')`, trigger, at) };
}

export function finishRun(db: Db, input: In<'finishRun'>): void {
  const { runId, at, outcome, message, summary, requests, failures, subjects } = input;
  change(
    db,
    'UPDATE runs SET ended_at = ?, outcome = ?, message = ?, summary = ?, requests = ?, failures = ? WHERE id = ?',
    at,
    outcome,
    message ?? null,
    JSON.stringify(summary),
    JSON.stringify(requests),
    JSON.stringify(failures),
    runId,
  );
  for (const figure of runFigures) {
    const list = subjects[figure] ?? [];
    if (list.length === 0) continue;
    insert(
      db,
      'INSERT INTO run_figures (run_id, figure, count, subjects) VALUES (?, ?, ?, ?)',
      runId,
      figure,
      list.length,
      packSubjects(list),
    );
  }
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

/** Newest first; each of the filters has the index that serves it. */
export function runsList(db: Db, { filter, cursor, limit }: In<'runsList'>): Out<'runsList'> {
  const before = readCursor(cursor, isWhole) ?? Number.MAX_SAFE_INTEGER;
  const wanted = Object.entries({ outcome: filter.outcome, trigger: filter.trigger }).filter(([, value]) => value !== undefined);
  const where = wanted.map(([column]) => `${column} = ? AND `).join('');
  const rows = all<StoredRun>(
    db,
    `SELECT ${columns} FROM runs WHERE ${where}id < ? ORDER BY id DESC LIMIT ?`,
    ...wanted.map(([, value]) => value),
    before,
    limit + 1,
  ).map(runRow);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, ...(rows.length > limit && last ? { nextCursor: String(last.id) } : {}) };
}

export function run(db: Db, { runId }: In<'run'>): Out<'run'> {
  const row = one<StoredRun & { readonly failures: string }>(db, `SELECT ${columns}, failures FROM runs WHERE id = ?`, runId);
  if (!row) return undefined;
  const counts = all<{ figure: RunFigure; count: number }>(db, 'SELECT figure, count FROM run_figures WHERE run_id = ?', runId);
  return {
    run: runRow(row),
    failures: JSON.parse(row.failures) as RunFailure[],
    figures: runFigures.flatMap((figure) => counts.find((entry) => entry.figure === figure) ?? []),
  };
}
