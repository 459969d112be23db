import { acceptDraftHolds, ackAnswers, draftHolds, saveAckAnswers } from './answers.ts';
import { acksWaiting, answeredThreads, saveLots, sweepDue, swept } from './orders.ts';
import {
  firstOrderedAt,
  ordersUntold,
  postingOwners,
  postingTags,
  postingsByKey,
  postingsNotOurs,
  postingsNumbered,
  postingsOfThreads,
  watermarks,
} from './read.ts';
import { adoptPosting, postingsGone, savePostings, saveWatermark, settlePosting } from './save.ts';
import { replyTarget } from './replyTarget.ts';
import { outboundWakes, wakeOutbound, wakesDone } from './wakes.ts';

export const postingsReads = {
  watermarks,
  firstOrderedAt,
  postingTags,
  postingOwners,
  ordersUntold,
  postingsByKey,
  postingsOfThreads,
  postingsNumbered,
  postingsNotOurs,
  sweepDue,
  answeredThreads,
  acksWaiting,
  outboundWakes,
  ackAnswers,
  draftHolds,
  replyTarget,
} as const;

export const postingsWrites = {
  saveWatermark,
  savePostings,
  postingsGone,
  settlePosting,
  adoptPosting,
  saveLots,
  swept,
  wakesDone,
  wakeOutbound,
  saveAckAnswers,
  acceptDraftHolds,
} as const;
