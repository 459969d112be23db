import type { BusinessEvents, SeenEvent } from '#core/contract/views/businessEvents.ts';
import type { Instant } from '#core/domain/time.ts';

/** What is kept of business events, over all runs of the program. */
export interface KeptEvents extends Pick<BusinessEvents, 'counts' | 'recent'> {
  /** When the first of those that are counted came; undefined where none ever did. */
  readonly since: Instant | undefined;
  /** Types that came, without those that were no event. */
  readonly types: readonly { readonly type: string; readonly count: number; readonly lastAt: Instant }[];
}

/** Business events that came, counted by type and by what became of them. */
export interface BusinessEventsStore {
  /** Counts one and keeps it among the last. Of types beyond the hundredth only what became of them is counted. */
  noteBusinessEvent(input: SeenEvent): Promise<void>;
  businessEvents(input: Record<string, never>): Promise<KeptEvents>;
}
