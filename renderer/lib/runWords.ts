import type { RunFigure } from '#core/domain/runFigures.ts';
import type { AuditRow } from '#core/contract/views/records.ts';
import type { Word } from './words/tone.ts';

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
  'outbound.drafted': { word: 'Drafted', full: 'Documents drafted' },
  'outbound.waiting': { word: 'Waiting', full: 'Documents that wait for data or for another document' },
  'outbound.held': { word: 'Held going out', full: 'Documents going out that are held' },
  'outbound.released': { word: 'Released', full: 'Documents whose time to take back was over' },
  'outbound.sent.855': { word: 'Sent 855', full: 'Acknowledgments sent' },
  'outbound.sent.856': { word: 'Sent 856', full: 'Ship notices sent' },
  'outbound.sent.810': { word: 'Sent 810', full: 'Invoices sent' },
  'outbound.sent.865': { word: 'Sent 865', full: 'Answers to changes sent' },
  'outbound.unknown': { word: 'Unknown', full: 'Documents of which nobody knows whether SPS has them' },
  'outbound.refused': { word: 'Refused', full: 'Documents that SPS refused' },
  'outbound.collected': { word: 'Collected', full: 'Documents that SPS collected' },
};

export const toneWords: Readonly<Record<AuditRow['tone'], Word>> = {
  neutral: { word: 'Noted', tone: 'quiet', meaning: 'It happened.' },
  good: { word: 'Done', tone: 'good', meaning: 'Something came to its good end.' },
  warn: { word: 'Attention', tone: 'warn', meaning: 'A person or a rule stepped in, or somebody should look.' },
  bad: { word: 'Failed', tone: 'bad', meaning: 'Something went wrong.' },
};
