/** A document and what it stands in place of. */
export interface Correcting {
  readonly id: number;
  /** The document that it corrects or takes back, by its id. */
  readonly corrects?: number | undefined;
  /** False where it only takes back. */
  readonly counts: boolean;
}

/** Of each document the first of those that stand in its place, by ids: what a person corrected twice has one. */
export function firstOf(documents: readonly Pick<Correcting, 'id' | 'corrects'>[]): (id: number) => number {
  const before = new Map(documents.map(({ id, corrects }) => [id, corrects]));
  return (id) => {
    let first = id;
    // A correction is younger than what it corrects, so this ends.
    for (let next = before.get(first); next !== undefined && next < first; next = before.get(first)) first = next;
    return first;
  };
}

/**
 * True where what a document said does not hold any more, by what left under its number since: a cancellation takes back what
 * was told, and what is told anew after it takes that back. The same content again is no second copy then.
 */
export const isUndone = (one: Correcting, leftOfNumber: readonly Correcting[]): boolean =>
  leftOfNumber.some(({ id, counts }) => id > one.id && counts !== one.counts);

/**
 * Of a document and its corrections the newest that `which` takes: the partner works with that one alone, and adding both
 * up would ship and bill goods twice. None where that one takes the document back. In the order given.
 */
export function newestOfEach<T extends Correcting>(documents: readonly T[], which: (document: T) => boolean): readonly T[] {
  const first = firstOf(documents);
  const newest = new Map<number, T>();
  for (const document of documents) {
    if (!which(document)) continue;
    const other = newest.get(first(document.id));
    if (!other || other.id < document.id) newest.set(first(document.id), document);
  }
  return documents.filter((document) => document.counts && newest.get(first(document.id)) === document);
}
