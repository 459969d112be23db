import {
  beginChangeAttempt,
  changedByHand,
  changesOfThreads,
  decideChange,
  dueChanges,
  endChangeAttempt,
  moveChange,
  orderChange,
  settleChange,
} from './changes.ts';

export const changesReads = { orderChange, changesOfThreads, dueChanges } as const;
export const changesWrites = {
  decideChange,
  moveChange,
  beginChangeAttempt,
  endChangeAttempt,
  settleChange,
  changedByHand,
} as const;
