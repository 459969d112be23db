import {
  packedSlips,
  packingHistory,
  packingList,
  packingSlip,
  packingSlipsNumbered,
  printedLabels,
  serialUses,
} from './lists.ts';
import { askSsccStart, offerSsccRange, setSsccRange, setSsccStart, ssccState } from './ranges.ts';
import { leftNotices, slipsToReadBack } from './left.ts';
import { notePackingWaits, notePrinted, numberPacking, savePackings } from './save.ts';

export const packingReads = {
  packingList,
  packingSlip,
  packedSlips,
  packingSlipsNumbered,
  packingHistory,
  leftNotices,
  slipsToReadBack,
  serialUses,
  printedLabels,
  ssccState,
} as const;

export const packingWrites = {
  notePackingWaits,
  savePackings,
  numberPacking,
  notePrinted,
  setSsccRange,
  offerSsccRange,
  askSsccStart,
  setSsccStart,
} as const;
