import { applyMappings } from './mappingChanges.ts';
import { mappingCoverage } from './mappingCoverage.ts';
import { wakeForDay } from './mappingWakes.ts';
import { mappingDetail, mappingEntry, mappingSetRows, mappingSets } from './mappingDetail.ts';
import { mappingsList } from './mappingList.ts';
import { mappingsMissing, openGaps, ordersOf, waitingFor } from './mappingMissing.ts';
import { mappingPage, mappingRows, mappingsPacked } from './mappings.ts';
import { lastImport, undoMappings } from './mappingUndo.ts';
import { mappingUses } from './mappingUses.ts';

export const mappingReads = {
  mappingRows,
  mappingPage,
  mappingsPacked,
  mappingsList,
  mappingEntry,
  mappingDetail,
  lastImport,
  mappingSets,
  mappingSetRows,
  mappingsMissing,
  openGaps,
  waitingFor,
  ordersOf,
  mappingUses,
  mappingCoverage,
} as const;

export const mappingWrites = { applyMappings, undoMappings, wakeForDay } as const;
