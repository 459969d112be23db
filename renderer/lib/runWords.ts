import type { RunFigure } from '#core/domain/runFigures.ts';
import type { AuditRow } from '#core/contract/views/records.ts';
import type { Word } from './words.ts';

/** The numbers of a run in words: shortly in a column, in full where its rows are shown. */
export const figureWords: Readonly<Record<RunFigure, { readonly word: string; readonly full: string }>> = {
  'files.found': { word: 'Found', full: 'Files listed at SPS' },
  'files.stored': { word: 'Stored', full: 'Files stored' },
  'files.deleted': { word: 'Deleted', full: 'Files deleted at SPS' },
  'files.quarantined': { word: 'Quarantined', full: 'Files quarantined' },
  'documents.read': { word: 'Read', full: 'Documents read' },
  'documents.duplicates': { word: 'Duplicates', full: 'Duplicates filed' },
  'documents.parked': { word: 'Parked', full: 'Documents parked' },
  'documents.held': { word: 'Held', full: 'Documents held' },
  'orders.created': { word: 'Made', full: 'Sales orders made' },
  'orders.resumed': { word: 'Finished', full: 'Sales orders finished that were begun before' },
  'orders.failed': { word: 'Failed', full: 'Sales orders that failed or whose answer was lost' },
};

export const toneWords: Readonly<Record<AuditRow['tone'], Word>> = {
  neutral: { word: 'Said', tone: 'quiet', meaning: 'It happened.' },
  good: { word: 'Done', tone: 'good', meaning: 'Something came to its good end.' },
  warn: { word: 'Decided', tone: 'warn', meaning: 'A person or a rule stepped in.' },
  bad: { word: 'Failed', tone: 'bad', meaning: 'Something went wrong.' },
};
