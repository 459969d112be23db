import type { AttentionRow } from '#core/contract/views/attention.ts';
import type { ThreadView } from '#core/contract/views/orders.ts';
import type { RunRow } from '#core/contract/views/runs.ts';
import type { StatusView } from '#core/contract/views/status.ts';
import type { HoldCause, HoldChoice, ProcessingState, SagaState, ThreadState } from '#core/domain/states.ts';
import type { WaitedFor } from '#core/domain/triage.ts';

/** How a state feels; every tone has its own icon, so colour never stands alone. */
export type Tone = 'good' | 'info' | 'wait' | 'warn' | 'bad' | 'quiet';

export interface Word {
  readonly word: string;
  readonly tone: Tone;
  /** What it means, for a tooltip. */
  readonly meaning: string;
}

export const threadWords: Readonly<Record<ThreadState, Word>> = {
  open: { word: 'Under way', tone: 'info', meaning: 'Nothing is wrong; its sales order is being made.' },
  attention: { word: 'Needs a hand', tone: 'warn', meaning: 'Parked, held or refused: a person must help.' },
  ordered: { word: 'In Dynamics', tone: 'good', meaning: 'Its sales order is complete.' },
  cancelled: { word: 'Cancelled', tone: 'quiet', meaning: 'Cancelled by the retailer before it was made.' },
};

export const processingWords: Readonly<Record<ProcessingState, Word>> = {
  new: { word: 'New', tone: 'info', meaning: 'Stored, the next run looks at it.' },
  waiting: { word: 'Waiting', tone: 'wait', meaning: 'For something that comes by itself.' },
  parked: { word: 'Parked', tone: 'warn', meaning: 'A mapping is missing.' },
  held: { word: 'Held', tone: 'warn', meaning: 'A person must decide.' },
  ready: { word: 'Ready', tone: 'info', meaning: 'Everything is known; its sales order is being made.' },
  done: { word: 'Done', tone: 'good', meaning: 'Its work is done.' },
  duplicate: { word: 'Duplicate', tone: 'quiet', meaning: 'The same content came before; filed.' },
  superseded: { word: 'Replaced', tone: 'quiet', meaning: 'A replacement took its place.' },
  filed: { word: 'Filed', tone: 'quiet', meaning: 'Asks for nothing.' },
};

export const sagaWords: Readonly<Record<SagaState, Word>> = {
  ready: { word: 'To be made', tone: 'info', meaning: 'Looked up first, then made.' },
  'header-unknown': { word: 'Answer lost', tone: 'wait', meaning: 'The header may exist; it is looked up until it is certain.' },
  'header-done': { word: 'Header made', tone: 'info', meaning: 'Its lines come next.' },
  'lines-unknown': { word: 'Answer lost', tone: 'wait', meaning: 'The lines may exist; they are looked up until it is certain.' },
  refused: { word: 'Refused', tone: 'bad', meaning: 'Dynamics said no.' },
  held: { word: 'Held', tone: 'warn', meaning: 'A person must decide.' },
  fresh: { word: 'Complete', tone: 'good', meaning: 'Complete; the next run looks once more.' },
  done: { word: 'Complete', tone: 'good', meaning: 'Complete and confirmed.' },
  incident: { word: 'Two orders', tone: 'bad', meaning: 'Two sales orders stand for one purchase order.' },
  abandoned: { word: 'Ended', tone: 'quiet', meaning: 'A person ended it.' },
};

type Attempt = ThreadView['salesOrders'][number]['attempts'][number];

export const attemptWords: Readonly<Record<Attempt['outcome'], Word>> = {
  pending: { word: 'Under way', tone: 'info', meaning: 'No answer yet.' },
  done: { word: 'Done', tone: 'good', meaning: 'Dynamics confirmed it.' },
  refused: { word: 'Refused', tone: 'bad', meaning: 'Dynamics said no.' },
  unknown: { word: 'Answer lost', tone: 'wait', meaning: 'It may or may not have happened.' },
  'not-done': { word: 'Not done', tone: 'quiet', meaning: 'It certainly did not happen.' },
};

export const stepWords: Readonly<Record<Attempt['step'], string>> = {
  header: 'Create header',
  lines: 'Create lines',
  changeset: 'Create header and lines',
  delete: 'Delete header',
};

export interface AttentionWord extends Word {
  readonly many: string;
  /** Said where there is none. */
  readonly none: string;
}

