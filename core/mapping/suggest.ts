import type { Suggestion } from '#core/contract/views/master.ts';

export type Confidence = Suggestion['confidence'];
export type Reason = Suggestion['reasons'][number];

const ranks: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, 'text-only': 2 };

/** What is ranked: the suggestion without its choice, and how well it fits among those of its confidence. */
export interface Ranked<S extends Suggestion> {
  readonly suggestion: Omit<S, 'preChosen'>;
  /** More is better; compared only within one confidence. */
  readonly score: number;
  /** In doubt between this and another: it is not chosen beforehand. */
  readonly doubted: boolean;
}

/** A person reads no more than these. */
const mostShown = 6;

/**
 * The best first. One is chosen beforehand only where a number speaks for it and for no other of the same confidence;
 * words alone never choose (edi-practice.md 4.3).
 */
export function ranked<S extends Suggestion>(
  candidates: readonly Ranked<S>[],
): readonly (Omit<S, 'preChosen'> & { preChosen: boolean })[] {
  const sorted = candidates.toSorted(
    (a, b) => ranks[a.suggestion.confidence] - ranks[b.suggestion.confidence] || b.score - a.score,
  );
  const [first, second] = sorted;
  const alone =
    first !== undefined &&
    !first.doubted &&
    first.suggestion.confidence !== 'text-only' &&
    second?.suggestion.confidence !== first.suggestion.confidence;
  return sorted.slice(0, mostShown).map(({ suggestion }, index) => ({ ...suggestion, preChosen: index === 0 && alone }));
}
