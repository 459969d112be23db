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
  const said = documents
    .filter(({ kind, purpose, processing }) => processing === 'done' && (kind === '850' || purpose === '01'))
    .toSorted((a, b) => (a.place ?? a.id) - (b.place ?? b.id));
  return said.at(-1)?.purpose === '01';
}
