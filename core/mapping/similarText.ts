/** The words of a text in the form in which two texts are compared: no case, no accents, letters and digits only. */
export function comparedWords(text: string): ReadonlySet<string> {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return new Set(plain.match(/[\p{L}\p{N}]+/gu) ?? []);
}

/**
 * How alike two texts are by their words, from 0 to 1: the share of the letters that stand in words of both. Long words
 * count for more, because they tell more. Texts without words are not alike.
 */
export function textSimilarity(left: ReadonlySet<string>, right: ReadonlySet<string>): number {
  let shared = 0;
  let all = 0;
  for (const word of left) {
    all += word.length;
    if (right.has(word)) shared += word.length;
  }
  for (const word of right) if (!left.has(word)) all += word.length;
  return all === 0 ? 0 : shared / all;
}

/** Alike enough to be worth a look. */
export const alike = 0.3;
