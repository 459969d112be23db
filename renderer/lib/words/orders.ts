import type { ThreadView } from '#core/contract/views/orders.ts';
import type { ProcessingState, SagaState, ThreadState } from '#core/domain/states.ts';
import type { Word } from './tone.ts';

export const threadWords: Readonly<Record<ThreadState, Word>> = {
  open: { word: 'Under way', tone: 'info', meaning: 'Nothing is wrong; its sales order is being made.' },
  attention: { word: 'Needs a hand', tone: 'warn', meaning: 'Parked, held or refused: a person must help.' },
  ordered: { word: 'In Dynamics', tone: 'good', meaning: 'Its sales order is complete.' },
  cancelled: {
    word: 'Cancelled',
    tone: 'quiet',
    meaning: 'Cancelled by the retailer, or set aside by a person, before it was made.',
  },
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
  refused: { word: 'Refused', tone: 'bad', meaning: 'Dynamics said no, or could only have said no.' },
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
