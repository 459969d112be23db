/**
 * What a table says of a word that came from outside; undefined where it has no such entry. Read directly, words like
 * "constructor" would find what every JavaScript object has.
 */
export function own<V>(table: Readonly<Record<string, V>>, word: string): V | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
