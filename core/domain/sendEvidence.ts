import type { BusinessState } from './outbound.ts';
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
  /** We read the file itself: what history calls downloaded until then was us, and no pick-up. */
  readonly readBackAt?: Instant;
}

export const noEvidence: LookEvidence = { empty: 0 };

/** How often a look must have found nothing before a person may decide. */
export const looksNeeded = 2;

/** True when a person may decide: nothing was found twice, far enough apart, and SPS can still be asked. */
export function isNotFound(evidence: { readonly empty: number; readonly blindSince?: Instant | undefined }): boolean {
  return evidence.empty >= looksNeeded && evidence.blindSince === undefined;
}

/** True where the partner said what it thinks of a document, so that it has it, whatever SPS shows. */
export const isAnswered = (business: BusinessState): boolean =>
  business === 'accepted' || business === 'accepted-with-errors' || business === 'rejected';
