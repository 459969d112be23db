import {
  beginChangeAttempt,
  changedByHand,
  changesOfThreads,
  decideChange,
  dueChanges,
  endChangeAttempt,
  orderChange,
  settleChange,
} from './changes.ts';

export const changesReads = { orderChange, changesOfThreads, dueChanges } as const;
export const changesWrites = { decideChange, beginChangeAttempt, endChangeAttempt, settleChange, changedByHand } as const;
