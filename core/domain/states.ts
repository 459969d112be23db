/**
 * Where a document stands in our own work.
 * - new: stored, not yet looked at · waiting: for something that comes by itself (its 850, a settle time, a retry)
 * - parked: a mapping is missing · held: a person must decide · ready: resolved, its sales order is being made
 * - done · duplicate: filed, same content came before · superseded: a replacement took its place
 * - filed: a kind that makes no order and asks for nothing
 */
export const processingStates = [
  'new',
  'waiting',
  'parked',
  'held',
  'ready',
  'done',
  'duplicate',
  'superseded',
  'filed',
] as const;
export type ProcessingState = (typeof processingStates)[number];

/**
 * Where an order thread stands, as the coordinator speaks of it.
 * open: not yet in Dynamics, nothing wrong · attention: parked, held or refused · ordered: sales order complete
 * cancelled: cancelled by the partner before it was made
 */
export const threadStates = ['open', 'attention', 'ordered', 'cancelled'] as const;
export type ThreadState = (typeof threadStates)[number];

/**
 * The life of one stored file at SPS and here.
 * stored: safe here, DELETE not confirmed yet · deleted: gone at SPS on our word · kept: safe here, stays at SPS
 * because the workspace keeps · incomplete: the bytes ended early, fetched again next poll · quarantined: cannot be
 * read, stays at SPS until a person says otherwise · too-large: over the cut, not stored · gone: not at SPS
 * any more, and not on our word: overwritten, or to be fetched anew
 */
export const fileStates = ['stored', 'deleted', 'kept', 'incomplete', 'quarantined', 'too-large', 'gone'] as const;
export type FileState = (typeof fileStates)[number];

/**
 * The life of one sales order being made.
 * ready: look up, then header · header-unknown: the POST's answer was lost, settling · header-done: lines to come
 * lines-unknown: the batch's answer was lost · refused: Dynamics said no, a person fixes · held: a person decides
 * fresh: complete, to be looked up once more · done · incident: two orders for one identity · abandoned: a person ended it
 */
export const sagaStates = [
  'ready',
  'header-unknown',
  'header-done',
  'lines-unknown',
  'refused',
  'held',
  'fresh',
  'done',
  'incident',
  'abandoned',
] as const;
export type SagaState = (typeof sagaStates)[number];

/** Why a person is asked. Each has its sentence, its consequence and at most three choices on screen. */
export const holdCauses = [
  'gap', // a mapping is missing (one hold a gap, so that one fix frees every document that has it)
  'conflict', // same identity, other content
  'called-off', // the same identity came again after it was cancelled
  'clash', // another order has the reference in Dynamics
  'replacement', // purpose 05 and the order is already in Dynamics
  'cancellation', // purpose 01 and the order is already in Dynamics
  'change', // an 860: a person applies it in Dynamics
  'change-tie', // two changes that nothing orders
  'purpose', // a purpose code that nobody agreed on
  'rule', // a rule of the catalogue that a person may release
  'block', // a rule of the catalogue that nobody may release
  'adopt', // an order in Dynamics that may be this one
  'refused-header', // Dynamics refused the header, or could only refuse it
  'refused-lines', // Dynamics refused the lines: a header without lines stands there
  'lines-changed', // some lines are there, or differ: a person edited
  'differs', // Dynamics answered something other than what was sent
  'double-order', // two sales orders for one identity
  'order-gone', // a sales order that was complete is not in Dynamics any more
  'draft-rule', // a rule of the way back that a person may release
  'draft-block', // a rule of the way back that nobody may release
  'draft-choice', // an answer that only a person can give, on an acknowledgement
  'corrected', // the posting was changed, reversed or taken back in Dynamics
  'send-order', // another document of the order should go first
  'send-repeat', // the partner has this number, or this content, already
  'send-refused', // SPS refused the upload: certainly not sent
  'send-unknown', // the answer was lost: nobody knows whether SPS has it
  'partner-inactive', // the partner was deactivated while the document waited
  'no-folder', // the connection names no folder at SPS for its kind
  'not-collected', // SPS has not collected the file in time
  'partner-rejected', // the partner rejected the document
  'partner-silent', // the partner has not answered in its usual time
] as const;
export type HoldCause = (typeof holdCauses)[number];

/** What a person may answer to a hold. */
export const holdChoices = [
  'separate-order',
  'as-replacement',
  'as-change',
  'same-order',
  'mark-applied',
  'adopt',
  'create-anyway',
  'accept',
  'try-again',
  'resume',
  'delete-header',
  'abandon',
] as const;
export type HoldChoice = (typeof holdChoices)[number];

/** The choices that a cause offers, the safe one first. */
export const choicesOf: Readonly<Record<HoldCause, readonly HoldChoice[]>> = {
  gap: [],
  conflict: ['as-replacement', 'as-change', 'same-order', 'separate-order'],
  'called-off': ['as-replacement', 'as-change', 'separate-order'],
  clash: ['separate-order'],
  replacement: ['mark-applied', 'separate-order'],
  cancellation: ['mark-applied'],
  change: ['mark-applied'],
  'change-tie': ['mark-applied'],
  purpose: ['abandon'],
  rule: ['accept', 'try-again', 'abandon'],
  block: ['try-again', 'abandon'],
  adopt: ['adopt', 'create-anyway'],
  'refused-header': ['try-again', 'abandon'],
  'refused-lines': ['resume', 'delete-header'],
  'lines-changed': ['adopt', 'resume'],
  differs: ['accept'],
  'double-order': ['mark-applied'],
  'order-gone': ['try-again', 'abandon'],
  // Documents on their way out are answered where they are shown, by what their own state allows.
  'draft-rule': [],
  'draft-block': [],
  'draft-choice': [],
  corrected: [],
  'send-order': [],
  'send-repeat': [],
  'send-refused': [],
  'send-unknown': [],
  'partner-inactive': [],
  'no-folder': [],
  'not-collected': [],
  'partner-rejected': [],
  'partner-silent': [],
};
