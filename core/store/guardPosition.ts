import { one, run, type Db } from './database.ts';

/** How far the guard journal went when the rows beside it were written. */
export function rememberGuard(db: Db, position: number): void {
  run(
    db,
    `INSERT INTO meta (key, value) VALUES ('guard.position', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    String(position),
  );
}

/** The position that the database remembers; 0 before the first record. */
export function knownGuardPosition(db: Db): number {
  return Number(one<{ value: string }>(db, `SELECT value FROM meta WHERE key = 'guard.position'`)?.value ?? 0);
}
