import type { Store } from '../store.types.ts';
import { driftedPlaces } from './outbound/drift.ts';
import { appendAudit } from '../audit.ts';
import { all, change, one, run, type Db } from '../database.ts';
import { driftedThreads } from '../derive.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

export function meta(db: Db, { key }: In<'meta'>): string | undefined {
  return one<{ value: string }>(db, 'SELECT value FROM meta WHERE key = ?', key)?.value;
}

export function setMeta(db: Db, { key, value }: In<'setMeta'>): void {
  run(db, 'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value', key, value);
}

/** One open incident a cause, with a counter. */
export function noteIncident(db: Db, { key, remote, code, message, details, at }: In<'noteIncident'>): void {
  const known = change(
    db,
    'UPDATE incidents SET last_at = ?, count = count + 1, message = ?, details = ? WHERE key = ? AND resolved_at IS NULL',
    at,
    message,
    JSON.stringify(details),
    key,
  );
  if (known > 0) return;
  run(
    db,
    'INSERT INTO incidents (key, remote, code, message, details, first_at, last_at, count) VALUES (?, ?, ?, ?, ?, ?, ?, 1)',
    key,
    remote,
    code,
    message,
    JSON.stringify(details),
    at,
    at,
  );
}

export function resolveIncidents(db: Db, { remote, at, keyPrefix }: In<'resolveIncidents'>): void {
  change(
    db,
    'UPDATE incidents SET resolved_at = ? WHERE resolved_at IS NULL AND remote = ? AND substr(key, 1, ?) = ?',
    at,
    remote,
    keyPrefix?.length ?? 0,
    keyPrefix ?? '',
  );
}

/** A person has seen an incident: it leaves the list and stays in the audit. Says whether it was still open. */
export function closeIncident(db: Db, { incidentId, who, reason, at }: In<'closeIncident'>): Out<'closeIncident'> {
  const row = one<{ message: string; resolvedAt: string | null }>(
    db,
    'SELECT message, resolved_at AS resolvedAt FROM incidents WHERE id = ?',
    incidentId,
  );
  if (!row) return { closed: 'missing' };
  if (row.resolvedAt !== null) return { closed: 'before' };
  change(db, 'UPDATE incidents SET resolved_at = ? WHERE id = ?', at, incidentId);
  appendAudit(db, [{ at, who, what: `Seen: ${row.message}`, detail: reason, tone: 'warn' }]);
  return { closed: 'now' };
}

export function openIncidents(db: Db): Out<'openIncidents'> {
  type Row = Omit<Out<'openIncidents'>[number], 'details'> & { readonly details: string };
  return all<Row>(
    db,
    'SELECT key, remote, code, message, details, first_at AS firstAt, last_at AS lastAt, count FROM incidents WHERE resolved_at IS NULL ORDER BY id DESC',
  ).map((row) => ({ ...row, details: JSON.parse(row.details) as Record<string, string> }));
}

/** SQLite's own check of both files, and that no derived column drifted. */
export function integrity(db: Db): Out<'integrity'> {
  for (const database of [db.main, db.payloads]) {
    const answer = String(database.pragma('quick_check(1)', { simple: true }));
    if (answer !== 'ok') return { ok: false, message: answer };
  }
  const orders = driftedThreads(db).length;
  if (orders > 0) return { ok: false, message: `${orders} orders show a state that their rows do not make` };
  const documents = driftedPlaces(db).length;
  return documents === 0
    ? { ok: true, message: 'ok' }
    : { ok: false, message: `${documents} documents stand in a place that their states do not make` };
}
