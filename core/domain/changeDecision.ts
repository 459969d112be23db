import type { DecimalText } from './decimal.ts';
import type { Instant } from './time.ts';

/** A line of a change that is refused. */
export interface RefusedLine {
  readonly position: number;
  readonly reason: string;
  /**
   * Of a line that is to be taken back what stays of it, because it had left, store by store ('' where there is none): only that
   * is refused, and the rest is taken back. In the 850's unit.
   */
  readonly kept?: readonly { readonly store: string; readonly quantity: DecimalText }[];
}

/** What is answered to a change: all of it, some lines, or nothing. Lines not named are accepted unless `refuse`. */
export interface ChangeDecision {
  readonly decision: 'accept' | 'accept-in-part' | 'refuse';
  /** By their 1-based place in `changedLines`: for an 860 its own lines, for a replacement its lines and then what is gone. */
  readonly refusedLines: readonly RefusedLine[];
  readonly reason: string;
  readonly who: string;
  readonly at: Instant;
}
