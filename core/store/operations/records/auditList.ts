import { all, type Db } from '../../database.ts';
import type { Store } from '../../store.types.ts';
import { auditColumns, auditRow, endOfTime, spanOf, type StoredAudit } from './audit.ts';
import { auditQuestion } from './auditWords.ts';

type In = Parameters<Store['auditList']>[0];
type Out = Awaited<ReturnType<Store['auditList']>>;

/** Newest first. The cursor carries the span, which is looked up once. */
export function auditList(db: Db, { filter, cursor, limit }: In): Out {
  const { text, who, tone, from, to, threadId } = filter;
  const span = cursor === undefined ? spanOf(db, { from, to }) : placeOf(cursor);
  const question = text === undefined || text === '' ? undefined : auditQuestion(text);
  if (text && question === undefined) return { rows: [] };
  // A unary plus keeps a column from being asked by index: with words or an order, those lead to far fewer rows.
  const narrow = question !== undefined || threadId !== undefined;
  const conditions: readonly (readonly [string, unknown])[] = [
    ...(question === undefined ? [] : [['audit_words MATCH ?', question] as const]),
    ...(threadId === undefined ? [] : [[question === undefined ? 'a.thread_id = ?' : '+a.thread_id = ?', threadId] as const]),
    ...(who === undefined ? [] : [[narrow ? '+a.who = ?' : 'a.who = ?', who] as const]),
    ...(tone === undefined ? [] : [[narrow ? '+a.tone = ?' : 'a.tone = ?', tone] as const]),
    ...(from === undefined ? [] : [['+a.at >= ?', from] as const]),
    ...(to === undefined ? [] : [['+a.at < ?', to ?? endOfTime] as const]),
  ];
  const id = question === undefined ? 'a.id' : 'w.rowid';
  const source = question === undefined ? 'audit a' : 'audit_words w CROSS JOIN audit a ON a.id = w.rowid';
  const rows = all<StoredAudit>(
    db,
    `SELECT ${auditColumns} FROM ${source} WHERE ${conditions.map(([condition]) => `${condition} AND `).join('')}${id} <= ? AND ${id} >= ? ORDER BY ${id} DESC LIMIT ?`,
    ...conditions.map(([, value]) => value),
    span.high,
    span.low,
    limit + 1,
  );
  const page = rows.slice(0, limit).map(auditRow);
  const last = page.at(-1);
  return { rows: page, ...(rows.length > limit && last ? { nextCursor: JSON.stringify([last.id - 1, span.low]) } : {}) };
}

function placeOf(cursor: string): { readonly low: number; readonly high: number } {
  const [high, low] = JSON.parse(cursor) as readonly [number, number];
  return { low, high };
}
