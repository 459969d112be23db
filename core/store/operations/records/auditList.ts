import { all, type Db } from '../../database.ts';
import { isWhole, pair, readCursor } from '../../readCursor.ts';
import type { Store } from '../../store.types.ts';
import { auditColumns, auditRow, endOfTime, spanOf, type StoredAudit } from './audit.ts';
import { auditQuestion } from './auditWords.ts';

type In = Parameters<Store['auditList']>[0];
type Out = Awaited<ReturnType<Store['auditList']>>;

const isPlace = pair(isWhole, isWhole);

/** Newest first. The cursor carries the span, which is looked up once. */
export function auditList(db: Db, { filter, cursor, limit }: In): Out {
  const place = readCursor(cursor, isPlace);
  const span = place === undefined ? spanOf(db, filter) : { high: place[0], low: place[1] };
  const asked = askedOf(filter);
  if (asked === undefined) return { rows: [] };
  const { source, id, conditions } = asked;
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

interface Asked {
  readonly source: string;
  readonly id: string;
  readonly conditions: readonly (readonly [condition: string, value: unknown])[];
}

/**
 * How to ask: the rows of one order are few, so they lead; words lead before everything else; without both the index of
 * who and tone does. A unary plus keeps a column out of the choice. Undefined where a text has no word.
 */
function askedOf({ text = '', who, tone, from, to, threadId }: In['filter']): Asked | undefined {
  const span: Asked['conditions'] = [
    ...(from === undefined ? [] : [['+a.at >= ?', from] as const]),
    ...(to === undefined ? [] : [['+a.at < ?', to ?? endOfTime] as const]),
  ];
  const question = text === '' ? undefined : auditQuestion(text, threadId === undefined ? { who, tone } : {});
  if (text !== '' && question === undefined) return undefined;
  if (question !== undefined && threadId === undefined)
    return {
      source: 'audit_words w CROSS JOIN audit a ON a.id = w.rowid',
      id: 'w.rowid',
      conditions: [['audit_words MATCH ?', question], ...span],
    };
  const plus = threadId === undefined ? '' : '+';
  return {
    source: 'audit a',
    id: 'a.id',
    conditions: [
      ...(threadId === undefined ? [] : [['a.thread_id = ?', threadId] as const]),
      ...(who === undefined ? [] : [[`${plus}a.who = ?`, who] as const]),
      ...(tone === undefined ? [] : [[`${plus}a.tone = ?`, tone] as const]),
      ...(question === undefined
        ? []
        : [['EXISTS (SELECT 1 FROM audit_words w WHERE audit_words MATCH ? AND w.rowid = a.id)', question] as const]),
      ...span,
    ],
  };
}
