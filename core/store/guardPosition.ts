import type { Instant } from '#core/domain/time.ts';
import { one, run, type Db } from './database.ts';

/** How far the guard journal went when the rows beside it were written. */
export function rememberGuard(db: Db, position: number): void {
  remember(db, 'guard.position', position);
}

/** The position that the database remembers; 0 before the first record. */
export function knownGuardPosition(db: Db): number {
  return known(db, 'guard.position') ?? 0;
}

/** How far the payloads of the journal's files are on disk by themselves, and not only in the journal. */
export function rememberPayloads(db: Db, position: number): void {
  remember(db, 'guard.payloads', position);
}

/** In a workspace of an earlier version every payload was on disk before its journal position was remembered. */
export function knownPayloadsPosition(db: Db): number {
  return known(db, 'guard.payloads') ?? knownGuardPosition(db);
}

/** When the journal last knew more than the database: a crash between the two, or a restored copy. An instant, in `meta`. */
export const replayedKey = 'guard.replayedAt';

/** What is known of documents that came before has gaps: of what was made of them since, and under which map. */
export function rememberReplay(db: Db, at: Instant): void {
  remember(db, replayedKey, at);
}

function remember(db: Db, key: 'guard.position' | 'guard.payloads' | typeof replayedKey, value: number | Instant): void {
  const text = 'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value';
  run(db, text, key, String(value));
}

function known(db: Db, key: 'guard.position' | 'guard.payloads'): number | undefined {
  const row = one<{ value: string }>(db, 'SELECT value FROM meta WHERE key = ?', key);
  return row && Number(row.value);
}
