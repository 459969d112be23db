import { all, one, run, type Db } from '../../database.ts';
import { setMeta } from '../upkeep.ts';
import type { Store } from '../../store.types.ts';

const indexedKey = 'audit.indexed';

/** The last row whose words are in the index. */
function indexedTo(db: Db): number {
  return Number(one<{ value: string }>(db, 'SELECT value FROM meta WHERE key = ?', indexedKey)?.value ?? 0);
}

/** A word that nobody types: a filter asked for together with words is one of them, instead of a look at each row that has the others. */
const markOf = {
  who: (who: string): string => `x7who${Buffer.from(who).toString('hex')}`,
  tone: (tone: string): string => `x7tone${tone}`,
};

/** The words of so many rows: what happened, its detail, who, and the number of the purchase order; and the marks of its filters. */
export function indexAudit(db: Db, { limit }: Parameters<Store['indexAudit']>[0]): Awaited<ReturnType<Store['indexAudit']>> {
  const after = indexedTo(db);
  const rows = all<{ id: number; who: string; tone: string; words: string }>(
    db,
    `SELECT a.id, a.who, a.tone, a.what || ' ' || coalesce(a.detail, '') || ' ' || a.who || ' ' || coalesce((SELECT t.number FROM threads t WHERE t.id = a.thread_id), '') AS words
     FROM audit a WHERE a.id > ? ORDER BY a.id LIMIT ?`,
    after,
    limit,
  );
  for (const { id, who, tone, words } of rows)
    run(db, 'INSERT INTO audit_words (rowid, words) VALUES (?, ?)', id, `${words} ${markOf.who(who)} ${markOf.tone(tone)}`);
  const last = rows.at(-1)?.id ?? after;
  if (last > after) setMeta(db, { key: indexedKey, value: String(last) });
  const newest = one<{ id: number | null }>(db, 'SELECT max(id) AS id FROM audit')?.id ?? 0;
  return { left: newest - last };
}

/**
 * What a person typed as a question to the index: every word and number, from its beginning. Undefined where nothing of
 * it could be asked. A word of one or two signs has to stand there as it is: half the audit begins with each.
 */
export function auditQuestion(
  text: string,
  { who, tone }: { readonly who?: string | undefined; readonly tone?: string | undefined } = {},
): string | undefined {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length === 0) return undefined;
  const marks = [...(who === undefined ? [] : [markOf.who(who)]), ...(tone === undefined ? [] : [markOf.tone(tone)])];
  const asked = words.map((word) => `"${word}"${word.length > 2 ? '*' : ''}`);
  return [...asked, ...marks.map((mark) => `"${mark}"`)].join(' AND ');
}
