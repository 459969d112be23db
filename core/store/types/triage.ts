import type { OutputOf, ParsedInputOf } from '#core/contract/endpoints.ts';
import type { HoldView } from '#core/contract/views/attention.ts';
import type { HoldCause, HoldChoice } from '#core/domain/states.ts';
import type { Instant } from '#core/domain/time.ts';

/** A hold as an answer to it needs it. */
export interface HoldState {
  readonly id: number;
  readonly cause: HoldCause;
  readonly rule: string | undefined;
  readonly documentId: number | undefined;
  readonly sagaId: number | undefined;
  readonly threadId: number | undefined;
  readonly purchaseOrder: string;
  readonly message: string;
  /** What an answer must have seen (`HoldView.seen`). */
  readonly seen: string;
  readonly open: boolean;
  /** Who closed it; `choice` is absent where its document was decided anew. */
  readonly closed?: { readonly by: string; readonly choice: HoldChoice | undefined; readonly at: Instant };
  /** What a new decision about the same place put in the place of one that it closed. */
  readonly successor?: HoldView;
}

/** What needs a hand, grouped by the fix that frees it; whose turn it is; answers that are taken back. */
export interface TriageStore {
  /** Groups of open work, the most urgent first, a page of them. */
  triageGroups(input: ParsedInputOf<'triage.groups'>): Promise<OutputOf<'triage.groups'>>;
  /** The members of one group, the most urgent first, a page of them. */
  triageMembers(input: ParsedInputOf<'triage.members'>): Promise<OutputOf<'triage.members'>>;
  /** What an answer to a group, or to some holds of it, would let go on. */
  triagePreview(input: ParsedInputOf<'triage.preview'>): Promise<OutputOf<'triage.preview'>>;
  /** Writes, changes or (all empty) removes a note; says who it was in the audit. */
  noteTriage(input: ParsedInputOf<'triage.note'> & { readonly who: string; readonly at: Instant }): Promise<void>;
  /**
   * Opens again what these answers closed and puts their documents back to before, each where nothing has acted upon it.
   * One transaction: `taken` names the answers that were acted upon, and then none is undone.
   */
  undoAnswers(input: {
    readonly holdIds: readonly number[];
    readonly who: string;
    readonly at: Instant;
  }): Promise<{ readonly undone: number; readonly taken: readonly number[] }>;
}
