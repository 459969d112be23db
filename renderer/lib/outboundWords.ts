import type { DraftView } from '#core/contract/views/drafts.ts';
import type { OutboundListRow, OutboundView, UnknownRow } from '#core/contract/views/outbound.ts';
import {
  isCorrected,
  type BusinessState,
  type OutboundKind,
  type OutboundPlace,
  type TransportState,
} from '#core/domain/outbound.ts';
import type { CorrectionPolicy } from '#core/domain/outboundSheet.ts';
import type { PostingKind } from '#core/domain/posting.ts';
import type { Word } from './words/tone.ts';

export const outboundKindWords: Readonly<Record<OutboundKind, string>> = {
  '855': 'Acknowledgment',
  '856': 'Ship notice',
  '810': 'Invoice',
  '865': 'Answer to a change',
};

/** `855 PO-1`, and what it is where it is no first one. */
export function outboundName({
  kind,
  number,
  revision,
  intent,
  store,
}: Pick<OutboundListRow, 'kind' | 'number' | 'revision' | 'store'> & { readonly intent?: OutboundListRow['intent'] }): string {
  const kept = intent === 'cancel' ? ' cancels' : intent === 'replace' ? ' replaces' : '';
  return `${kind} ${number}${store === '' ? '' : ` / ${store}`}${revision > 1 ? ` (${revision})` : ''}${kept}`;
}

export const placeWords: Readonly<Record<OutboundPlace, Word>> = {
  held: { word: 'Held', tone: 'warn', meaning: 'A rule, a correction in Dynamics or a policy needs a person.' },
  review: { word: 'In review', tone: 'info', meaning: 'The partner sheet wants a person to look before it leaves.' },
  unknown: { word: 'Unknown', tone: 'bad', meaning: 'The answer of SPS was lost: nobody can know yet whether it has it.' },
  refused: { word: 'Refused', tone: 'bad', meaning: 'SPS said no; it is certainly not sent.' },
  rejected: { word: 'Rejected', tone: 'bad', meaning: 'The partner said no.' },
  waiting: { word: 'Waiting', tone: 'wait', meaning: 'For data or for another document; goes on by itself.' },
  ready: { word: 'Queued', tone: 'info', meaning: 'It leaves with the next run.' },
  ring: { word: 'In the ring', tone: 'wait', meaning: 'Released; it may still be taken back until its time is over.' },
  sent: { word: 'Sent', tone: 'info', meaning: 'SPS took the file; it has not collected it yet.' },
  collected: { word: 'Collected', tone: 'good', meaning: 'SPS collected the file.' },
  accepted: { word: 'Accepted', tone: 'good', meaning: 'The partner accepted it.' },
  'set-aside': { word: 'Set aside', tone: 'quiet', meaning: 'It never leaves, or another draft took its place.' },
};

/** The order of the tabs: what needs a person, what goes on by itself, what has left, what never leaves. */
export const placesInOrder: readonly OutboundPlace[] = [
  'review',
  'held',
  'unknown',
  'refused',
  'rejected',
  'waiting',
  'ready',
  'ring',
  'sent',
  'collected',
  'accepted',
  'set-aside',
];

/** What waits for a person. */
export const openPlaces: readonly OutboundPlace[] = ['review', 'held', 'unknown', 'refused', 'rejected'];

export const transportWords: Readonly<Record<TransportState, Word>> = {
  none: { word: 'Not sent', tone: 'quiet', meaning: 'It has not left.' },
  sending: { word: 'On its way', tone: 'info', meaning: 'Its bytes are fixed and an attempt is open.' },
  sent: { word: 'Sent', tone: 'good', meaning: 'SPS answered that it took the file.' },
  refused: { word: 'Refused by SPS', tone: 'bad', meaning: 'SPS said no; it is certainly not sent.' },
  unknown: { word: 'Unknown', tone: 'bad', meaning: 'The answer was lost; SPS may or may not have it.' },
  collected: { word: 'Collected', tone: 'good', meaning: 'The history of SPS shows that it took the file.' },
};

