import type { ReceivedFile } from '#core/contract/views/backoffice.ts';
import { transportWords } from '../../lib/outboundWords.ts';
import type { Word } from '../../lib/words/tone.ts';

/** What became of a file at the practice SPS. */
export function receivedState(row: Pick<ReceivedFile, 'overwritten' | 'collected'>): Word {
  if (row.overwritten) return { word: 'Overwritten', tone: 'bad', meaning: 'Another upload took its place.' };
  if (row.collected) return transportWords.collected;
  return { word: 'Lies there', tone: 'wait', meaning: 'SPS has not collected it yet.' };
}
