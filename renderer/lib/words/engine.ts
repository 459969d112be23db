import type { RunRow } from '#core/contract/views/runs.ts';
import type { StatusView } from '#core/contract/views/status.ts';
import type { Word } from './tone.ts';

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
