import type { RunRow } from '#core/contract/views/runs.ts';
import type { MorningCheck, MorningSnapshot, MorningView } from '#core/contract/views/morning.ts';
import type { Instant } from '#core/domain/time.ts';

export interface MorningFacts extends Pick<MorningView, 'notices' | 'invoices' | 'silent' | 'checks'> {
  /** When the very first run began; absent before it. */
  readonly firstRunAt: Instant | undefined;
  /** Runs that began since then, oldest first. */
  readonly runs: readonly Pick<RunRow, 'startedAt' | 'endedAt' | 'outcome'>[];
  /** Active partners. */
  readonly partners: readonly { readonly partnerId: string; readonly name: string }[];
  /** For each span asked about: who sent an order in it. */
  readonly sentIn: readonly (readonly string[])[];
}

/** The morning check and its record. */
export interface MorningStore {
  morningFacts(input: {
    readonly runsSince: Instant;
    /** From (inclusive) to (exclusive). */
    readonly spans: readonly { readonly from: Instant; readonly to: Instant }[];
  }): Promise<MorningFacts>;
  markMorning(input: {
    readonly who: string;
    readonly at: Instant;
    readonly snapshot: MorningSnapshot;
    /** The snapshot in words, for the record. */
    readonly words: string;
  }): Promise<{ readonly checkId: number }>;
  /** Throws `not-found`, or `conflict` where it is not the newest or was taken back. */
  takeBackMorning(input: { readonly checkId: number; readonly who: string; readonly at: Instant }): Promise<MorningCheck>;
}