export const attentionWords: Readonly<Record<AttentionRow['kind'], AttentionWord>> = {
  parked: {
    word: 'Parked',
    many: 'Parked',
    none: 'Nothing is parked',
    tone: 'warn',
    meaning: 'A mapping is missing; it goes on by itself when it is there.',
  },
  held: { word: 'Held', many: 'Held', none: 'Nothing is held', tone: 'warn', meaning: 'A person must decide.' },
  quarantined: {
    word: 'Quarantined',
    many: 'Quarantined',
    none: 'Nothing is quarantined',
    tone: 'bad',
    meaning: 'A file that cannot be read.',
  },
  incident: {
    word: 'Incident',
    many: 'Incidents',
    none: 'No incidents',
    tone: 'bad',
    meaning: 'It happened; a person must know of it.',
  },
  waiting: { word: 'Waiting', many: 'Waiting', none: 'Nothing is waiting', tone: 'wait', meaning: 'Goes on by itself.' },
};

export const engineWords: Readonly<Record<StatusView['engine'], Word>> = {
  starting: { word: 'Starting', tone: 'info', meaning: 'Finishing what an earlier end left open.' },
  idle: { word: 'Ready', tone: 'good', meaning: 'Waits for the next run.' },
  running: { word: 'Running', tone: 'info', meaning: 'A run is under way.' },
  paused: { word: 'Paused', tone: 'warn', meaning: 'No run starts by itself.' },
  stopped: { word: 'Stopped', tone: 'bad', meaning: 'The engine does not run.' },
  failed: { word: 'Failed', tone: 'bad', meaning: 'The engine cannot work.' },
};

/** An engine whose data folder cannot be written waits for no run but for a person. */
export const standstillWord = ({ message }: NonNullable<StatusView['standstill']>): Word => ({
  word: 'Stands still',
  tone: 'bad',
  meaning: message,
});

export const healthWords: Readonly<Record<StatusView['sps']['state'], Word>> = {
  unknown: { word: 'Not asked yet', tone: 'quiet', meaning: 'The first run will tell.' },
  good: { word: 'Good', tone: 'good', meaning: 'It answered as it should.' },
  failing: { word: 'Failing', tone: 'bad', meaning: 'It did not answer as it should.' },
  waiting: { word: 'Waiting', tone: 'wait', meaning: 'It asked to slow down.' },
};

export const outcomeWords: Readonly<Record<RunRow['outcome'], Word>> = {
  running: { word: 'Running', tone: 'info', meaning: 'Under way.' },
  good: { word: 'Good', tone: 'good', meaning: 'Everything that could be done was done.' },
  failed: { word: 'Failed', tone: 'bad', meaning: 'Something failed; the next run finishes the work.' },
  cancelled: { word: 'Cancelled', tone: 'quiet', meaning: 'A person ended it; the next run finishes the work.' },
  interrupted: { word: 'Interrupted', tone: 'warn', meaning: 'Quayside ended during it; the next run finished the work.' },
};

export const triggerWords: Readonly<Record<RunRow['trigger'], string>> = {
  schedule: 'By schedule',
  person: 'By hand',
  start: 'At start',
  command: 'By command',
  event: 'By event',
};

export const phaseWords: Readonly<Record<NonNullable<StatusView['progress']>['phase'], string>> = {
  listing: 'Listing the mailbox',
  fetching: 'Fetching files',
  reading: 'Reading documents',
  resolving: 'Resolving partners and items',
  creating: 'Creating sales orders',
  postings: 'Reading what Dynamics posted',
  drafting: 'Drafting answers',
  sending: 'Sending answers',
  finishing: 'Finishing',
};

export const causeWords: Readonly<Record<HoldCause, string>> = {
  gap: 'A mapping is missing',
  conflict: 'Same number, other content',
  replacement: 'Replaced by the retailer',
  cancellation: 'Cancelled by the retailer',
  change: 'Changed by the retailer',
  'change-tie': 'Two changes, order unclear',
  purpose: 'Unknown purpose',
  rule: 'A rule holds it',
  block: 'A rule blocks it',
  adopt: 'Already in Dynamics',
  'refused-header': 'Dynamics refused the order',
  'refused-lines': 'Dynamics refused the lines',
  'lines-changed': 'Edited in Dynamics meanwhile',
  differs: 'Dynamics stored other values',
  'double-order': 'Two sales orders',
  'draft-rule': 'A rule holds a document going out',
  'draft-block': 'A rule blocks a document going out',
  'draft-choice': 'An answer to the retailer is open',
  corrected: 'Corrected in Dynamics',
  'send-order': 'Another document goes first',
  'send-repeat': 'The retailer has it already',
  'send-refused': 'SPS refused the document',
  'send-unknown': 'Not known whether SPS has it',
  'partner-inactive': 'The partner is not active',
  'not-collected': 'SPS has not collected it',
  'partner-rejected': 'The retailer rejected it',
  'partner-silent': 'The retailer has not answered',
};

