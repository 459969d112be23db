import type { PostingKind } from '#core/domain/posting.ts';
import type { AppError } from '#core/contract/errors.ts';
import type { Instant } from '#core/domain/time.ts';

/** Something was posted: which journal to read now. The event is a notice, never data (dynamics.md 5.1). */
export interface EventTrigger {
  readonly kind: PostingKind;
  /** Lower case. */
  readonly company: string;
  /** The document's number where the event tells it, else ''. */
  readonly document: string;
}

/** What became of the events that were taken, since the reader was made. */
export interface EventTotals {
  readonly triggered: number;
  /** The same EventId again. */
  readonly duplicates: number;
  /** An older event of a document that a newer one was had of already. */
  readonly late: number;
  /** Of a kind that no journal belongs to, of another company, or a test of the endpoint. */
  readonly ignored: number;
  /** No event at all: kept aside where the inbox can, and named in the log. */
  readonly malformed: number;
}

export interface EventReaderState {
  readonly lookedAt: Instant | undefined;
  /** Undefined while it works. */
  readonly problem: { readonly error: AppError; readonly at: Instant } | undefined;
  /** Which journal an event type belongs to: those that are known and those that the connection names. */
  readonly kinds: Readonly<Record<string, PostingKind>>;
}

/** Pulls business events, beside polling and never instead of it: what is lost here is found by the next poll. */
export interface EventReader {
  /** Takes what waits now (a queue is waited on for some seconds). Throws AppError where the inbox cannot be had. */
  pull(signal: AbortSignal): Promise<EventTotals>;
  /** Pulls until aborted. A failure is logged once, waited for and tried again; it never rejects. */
  listen(signal: AbortSignal): Promise<void>;
  totals(): EventTotals;
  /** How the last look went and why nothing comes at the moment. */
  state(): EventReaderState;
  /** Ends the pause before the next try. */
  lookNow(): void;
  close(): Promise<void>;
}

/** One thing that lies in an inbox. */
export interface Waiting {
  /** For the log: message id or blob name. */
  readonly name: string;
  readonly text: string;
  /** Done with: it does not come again. */
  done(): Promise<void>;
  /** Not understood: put aside for a person where the inbox can do that. */
  setAside(why: string): Promise<void>;
}

/** Where events lie: a queue or a container. */
export interface EventInbox {
  take(signal: AbortSignal): Promise<readonly Waiting[]>;
  close(): Promise<void>;
}