export const businessWords: Readonly<Record<BusinessState, Word>> = {
  none: { word: 'No answer asked', tone: 'quiet', meaning: 'The partner does not answer this document, or it has not left.' },
  awaited: { word: 'Answer awaited', tone: 'wait', meaning: 'The partner answers in its usual time.' },
  accepted: { word: 'Accepted', tone: 'good', meaning: 'The partner accepted it.' },
  'accepted-with-errors': { word: 'Accepted with errors', tone: 'warn', meaning: 'The partner took it and complains.' },
  rejected: { word: 'Rejected', tone: 'bad', meaning: 'The partner said no.' },
  silent: { word: 'Silent', tone: 'warn', meaning: 'The usual time of the partner is over and it said nothing.' },
};

const correctedSince: Word = {
  word: 'Corrected since',
  tone: 'quiet',
  meaning: 'The partner rejected it, and its correction was sent: what it said stands below.',
};

/** What the partner said of a document as it counts now: a no to what was corrected since is history. */
export function businessWord(document: { readonly business: BusinessState; readonly place: OutboundPlace }): Word {
  return isCorrected(document) ? correctedSince : businessWords[document.business];
}

export const sendWords: Readonly<Record<OutboundView['sends'][number]['state'], Word>> = {
  sending: transportWords.sending,
  sent: transportWords.sent,
  refused: transportWords.refused,
  unknown: transportWords.unknown,
  collected: transportWords.collected,
  arrived: { word: 'Arrived', tone: 'good', meaning: 'A person said that SPS has it.' },
};

export const sendAttemptWords: Readonly<Record<OutboundView['sends'][number]['attempts'][number]['outcome'], Word>> = {
  pending: { word: 'Under way', tone: 'info', meaning: 'No answer yet.' },
  sent: { word: 'Taken', tone: 'good', meaning: 'SPS answered that it took it.' },
  refused: { word: 'Refused', tone: 'bad', meaning: 'SPS said no.' },
  unknown: { word: 'Answer lost', tone: 'bad', meaning: 'It may or may not have arrived.' },
  retry: { word: 'Not reached', tone: 'wait', meaning: 'It certainly did not arrive and is tried again.' },
};

export const unknownWords: Readonly<Record<UnknownRow['state'], Word>> = {
  looking: { word: 'Being looked for', tone: 'wait', meaning: 'It settles by itself, or is looked for again.' },
  'not-found': { word: 'Not found', tone: 'warn', meaning: 'Listing and history showed nothing, twice: a person may decide.' },
  blind: { word: 'SPS cannot be asked', tone: 'bad', meaning: 'While SPS does not answer, nothing can be known.' },
};

export const policyWords: Readonly<Record<CorrectionPolicy, string>> = {
  free: 'A second one may be sent',
  replace: 'A replacement may be sent, marked as one',
  'cancel-and-new': 'It is cancelled first, then sent anew',
  'call-first': 'Speak with the partner first',
  never: 'Never a second one',
};

export const postingWords: Readonly<Record<PostingKind, string>> = {
  confirmation: 'Confirmation',
  'packing-slip': 'Packing slip',
  invoice: 'Invoice',
};

export const severityWords: Readonly<Record<DraftView['findings'][number]['severity'], Word>> = {
  BLOCK: { word: 'Blocks', tone: 'bad', meaning: 'It cannot leave like this.' },
  HOLD: { word: 'Holds', tone: 'warn', meaning: 'A person must decide.' },
  WARN: { word: 'Warns', tone: 'warn', meaning: 'It leaves; somebody should know.' },
  INFO: { word: 'Note', tone: 'quiet', meaning: 'For information.' },
};

type Origin = NonNullable<DraftView['values'][number]['origin']>;

/** Where a value came from, as a sentence. */
export function originText(origin: Origin | undefined, exact: (at: string) => string): string {
  if (origin === undefined) return 'Fixed by the form of the document.';
  switch (origin.from) {
    case 'dynamics':
      return `From Dynamics: ${origin.field} of ${origin.set}.`;
    case '850':
      return `From the 850: ${origin.path}.`;
    case 'sheet':
      return `From the partner sheet: ${origin.field}.`;
    case 'company':
      return `From our own data: ${origin.field}.`;
    case 'packing':
      return `From the packing: ${origin.what}.`;
    case 'computed':
      return `Computed: ${origin.how}.`;
    case 'typed':
      return `Typed by ${origin.who}, ${exact(origin.at)}: ${origin.reason}.`;
  }
}
