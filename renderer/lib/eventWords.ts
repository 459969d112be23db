import type { BusinessEvents, EventFate } from '#core/contract/views/businessEvents.ts';
import type { Word } from './words/tone.ts';

export const listeningWords: Readonly<Record<BusinessEvents['state'], Word>> = {
  off: { word: 'Not set up', tone: 'quiet', meaning: 'Postings are read with every run.' },
  starting: { word: 'Connecting', tone: 'wait', meaning: 'The first look is under way.' },
  listening: { word: 'Listening', tone: 'good', meaning: 'A posting that is announced is read at once.' },
  failing: { word: 'Nothing comes', tone: 'bad', meaning: 'It is tried again; postings are read with every run meanwhile.' },
};

/** What became of an event, and what that means. */
export const fateWords: Readonly<Record<EventFate, Word>> = {
  read: { word: 'Read at once', tone: 'good', meaning: 'The journal that it is about was read, unless the engine was paused.' },
  duplicate: { word: 'Came again', tone: 'quiet', meaning: 'The same event had come before.' },
  late: { word: 'Late', tone: 'quiet', meaning: 'A newer event of the same posting had come before.' },
  test: { word: 'Test', tone: 'quiet', meaning: 'Dynamics tries out the place where it puts events.' },
  unknown: { word: 'Other type', tone: 'warn', meaning: 'No journal belongs to this type, so nothing was read.' },
  'other-company': { word: 'Other company', tone: 'quiet', meaning: 'Its company is not one of this connection.' },
  unreadable: {
    word: 'Not readable',
    tone: 'warn',
    meaning: 'It is no business event. A queue keeps it among its dead letters.',
  },
};
