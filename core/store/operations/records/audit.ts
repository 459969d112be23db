import type { AuditRow } from '#core/contract/views/records.ts';
import { walkChain } from '../../audit.ts';
import { all, one, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';

type In<M extends keyof Store> = Parameters<Store[M]>[0];
type Out<M extends keyof Store> = Awaited<ReturnType<Store[M]>>;

export interface StoredAudit {
  readonly id: number;
  readonly at: string;
  readonly who: string;
  readonly what: string;
  readonly detail: string | null;
  readonly tone: AuditRow['tone'];
  readonly threadId: number | null;
  readonly purchaseOrder: string | null;
  readonly documentId: number | null;
  readonly previousHash: string;
  readonly hash: string;
}

export const auditColumns = `a.id, a.at, a.who, a.what, a.detail, a.tone, a.thread_id AS threadId, a.document_id AS documentId,
  a.previous_hash AS previousHash, a.hash, (SELECT t.number FROM threads t WHERE t.id = a.thread_id) AS purchaseOrder`;

export function auditRow({ detail, threadId, purchaseOrder, documentId, ...row }: StoredAudit): AuditRow {
  return {
    ...row,
    ...(detail === null ? {} : { detail }),
    ...(threadId === null ? {} : { threadId }),
    ...(purchaseOrder === null ? {} : { purchaseOrder }),
    ...(documentId === null ? {} : { documentId }),
  };
}

/** Rows are never taken out, so the newest number is their count; whether that is so, the check of the chain says. */
export function auditFacts(db: Db): Out<'auditFacts'> {
  const rows = one<{ rows: number | null }>(db, 'SELECT max(id) AS rows FROM audit')?.rows ?? 0;
  return { rows, people: peopleOf(db) };
}

/** Jumps from name to name in the index instead of walking it. */
function peopleOf(db: Db): readonly string[] {
  const people: string[] = [];
  for (;;) {
    const next = one<{ who: string }>(db, 'SELECT who FROM audit WHERE who > ? ORDER BY who LIMIT 1', people.at(-1) ?? '');
    if (!next || people.length === 500) return people;
    people.push(next.who);
  }
}

export function auditSpan(db: Db, { afterId, limit, from, to }: In<'auditSpan'>): Out<'auditSpan'> {
  const { low, high } = spanOf(db, { from, to });
  return all<StoredAudit>(
    db,
    `SELECT ${auditColumns} FROM audit a WHERE a.id > ? AND a.id <= ? AND a.at >= ? AND a.at < ? ORDER BY a.id LIMIT ?`,
    Math.max(afterId, low - 1),
    high,
    from ?? '',
    to ?? endOfTime,
    limit,
  ).map(auditRow);
}

/** After every instant. */
export const endOfTime = '9999';

/**
 * The first and the last row of a span of time. Between them may lie rows of another time, where a clock was set back:
 * the order of the audit is that of its numbers.
 */
export function spanOf(
  db: Db,
  { from, to }: { readonly from?: string | undefined; readonly to?: string | undefined },
): { readonly low: number; readonly high: number } {
  if (from === undefined && to === undefined) return { low: 0, high: Number.MAX_SAFE_INTEGER };
  const span = one<{ low: number | null; high: number | null }>(
    db,
    'SELECT min(id) AS low, max(id) AS high FROM audit WHERE at >= ? AND at < ?',
    from ?? '',
    to ?? endOfTime,
  );
  return { low: span?.low ?? 1, high: span?.high ?? 0 };
}

export function auditHash(db: Db, { id }: In<'auditHash'>): Out<'auditHash'> {
  return one<{ hash: string }>(db, 'SELECT hash FROM audit WHERE id = ?', id)?.hash;
}

export function checkAuditPart(db: Db, { after, limit }: In<'checkAuditPart'>): Out<'checkAuditPart'> {
  return walkChain(db, after, limit);
}

const chunk = 5_000;

export function checkAudit(db: Db): Out<'checkAudit'> {
  let after = { id: 0, hash: '' };
  let rows = 0;
  for (;;) {
    const part = walkChain(db, after, chunk);
    rows += part.rows;
    if (part.brokenAt !== undefined) return { rows, brokenAt: part.brokenAt };
    if (part.rows === 0) return { rows };
    after = part.last;
  }
}
