import { auditFacts, auditHash, auditSpan, checkAudit, checkAuditPart } from './audit.ts';
import { auditList } from './auditList.ts';
import { indexAudit } from './auditWords.ts';
import { payloadFacts } from './payloads.ts';
import { runRows } from './runRows.ts';
import { closeOrphanedRuns, finishRun, lastRun, run, runsList, startRun } from './runs.ts';

export const recordsReads = {
  lastRun,
  runsList,
  run,
  runRows,
  auditList,
  auditFacts,
  auditSpan,
  auditHash,
  checkAuditPart,
  checkAudit,
  payloadFacts,
} as const;

export const recordsWrites = { startRun, finishRun, closeOrphanedRuns, indexAudit } as const;
