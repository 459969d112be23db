import { assertNever } from './assertNever.ts';
import type { BusinessState, DraftState, OutboundPlace, TransportState } from './outbound.ts';

/** What a document's next step hangs on. */
export interface StepFacts {
  readonly place: OutboundPlace;
  readonly draft: DraftState;
  readonly transport: TransportState;
  readonly business: BusinessState;
  readonly waitText: string | undefined;
  /** What its first open hold asks a person to do. */
  readonly holdStep: string | undefined;
  readonly nextAt: string | undefined;
  /** The corrected document that was sent after the partner rejected this one, `810 INV-9 (2)`. */
  readonly correctedBy?: string | undefined;
}

/** What happens next with a document, or what a person does, as a sentence for lists. */
export function nextStepOf(facts: StepFacts): string {
  const { place, draft, transport, business, waitText, holdStep, nextAt, correctedBy } = facts;
  if (correctedBy !== undefined) return holdStep ?? `The partner rejected it; ${correctedBy} was sent in its place.`;
  switch (place) {
    case 'waiting':
      return waitText ?? 'It waits for data and goes on by itself.';
    case 'held':
      return holdStep ?? waitText ?? 'Open it: put right what it names, let it pass with a word on why, or set it aside.';
    case 'review':
      return 'Compare it with the order and release it.';
    case 'ring':
      return 'It leaves when the time is over, unless it is taken back.';
    case 'ready':
      if (holdStep !== undefined) return holdStep;
      return nextAt === undefined ? 'It leaves with the next run.' : 'SPS could not be reached; it is tried again by itself.';
    case 'unknown':
      return transport === 'sending'
        ? 'It is on its way to SPS.'
        : 'Quayside looks for it at SPS; else decide at the desk of lost answers.';
    case 'refused':
      return 'Put right what SPS refused, then try again.';
    case 'sent':
      if (holdStep !== undefined) return holdStep;
      return business === 'awaited' ? 'SPS collects it, then the partner answers.' : 'SPS collects it.';
    case 'collected':
      if (holdStep !== undefined) return holdStep;
      return business === 'awaited'
        ? 'The partner answers.'
        : business === 'silent'
          ? 'Ask the partner whether it has it.'
          : 'Done.';
    case 'accepted':
      return holdStep ?? 'Done.';
    case 'rejected':
      return 'Correct it and send it again, as the partner allows.';
    case 'set-aside':
      return draft === 'superseded' ? 'Another draft took its place.' : 'It never leaves.';
    default:
      return assertNever(place, 'place');
  }
}

/** What a person may do with a document now, safest first. */
export const outboundMoves = [
  'release',
  'take-back',
  'send-anyway',
  'try-again',
  'set-aside',
  'look-again',
  'send-same-bytes',
  'arrived',
  'send-again',
  'reply',
] as const;
export type OutboundMove = (typeof outboundMoves)[number];

export interface MoveFacts {
  readonly draft: DraftState;
  readonly transport: TransportState;
  readonly waitReason: string | undefined;
  readonly hasBytes: boolean;
  /** Both looks that allow a person to decide were empty. */
  readonly notFound: boolean;
}

/** Which of them its states allow. Whether a correction is allowed is the partner's policy, not this. */
export function movesOf({ draft, transport, waitReason, hasBytes, notFound }: MoveFacts): readonly OutboundMove[] {
  switch (draft) {
    case 'review':
      return hasBytes ? ['release', 'set-aside'] : ['set-aside'];
    case 'ring':
      return ['take-back', 'set-aside'];
    case 'waiting':
    case 'held':
      return waitReason === 'order' ? ['send-anyway', 'set-aside'] : ['set-aside'];
    case 'ready':
      return ['set-aside'];
    case 'left':
      return movesOfLeft(transport, notFound);
    case 'set-aside':
    case 'superseded':
      return [];
    default:
      return assertNever(draft, 'draft state');
  }
}

function movesOfLeft(transport: TransportState, notFound: boolean): readonly OutboundMove[] {
  switch (transport) {
    case 'refused':
      return ['try-again', 'set-aside'];
    case 'unknown':
      return notFound ? ['look-again', 'send-same-bytes', 'arrived', 'reply'] : ['look-again', 'arrived', 'reply'];
    case 'sent':
    case 'collected':
      return ['reply', 'send-again'];
    case 'sending':
    case 'none':
      return [];
    default:
      return assertNever(transport, 'transport state');
  }
}