export const waitedForWords: Readonly<Record<WaitedFor, string>> = {
  sps: 'SPS',
  buyer: 'Buyer',
  warehouse: 'Warehouse',
  it: 'IT',
  other: 'Someone else',
};

export interface ChoiceText {
  readonly label: string;
  /** What will happen, said before it does. */
  readonly effects: readonly string[];
  /** An effect that cannot be taken back. */
  readonly grave?: boolean;
}

const choiceTexts: Readonly<Record<HoldChoice, ChoiceText>> = {
  'as-replacement': {
    label: 'It replaces the first',
    effects: [
      'This document takes the place of the earlier one.',
      'If no sales order was begun, it is made from this document. If one was, the differences are listed for you to apply in Dynamics.',
    ],
  },
  'as-change': {
    label: 'It is a change',
    effects: ['The earlier order stays. What differs is listed for you to apply to its sales order in Dynamics.'],
  },
  'separate-order': {
    label: 'It is a separate order',
    effects: [
      'A second order is made under the same number, marked #2.',
      'A sales order of its own is created in Dynamics; the first one stays as it is.',
    ],
    grave: true,
  },
  'mark-applied': {
    label: 'Mark as applied',
    effects: [
      'You say that Dynamics is as it should be now. Quayside changes nothing there.',
      'Of a change, what Dynamics holds is kept and answered as accepted, what it does not hold as refused for your reason.',
      'The hold is closed.',
    ],
  },
  adopt: {
    label: 'Adopt the order',
    effects: [
      'The sales order that is in Dynamics counts as the one of this purchase order. It is looked up once more at this moment.',
      'Quayside creates nothing and changes nothing in Dynamics.',
    ],
  },
  'create-anyway': {
    label: 'Create a new one anyway',
    effects: [
      'A new sales order is created in Dynamics beside the one that is there.',
      'If both are for the same goods, they ship twice.',
    ],
    grave: true,
  },
  accept: {
    label: 'Accept as it is',
    effects: ['What the rule found is accepted for this document only. It goes on with the next run, which starts at once.'],
  },
  'try-again': {
    label: 'Try again',
    effects: ['The document is looked at anew, from the beginning, with the mappings as they are now.'],
  },
  resume: {
    label: 'Fix and resume',
    effects: ['The lines are built anew from the mappings and added to the header that stands in Dynamics.'],
  },
  'delete-header': {
    label: 'Delete the header',
    effects: [
      'The sales order without lines is deleted in Dynamics, if it still has none.',
      'The document is looked at anew and a new sales order is made.',
    ],
    grave: true,
  },
  abandon: {
    label: 'Set aside',
    effects: ['No sales order is made from this document. It stays here, filed, and can be found.'],
    grave: true,
  },
};

/** The words of a choice for the hold that it answers. */
export function choiceText(choice: HoldChoice, cause: HoldCause): ChoiceText {
  if (choice === 'accept' && cause === 'differs') {
    return { label: 'Accept as it is', effects: ['The values that Dynamics stored stand. The hold is closed; nothing is sent.'] };
  }
  if (choice === 'adopt' && cause === 'lines-changed') {
    return {
      label: 'Adopt as edited',
      effects: ['The sales order stays as the person in Dynamics made it. Quayside adds nothing to it.'],
    };
  }
  return choiceTexts[choice];
}

export const familyWords = {
  bulk: 'Bulk, one address',
  crossdock: 'Cross-dock, marked for stores',
  multistore: 'Multi-store, quantities by store',
  dropship: 'Drop-ship, to a consumer',
} as const;

/** What the practice world can do wrong on request, in the words of a coordinator. */
export const oddityWords: Readonly<Record<string, string>> = {
  'same-number': 'A number that was used before, with other content',
  'shared-vendor-part': 'One vendor part on two lines',
  'wrong-totals': 'Totals that do not add up',
  bom: 'A byte order mark before the XML',
  'bare-root': 'A root without its plural',
  json: 'JSON instead of XML',
  v76: 'The old format RSX 7.6',
  x12: 'An X12 file passed through',
  several: 'Several orders in one file',
  change: 'A change (860) to an earlier order',
  replace: 'A replacement of an earlier order',
  cancel: 'A cancellation of an earlier order',
  price: 'A price that is 8 % above yours',
  'case-price': 'The price of a case for an each, or the other way round',
  note: 'A special instruction in a note',
  'new-item': 'A product that nobody has mapped yet',
};
