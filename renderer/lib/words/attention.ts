import type { AttentionRow } from '#core/contract/views/attention.ts';
import type { WaitedFor } from '#core/domain/triage.ts';
import type { Word } from './tone.ts';

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

export const waitedForWords: Readonly<Record<WaitedFor, string>> = {
  sps: 'SPS',
  buyer: 'Buyer',
  warehouse: 'Warehouse',
  it: 'IT',
  other: 'Someone else',
};
