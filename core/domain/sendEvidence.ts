import type { Instant } from './time.ts';

/**
 * What looks at SPS after a lost answer have shown so far. Times are those of SPS's Date header, never ours: only they
 * prove how long after the attempt a look was made.
 */
export interface LookEvidence {
  /** Looks in a row that found nothing, in the listing and in history. */
  readonly empty: number;
  /** Of the first of them: certainly not before the attempt. */
  readonly firstEmptyAt?: Instant;
  readonly lastEmptyAt?: Instant;
  /** Since when (our clock) no look was possible; absent while looks work. */
  readonly blindSince?: Instant;
  /** Why not. */
  readonly blindBecause?: string;
}

export const noEvidence: LookEvidence = { empty: 0 };
