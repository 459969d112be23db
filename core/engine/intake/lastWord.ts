import type { ProcessingState } from '#core/domain/states.ts';

interface Said {
  readonly id: number;
  readonly kind: string;
  readonly purpose: string;
  readonly processing: ProcessingState;
  readonly place?: number | undefined;
}

/**
 * True where the last that the retailer said of an order, and that was acted upon, is that it is cancelled: before its sales
 * order was made, or by a person in Dynamics. Pure.
 */
export function isCalledOff(documents: readonly Said[]): boolean {
  return calledOffAt(documents) !== undefined;
}

/** The place of that cancellation among the documents of its order; undefined where the order stands. Pure. */
export function calledOffAt(documents: readonly Said[]): number | undefined {
  const by = calledOffBy(documents);
  return by && placeOf(by);
}

/** That cancellation; undefined where the order stands. Pure. */
export function calledOffBy<D extends Said>(documents: readonly D[]): D | undefined {
  const last = documents
    .filter(({ kind, purpose, processing }) => processing === 'done' && (kind === '850' || purpose === '01'))
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .at(-1);
  return last?.purpose === '01' ? last : undefined;
}

const placeOf = ({ place, id }: Said): number => place ?? id;
