import type { Word } from '../../lib/words/tone.ts';
import type { DoctorStepView, FolderKindName, WorkspaceCard } from './types.ts';

export const cardWords: Readonly<Record<WorkspaceCard['state'], Word>> = {
  open: { word: 'Open', tone: 'good', meaning: 'This console shows it; its engine works.' },
  opening: { word: 'Opening', tone: 'info', meaning: 'Its engine is being started.' },
  ready: { word: 'Ready', tone: 'quiet', meaning: 'It is set up and may be opened.' },
  'secrets-missing': {
    word: 'Secrets missing',
    tone: 'warn',
    meaning: 'They are not kept over a restart here: type them again.',
  },
  drafted: { word: 'Being set up', tone: 'wait', meaning: 'Its connection is half done; go on any time.' },
  empty: { word: 'Not set up', tone: 'quiet', meaning: 'It has no connection yet.' },
  'in-use': { word: 'In use elsewhere', tone: 'wait', meaning: 'Another Quayside works in its data folder.' },
  broken: { word: 'Cannot be read', tone: 'bad', meaning: 'Its connection file is wrong.' },
};

export const doctorWords: Readonly<Record<DoctorStepView['state'], Word>> = {
  good: { word: 'In order', tone: 'good', meaning: 'Checked and in order.' },
  bad: { word: 'Not in order', tone: 'bad', meaning: 'This must be put right.' },
  skipped: { word: 'Not checked', tone: 'quiet', meaning: 'It could not be checked.' },
};

/** What a folder is for, from where we stand. */
export const folderWords: Readonly<Record<FolderKindName, string>> = {
  'from-sps': 'SPS puts documents for you here: purchase orders are fetched from it',
  'to-sps': 'your documents go here: acknowledgments, ship notices, invoices',
  'test-from-sps': 'test documents for you',
  'test-to-sps': 'your test documents go here',
  other: 'a folder of your own arrangement with SPS',
};

export const outboundWords = {
  '855': '855 acknowledgments',
  '856': '856 ship notices',
  '810': '810 invoices',
  '865': '865 change acknowledgments',
} as const;

/** The doctor's own step names, as a person would say them. */
const stepNames: Readonly<Record<string, string>> = {
  token: 'Sign-in at Microsoft',
  companies: 'Companies in Dynamics',
  'entity sets': 'Entity sets for sales orders',
  properties: 'Fields of the entity sets',
  'read orders': 'Reading sales orders',
  'write orders': 'Writing sales orders',
  journals: 'Reading what was posted',
};

export function stepName({ name }: Pick<DoctorStepView, 'name'>): string {
  return stepNames[name] ?? name;
}
