import { adoptSend, isSendKnown, unsentDocuments } from './adopt.ts';
import { deferSend, endRings, nextRingEnd, restartRings, sendCandidates, wakeInactive } from './candidates.ts';
import { askRedraft, openRedrafts } from './corrections.ts';
import { applySendingRules, holdOutbound } from './drafting.ts';
import { noteReply } from './replies.ts';
import { correctionsOver, promisesStand } from './withdrawn.ts';
import { foldersSet, noteNoFolder } from './folders.ts';
import { outboundCounts, outboundList } from './lists.ts';
import {
  askSendAgain,
  noteAct,
  noteLate,
  noteLook,
  send,
  sendsAgain,
  settleArrived,
  silentSends,
  uncollectedSends,
  unknownSends,
  unknownSendsOf,
} from './looks.ts';
import {
  endRingNow,
  releaseOutbound,
  sendOutboundAnyway,
  setAsideOutbound,
  takeBackOutbound,
  tryOutboundAgain,
} from './person.ts';
import { saveDraft } from './saveDraft.ts';
import { beginSend, endSend, recoverSends } from './sends.ts';
import { guardedNotice } from './guardedNotices.ts';
import { noteLaterNotice, noticeBeside } from './laterNotices.ts';
import { leftCorrection, leftCorrectionTold } from './leftCorrections.ts';
import { sendRead, unreadSends } from './unreadSends.ts';
import { noticesOfSerials, outbound, outboundOfNumber, outboundOfPosting, outboundOfThread, outboundView } from './view.ts';
import { pastHolds } from './pastHolds.ts';
import { outboundVersion, outboundVersions } from './versions.ts';

export const outboundReads = {
  outbound,
  outboundOfNumber,
  guardedNotice,
  noticesOfSerials,
  outboundVersion,
  outboundVersions,
  pastHolds,
  outboundOfThread,
  outboundOfPosting,
  outboundList,
  outboundCounts,
  outboundView,
  openRedrafts,
  sendCandidates,
  nextRingEnd,
  unknownSends,
  unknownSendsOf,
  uncollectedSends,
  silentSends,
  sendsAgain,
  unsentDocuments,
  isSendKnown,
  noticeBeside,
  leftCorrection,
  unreadSends,
  send,
} as const;

/** In the order of a document's life. */
export const outboundWrites = {
  saveDraft,
  releaseOutbound,
  takeBackOutbound,
  endRingNow,
  restartRings,
  endRings,
  deferSend,
  sendOutboundAnyway,
  wakeInactive,
  beginSend,
  endSend,
  recoverSends,
  tryOutboundAgain,
  noteLook,
  askSendAgain,
  settleArrived,
  adoptSend,
  noteLaterNotice,
  leftCorrectionTold,
  sendRead,
  noteLate,
  noteNoFolder,
  foldersSet,
  noteAct,
  noteReply,
  askRedraft,
  holdOutbound,
  correctionsOver,
  promisesStand,
  setAsideOutbound,
  applySendingRules,
} as const;
