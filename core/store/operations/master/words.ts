import { all, one, type Db } from '../../database.ts';

/** The words of a text as the index cuts them: letters and digits, no case, no accents. */
export function wordsOf(text: string): readonly string[] {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return [...new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? [])];
}

const quoted = (word: string): string => `"${word}"`;

/** All words, the last one perhaps not typed to its end. Undefined for a text without any. */
export function typedMatch(text: string): string | undefined {
  const words = wordsOf(text);
  return words.length === 0 ? undefined : `${words.map(quoted).join(' AND ')} *`;
}

/** Words that so many rows have tell nothing alone. */
const mostRowsAlone = 2_000;
/** The rarest words of a text; more would only cost. */
const mostWords = 5;

/** Counting a frequent word costs a millisecond, and the same words come again: so many are remembered. */
const mostRemembered = 20_000;
const remembered = new WeakMap<Db, Map<string, number>>();

/**
 * How many rows have a word. A figure may be one of before the last sync, which at worst asks two questions in the other
 * order; that there is none is asked each time.
 */
export function createWordCounts(db: Db, terms: string): (word: string) => number {
  const known = remembered.get(db) ?? new Map<string, number>();
  remembered.set(db, known);
  return (word) => {
    const key = `${terms} ${word}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const count = one<{ doc: number }>(db, `SELECT doc FROM ${terms} WHERE term = ?`, word)?.doc ?? 0;
    if (known.size >= mostRemembered) known.clear();
    if (count > 0) known.set(key, count);
    return count;
  };
}

/**
 * The questions to ask for rows that share words with a text, the narrowest first: the rarest words together, then fewer
 * of them. A frequent word is never asked for alone.
 */
export function narrowingMatches(text: string, count: (word: string) => number): readonly string[] {
  const rare = wordsOf(text)
    .map((word) => ({ word, rows: count(word) }))
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => a.rows - b.rows)
    .slice(0, mostWords);
  const [first, second, third, fourth] = rare;
  const together = [
    [first, second, third, fourth],
    [first, second, third],
    [first, second],
    [first, third],
  ];
  const matches = [...together, ...rare.map((word) => [word])]
    .map((words) => words.filter((word) => word !== undefined))
    .filter((words) => words.length > 1 || words.some(({ rows }) => rows <= mostRowsAlone))
    .map((words) => words.map(({ word }) => quoted(word)).join(' AND '));
  return [...new Set(matches)];
}

/** Ids of rows that answer the questions in turn, until `enough` are found. `sql` takes the match, `before` and a limit. */
export function gatherIds(
  db: Db,
  sql: string,
  before: readonly string[],
  matches: readonly string[],
  enough: number,
): readonly number[] {
  const ids = new Set<number>();
  for (const match of matches) {
    if (ids.size >= enough) break;
    for (const { id } of all<{ id: number }>(db, sql, match, ...before, enough * 2)) ids.add(id);
  }
  return [...ids];
}
